"""Answers come back as drafts: only from a sound sheet, only its answer cells, nothing trusted."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from accepting import DOCUMENT, Bench, Capture, write_files
from hypothesis import given
from hypothesis import strategies as st
from made_audits import SUM, make_audit, make_finding, make_run
from openpyxl import Workbook
from workbooks import (
    HOSTILE,
    answer,
    change,
    find_head,
    make_many,
    open_workbook,
    read_rows,
)

from auditor.cli.main import run_command
from auditor.errors import ReadingError
from auditor.finding import Bilingual
from auditor.reading.answers import Answers, read_answers
from auditor.reading.answers.workbook import FORMULA, read_sheets
from auditor.report.run import RunSettings
from auditor.report.xlsx import render_exceptions, render_overview_workbook
from auditor.rulepack.nodes import MappingNode, ScalarNode, SequenceNode
from auditor.rulepack.waiver_drafts import DraftWaiver, render_waiver_drafts
from auditor.rulepack.yaml_parsing import parse_yaml

SHEET = render_exceptions(make_many(6))
HEAD = 5  # the row of the headings
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Read a workbook's bytes back from a file called 答复.xlsx."""
    monkeypatch.chdir(tmp_path)

    def read_back(content: bytes) -> Answers:
        Path("答复.xlsx").write_bytes(content)
        return read_answers("答复.xlsx")

    return read_back


def test_each_answer_with_its_words(read: Any) -> None:
    """Accept, explain and correct in either language; the rest is not answered."""
    filled = answer(
        SHEET,
        r1=("解释", "口径不同"),
        r2=(" Accept ", "下年改"),
        r3=("更正", ""),
    )

    answers = read(filled)

    assert [(a.row, a.kind, a.explanation) for a in answers.answers] == [
        (HEAD + 1, "explain", "口径不同"),
        (HEAD + 2, "accept", "下年改"),
        (HEAD + 3, "correct", ""),
    ]
    first = answers.answers[0]
    assert (first.rule, first.fingerprint) == ("rule-1", f"f1:{1:020x}")
    assert (first.difference, first.unit, first.document) == ("100.00", "元", "甲/预算.txt")
    assert (answers.sheet, answers.unanswered, answers.faults) == ("发现", 3, ())


def test_what_cannot_be_used_is_named_with_its_row(read: Any) -> None:
    """Unknown answers, missing words, words without an answer, formulas: none becomes a draft."""
    filled = answer(
        SHEET,
        r1=("随便", "甲"),
        r2=("接受", "  "),
        r3=("", "只有说明"),
        r4=("解释", "=1+1"),
        r5=('=IF(1,"接受")', "甲"),
    )

    answers = read(filled)

    assert answers.answers == ()
    assert [(fault.row - HEAD, fault.reason.zh) for fault in answers.faults] == [
        (1, "答复“随便”不在可选项之中"),
        (2, "没有填写说明"),
        (3, "有说明而没有选择答复"),
        (4, "是公式，不读取"),
        (5, "是公式，不读取"),
    ]


def refuse(read: Any, content: bytes) -> str:
    """Return why a workbook is refused."""
    with pytest.raises(ReadingError) as refused:
        read(content)
    return refused.value.speak("zh")


@pytest.mark.parametrize("column", ["D", "J", "V", "X", "Y"])
def test_a_changed_cell_is_refused_by_its_row(read: Any, column: str) -> None:
    """A figure, a rule, a fingerprint, a check: the row that was changed is named."""

    def tamper(workbook: Workbook) -> None:
        workbook.worksheets[0][f"{column}{HEAD + 2}"].value = "f1:0"

    reason = refuse(read, change(answer(SHEET, r1=("解释", "甲")), tamper))

    assert reason == f"答复以外的单元格被改动（“发现”第 {HEAD + 2} 行），不予采用"


@pytest.mark.parametrize(
    "tamper",
    [
        lambda workbook: workbook.worksheets[0].delete_rows(HEAD + 2),
        lambda workbook: workbook.worksheets[0].insert_cols(3),
        lambda workbook: workbook.worksheets[0].cell(1, 1, "别的标题"),
        lambda workbook: workbook.worksheets[0].cell(99, 3, "添一句"),
        lambda workbook: workbook.worksheets[2].cell(4, 6, "都判断了"),
        lambda workbook: workbook.remove(workbook.worksheets[3]),
        lambda workbook: workbook.worksheets[1].cell(3, 1, "=1+1"),
    ],
)
def test_anything_but_an_answer_that_changed_is_refused(read: Any, tamper: Any) -> None:
    """Rows, columns, titles and the other sheets belong to the digest."""
    assert refuse(read, change(SHEET, tamper)).startswith("答复以外的单元格被改动")


