"""The exceptions sheet: columns that auditors know, room for answers, nothing that runs."""

import gc
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from fake_parts import RULE
from made_audits import (
    MISTAKE,
    REVIEW,
    SUM,
    UNREADABLE,
    make_audit,
    make_finding,
    make_run,
)
from openpyxl.cell import Cell as WrittenCell
from openpyxl.utils import get_column_letter
from workbooks import (
    HOSTILE,
    find_cell_xml,
    find_head,
    make_many,
    open_exceptions,
    open_workbook,
    read_parts,
    read_rows,
)

from auditor.finding import Bilingual, Evidence, Waiver
from auditor.location import locate
from auditor.reading.answers import form
from auditor.report.cell_text import LARGEST_CELL, is_formula_like
from auditor.report.run import RunSettings
from auditor.report.words_exceptions import COLUMNS
from auditor.report.xlsx import render_exceptions, render_overview_workbook
from auditor.report.xlsx.plan import Cell, SheetPlan, WorkbookPlan
from auditor.report.xlsx.writing import write_workbook

WAIVER = Waiver("waiver", "口径不同", "王一", "2032-06-30", "豁免.yaml", 4)


def test_a_finding_is_a_row() -> None:
    """Every column that an auditor asks for, with the rule's source; the answers are empty."""
    sheet = open_exceptions(make_run(rules=(RULE,))).worksheets[0]

    row = read_rows(sheet)[0]

    assert row.pop("校验") is not None
    assert row == {
        "序号": 1,
        "级别": "错误",
        "要求": "每行合计等于各列之和",
        "发现": "甲类支出：合计与各列之和相差 100.00",
        "页或工作表": None,
        "行号": 5,
        "表": "T3 部门支出总表",
        "行": "甲类支出",
        "栏": "合计",
        "实为": "1,900.00",
        "应为": "1,800.00",
        "相差": "100.00",
        "单位": "元",
        "容差": "0",
        "可能原因": "录入时一位数字有误",
        "建议改为": "1,800.00",
        "法规依据": "测试办法 第一条",
        "答复": None,
        "答复说明": None,
        "依据数字": "5:19  基本支出  1,000.00",
        "文件": "甲/预算.txt",
        "规则": "row-total",
        "结论": "未通过",
        "指纹": "f1:0123456789abcdef",
    }


def test_sheets_and_headings_speak_the_language_of_the_report() -> None:
    """Four sheets in Chinese, four in English; the headings and the list of answers too."""
    chinese = open_exceptions()
    english = open_exceptions(make_run(settings=RunSettings(language="en")))

    assert chinese.sheetnames == ["发现", "填写说明", "未判断", "已豁免"]
    assert english.sheetnames == ["Findings", "How to answer", "Not judged", "Waived"]
    row = read_rows(english.worksheets[0], "No.")[0]
    assert (row["Severity"], row["Finding"]) == ("error", "甲类支出 is off by 100.00")
    lists = english.worksheets[0].data_validations.dataValidation
    assert [each.formula1 for each in lists] == ['"correct,explain,accept"', None]


def test_only_answers_are_open() -> None:
    """A locked sheet in a locked workbook: the two answer columns of the findings are open."""
    workbook = open_exceptions(make_many(3))
    sheet = workbook.worksheets[0]
    head = find_head(sheet)

    opened = [cell.coordinate for row in sheet for cell in row if not cell.protection.locked]

    letters = [get_column_letter(place + 1) for place in form.ANSWERED]
    assert opened == [f"{letter}{head + n}" for n in (1, 2, 3) for letter in letters]
    assert all(each.protection.sheet for each in workbook.worksheets)
    assert all(each.protection.autoFilter is False for each in workbook.worksheets)
    assert workbook.security.lockStructure
    ranges = [str(each.sqref) for each in sheet.data_validations.dataValidation]
    assert ranges == [f"{letter}{head + 1}:{letter}{head + 3}" for letter in letters]
    assert sheet.data_validations.dataValidation[0].formula1 == '"更正,解释,接受"'


def test_sheet_is_ready_to_read_and_to_print() -> None:
    """Frozen headings, a filter, wrapped text, headings on every page, one page wide."""
    sheet = open_exceptions(make_many(2)).worksheets[0]
    head = find_head(sheet)

    assert sheet.freeze_panes == f"E{head + 1}"
    last = get_column_letter(len(form.FIELDS))
    assert sheet.auto_filter.ref == f"A{head}:{last}{head + 2}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.cell(head + 1, 4).alignment.wrap_text
    assert sheet.column_dimensions["D"].width == 32


