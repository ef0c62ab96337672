"""The real documents beside the checkout: what is read, judged, found, and not found.

Skipped where they are absent. Nothing here names a figure, an organisation or a line of them:
the lines of faults come from the labels that stand with them.
"""

import json
from typing import Any

import pytest
from reading_budgets import SEEDS, SHARED, load_shipped_pack, read_budget, read_seed
from seed_edits import (
    Cells,
    add_cent,
    audit_seed,
    audit_text,
    change_digit,
    edit_cells,
    find_table_lines,
    iterate_lost_tabs,
    iterate_slides,
    list_doubts,
    list_loud,
    list_money,
    make_random,
    replace_text,
    round_to_ten_thousands,
    widen_digits,
)

from auditor.finding import Verdict

pytestmark = pytest.mark.skipif(not SEEDS, reason="the real documents are not here")

GOLD = SHARED / "gold" / "seeds-000-004.json"
WHOLE = ("000", "002", "003")
COUNTING = frozenset({"equation", "rollup", "count", "agree"})
JUDGED = frozenset({Verdict.PASS, Verdict.FAIL, Verdict.REVIEW})
LEAST_PASSES = 200
SAMPLE = 24

each_whole_seed = pytest.mark.parametrize("name", WHOLE)


def _list_labels(kind: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Return the labelled loud faults of a kind that name one line: seed, fault, label."""
    if not GOLD.is_file():
        return []
    labels = json.loads(GOLD.read_text(encoding="utf-8"))
    return [
        (name[:3], label["id"], label)
        for name, faults in labels.items()
        for label in faults
        if isinstance(label, dict) and label["kinds"][0] == kind and label["loud"]
    ]


@pytest.mark.parametrize(
    ("name", "tables", "money", "forms"),
    [("000", 9, 253, 2), ("002", 9, 195, 4), ("003", 9, 231, 8), ("004", 0, 0, 23)],
)
def test_tables_money_cells_and_forms(name: str, tables: int, money: int, forms: int) -> None:
    """All tables and forms are recognised, and no other grid holds a figure."""
    budget = read_budget(read_seed(name))

    recognised = [table for table in budget.tables if table.template is not None]
    assert [table.id for table in recognised] == [f"T{n}" for n in range(1, tables + 1)]
    assert len(list_money(name)) == money
    assert len(budget.forms) == forms
    assert not [table.title for table in budget.tables if table.template is None and table.figures]


@each_whole_seed
def test_hundreds_of_outcomes_pass(name: str) -> None:
    """A document is judged at hundreds of places, and no rule fails to run."""
    audit = audit_seed(name)

    passed = [outcome for _, outcome in audit.outcomes if outcome.verdict is Verdict.PASS]
    assert len(passed) >= LEAST_PASSES
    assert not audit.rule_failures
    assert audit.status == "complete"


@each_whole_seed
def test_every_money_cell_is_an_operand(name: str) -> None:
    """Each money cell is checked by an equality that was judged, or else bounded by another.

    Bounded alone is at most the one figure that the form lets no sum reach, in its last table.
    """
    kinds = {rule.id: rule.kind for rule in load_shipped_pack().rules}
    checked: set[tuple[int, int]] = set()
    bounded: set[tuple[int, int]] = set()
    for rule, outcome in audit_seed(name).outcomes:
        if kinds[rule] in COUNTING and outcome.verdict in JUDGED:
            places = [operand.place.location for operand in outcome.operands]
            (bounded if outcome.bounded else checked).update((p.line, p.column) for p in places)

    rest = [
        (table.id, entry)
        for table, entry in list_money(name)
        if (entry.location.line, entry.location.column) not in checked
    ]
    assert {table for table, _ in rest} <= {"T9"}
    assert len(rest) <= 1
    assert all((entry.location.line, entry.location.column) in bounded for _, entry in rest)


@pytest.mark.parametrize("name", [path.name[:3] for path in SEEDS])
def test_no_broken_sum_is_claimed(name: str) -> None:
    """The tables of all real documents add up, in themselves and with each other."""
    kinds = {rule.id: rule.kind for rule in load_shipped_pack().rules}
    loud = [mark for mark in list_loud(audit_seed(name)) if mark[1].startswith("T")]

    assert not [mark for mark in loud if kinds[mark[0]] in ("equation", "rollup")]


@pytest.mark.parametrize(("name", "fault", "label"), _list_labels("years"))
def test_labelled_year_is_found(name: str, fault: str, label: dict[str, Any]) -> None:
    """Every wrong year that two people found is a loud finding at one of its lines."""
    loud = [f for f in audit_seed(name).findings if f.severity != "info"]

    assert {f.outcome.place.location.line for f in loud} & set(label["lines"]), fault


def test_malformed_figures_are_found() -> None:
    """A figure with broken separators is an error where it is printed, and is never read."""
    audit = audit_seed("003")
    found = [f.outcome.place.location for f in audit.findings if f.rule == "figure-malformed"]

    malformed = read_budget(read_seed("003")).malformed
    assert {place.line for place in found} == {figure.location.line for figure in malformed}
    assert len(found) >= len(WHOLE)


def test_repairs_are_reported() -> None:
    """Rows that were not read as printed are review outcomes, each at its line."""
    repaired = {
        reading.location.line
        for table in read_budget(read_seed("003")).tables
        for reading in table.readings
    }
    reviewed = {line for _, line, _, v in list_doubts(audit_seed("003")) if v is Verdict.REVIEW}

    assert repaired
    assert repaired <= reviewed


@each_whole_seed
def test_changed_digit_is_found(name: str) -> None:
    """One digit changed in a sample of the figures is a loud finding that was not there."""
    random = make_random(name)
    base = list_loud(audit_seed(name))
    text = read_seed(name)
    judged = [(t, e) for t, e in list_money(name) if t.id != "T9" or e.column != "机关运行经费"]

    for table, entry in random.sample(judged, SAMPLE):
        place = entry.location
        printed = text.split("\n")[place.line - 1][place.column - 1 : place.end_column - 1]
        changed = change_digit(printed, random)
        audit = audit_text(replace_text(text, entry, changed))
        assert list_loud(audit) - base, (table.id, str(place), printed, changed)


@each_whole_seed
def test_one_cent_is_found(name: str) -> None:
    """A hundredth of a yuan more or less is a loud finding in tables to the fen."""
    random = make_random(name)
    base = list_loud(audit_seed(name))
    text = read_seed(name)
    money = [entry for table, entry in list_money(name) if table.unit.word == "元"]

    for entry in random.sample(money, SAMPLE // 2):
        assert entry.amount is not None
        cents = 1 if not entry.amount.value else random.choice((1, -1))
        audit = audit_text(replace_text(text, entry, add_cent(entry.amount.value, cents)))
        assert list_loud(audit) - base, (str(entry.location), entry.text, cents)


def _insert_blank_column(at: int) -> Any:
    def insert(cells: Cells) -> Cells:
        return [*cells[:at], "", *cells[at:]]

    return insert


def _drop_trailing_blanks(cells: Cells) -> Cells:
    return "\t".join(cells).rstrip("\t").split("\t")


@each_whole_seed
def test_other_ways_of_printing_change_nothing(name: str) -> None:
    """CRLF, blank lines, lost headers and trailing tabs, a blank column, full-width digits."""
    text = read_seed(name)
    rows = find_table_lines(name)
    table_lines = rows.header | rows.body
    lines = list(enumerate(text.split("\n"), start=1))
    editions = {
        "crlf": text.replace("\n", "\r\n"),
        "blank lines": "\n".join("\n" * (n in rows.body) + line for n, line in lines),
        "no headers": "\n".join(line for n, line in lines if n not in rows.header),
        "no trailing tabs": edit_cells(name, table_lines, _drop_trailing_blanks),
        "full width": edit_cells(name, rows.body, widen_digits),
    }
    for at in range(5):
        editions[f"blank column {at}"] = edit_cells(name, table_lines, _insert_blank_column(at))

    base = list_loud(audit_seed(name))
    changed = {
        edition: list_loud(audit_text(edited)) ^ base for edition, edited in editions.items()
    }
    assert {edition: marks for edition, marks in changed.items() if marks} == {}


@each_whole_seed
def test_lost_tab_beside_a_blank_cell_invents_nothing(name: str) -> None:
    """A row that lost one blank cell is read as before, or is said to be in doubt."""
    base = list_loud(audit_seed(name))
    editions = list(iterate_lost_tabs(name))

    for edited in make_random(name).sample(editions, min(len(editions), SAMPLE)):
        assert list_loud(audit_text(edited)) <= base


@each_whole_seed
def test_honest_rounding_invents_nothing(name: str) -> None:
    """The tables rounded to 万元 have no loud finding that they had not in 元."""
    assert list_loud(audit_text(round_to_ten_thousands(name))) <= list_loud(audit_seed(name))


@each_whole_seed
def test_slid_figure_does_not_pass_in_silence(name: str) -> None:
    """A figure slid into the next cell is found, or its row is said to be in doubt.

    In a row already in doubt as printed, the same doubt stays.
    """
    before = list_doubts(audit_seed(name))
    doubted = {line for _, line, _, _ in before}
    slides = [(e, text) for e, text in iterate_slides(name) if e.location.line not in doubted]

    for entry, edited in make_random(name).sample(slides, min(len(slides), SAMPLE)):
        assert list_doubts(audit_text(edited)) - before, (str(entry.location), entry.text)
