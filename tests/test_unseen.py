"""What a file would publish unseen is reported, from the file to the finding."""

import json
from pathlib import Path

import pytest
from made_files import make_docx, make_xlsx, write_cells, write_paragraph

from auditor.budget import UNSEEN_KINDS
from auditor.checks.present.unseen import _NAMES
from auditor.cli.main import run_command

COMMENTED = (
    "<w:p><w:r><w:t>示例局2026年部门预算</w:t></w:r><w:del><w:r><w:delText>{}</w:delText></w:r>"
    '</w:del><w:r><w:commentReference w:id="1"/></w:r></w:p>'
)
TABLE = [["2026年部门支出预算总表"], ["科目名称", "合计", "基本支出", "项目支出"]]


def find_findings(
    path: Path, rule: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> list[dict[str, object]]:
    """Audit a file and return the findings of one rule."""
    run_command(["check", "--format", "json", str(path)])
    document = json.loads(capsysbinary.readouterr().out.decode())["documents"][0]
    return [finding for finding in document["findings"] if finding["rule"] == rule]


def test_changes_and_comments_are_warnings(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """One finding for each kind of unseen thing, with what it says."""
    path = tmp_path / "budget.docx"
    comment = f'<w:comment w:id="1">{write_paragraph("金额待定")}</w:comment>'
    path.write_bytes(make_docx(COMMENTED.format("（征求意见稿）"), comments=comment))

    findings = find_findings(path, "nothing-unseen", capsysbinary)

    assert [
        (finding["severity"], finding["message"], finding["line"]) for finding in findings
    ] == [
        ("warning", "文件带有未接受的修订（删除） 1 处，将随文件一起公开：（征求意见稿）", 1),
        ("warning", "文件带有批注 1 处，将随文件一起公开：金额待定", 1),
    ]


def test_what_is_unseen_is_text_of_the_document_and_escaped(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Control and direction characters of a comment do not reach the terminal."""
    path = tmp_path / "budget.docx"
    path.write_bytes(make_docx(COMMENTED.format("\u202e[red]x[/red]"), comments=""))

    run_command(["check", str(path)])
    shown = capsysbinary.readouterr().out.decode()

    assert "\u202e" not in shown
    assert "⟨U+202E⟩[red]x[/red]" in shown


def test_sound_workbook_has_nothing_unseen(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Without hidden things the rule passes."""
    path = tmp_path / "budget.xlsx"
    path.write_bytes(make_xlsx([("表", write_cells(TABLE))]))

    assert find_findings(path, "nothing-unseen", capsysbinary) == []


def test_reference_that_leads_nowhere_is_a_malformed_figure(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A workbook that shows #REF! or never computed a sum is reported, with its sheet."""
    path = tmp_path / "budget.xlsx"
    row = ["合计", "<c><f>SUM(C3:D3)</f></c>", '<c t="e"><v>#REF!</v></c>', "<c><v>1</v></c>"]
    path.write_bytes(make_xlsx([("支出", write_cells([*TABLE, row]))]))

    findings = find_findings(path, "figure-malformed", capsysbinary)

    assert [(finding["found"], finding["sheet"]) for finding in findings] == [
        ("=SUM(C3:D3)", "支出"),
        ("#REF!", "支出"),
    ]
    assert all("公式没有算出结果" in str(finding["message"]) for finding in findings)


def test_every_kind_of_unseen_thing_has_a_name() -> None:
    """A reader that knows a new kind needs words for it."""
    assert set(_NAMES) == set(UNSEEN_KINDS)
