"""Several documents: grouped by what they say of themselves, compared, told on both sides."""

import pytest
from made_sets import (
    BEFORE,
    DEPARTMENT,
    PACK,
    SOUND,
    UNIT,
    judge,
    list_found,
    make_facts,
    read_budget,
    split_sound,
)
from reading_budgets import load_shipped_pack

from auditor.engine.sets.grouping import group_documents
from auditor.engine.sets.names import NameBook, list_shorter
from auditor.engine.sets.packing import pack_facts
from auditor.engine.sets.unpacking import unpack_facts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("上海市虹湾区松荫镇文化站", ["虹湾区松荫镇文化站", "松荫镇文化站"]),
        ("虹湾市文化局", []),
        ("某某局", []),
    ],
)
def test_regions_before_a_name_can_be_left_out(name: str, expected: list[str]) -> None:
    """What is left keeps four characters, so that it still names somebody."""
    assert list_shorter(name) == expected


def test_short_name_stands_for_the_only_longer_one() -> None:
    """With or without its regions an organisation is the same."""
    names = NameBook(["上海市虹湾区图书馆总馆", "虹湾区图书馆总馆"])

    assert names.find_full("图书馆总馆（本部）") == "上海市虹湾区图书馆总馆"
    assert names.find_full("虹湾区图书馆总馆") == "上海市虹湾区图书馆总馆"


def test_ambiguous_name_stays_alone() -> None:
    """A short name that two organisations could have is neither."""
    names = NameBook(["虹湾区图书馆总馆", "临海区图书馆总馆", "图书馆总馆"])

    assert names.find_full("图书馆总馆") == "图书馆总馆"


def test_facts_give_back_what_checks_read() -> None:
    """Tables, statements and forms come back as they were, blank cells aside."""
    budget = read_budget(SOUND.read_text(encoding="utf-8"))
    pack = load_shipped_pack()

    facts = pack_facts(budget, "a.txt", "", PACK)
    again = unpack_facts(facts, {**pack.templates, **pack.forms.list_tables()})

    assert again.statements == budget.statements
    assert [form.funds for form in again.forms] == [form.funds for form in budget.forms]
    for mine, theirs in zip(again.tables, budget.tables, strict=False):
        printed = [[one for one in row.entries if one.amount is not None] for row in theirs.rows]
        assert [list(row.entries) for row in mine.rows] == printed
        assert [row.key for row in mine.rows] == [row.key for row in theirs.rows]


def test_facts_are_small() -> None:
    """Ten thousand of them fit in memory beside everything else."""
    facts = make_facts(SOUND.read_text(encoding="utf-8"))

    assert len(facts.packed) < 16_000


def test_documents_are_grouped_by_what_they_say() -> None:
    """Issuer, year, kind and level make a publication; another year is another one."""
    archive = group_documents([make_facts(text) for text in (DEPARTMENT, UNIT, BEFORE)])

    assert [one.identity for one in archive.publications] == [
        ("虹湾市文化局", 2025, "预算", "部门"),
        ("虹湾市图书馆", 2025, "预算", "单位"),
        ("虹湾市文化局", 2024, "预算", "部门"),
    ]


def test_versions_are_listed_and_not_compared() -> None:
    """Two versions of one document are named in each other, and no set rule uses them."""
    other = DEPARTMENT.replace("增加10.00万元", "增加30.00万元")

    first, second, before = judge(DEPARTMENT, other, BEFORE)

    assert list_found([first, second]) == [[("document-versions", 1)], [("document-versions", 1)]]
    assert first.findings[0].evidence[0].path == "1.txt"
    assert second.findings[0].evidence[0].path == "0.txt"
    assert before.findings == ()
    assert not any(rule == "change-of-funds-agrees" for rule, _ in before.outcomes)


def test_agreeing_set_is_silent() -> None:
    """A department, its unit and last year's document that agree give no finding."""
    verdicts = judge(DEPARTMENT, UNIT, BEFORE)

    assert list_found(verdicts) == [[], [], []]
    judged = {rule for rule, _ in verdicts[0].outcomes}
    assert judged >= {"change-of-funds-agrees", "unit-within-department"}


def test_change_is_found_on_both_sides() -> None:
    """The year before is another: told where the change stands and where last year's figure is."""
    before = BEFORE.replace("财政拨款收入80.00万元", "财政拨款收入70.00万元")

    verdicts = judge(DEPARTMENT, before)

    assert list_found(verdicts) == [
        [("change-of-funds-agrees", 6)],
        [("change-of-funds-agrees", 3)],
    ]
    (here,), (there,) = (each.findings for each in verdicts)
    assert here.outcome.found == "10.00万元"
    assert there.outcome.found == "70.00万元"
    assert [one.path for one in here.evidence] == ["", "", "1.txt"]
    assert [one.path for one in there.evidence] == ["0.txt", "0.txt", ""]
    assert here.fingerprint != there.fingerprint


def test_listed_body_is_a_unit_whatever_it_calls_itself() -> None:
    """Towns call the budgets of their units 部门预算 too."""
    unit = UNIT.replace("单位预算", "部门预算").replace("400,000.00", "950,000.00")

    verdicts = judge(DEPARTMENT, unit)

    assert {rule for rule, _ in list_found(verdicts)[1]} >= {"unit-within-department"}


def test_unit_above_its_department_is_found_on_both_sides() -> None:
    """No unit has more than the department that it belongs to."""
    unit = UNIT.replace("400,000.00", "950,000.00")

    verdicts = judge(DEPARTMENT, unit)

    rules = [{rule for rule, _ in each} for each in list_found(verdicts)]
    assert rules == [{"unit-within-department", "units-within-department"}] * 2


def test_sum_of_units_needs_all_of_them() -> None:
    """As long as a unit is not here the sum is not judged, and which one is said."""
    verdicts = judge(DEPARTMENT, UNIT)

    reasons = dict(verdicts[0].not_applied)
    assert "虹湾市文化局" in reasons["units-make-department"].zh


def test_other_side_that_is_not_here_is_said() -> None:
    """A set that lacks the other side says of each rule why it was not applied."""
    verdicts = judge(DEPARTMENT, UNIT)

    reasons = dict(verdicts[0].not_applied)
    assert "上一年度" in reasons["change-of-funds-agrees"].zh
    assert "一个文件" in reasons["annexed-form-agrees"].zh


@pytest.mark.parametrize(
    ("opening", "issuer"),
    [
        ("虹湾市文化局2025年部门预算", "虹湾市文化局"),
        ("2025年虹湾市文化局部门预算", "虹湾市文化局"),
        ("虹湾市文化局\n2025年度部门决算", "虹湾市文化局"),
        ("2025年度\n虹湾市文化局\n部门预算", "虹湾市文化局"),
        ("虹湾市文化局（汇总）\n2025年部门预算", "虹湾市文化局"),
        ("虹湾市2025年市级部门预算", ""),
        ("虹湾市XX局\n2025年度部门决算", ""),
        ("情况说明\n2025年度本部门面向中小企业预留采购项目预算三万元", ""),
    ],
)
def test_issuer_is_read_from_the_cover(opening: str, issuer: str) -> None:
    """A cover names the issuer before or behind the year, perhaps on several lines."""
    assert read_budget(f"{opening}\n\n主要职能\n负责有关工作。\n").issuer == issuer


def test_issuer_of_an_annex_is_whom_its_forms_name() -> None:
    """A file of nothing but forms says in each who is in charge."""
    _, _, annex = split_sound()

    budget = read_budget(annex)

    assert budget.role == "annex"
    assert budget.issuer == "上海市虹湾区人民政府临江街道办事处"
