"""One trial: a document with a slip in it is audited, and what is new is weighed.

Knows nothing of how slips are drawn or counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from auditor.amount.numeral import fold
from auditor.engine.audits import audit_document
from auditor.engine.settings import Settings
from auditor.engine.strength.misprints import ROW
from auditor.engine.strength.planting import Planted, Spot, apply_edit
from auditor.finding import Audit, Finding
from auditor.reading import Source
from auditor.rulepack import RulePack

RIGHT, WRONG, NONE = "right", "wrong", "none"
_Mark = tuple[str, ...]


class Trial(NamedTuple):
    """What came of a slip: how many loud and quiet findings are new.

    Of the loud ones: whether the first is at the changed figure, and whether the text that they
    suggest is right.
    """

    planted: Planted
    loud: int
    quiet: int
    is_first_there: bool
    suggestion: str
    rules: tuple[str, ...] = ()

    @property
    def is_caught(self) -> bool:
        """True if there is a new error or warning."""
        return self.loud > 0


class Bench(NamedTuple):
    """A sound document as it was audited, ready for slips."""

    source: Source
    rule_pack: RulePack
    audit: Audit


def make_bench(source: Source, rule_pack: RulePack) -> Bench:
    """Audit a document as it is."""
    return Bench(source, rule_pack, audit_document(source, rule_pack, Settings()))


def try_slip(bench: Bench, planted: Planted) -> Trial:
    """Audit the document with a slip in it and weigh what is new."""
    text = apply_edit(bench.audit.lines, planted)
    changed = bench.source._replace(text=text, pages=(), sheets=())
    audit = audit_document(changed, bench.rule_pack, Settings())
    new = list(_list_new(bench.audit.findings, audit.findings, planted))
    loud = [finding for finding in new if finding.severity != "info"]
    return Trial(
        planted=planted,
        loud=len(loud),
        quiet=len(new) - len(loud),
        is_first_there=bool(loud) and _is_at(loud[0], planted.spots),
        suggestion=_weigh_suggestions(loud, planted),
        rules=tuple(finding.rule for finding in new),
    )


def _list_new(
    before: Iterable[Finding], after: Sequence[Finding], planted: Planted
) -> Iterator[Finding]:
    """Yield the findings that were not there, a dropped line moving those below it.

    A finding that says the same at another place of the same name may only have moved.
    """
    dropped = [number for number, text in planted.lines if text is None]
    marks = [(_mark(finding), finding.outcome.place.location.line) for finding in before]
    lines = [finding.outcome.place.location.line for finding in after]
    known = Counter((mark, line - sum(n < line for n in dropped)) for mark, line in marks)
    moved = Counter(mark for mark, _ in marks)
    left = []
    for finding, line in zip(after, lines, strict=True):
        mark = _mark(finding)
        if known[mark, line]:
            known[mark, line] -= 1
            moved[mark] -= 1
        else:
            left.append((finding, mark))
    for finding, mark in left:
        if moved[mark]:
            moved[mark] -= 1
        else:
            yield finding


def _mark(finding: Finding) -> _Mark:
    outcome = finding.outcome
    place = outcome.place
    said = (outcome.expected, _plain(outcome.found), outcome.difference)
    return (finding.rule, place.table, place.row, place.column, *said)


def _plain(text: str) -> str:
    """Return a figure without what is only its spelling."""
    return fold(text).replace(",", "")


def _is_at(finding: Finding, spots: Iterable[Spot]) -> bool:
    """Say whether a finding stands at one of the spots, or on its line where that is all."""
    place = finding.outcome.place.location
    return any(
        spot.line == place.line and (not spot.end or spot.start <= place.column < spot.end)
        for spot in spots
    )


def _weigh_suggestions(loud: Iterable[Finding], planted: Planted) -> str:
    """Say whether a suggestion gives back what was printed; a wrong one outweighs all."""
    weighed = {_weigh(finding, planted) for finding in loud if finding.outcome.suggestion}
    return WRONG if WRONG in weighed else RIGHT if weighed else NONE


def _weigh(finding: Finding, planted: Planted) -> str:
    said = finding.outcome.suggestion
    if planted.kind == ROW:  # its figures may be asked for wherever they are missed
        return RIGHT if said in planted.spots[0].right.split("\t") else WRONG
    for spot in planted.spots:
        if _is_at(finding, (spot,)):
            return RIGHT if said == spot.right else WRONG
    return WRONG