def test_a_figure_that_became_a_formula_is_refused(read: Any) -> None:
    """Its stored result may read the same; what it shows tomorrow is another matter."""
    formula = make_run(make_audit(findings=(make_finding(SUM._replace(found="=1+1")),)))

    def tamper(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet.cell(find_head(sheet) + 1, 10).value = "=1+1"

    sound = render_exceptions(formula)

    assert read(sound).unanswered == 1
    assert refuse(read, change(sound, tamper)).startswith("答复以外的单元格被改动")


def test_escapes_in_an_answer_are_decoded_where_they_are_characters(read: Any) -> None:
    """Line ends come back as such; halves of characters and NUL are no characters."""
    filled = answer(SHEET, r1=("解释", "甲_x000D_乙_xD800__x0000_"), r2=("_x0000_", "甲"))

    answers = read(filled)

    assert answers.answers[0].explanation == "甲\r乙_xD800__x0000_"
    assert answers.faults[0].reason.zh == "答复“_x0000_”不在可选项之中"


def test_a_figure_that_looks_like_the_digest_is_a_figure(read: Any) -> None:
    """Only the guide's own seal is left out of the digest."""
    finding = make_finding(SUM._replace(found="auditor.exceptions/1 sha256:00"))

    def tamper(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet.cell(find_head(sheet) + 1, 10).value = "auditor.exceptions/1 sha256:11"

    sound = render_exceptions(make_run(make_audit(findings=(finding,))))

    assert read(sound).unanswered == 1
    assert refuse(read, change(sound, tamper)).startswith("答复以外的单元格被改动")


def test_what_office_programs_do_to_a_sheet_is_no_change(read: Any) -> None:
    """Sorted rows, other widths and looks, a sheet of notes, rows in between."""

    def work(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
        for number, row in enumerate(reversed(rows), start=HEAD + 3):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
        for column in range(1, len(rows[0]) + 1):
            sheet.cell(HEAD + 1, column).value = sheet.cell(HEAD + 2, column).value = None
        sheet.column_dimensions["D"].width = 90
        workbook.create_sheet("备注").cell(1, 1).value = "=1+1"

    answers = read(change(answer(SHEET, r1=("解释", "口径不同")), work))

    assert [(a.rule, a.explanation) for a in answers.answers] == [("rule-1", "口径不同")]
    assert answers.answers[0].row == HEAD + 8
    assert answers.unread == ("备注",)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_document_does_not_spoil_its_own_sheet(read: Any, text: str) -> None:
    """Escapes, seals and control characters in a document leave the digest sound."""
    finding = make_finding(SUM._replace(found=text), message=Bilingual(text, text), rule=text)
    sheet = render_exceptions(make_run(make_audit(path=text, issuer=text, findings=(finding,))))

    answers = read(answer(sheet, r1=("接受", text if text.isprintable() else "甲")))

    assert len(answers.answers) + len(answers.faults) == 1


def test_english_sheets_are_read_too(read: Any) -> None:
    """The language of the sheet is that of the report."""
    run = make_many(1)._replace(settings=RunSettings(language="en"))

    assert read(render_exceptions(run)).sheet == "Findings"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "不是 Excel 工作簿（.xlsx）"),
        (b"a,b\r\n", "不是 Excel 工作簿（.xlsx）"),
        (b"PK\x03\x04" + b"x" * 100, "文件已损坏"),
        (SHEET[:-300], "文件已损坏"),
        (render_overview_workbook(make_run()), "没有答复表的校验码，不是本程序生成的答复表"),
    ],
)
def test_other_files_are_refused(read: Any, content: bytes, reason: str) -> None:
    """No zip, a broken one, a workbook of ours that asks for nothing."""
    assert refuse(read, content) == reason


def pack(sheet: str, strings: str = "") -> bytes:
    """Pack a workbook of one sheet by hand."""
    stream = io.BytesIO()
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    if strings:
        parts["xl/sharedStrings.xml"] = strings
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def cells(*written: str) -> str:
    """Write a sheet of these cells."""
    row = f"<row>{''.join(written)}</row>"
    return f'<worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>'


