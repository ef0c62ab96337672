"""Control files as budget systems export them, against what is published."""

import pytest
from made_sets import DEPARTMENT, UNIT, make_facts
from reading_budgets import load_shipped_pack

from auditor.engine import Settings
from auditor.engine.sets import OfficeFile, judge_sets
from auditor.engine.sets.judging import OfficeFiles
from auditor.finding import Finding

WIDER = """\
虹湾市水务局2025年部门预算

2025年部门支出预算总表
单位：元
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
213\t\t\t农林水支出\t900,000.00\t900,000.00\t
213\t03\t\t水利\t900,000.00\t900,000.00\t
213\t03\t01\t行政运行\t500,000.00\t500,000.00\t
213\t03\t02\t一般行政管理事务\t400,000.00\t400,000.00\t
合计\t\t\t\t900,000.00\t900,000.00\t

2025年部门一般公共预算支出功能分类预算表
单位：元
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
213\t\t\t农林水支出\t700,000.00\t700,000.00\t
213\t03\t\t水利\t700,000.00\t700,000.00\t
213\t03\t01\t行政运行\t500,000.00\t500,000.00\t
213\t03\t02\t一般行政管理事务\t200,000.00\t200,000.00\t
合计\t\t\t\t700,000.00\t700,000.00\t
"""


def judge_control(control: str, *texts: str) -> list[list[Finding]]:
    """Judge documents by a control file; what is said of each, of the file last."""
    documents = [
        make_facts(text, f"{n}.txt") for n, text in enumerate(texts or (DEPARTMENT, UNIT))
    ]
    file = OfficeFile("approved.csv", "x", control)
    verdicts = judge_sets(
        documents,
        lambda _: load_shipped_pack(),
        Settings(select=("set",), ignore=("total-uncontrolled",)),
        OfficeFiles(control=file),
    )
    told = (verdicts.get(number) for number in range(len(documents) + 1))
    return [[] if one is None else list(one.findings) for one in told]


def list_said(control: str, *texts: str) -> list[list[tuple[str, str, int]]]:
    """List rule, severity and line of what is said."""
    return [
        [(one.rule, one.severity, one.outcome.place.location.line) for one in told]
        for told in judge_control(control, *texts)
    ]


@pytest.mark.parametrize(
    "control",
    [
        "单位名称\t科目编码\t金额（万元）\n虹湾市文化局\t207\t90\n虹湾市图书馆\t207\t40.0",
        "Issuer\tCode\tAmount\tUnit\n虹湾市文化局\t2070000\t90\t万元\n虹湾市图书馆\t20700\t40\t万元",
        "批复表\n单位：万元\n预算单位\t科目\t预算数\n101-虹湾市文化局\t\t\n\t207 文化\t90.00",
        "部门\t科目编码\t\t\t科目名称\t金额\n\t类\t款\t项\t\t\n虹湾市文化局\t207\t\t\t文化\t900,000",
        "单位名称\t科目编码\t金额\n虹湾市文化局\t207\t1000000\n\t207\t-100000\n\t208\t0\n\t209\t-",
        "单位名称\t科目名称\t金额\n虹湾 市文化局（本级）\t文化旅游体育与传媒支出\t900000.00",
        "单位名称\t科目编码\t金额\n虹湾市文化局\t207\t900000\n虹湾市文化局\t合计\t900000",
        "单位:万元\n部门名称\t批复金额\n虹湾市文化局\t90\n虹湾市图书馆\t40\n填表人：某某",
        "单位名称\t科目编码\t金额\n虹湾市文化局\t207\t900000\n单位名称\t科目编码\t金额\n虹湾市图书馆\t207\t400000",
        "单位名称\t科目编码\t金额\n虹湾市文化局\t207\t900000\n虹湾市文化局\t207\t900000",
        "单位名称\t项目编码\t项目名称\t金额\n虹湾市文化局\t330101\t文化旅游体育与传媒支出\t900000",
        "批复表\n单位名称：虹湾市文化局\t\t单位：万元\n科目编码\t科目名称\t批复数\n207\t文化\t90.00",
    ],
)
def test_agreeing_control_file_is_silent(control: str) -> None:
    """Codes split or padded, units anywhere, sums of rows, names, totals, repeated headings."""
    said = [one for told in list_said(control) for one in told if one[1] != "error"]

    assert said == []
    assert not [one for told in list_said(control) for one in told if one[0] != "list-unreadable"]


def test_last_row_is_the_total_of_all_issuers() -> None:
    """A grand total stands in no document; a total within an issuer's rows is that issuer's."""
    control = (
        "单位名称\t科目编码\t金额\n虹湾市文化局\t207\t900000\n\t合计\t900000\n"
        "虹湾市图书馆\t207\t400000\n\t合计\t1300000"
    )

    assert list_said(control) == [[], [], [("list-unreadable", "info", 5)]]


def test_other_money_than_the_first_table_is_not_held_against_it() -> None:
    """A control file of the general budget alone is held against the tables of that money."""
    control = (
        "单位名称\t科目编码\t金额\n虹湾市水务局\t213\t700000\n虹湾市水务局\t21303\t700000\n"
        "虹湾市水务局\t2130301\t500000\n虹湾市水务局\t2130302\t200000"
    )

    assert list_said(control, WIDER) == [[], []]


