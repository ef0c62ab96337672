"""The ledger: every figure is on it once, and one that no rule tests says why."""

from pathlib import Path

import pytest
from reading_budgets import load_shipped_pack

from auditor.engine import Settings, audit_document
from auditor.finding import Audit, Coverage, Verdict
from auditor.interpreting.numbers import read_cell_figures
from auditor.reading import read_document

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.txt"))
COUNTING = ("equation", "rollup", "count", "agree")


def audit(path: Path) -> Audit:
    """Audit a sample by the shipped pack."""
    return audit_document(read_document(str(path)), load_shipped_pack(), Settings())


def get_coverage(audited: Audit) -> Coverage:
    """Return the ledger."""
    assert audited.coverage is not None
    return audited.coverage


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_figure_is_on_the_ledger_once(path: Path) -> None:
    """Checked, bounded and unchecked figures make up all, and no place comes twice."""
    ledger = get_coverage(audit(path))

    places = [
        *(where[:2] for where in (*ledger.checked_at, *ledger.bounded_at)),
        *(figure.location[:2] for figure in ledger.unchecked),
    ]

    assert len(places) == len(set(places)) == ledger.figures
    assert (ledger.checked, ledger.bounded) == (len(ledger.checked_at), len(ledger.bounded_at))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_figure_is_judged_that_is_not_on_the_ledger(path: Path) -> None:
    """Whatever a sum, count or agreement rests on and begins with a digit was counted."""
    audited = audit(path)
    ledger = get_coverage(audited)
    kinds = {rule.id: rule.kind for rule in load_shipped_pack().rules}
    known = {where[:2] for where in (*ledger.checked_at, *ledger.bounded_at)}

    judged = {
        operand.place.location[:2]
        for rule, outcome in audited.outcomes
        if kinds[rule] in COUNTING and outcome.verdict in (Verdict.PASS, Verdict.FAIL)
        for operand in outcome.operands
        if operand.text[:1].isdigit()
    }

    assert judged <= known


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_unchecked_figure_says_why(path: Path) -> None:
    """The reason is there in both languages."""
    for figure in get_coverage(audit(path)).unchecked:
        assert figure.reason.zh
        assert figure.reason.en


@pytest.mark.parametrize("text", ["≤18.50（元）", "=100.00（%）", "≥ 25 (人)", "18.5元"])
def test_a_target_with_its_unit_in_brackets_is_a_figure(text: str) -> None:
    """What a form demands of an indicator is printed as a number with a unit."""
    (figure,) = read_cell_figures(text, 1, 1, "form")

    assert figure.amount is not None
    assert text[figure.location.column - 1].isdigit()


@pytest.mark.parametrize("text", ["（2031年度）", "第3（处）", "=A1+B2(元)"])
def test_years_ordinals_and_formulas_are_no_figures(text: str) -> None:
    """Brackets alone make no figure."""
    assert [figure for figure in read_cell_figures(text, 1, 1, "form") if figure.amount] == []
