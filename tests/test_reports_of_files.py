"""Every plain report, written by the whole program over files with hostile names."""

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from test_plain_reports import render_html
from test_sarif import make_validator

from auditor.cli.main import run_command

NAMES = ("预 算%20:,.txt", "换\n::error::x\u202e|`<b>.txt", "--坏.txt")
FORMATS = ("lines", "markdown", "sarif", "junit", "github")
DOCUMENT = """\
海湾区2031年部门预算

部门支出总表
编制部门：海湾区测试局\t单位：元
项目\t合计\t基本支出\t项目支出
甲类\t1,900.00\t1,000.00\t800.00
合计\t1,800.00\t1,000.00\t800.00
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with documents of such names, one of them empty, and a report in each format."""
    if os.name == "nt":
        pytest.skip("Windows refuses such names")
    (tmp_path / "in").mkdir()
    for name in NAMES[:2]:
        (tmp_path / "in" / name).write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "in" / NAMES[2]).write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    outputs = [word for name in FORMATS for word in ("--format", name, "--output", f"o.{name}")]
    assert run_command(["check", "in", *outputs]) == 3
    return tmp_path


def read(folder: Path, name: str) -> str:
    """Read a report."""
    return (folder / f"o.{name}").read_text(encoding="utf-8")


def test_sarif_names_the_files(folder: Path) -> None:
    """The addresses lead back to the very names."""
    log = json.loads(read(folder, "sarif"))

    make_validator().validate(log)
    uris = [artifact["location"]["uri"] for artifact in log["runs"][0]["artifacts"]]
    assert sorted(map(unquote, uris)) == sorted(f"in/{name}" for name in NAMES)
    assert all(re.fullmatch(r"[\w./~%-]+", uri, re.ASCII) for uri in uris)


def test_junit_is_well_formed(folder: Path) -> None:
    """A suite a document, the names on one line each."""
    root = ET.fromstring(read(folder, "junit"))  # noqa: S314 - our own report

    names = [suite.attrib["name"] for suite in root]
    assert "in/换⟨U+000A⟩::error::x⟨U+202E⟩|`<b>.txt" in names
    assert len(names) == 3


def test_lines_and_commands_are_whole(folder: Path) -> None:
    """No name starts a line of its own."""
    lines = read(folder, "lines").splitlines()
    commands = read(folder, "github").splitlines()

    assert all(line.startswith("in/") for line in lines)
    assert all(re.match("::(error|warning|notice) file=in/", command) for command in commands)
    assert any(command.startswith("::error file=in/预 算%2520%3A%2C.txt,") for command in commands)


def test_markdown_shows_the_names(folder: Path) -> None:
    """The names are text: one row and one heading each."""
    html = render_html(read(folder, "markdown"))

    assert html.count("<h2>") == len(NAMES) + 1
    assert html.count("<td") == len(NAMES) * 10
    assert "<b>" not in html
    assert "换⟨U+000A⟩::error::x⟨U+202E⟩|`&lt;b&gt;.txt" in html
