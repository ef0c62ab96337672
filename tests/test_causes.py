"""Causes: one slip is one finding at the figure to correct; two faults stay two."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_budgets import load_shipped_pack, read_budget

from auditor.budget import Entry
from auditor.engine import Settings, audit_document
from auditor.engine.slips import Misprint, Slip, find_slip
from auditor.finding import Audit, Finding
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
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


def find_row(table_id: str, code: str) -> dict[str, Entry]:
    """Return the figures of a row of the sample by their columns."""
    (row,) = [
        row
        for table in read_budget(SOUND).tables
        if table.id == table_id
        for row in table.rows
        if row.code == code
    ]
    return {entry.column: entry for entry in row.entries if entry.amount is not None}


def put_all(*pairs: tuple[Entry, str]) -> str:
    """Print something else in the place of several entries, the last on a line first."""
    text = SOUND
    for entry, printed in sorted(pairs, key=lambda pair: pair[0].location, reverse=True):
        text = put(text, entry, printed)
    return text


def list_both_sided() -> list[dict[str, Entry]]:
    """Return the rows of the expenditure table that print two different parts."""
    rows = next(t for t in read_budget(SOUND).tables if t.id == "T3").rows
    found = [
        {entry.column: entry for entry in row.entries if entry.amount and entry.amount.value}
        for row in rows
        if not row.is_total
    ]
    return [row for row in found if {"基本支出", "项目支出"} <= row.keys()]


def test_two_figures_in_each_others_place_are_one_finding() -> None:
    """A swap is one slip; the finding says so, and suggests the text that belongs there."""
    row = list_both_sided()[-1]
    first, second = row["基本支出"], row["项目支出"]

    (finding,) = list_loud(put_all((first, second.text), (second, first.text)))

    assert "互换" in finding.cause.zh
    assert finding.outcome.place.location.line == first.location.line
    assert finding.outcome.suggestion == first.text


def test_a_row_that_is_left_out_is_one_finding_at_its_parent() -> None:
    """All columns that lack the row are its evidence; the amount it should print is suggested."""
    leaf = next(
        r
        for r in next(t for t in read_budget(SOUND).tables if t.id == "T3").rows
        if len(r.code) == 7
    )
    parent = next(
        r
        for t in read_budget(SOUND).tables
        if t.id == "T3"
        for r in t.rows
        if r.code == leaf.code[:5]
    )
    lines = SOUND.split("\n")
    del lines[leaf.location.line - 1]

    findings = [f for f in list_loud("\n".join(lines)) if "漏列" in f.cause.zh]

    assert [f.outcome.place.location.line for f in findings] == [parent.location.line]
    assert findings[0].outcome.place.key == leaf.code
    total = leaf.find_entry("合计")
    assert total is not None
    assert findings[0].outcome.suggestion == total.text


def test_a_form_is_judged_by_what_else_it_prints() -> None:
    """Of two figures that should be the same the one that nothing else prints is wrong."""
    form = next(f for f in read_budget(SOUND).forms if f.find_fund("财政资金"))
    fund = form.find_fund("财政资金")
    assert fund is not None
    wrong = put_text(
        fund.location.line, fund.location.column, fund.text, change_digit(fund.text, 0)
    )

    (finding,) = list_loud(wrong)

    assert finding.outcome.place.location[:2] == fund.location[:2]
    assert finding.outcome.suggestion == fund.text


def put_text(line: int, column: int, old: str, new: str) -> str:
    """Print something else at a place of the sample."""
    lines = SOUND.split("\n")
    text = lines[line - 1]
    assert text[column - 1 :].startswith(old)
    lines[line - 1] = text[: column - 1] + new + text[column - 1 + len(old) :]
    return "\n".join(lines)


def find_stated(name: str) -> tuple[int, int, str]:
    """Return line, column and number of the first statement of a name."""
    pack = load_shipped_pack()
    budget = interpret_document(
        parse_document(SOUND), pack.templates, pack.catalogues, statements=pack.statements
    )
    one = next(s for s in budget.statements if s.name == name)
    where = one.location
    number = SOUND.split("\n")[where.line - 1][where.column - 1 : where.end_column - 1]
    return where.line, where.column, number


def test_a_wrong_unit_word_in_a_sentence_is_named_and_mended() -> None:
    """The suggestion keeps the number and changes the word."""
    line, column, number = find_stated("收入预算")

    (finding,) = list_loud(put_text(line, column, f"{number}万元", f"{number}元"))

    assert "计量单位" in finding.cause.zh
    assert finding.outcome.suggestion == f"{number}万元"


def test_a_sentence_is_mended_in_its_own_form() -> None:
    """What a table in 元 demands of a sentence in 万元 is suggested as the sentence prints it."""
    line, column, number = find_stated("收入预算")

    (finding,) = list_loud(put_text(line, column, number, change_digit(number, 0)))

    assert finding.outcome.place.location[:2] == (line, column)
    assert finding.outcome.suggestion == number


def test_a_turned_sign_in_a_sentence_is_seen() -> None:
    """A minus before a stated amount is read, not skipped over."""
    line, column, number = find_stated("收入预算")

    (finding,) = list_loud(put_text(line, column, number, f"-{number}"))

    assert "正负号" in finding.cause.zh
    assert finding.outcome.suggestion == number


def test_other_corrections_that_would_do_are_named() -> None:
    """Where nothing decides, nothing is suggested and the other places are said."""
    one = find_stated("政府采购")
    number = one[2]

    (finding,) = list_loud(put_text(*one, change_digit(number, 0)))

    assert finding.outcome.suggestion == ""
    assert "另有" in finding.cause.zh
    assert f"第 {one[0]} 行" in finding.cause.zh


def test_three_faults_in_one_part_of_the_graph_stay_three() -> None:
    """Three wrong figures that break the same sum are three findings, each at its figure."""
    rows = next(t for t in read_budget(SOUND).tables if t.id == "T1").rows
    entries = [r.find_entry("预算数") for r in rows if r.side == rows[-1].side and not r.is_total]
    leaves = [e for e in entries if e is not None and e.amount is not None and e.amount.value][:3]
    text = put_all(*((leaf, change_digit(leaf.text, at)) for at, leaf in enumerate(leaves)))

    lines = {finding.outcome.place.location.line for finding in list_loud(text)}

    assert lines == {leaf.location.line for leaf in leaves}


def test_a_search_that_was_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the steps are used up, nothing is suggested and the reader is told."""
    monkeypatch.setattr("auditor.engine.cause_search._MOST_STEPS", 1)
    entry = next(e for e in ENTRIES if e.column == "项目支出")

    findings = list_loud(put(SOUND, entry, change_digit(entry.text, 1)))

    assert findings
    assert all(finding.outcome.suggestion == "" for finding in findings)
    assert any("过多" in finding.cause.zh for finding in findings)


def test_three_wrong_figures_do_not_hide_their_table() -> None:
    """A table whose other rows add up is still read by its template, and each fault is found."""
    rows = next(t for t in read_budget(SOUND).tables if t.id == "T8").rows
    leaves = [entry for r in rows if len(r.code) == 5 and (entry := r.find_entry("合计"))][:3]
    text = put_all(*((leaf, change_digit(leaf.text, at)) for at, leaf in enumerate(leaves)))

    places = {finding.outcome.place.location.line for finding in list_loud(text)}

    assert places == {leaf.location.line for leaf in leaves}


def test_words_that_stand_for_a_figure_are_the_least_likely_misprint() -> None:
    """What is said in words (持平) ranks behind what no slip explains; a dash is a blank."""
    words = find_slip(Misprint(Decimal(0), "持平"), Decimal(5))
    dash = find_slip(Misprint(Decimal(0), "—"), Decimal(5))

    assert words > Slip.UNEXPLAINED > dash
    assert dash is Slip.BLANK
