"""Limits of reading, as a user sets them, and documents in which there is nothing to judge."""

from pathlib import Path

import pytest
from made_pdf import Sheet, build_pdf

from auditor.cli.main import run_command

pytest.importorskip("pypdfium2")

BLANK = """上海市某局2025年部门预算

2025年部门支出预算总表
编制部门：上海市某局\t单位：元
功能分类科目编码\t功能分类科目名称\t合计\t基本支出\t项目支出
\t\t\t\t
合计\t\t\t\t
"""


@pytest.fixture
def two_pages(tmp_path: Path) -> str:
    """Write a PDF of two pages."""
    path = tmp_path / "budget.pdf"
    path.write_bytes(build_pdf(Sheet().write(60, 700, "预算"), Sheet().write(60, 700, "说明")))
    return str(path)


@pytest.mark.parametrize("command", ["check", "parse"])
def test_limit_is_set_and_named(
    two_pages: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file over a limit is named, and the run is incomplete."""
    status = run_command([command, two_pages, "--limit", "pages=1"])

    said = capsys.readouterr()
    assert status == 3
    assert "页数过多：2 > 1" in said.out + said.err


def test_last_limit_of_a_name_counts(two_pages: str) -> None:
    """A later limit takes the place of an earlier one."""
    words = ["parse", two_pages, "--format", "text", "--limit", "pages=1", "--limit", "pages=2"]

    assert run_command(words) == 0


@pytest.mark.parametrize("limit", ["pages", "pages=0", "pages=x", "colour=1", "pages=²", "=3"])
def test_limit_that_is_none_is_a_mistake(
    two_pages: str, limit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown name or a number that is none is refused with what is known."""
    status = run_command(["parse", two_pages, "--limit", limit])

    assert status == 2
    assert "pages|seconds|memory|unpacked|ratio|nesting" in capsys.readouterr().err


def test_blank_template_is_incomplete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables without any figure are not clean: there was nothing to judge."""
    path = tmp_path / "blank.txt"
    path.write_text(BLANK, encoding="utf-8")

    status = run_command(["check", str(path), "--fail-on", "never"])

    assert status == 3
    assert "可能是空白模板" in capsys.readouterr().out


def test_form_filled_with_zeros_is_incomplete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Several tables of zeros, or one with XX, were filled by nobody; one says: nothing."""
    zeros = BLANK.replace("合计\t\t\t\t", "合计\t\t0.00\t0.00\t0.00")
    one, two, form = (tmp_path / name for name in ("one.txt", "two.txt", "form.txt"))
    one.write_text(zeros, encoding="utf-8")
    income = "2025年部门收入预算总表\n单位：元\n项目\t合计\t财政拨款收入\n合计\t0.00\t0.00\n"
    two.write_text(f"{zeros}\n{income}", encoding="utf-8")

    form.write_text(zeros.replace("上海市某局", "上海市XX局"), encoding="utf-8")

    statuses = [run_command(["check", str(p), "--fail-on", "never"]) for p in (one, two, form)]

    assert statuses == [0, 3, 3]
    assert capsys.readouterr().out.count("各表金额全为零") == 2


@pytest.mark.parametrize(("rows", "status"), [(5, 0), (6, 3)])
def test_tables_of_which_no_figure_is_checked_are_not_clean(
    tmp_path: Path, rows: int, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Many figures that no rule could compare with anything are not judged."""
    table = "2025年部门支出预算总表\n单位：元\n项目\t合计\n"
    path = tmp_path / "list.txt"
    lines = "".join(f"第{row}个项目\t{row}.50\n" for row in range(rows))
    path.write_text(table + lines, encoding="utf-8")

    assert run_command(["check", str(path), "--fail-on", "never"]) == status
    assert ("没有一个能够核对" in capsys.readouterr().out) == (status == 3)


def test_table_that_was_taken_apart_is_incomplete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text in which every cell stands on a line of its own is no text without tables."""
    words = (
        "上海市某局2025年部门预算\n2025年部门支出预算总表\n收入预算1.00万元，支出预算1.00万元。\n"
    )
    path = tmp_path / "cells.txt"
    cells = "".join(f"第{row}个项目\n{row},000.00\n" for row in range(1, 11))
    path.write_text(words + cells, encoding="utf-8")

    assert run_command(["check", str(path), "--fail-on", "never"]) == 3
    assert "10行各只有一个金额" in "".join(capsys.readouterr().out.split())