def test_shared_and_rich_text_numbers_and_formulas() -> None:
    """As office programs save them: runs are joined, readings and results are left out."""
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><t>甲</t></r><r><t>_x000D_乙</t></r>'
        "<rPh><t>jia</t></rPh></si></sst>"
    )
    sheet = cells(
        '<c r="A1" t="s"><v>0</v></c>',
        '<c r="B1"><v>5.0</v></c>',
        '<c r="C1"><v>0.5</v></c>',
        '<c r="D1" t="str"><f>1+1</f><v>2</v></c>',
        '<c r="AA1" t="b"><v>1</v></c>',
    )

    row = read_sheets(pack(sheet, strings), "x")[0].rows[0]

    assert row == ("甲\r乙", "5", "0.5", FORMULA, *[""] * 22, "1")


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + cells('<c r="A1" t="str"><v>&b;</v></c>'), "DTD"),
        (cells('<c r="A1"><v>1</v></c>') + "<", "XML"),
        (cells('<c r="A0"><v>1</v></c>'), "单元格位置有误"),
        (cells('<c r="AAAA1"><v>1</v></c>'), "单元格位置有误"),
        (cells('<c r="A1" t="s"><v>7</v></c>'), "单元格位置有误"),
        (cells('<c r="A1" t="s"><v>²</v></c>'), "单元格位置有误"),
    ],
)
def test_hostile_workbooks_are_refused(sheet: str, reason: str) -> None:
    """Entities are never expanded; odd places are no places."""
    with pytest.raises(ReadingError, match=reason):
        read_sheets(pack(sheet), "x")


def test_a_small_file_cannot_become_a_large_one() -> None:
    """Far cells, one long text in many cells, and what unpacks to a thousand times its size."""
    far = cells(*(f'<c r="ZZZ{n}"><v>1</v></c>' for n in range(1, 4_000)))
    strings = f'<sst xmlns="{MAIN}"><si><t>{"甲" * 30_000}</t></si></sst>'
    many = cells(*(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 3_000)))
    bomb = cells(f'<c r="A1" t="str"><v>{"0" * 30_000_000}</v></c>')

    for content in (pack(far), pack(many, strings), pack(bomb)):
        assert len(content) < 100_000
        with pytest.raises(ReadingError, match=r"过大|过高"):
            read_sheets(content, "x")


