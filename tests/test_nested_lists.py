"""Lists whose levels nothing but the amounts tells, and units that head codes of their own."""

import pytest
from reading_budgets import list_values

from auditor.budget import Table
from auditor.engine import Settings, audit_document
from auditor.finding import Audit
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.reading import Source
from auditor.rulepack import RulePack, load_packs

LIST = """\
项目支出表
单位：万元
项目名称	合计	一般公共预算	单位资金
合计	90.00	90.00	│
甲类项目	60.00	60.00	│
甲一	40.50	40.50	│
甲二	19.50	19.50	│
乙类项目	30.00	30.00	│
乙一	12.25	12.25	│
乙二	17.75	17.75	│
""".replace("│", "")
UNITS = """\
一般公共预算支出表
单位：万元
科目编码	单位名称（科目）	合计	基本支出	项目支出
	合计	90.00	60.00	30.00
	某局机关	70.00	50.00	20.00
201	一般公共服务支出	40.00	20.00	20.00
205	教育支出	30.00	30.00	│
	某中心	20.00	10.00	10.00
205	教育支出	20.00	10.00	10.00
""".replace("│", "")


@pytest.fixture(scope="module")
def pack() -> RulePack:
    """Load the pack that all provinces extend."""
    return load_packs(["cn"], examples=False)


def audit(text: str, pack: RulePack) -> Audit:
    """Audit a text."""
    return audit_document(Source(path="a.txt", text=text, sha256=""), pack, Settings())


def list_loud(text: str, pack: RulePack) -> list[tuple[str, int]]:
    """Return rule and line of the errors and warnings."""
    findings = audit(text, pack).findings
    return [
        (one.rule, one.outcome.place.location.line) for one in findings if one.severity != "info"
    ]


def read_first(text: str, pack: RulePack) -> Table:
    """Read the first table of a text."""
    document = parse_document(text)
    return interpret_document(document, pack.templates, pack.catalogues).tables[0]


def test_projects_below_their_kinds_add_up(pack: RulePack) -> None:
    """The total is the sum of the kinds, not of kinds and projects."""
    assert list_loud(LIST, pack) == []


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [("12.25", "72.25"), ("40.50", "40.80"), ("60.00", "80.00"), ("90.00", "50.00")],
)
def test_nesting_is_found_in_spite_of_a_slip(printed: str, wrong: str, pack: RulePack) -> None:
    """Both columns carry the slip, so that no row tells: the sums below each other do."""
    slipped = LIST.replace(printed, wrong)

    assert {rule for rule, _ in list_loud(slipped, pack)} == {"rows-add-up"}


def test_list_in_disorder_is_not_judged(pack: RulePack) -> None:
    """Rows nested in a way that their amounts contradict in several places are left alone."""
    text = LIST.replace("12.25", "13.37").replace("40.50", "44.44").replace("60.00", "61.13")

    assert list_loud(text, pack) == []


def test_flat_list_that_misses_a_digit_is_judged(pack: RulePack) -> None:
    """Without any nesting the total is the sum of all rows."""
    rows = "甲项目\t40.50\t40.50\t\n乙项目\t19.75\t19.75\t\n丙项目\t8.40\t8.40\t\n"
    head = "项目支出表\n单位：万元\n项目名称\t合计\t一般公共预算\t单位资金\n"

    sound = head + rows + "合计\t68.65\t68.65\t\n"
    wrong = head + rows + "合计\t66.65\t66.65\t\n"

    assert list_loud(sound, pack) == []
    assert {rule for rule, _ in list_loud(wrong, pack)} == {"rows-add-up"}


def test_units_head_codes_of_their_own(pack: RulePack) -> None:
    """Each unit is the sum of its codes, the total that of the units; a code may recur."""
    table = read_first(UNITS, pack)

    assert [row.label for row in table.rows if row.is_total] == ["合计", "某局机关", "某中心"]
    assert list_values(table, "某中心")["合计"] == "20.00"
    assert list_loud(UNITS, pack) == []


@pytest.mark.parametrize(
    ("printed", "wrong", "line"),
    [
        ("某中心\t20.00\t10.00", "某中心\t21.00\t11.00", 8),
        ("教育支出\t30.00\t30.00", "教育支出\t31.00\t31.00", 7),
    ],
)
def test_unit_that_misses_its_codes_is_named(
    printed: str, wrong: str, line: int, pack: RulePack
) -> None:
    """What is wrong is told by the unit's sum, not by that of a code in all units together."""
    found = list_loud(UNITS.replace(printed, wrong), pack)

    assert ("rows-add-up", line) in found
