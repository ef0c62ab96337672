"""Causes: one slip is one finding at the figure to correct; two faults stay two."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_budgets import load_shipped_pack, read_budget

from auditor.budget import Entry
from auditor.engine import Settings, audit_document
from auditor.finding import Audit, Finding
from auditor.reading import Source

SOUND = (Path(__file__).parent.parent / "samples" / "sound-department.txt").read_text("utf-8")
ENTRIES = [
    entry
    for table in read_budget(SOUND).tables
    for row in table.rows
    for entry in row.entries
    if entry.amount is not None and entry.amount.value
]


def audit(text: str) -> Audit:
    """Audit a text by the shipped pack."""
    source = Source(path="budget.txt", text=text, sha256="", pages=(), sheets=(), incomplete=())
    return audit_document(source, load_shipped_pack(), Settings())


def list_loud(text: str) -> list[Finding]:
    """Return the errors and warnings."""
    return [finding for finding in audit(text).findings if finding.severity != "info"]


def put(text: str, entry: Entry, printed: str) -> str:
    """Print something else in the place of an entry."""
    lines = text.split("\n")
    at = entry.location
    line = lines[at.line - 1]
    lines[at.line - 1] = line[: at.column - 1] + printed + line[at.end_column - 1 :]
    return "\n".join(lines)


def change_digit(printed: str, at: int) -> str:
    """Add one to a digit, 9 becoming 8."""
    places = [index for index, character in enumerate(printed) if character.isdigit()]
    index = places[at % len(places)]
    other = "8" if printed[index] == "9" else str(int(printed[index]) + 1)
    return printed[:index] + other + printed[index + 1 :]


@given(entry=st.sampled_from(ENTRIES), at=st.integers(0, 12))
def test_one_wrong_digit_is_one_finding_at_that_digit(entry: Entry, at: int) -> None:
    """The finding points at the figure to correct; a suggestion is the figure as it was."""
    wrong = put(SOUND, entry, change_digit(entry.text, at))

    findings = list_loud(wrong)
    if not findings:  # one last digit of 万元 is a rounding tail; an upper bound leaves room
        assert entry.amount is not None
        assert entry.amount.unit.word == "万元"
        return
    (finding,) = findings
    place = finding.outcome.place.location

    assert (place.line, place.column) == (entry.location.line, entry.location.column)
    assert finding.outcome.suggestion in ("", entry.text)
    assert finding.outcome.found == change_digit(entry.text, at)


def test_the_failed_checks_are_the_evidence() -> None:
    """All checks that the slip breaks are named beneath the one finding."""
    entry = next(e for e in ENTRIES if e.column == "项目支出")

    (finding,) = list_loud(put(SOUND, entry, change_digit(entry.text, 1)))

    assert len(finding.failed) > 1
    assert str(len(finding.failed)) in finding.cause.zh


def test_two_independent_faults_stay_two() -> None:
    """Each wrong figure has its own finding, also where both break the same sum."""
    row = next(t for t in read_budget(SOUND).tables if t.id == "T8").rows
    leaves = [r.find_entry("合计") for r in row if len(r.code) == 5]
    first, second = (entry for entry in leaves[:2] if entry is not None)
    text = put(
        put(SOUND, first, change_digit(first.text, 0)), second, change_digit(second.text, 1)
    )

    places = {finding.outcome.place.location.line for finding in list_loud(text)}

    assert places == {first.location.line, second.location.line}


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        (lambda text: text.replace(",", "").replace(".", "") + ".00", "位数"),
        (lambda text: "-" + text, "正负号"),
        (lambda _: "", "漏填"),
    ],
)
def test_the_slip_is_named(turn: object, words: str) -> None:
    """A shifted point, a turned sign and a figure left out are called what they are."""
    entry = next(e for e in ENTRIES if e.column == "项目支出")
    assert callable(turn)

    (finding,) = list_loud(put(SOUND, entry, turn(entry.text)))

    assert words in finding.cause.zh
