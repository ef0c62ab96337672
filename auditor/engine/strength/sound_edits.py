"""Edits after which a document says the same, or is as consistent as before: no rule may speak.

They are the other half of strength: a rule that speaks up here would cry wolf.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.engine.strength.consistent_changes import Rewrite, list_consistent_changes
from auditor.engine.strength.planting import Planted
from auditor.engine.strength.targets import TABLE, Target, list_targets
from auditor.finding import Audit, Outcome, Verdict
from auditor.location import Location

FULL_WIDTH, CRLF, UNGROUPED, REORDERED, CHANGED = (
    "full-width-digits",
    "crlf",
    "no-separators",
    "rows-reordered",
    "changed-throughout",
)
SOUND_KINDS = (FULL_WIDTH, CRLF, UNGROUPED, REORDERED, CHANGED)
_WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def plan_sound_edits(audit: Audit) -> tuple[Planted, ...]:
    """Plan the edits that must stay silent."""
    cells = [target for target in list_targets(audit) if target.kind == TABLE]
    return (
        _rewrite(FULL_WIDTH, audit.lines, [_put(one, one.text.translate(_WIDE)) for one in cells]),
        Planted("", CRLF, (), (), is_ended_by_cr=True),
        _rewrite(UNGROUPED, audit.lines, [_put(one, _ungroup(one.text)) for one in cells]),
        *_swap_rows(audit),
        *(_rewrite(CHANGED, audit.lines, found) for found in list_consistent_changes(audit)),
    )


def _put(target: Target, text: str) -> Rewrite:
    return Rewrite(target.location, text)


def _ungroup(text: str) -> str:
    return text.replace(", ", "").replace(",", "")


def _rewrite(name: str, lines: Sequence[str], rewrites: Sequence[Rewrite]) -> Planted:
    """Print other texts in the places of figures, from the right so that columns hold."""
    changed: dict[int, str] = {}
    for where, text in sorted(rewrites, key=_get_location, reverse=True):
        line = changed.get(where.line, lines[where.line - 1])
        changed[where.line] = line[: where.column - 1] + text + line[where.end_column - 1 :]
    return Planted("", name, tuple(sorted(changed.items())), ())


def _get_location(rewrite: Rewrite) -> Location:
    return rewrite.location


def _swap_rows(audit: Audit) -> Iterator[Planted]:
    """Yield each two neighbours swapped that are parts of one sum and have no parts themselves."""
    sums = [outcome for _, outcome in audit.outcomes if _is_column_sum(outcome)]
    wholes = {outcome.place.location.line for outcome in sums}
    seen = {  # a finding there is already would name another row
        operand.place.location.line
        for _, outcome in audit.outcomes
        if outcome.verdict in (Verdict.FAIL, Verdict.REVIEW)
        for operand in outcome.operands
    }
    for outcome in sums:
        lines = [operand.place.location.line for operand in outcome.operands[1:]]
        for first, second in pairwise(lines):
            if second == first + 1 and not {first, second} & (seen | wholes):
                seen |= {first, second}
                pair = audit.lines[first - 1], audit.lines[second - 1]
                yield Planted("", REORDERED, ((first, pair[1]), (second, pair[0])), ())


def _is_column_sum(outcome: Outcome) -> bool:
    """Say whether an outcome adds up one column of one table, a row below the other."""
    if outcome.verdict is not Verdict.PASS or outcome.bounded or not outcome.operands:
        return False
    places = [operand.place for operand in outcome.operands]
    return (
        bool(places[0].table)
        and len({(place.table, place.column) for place in places}) == 1
        and len({place.location.line for place in places}) == len(places)
        and all(place.key.isdigit() for place in places[1:])
    )