@given(reason=st.text(), remark=st.text(), difference=st.text(max_size=20))
def test_drafts_are_texts_whatever_they_hold(reason: str, remark: str, difference: str) -> None:
    """An auditee's words cannot add a key, an entry, an approval or a comment's end."""
    draft = DraftWaiver("row-total", "f1:0123456789", difference, "元", reason, remark)

    text = render_waiver_drafts([draft], "ab", "zh")

    root = parse_yaml(text, "x").root
    assert isinstance(root, SequenceNode)
    (entry,) = root.nodes
    assert isinstance(entry, MappingNode)
    fields = {key.value: node.value for key, node in entry.entries if isinstance(node, ScalarNode)}
    assert {**fields, "difference": ""} == {
        "rule": "row-total",
        "fingerprint": "f1:0123456789",
        "difference": "",
        "reason": reason,
        "approved_by": "",
        "expires": "",
    }


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> Bench:
    """Stand in a folder with a pack, a document and the sheet of its findings."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, 甲=DOCUMENT)
    run_command(["check", "甲.txt", "--pack", "pack", "--format", "xlsx", "--output", "表.xlsx"])
    capsysbinary.readouterr()
    return Bench(capsysbinary)


def fill(**answers: tuple[str, str]) -> None:
    """Fill in the sheet of the bench."""
    path = Path("表.xlsx")
    path.write_bytes(answer(path.read_bytes(), **answers))


def test_from_findings_to_waivers(bench: Bench) -> None:
    """A draft silences nothing; once an auditor has approved it, its finding is waived."""
    fill(r1=("解释", "口径不同"), r2=("更正", "五月重新公布"))

    status, out, err = bench.run("waivers", "draft", "表.xlsx", "--output", "草稿.yaml")

    assert (status, err) == (0, "豁免草稿已写入: 草稿.yaml\n")
    assert out.startswith("已答复 2 处：接受 0, 解释 1, 更正 1；未答复 ")
    assert "承诺更正: “发现”第 7 行 · row-total · 甲.txt: " in out
    assert " — 五月重新公布\n" in out
    draft = Path("草稿.yaml").read_text(encoding="utf-8")
    assert '  difference: "100.00元"\n  reason: "口径不同"\n  approved_by: ""' in draft
    today = ("--today", "2031-06-30", "--waivers", "草稿.yaml")

    status, report, err = bench.check("甲.txt", *today)

    assert status == 2
    assert err.count("草稿.yaml:") == 2
    assert {one["outcome"] for one in report["documents"][0]["findings"]} == {"fail"}
    draft = draft.replace('approved_by: ""', "approved_by: 王一")
    Path("草稿.yaml").write_text(
        draft.replace('expires: ""', "expires: 2031-12-31"), encoding="utf-8"
    )

    _, report, err = bench.check("甲.txt", *today)

    assert err == ""
    outcomes = [one["outcome"] for one in report["documents"][0]["findings"]]
    assert outcomes.count("waived") == 1


def test_without_a_file_the_drafts_go_to_standard_output(bench: Bench) -> None:
    """What is to be said of the answers goes to standard error; a fault gives 1."""
    fill(r1=("accept", "甲"), r2=("?", ""))

    status, out, err = bench.run("waivers", "draft", "表.xlsx", "--lang", "en")

    assert status == 1
    assert out.startswith("# Draft waivers: an auditor fills in approved_by")
    assert "# 发现, row 6 · accept · 甲.txt: " in out
    assert "cannot be used: 发现, row 7: '?' is none of the answers\n" in err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["没有.xlsx"], "没有.xlsx: 无法打开："),
        (["甲.txt"], "甲.txt: 不是 Excel 工作簿"),
        (["表.xlsx", "--output", "甲.txt"], "--output: 文件已存在，不会覆盖"),
        (["表.xlsx", "--output", "没有/草稿.yaml"], "--output: 没有/草稿.yaml: "),
        (["表.xlsx", "--digest", "abc"], "--digest: 至少 12 位"),
        (["表.xlsx", "--digest", "0" * 12], "--digest: 与发出的答复表不是同一份"),
    ],
)
def test_refusals(bench: Bench, words: list[str], reason: str) -> None:
    """Exit status 2, the reason on standard error, nothing written."""
    before = sorted(Path().iterdir())

    status, out, err = bench.run("waivers", "draft", *words)

    assert (status, out) == (2, "")
    assert err.startswith(f"auditor: {reason}")
    assert sorted(Path().iterdir()) == before


def test_the_digest_of_the_overview_tells_which_sheet_was_sent(bench: Bench) -> None:
    """An auditor who kept the overview can tell the sheet from one made up elsewhere."""
    digest = read_answers("表.xlsx").digest

    assert bench.run("waivers", "draft", "表.xlsx", "--digest", digest[:12])[0] == 0


def test_a_folder_of_reports_names_the_digest_of_each_sheet(bench: Bench) -> None:
    """What the overview lists is what the sheets beside it carry."""
    for name in ("甲", "乙"):
        Path(f"{name}.txt").write_text(DOCUMENT.replace("甲类", f"{name}类"), encoding="utf-8")
    words = ("check", "甲.txt", "乙.txt", "--pack", "pack", "--format", "html", "--output", "夹/")

    bench.run(*words)

    rows = read_rows(open_workbook(Path("夹/总表.xlsx").read_bytes()).worksheets[0])
    stated = [row["答复表校验码"] for row in rows[:2]]
    sent = [read_answers(f"夹/{name}.xlsx").digest[:12] for name in ("甲", "乙")]
    assert stated == sent
    assert len(set(sent)) == 2


def test_workbooks_need_an_extra(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without openpyxl or lxml each command names what to install, before any work is done."""
    import builtins  # noqa: PLC0415 - made to fail here alone
    import sys  # noqa: PLC0415

    real = builtins.__import__

    def refuse_libraries(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] in ("openpyxl", "lxml"):
            raise ModuleNotFoundError(name=name)
        return real(name, *rest, **named)

    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(builtins, "__import__", refuse_libraries)
    for name in [name for name in sys.modules if name.startswith("auditor.reading.answers")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "auditor.reading.markup", raising=False)

    written = bench.run("check", "甲.txt", "--pack", "pack", "--format", "xlsx", "--output", "x")
    drafted = bench.run("waivers", "draft", "表.xlsx")

    for status, out, err in (written, drafted):
        assert (status, out) == (2, "")
        assert 'pip install "auditor[office]"' in err