def test_long_text_makes_its_row_higher_and_is_cut_at_what_a_cell_holds() -> None:
    """No line is hidden under the next row; what no cell can hold is counted, not lost."""
    long = make_finding(message=Bilingual("长" * 200, ""))
    endless = make_finding(message=Bilingual("长" * 40_000, ""))
    sheet = open_exceptions(make_run(make_audit(findings=(REVIEW, long, endless)))).worksheets[0]
    head = find_head(sheet)

    heights = [sheet.row_dimensions[head + n].height for n in (1, 2, 3)]

    assert heights[0] < 60 < heights[1] < heights[2] == 409
    text = read_rows(sheet)[2]["发现"]
    assert text.endswith("……（另有 8000 字，见其他格式的报告）")
    assert len(text) < LARGEST_CELL


def test_a_cell_has_no_more_lines_than_it_can_hold() -> None:
    """Evidence of a sum over many rows is cut at a number of lines, and the rest counted."""
    figure = Evidence(location=locate(1, 1, 1), text="1", role="甲")
    finding = make_finding(evidence=(figure,) * 400)

    text = read_rows(open_exceptions(make_run(make_audit(findings=(finding,)))).worksheets[0])[0]

    assert text["依据数字"].count("\n") == 249
    assert text["依据数字"].endswith("……（另有 1500 字，见其他格式的报告）")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    """Formulas, tags, control characters: read again they are the words that they were."""
    outcome = SUM._replace(found=text, place=SUM.place._replace(row=text, title=text))
    finding = make_finding(outcome, message=Bilingual(text, text), rule=text)
    audit = make_audit(path=text, issuer=text, findings=(finding,))

    content = render_exceptions(make_run(audit))

    row = read_rows(open_workbook(content).worksheets[0])[0]
    shown = HOSTILE[text].replace("_x003D_", "_x005F_x003D_")  # openpyxl does not decode it
    assert (row["发现"], row["实为"], row["行"], row["规则"]) == (shown,) * 4
    parts = read_parts(content)
    assert not [name for name in parts if "external" in name or "connections" in name]
    for xml in parts.values():
        assert re.search(r"<f[ >/]|<hyperlink|ddeLink|TargetMode", xml) is None


def test_what_looks_like_a_formula_is_marked_as_text_and_a_figure_is_not() -> None:
    """A cell that is edited again stays text; -5 is a figure and reads as one."""
    formula = make_finding(SUM._replace(found="=1+1", difference="-5"))

    parts = read_parts(render_exceptions(make_run(make_audit(findings=(formula,)))))

    xml = parts["xl/worksheets/sheet1.xml"]
    looks = re.findall(r"<xf [^>]*>", parts["xl/styles.xml"].partition("<cellXfs")[2])
    for text, quoted in (("=1+1", "1"), ("-5", "0")):
        cell = find_cell_xml(xml, text)
        assert 't="inlineStr"' in cell
        found = re.search(r' s="(\d+)"', cell)
        assert found is not None
        assert f'quotePrefix="{quoted}"' in looks[int(found[1])]


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        *((text, True) for text in ("=1", "+a", "-2+3", "@x", " =1", "－1+1", "-5;=1")),
        *((text, False) for text in ("", "-", "-5", "+1,234.50", "-0.5%", "5=5", "甲-乙", "——")),
    ],
)
def test_what_looks_like_a_formula(text: str, alike: bool) -> None:  # noqa: FBT001 - a case
    """Signs at the start make a formula, unless what follows is a plain figure or a nil."""
    assert is_formula_like(text) is alike


