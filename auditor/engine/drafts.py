"""A cause → what a finding will say: its leading rule, its place, the figure to correct."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.amount.amount import format_number
from auditor.engine.causes import Cause, Correction, FigureKey, key_of
from auditor.engine.printing import print_like
from auditor.engine.slips import WORDS
from auditor.engine.wording import word_message
from auditor.finding import Bilingual, Evidence, Outcome
from auditor.finding.outcome import NOTHING
from auditor.rule import Rule, Severity

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_MOST_EVIDENCE = 24
Judged = Sequence[tuple[Rule, Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding before it gets its fingerprint; the outcome stands at the figure to correct."""

    rule: Rule
    outcome: Outcome
    message: Bilingual
    evidence: tuple[Evidence, ...]
    failed: tuple[str, ...]
    cause: Bilingual = NOTHING


def draft_cause(cause: Cause, judged: Judged) -> list[Draft]:
    """Draft one finding for each figure to correct, or for each failure that none explains."""
    failed = [judged[index] for index in cause.explains]
    if not cause.corrections:
        return [_draft_failure(rule, outcome, cause) for rule, outcome in failed]
    drafts = []
    for correction in cause.corrections:
        key = key_of(correction.operand)
        mine = [
            (rule, outcome)
            for rule, outcome in failed
            if any(key_of(operand) == key for operand in outcome.operands)
        ]
        drafts.append(_draft_correction(correction, mine, cause))
    return drafts


def name_outcome(rule: Rule, outcome: Outcome) -> str:
    """Name an outcome as the report does: rule@line:column."""
    location = outcome.place.location
    return f"{rule.id}@{location.line}:{location.column}"


def _rank_outcome(judged: tuple[Rule, Outcome]) -> tuple[int, int, str]:
    """Put the highest severity first, then the narrowest scope, then the rule's id."""
    rule, outcome = judged
    tables = {operand.place.title for operand in outcome.operands}
    lines = {operand.place.location.line for operand in outcome.operands}
    scope = 0 if len(lines) == 1 else 1 if len(tables) == 1 else 2
    return _WEIGHT[rule.severity], scope, rule.id


def _draft_failure(rule: Rule, outcome: Outcome, cause: Cause) -> Draft:
    bounded = Bilingual(
        "相互关联的不符过多，未能确定原因", "too many connected failures; the cause is not known"
    )
    return Draft(
        rule=rule,
        outcome=outcome,
        message=word_message(rule, [outcome]),
        evidence=_list_evidence([(rule, outcome)]),
        failed=(name_outcome(rule, outcome),),
        cause=bounded if cause.is_bounded else NOTHING,
    )


def _draft_correction(
    correction: Correction, failed: list[tuple[Rule, Outcome]], cause: Cause
) -> Draft:
    ordered = sorted(failed, key=_rank_outcome)
    rule, leading = ordered[0]
    return Draft(
        rule=rule,
        outcome=_move(leading, correction, is_certain=not cause.rivals),
        message=word_message(rule, [leading]),
        evidence=_list_evidence(ordered),
        failed=tuple(name_outcome(*each) for each in ordered),
        cause=_word_cause(correction, len(ordered), cause),
    )


def _move(leading: Outcome, correction: Correction, *, is_certain: bool) -> Outcome:
    """Put the leading outcome at the figure to correct, with that figure's numbers."""
    operand = correction.operand
    right = format_number(correction.right, operand.digit)
    return leading._replace(
        place=operand.place,
        expected=right,
        found=operand.text,
        difference=format_number(operand.value - correction.right, operand.digit),
        unit=operand.unit,
        suggestion=print_like(operand.text, correction.right, operand.digit)
        if is_certain
        else "",
    )


def _word_cause(correction: Correction, count: int, cause: Cause) -> Bilingual:
    slip = WORDS[correction.slip]
    if cause.rivals:
        others = Bilingual(
            f"还不能断定错在这里：另有 {cause.rivals} 种改法同样说得通",
            f"not certain to be here: {cause.rivals} other corrections would do as well",
        )
    else:
        checks = "check" if count == 1 else "checks"
        others = Bilingual(
            f"改正这一个数字，{count} 处不符全部消除",
            f"correcting this one figure mends {count} failed {checks}",
        )
    if not slip.zh:
        return others
    return Bilingual(f"{slip.zh}；{others.zh}", f"{slip.en}; {others.en}")


def _list_evidence(failed: Sequence[tuple[Rule, Outcome]]) -> tuple[Evidence, ...]:
    """List the figures of all failed outcomes, each place once, the leading ones first."""
    seen: dict[FigureKey, Evidence] = {}
    for _, outcome in failed:
        for operand in outcome.operands:
            location = operand.place.location
            evidence = Evidence(location=location, text=operand.text, role=operand.role)
            seen.setdefault(key_of(operand), evidence)
    return tuple(list(seen.values())[:_MOST_EVIDENCE])