def test_every_table_of_the_same_money_is_held_against_a_line() -> None:
    """A digit changed in the second table that prints a code is found there."""
    control = (
        "单位名称\t科目编码\t金额\n虹湾市水务局\t213\t900000\n虹湾市水务局\t2130301\t500000\n"
        "虹湾市水务局\t2130302\t400000"
    )
    same = WIDER.replace("700,000.00", "900,000.00").replace("200,000.00", "400,000.00")
    begin, end = same.rsplit("400,000.00\t400,000.00", 1)
    changed = f"{begin}410,000.00\t410,000.00{end}"

    assert list_said(control, same) == [[], []]
    assert list_said(control, changed) == [
        [("published-as-approved", "error", 20)],
        [("published-as-approved", "error", 4)],
    ]


def test_changed_digit_points_at_both_sides() -> None:
    """The finding in the control file says what that line ought to be, in its own unit."""
    control = "单位名称\t科目编码\t金额（万元）\n虹湾市文化局\t207\t80.00"

    (there,), _, (here,) = judge_control(control)

    assert there.message.zh == (
        "文化旅游体育与传媒支出·合计：公开为 900,000.00，批复为 800,000.00元，相差 100,000.00"
    )
    assert (here.outcome.expected, here.outcome.found) == ("90.00", "80.00")
    assert [one.path for one in here.evidence] == ["0.txt", ""]
    assert "00000" not in here.cause.zh


def test_name_of_several_codes_is_settled_line_by_line() -> None:
    """Only the pair that does not agree is told."""
    text = WIDER.replace("一般行政管理事务", "行政运行")
    control = (
        "单位名称\t科目名称\t金额\n虹湾市水务局\t行政运行\t500000\n虹湾市水务局\t行政运行\t{}"
    )

    assert list_said(control.format("400000"), text) == [[], []]
    assert list_said(control.format("410000"), text) == [
        [("published-as-approved", "error", 10)],
        [("published-as-approved", "error", 3)],
    ]


def test_what_cannot_be_compared_is_said() -> None:
    """Amounts and years that cannot be read, rows without an issuer, issuers without a budget."""
    control = (
        "单位名称\t科目编码\t金额\t年度\n\t207\t5\t\n虹湾市文化局\t207\t9O0,000\t2025\n"
        "虹湾市文化局\t207\t900,000\t明年\n虹湾市图书馆\t207\t400000\t2024\n"
        "虹湾市档案馆\t201\t5\t\n虹湾市档案馆\t202\t5\t"
    )

    *_, own = judge_control(control)

    assert [(one.rule, one.severity, one.outcome.place.location.line) for one in own] == [
        ("list-unreadable", "error", 2),
        ("list-unreadable", "error", 3),
        ("list-unreadable", "error", 4),
        ("control-unmatched", "warning", 5),
        ("control-unmatched", "warning", 6),
    ]
    assert own[4].message.zh == "虹湾市档案馆：批复表有 2 行，本次没有它的预算"


def test_file_without_a_unit_is_taken_as_its_figures_say() -> None:
    """Where nothing agrees in 元 and most lines in 万元, that is what was meant, and is said."""
    control = "单位名称\t科目编码\t金额\n虹湾市水务局\t213\t90.00\n虹湾市水务局\t2130301\t{}"

    assert list_said(control.format("50.00"), WIDER) == [[], [("list-unreadable", "info", 2)]]
    assert sorted(list_said(control.format("900000"), WIDER)[0]) == [
        ("published-as-approved", "error", 7),
        ("published-as-approved", "error", 9),
    ]


def test_lines_of_two_budgets_are_told_apart() -> None:
    """A department and its own office have one name: what follows each other adds up for each."""
    office = WIDER.replace("部门预算\n\n", "单位预算\n\n", 1).replace("900,000.00", "800,000.00")
    office = office.replace("500,000.00", "400,000.00")
    control = "单位名称\t科目编码\t金额" + "".join(
        f"\n虹湾市水务局\t2130301\t{amount}" for amount in (200000, 300000, 150000, 250000)
    )

    assert list_said(control, WIDER, office) == [[], [], []]
    assert [
        told[:1] for told in list_said(control.replace("250000", "260000"), WIDER, office)
    ] == [
        [],
        [("published-as-approved", "error", 9)],
        [("published-as-approved", "error", 4)],
    ]


def test_many_lines_of_a_code_are_told_as_one_sum() -> None:
    """Nobody reads the evidence of thousands, and no search for the slip among them ends."""
    control = "单位名称\t科目编码\t金额" + "\n虹湾市文化局\t207\t100\n\t207\t200" * 1000

    (there,), _, (here,) = judge_control(control)

    assert here.outcome.place.row == "207（2000 行）"
    assert (there.outcome.found, there.outcome.expected) == ("900,000.00", "300,000.00")
    assert len(here.evidence) == 2


def test_control_file_without_a_line_is_said() -> None:
    """Headings alone approve nothing, and that is hardly meant."""
    assert list_said("单位名称\t科目编码\t金额")[-1] == [("list-unreadable", "error", 1)]