def test_printed_figures_are_not_marked_as_doubtful() -> None:
    """An office program marks numbers that are text, unless the sheet says that it is meant."""
    parts = read_parts(render_exceptions(make_run()))

    sheets = [xml for name, xml in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 4
    for xml in sheets:
        assert xml.endswith("</ignoredErrors></worksheet>")
        assert 'numberStoredAsText="1"' in xml


def test_same_findings_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock, whatever the zone; nothing of the machine; fixed dates in the zip."""
    first = render_exceptions(make_run())
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")

    assert render_exceptions(make_run()) == first

    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = read_parts(first)["docProps/core.xml"]
    assert set(re.findall(r">(\d{4}-[^<]*)<", core)) == {"1980-01-01T00:00:00Z"}


def test_same_bytes_whichever_parser_is_installed() -> None:
    """Without lxml, openpyxl spells XML otherwise; the report does not."""
    program = (
        "import sys; sys.path[:0] = ['tests', '.']\n"
        "import hashlib; from made_audits import make_run\n"
        "from auditor.report.xlsx import render_exceptions\n"
        "print(hashlib.sha256(render_exceptions(make_run())).hexdigest())\n"
    )

    def run(switch: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "OPENPYXL_LXML": switch},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert run("True") == run("False")


def test_what_was_not_judged_has_its_own_sheet() -> None:
    """Unreadable files, broken rules, tables, lines, figures and rules, each with its reason."""
    run = make_run(make_audit(), UNREADABLE, mistakes=(MISTAKE,))

    rows = read_rows(open_exceptions(run).worksheets[2], "文件")

    said = [(row["文件"], row["类别"], row["行号"], row["内容和原因"]) for row in rows]
    path = "甲/预算.txt"
    assert said == [
        (None, "规则无法执行", None, "规则 column-total 无法执行：unknown name 合记"),
        (path, "有表格未能识别", 9, "未识别的表：怪表，12 个数字未核对"),
        (path, "有的行未理解", None, "未理解的行：2, 7"),
        (path, "核对范围", None, "共 4 个数字：已核对 3，仅受上下限约束 0，未核对 1"),
        (path, "有数字未核对", 1, "未核对：2031（没有规则用到它）"),
        (path, "有规则从未适用", None, "1 条规则从未适用：three-publics"),
        (path, "有规则从未适用", None, "three-publics: 没有这张表"),
        ("丙/坏.pdf", "文件无法读取", None, "文件无法读取，没有审计：文件已加密"),
    ]


def test_an_incomplete_audit_is_said_above_the_findings() -> None:
    """The first sheet says what is missing, and where the rest of it is listed."""
    audit = make_audit(status="incomplete", reason=Bilingual("第 2 页无法读取", "page 2"))

    lines = [row[0].value for row in open_exceptions(make_run(audit)).worksheets[0]]

    assert lines[1] == "甲/预算.txt · 海湾区测试局 · 2031 · 预算"
    assert lines[2] == "错误 1 处，警告 0 处，提示 1 处。"
    assert lines[3] == ("甲/预算.txt: 审计不完整，未判断的内容不等于没有错误：第 2 页无法读取")
    assert lines[4] == "未判断的内容见“未判断”表，未判断不等于没有错误。"


def test_waived_findings_stand_apart() -> None:
    """A waived finding asks for no answer; who accepted it, why and until when is shown."""
    run = make_run(make_audit(findings=(make_finding(waiver=WAIVER), REVIEW)))

    workbook = open_exceptions(run)

    assert [row["规则"] for row in read_rows(workbook.worksheets[0])] == ["no-blank"]
    waived = read_rows(workbook.worksheets[3])
    assert [row["规则"] for row in waived] == ["row-total"]
    assert waived[0]["豁免"] == "口径不同 · 王一 · 有效期至 2032-06-30 · 豁免.yaml:4"
    assert "答复" not in waived[0]


def test_nothing_found_is_said_and_asks_for_nothing() -> None:
    """A document without findings has an empty table, no list, and still all that is unjudged."""
    sheet = open_exceptions(make_run(make_audit(findings=()))).worksheets[0]

    assert read_rows(sheet) == []
    assert sheet.data_validations.dataValidation == []
    assert sheet.cell(3, 1).value == "没有发现不符，但有 1 个数字未核对。"


def test_guide_says_how_to_answer_and_carries_the_digest() -> None:
    """What each answer means, what was audited with what, and the seal at the end."""
    sheet = open_exceptions().worksheets[1]

    lines = [str(row[0].value) for row in sheet]

    for word in (
        "更正：",
        "解释：",
        "接受：",
        "程序: auditor 9.9.9",
        "规则包: cn-test 1.0.0 sha256:cd",
    ):
        assert any(line.startswith(word) for line in lines)
    assert re.fullmatch(r"auditor\.exceptions/1 sha256:[0-9a-f]{64}", lines[-1])


def test_fields_of_the_form_are_columns_of_the_report() -> None:
    """Whoever reads the sheet back knows the columns that are written."""
    columns = [column.field for column in COLUMNS if column.field != "waiver"]

    assert [*columns, form.CHECK] == list(form.FIELDS)


def _amounts(row: dict[str, Any]) -> list[Any]:
    return [row[name] for name in ("最大差额", "单位", "折合元")]


def test_overview_has_a_row_a_document(overview: Any) -> None:
    """Standing, counts, the largest difference in its unit and in 元, share checked, packs."""
    rows = read_rows(overview.worksheets[0])

    assert [row["结论"] for row in rows] == ["待更正", "通过", "不完整", "无法读取", None]
    assert [row["错误"] for row in rows] == [2, 0, 0, None, 2]
    assert [row["已豁免"] for row in rows] == [0, 1, 0, None, 1]
    assert _amounts(rows[0]) == ["-0.02", "万元", 200]
    assert _amounts(rows[1]) == [None, None, None]
    assert Decimal(str(rows[0]["核对率"])) == Decimal("0.75")
    assert rows[0]["规则包"] == "cn-test 1.0.0"
    assert rows[2]["未能判断的原因"] == "第 2 页无法读取"
    assert rows[3]["未能判断的原因"] == "文件已加密"


def test_hint_claims_no_money() -> None:
    """The largest difference is that of an error or warning, as on the page."""
    run = make_run(make_audit(findings=(make_finding(severity="info"),)), UNREADABLE)

    (sheet, *_) = open_workbook(render_overview_workbook(run)).worksheets

    assert _amounts(read_rows(sheet)[0]) == [None, None, None]


def test_overview_counts_by_rule(overview: Any) -> None:
    """How many documents and findings each rule has; what is waived is counted apart."""
    rows = read_rows(overview.worksheets[1], "规则")

    assert [(r["规则"], r["涉及文件"], r["发现"], r["已豁免"]) for r in rows] == [
        ("row-total", 2, 2, 1)
    ]


def test_overview_names_the_digest_of_each_sheet(overview: Any) -> None:
    """What the overview states is what the sheet of that document carries."""
    row = read_rows(overview.worksheets[0])[0]

    seal = open_exceptions(make_run(_make_faulty())).worksheets[1]

    assert row["答复表校验码"] == str(list(seal)[-1][0].value).partition("sha256:")[2][:12]


@pytest.mark.parametrize("text", HOSTILE)
def test_overview_runs_nothing_either(text: str) -> None:
    """File names, issuers, titles and reasons are text there too."""
    finding = make_finding(title=Bilingual(text, text), rule=text)
    gap = Bilingual(text, text)
    audit = make_audit(path=text, issuer=text, reason=gap, status="incomplete")
    run = make_run(replace(audit, findings=(finding,), packs_chosen=((text, gap),)))

    content = render_overview_workbook(run)

    sheets = open_workbook(content).worksheets
    shown = HOSTILE[text].replace("_x003D_", "_x005F_x003D_")  # openpyxl does not decode it
    row = read_rows(sheets[0])[0]
    assert (row["文件"], row["单位名称"], row["未能判断的原因"]) == (shown,) * 3
    assert read_rows(sheets[1], "规则")[0]["要求"] == shown
    assert all("<f>" not in xml for xml in read_parts(content).values())


def _make_faulty() -> Any:
    larger = make_finding(SUM._replace(difference="-0.02", unit="万元"), fingerprint="f1:1")
    return make_audit(findings=(make_finding(), larger))


@pytest.fixture
def overview() -> Any:
    """Open the overview of four documents, one of each standing."""
    gap = Bilingual("第 2 页无法读取", "page 2")
    return open_workbook(
        render_overview_workbook(
            make_run(
                _make_faulty(),
                make_audit(path="乙.txt", findings=(make_finding(waiver=WAIVER),)),
                make_audit(path="丁.txt", findings=(), status="incomplete", reason=gap),
                UNREADABLE,
            )
        )
    )


def test_rows_are_not_held_in_memory() -> None:
    """When the last row is made, the cells of those before it are gone."""
    held = []

    def iterate_rows() -> Iterator[tuple[Cell, ...]]:
        for number in range(100):
            yield (Cell(f"{number}"), Cell("甲"))
        gc.collect()
        held.append(sum(isinstance(each, WrittenCell) for each in gc.get_objects()))

    sheet = SheetPlan(title="表", heading=(), columns=COLUMNS[:2], body=iterate_rows())

    write_workbook(WorkbookPlan("表", "zh", (sheet,)))

    assert held[0] < 10
