"""Failed equalities → drafts: one finding a cause, at the figure to correct."""

from collections.abc import Sequence

from auditor.amount.amount import format_number
from auditor.budget import Budget
from auditor.engine.cause_words import word_cause
from auditor.engine.causes import find_causes
from auditor.engine.corrections import Cause, Correction
from auditor.engine.drafts import Draft, name_outcome
from auditor.engine.figure_graph import FigureKey, key_of
from auditor.engine.wording import word_message
from auditor.finding import Bilingual, Evidence, Outcome, Verdict
from auditor.finding.outcome import NOTHING
from auditor.rule import Rule, Severity

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_MOST_EVIDENCE = 24
Judged = Sequence[tuple[Rule, Outcome]]


def draft_causes(judged: Judged, budget: Budget) -> tuple[list[Draft], set[int]]:
    """Draft a finding of each cause; also return the indexes of the outcomes that they explain."""
    drafts: list[Draft] = []
    explained: set[int] = set()
    for found in _find_causes(judged, budget):
        cause = _add_orphans(found, judged)
        explained.update(cause.explains)
        drafts += _draft_cause(cause, judged)
    return drafts, explained


def _find_causes(judged: Judged, budget: Budget) -> list[Cause]:
    said = {
        statement.location: statement.change.amount.compute_base() / statement.amount.unit.factor
        for statement in budget.statements
        if statement.amount and statement.change and statement.change.amount
    }
    return find_causes([outcome for _, outcome in judged], said, budget.lines)


def _add_orphans(cause: Cause, judged: Judged) -> Cause:
    """Add to a row that is left out the codes below it that miss it in its table."""
    row = cause.row
    if row is None:
        return cause
    orphans = [
        index
        for index, (rule, outcome) in enumerate(judged)
        if rule.kind == "codes"
        and outcome.verdict is Verdict.FAIL
        and (outcome.place.table, outcome.expected) == row
    ]
    return cause._replace(explains=(*cause.explains, *orphans))


def _draft_cause(cause: Cause, judged: Judged) -> list[Draft]:
    """Draft one finding for each figure to correct, or for each failure that none explains.

    A row that is not printed, and two figures in each other's place, are one finding.
    """
    failed = [judged[index] for index in cause.explains]
    if not cause.corrections:
        return [_draft_failure(rule, outcome, cause) for rule, outcome in failed]
    if cause.row is not None or cause.is_one:
        return [_draft_correction(cause.corrections[0], failed, cause)]
    return [
        _draft_correction(correction, _list_mended(correction, failed) or failed, cause)
        for correction in cause.corrections
    ]


def _list_mended(
    correction: Correction, failed: list[tuple[Rule, Outcome]]
) -> list[tuple[Rule, Outcome]]:
    key = key_of(correction.operand)
    return [
        (rule, outcome)
        for rule, outcome in failed
        if any(key_of(operand) == key for operand in outcome.operands)
    ]


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
        outcome=_move(leading, correction),
        message=word_message(rule, [leading]),
        evidence=_list_evidence(ordered),
        failed=tuple(name_outcome(*each) for each in ordered),
        cause=word_cause(correction, len(ordered), cause),
    )


def _move(leading: Outcome, correction: Correction) -> Outcome:
    """Put the leading outcome at the figure to correct, with that figure's numbers."""
    operand = correction.operand
    right = format_number(correction.right, operand.digit)
    return leading._replace(
        place=operand.place,
        expected=right,
        found=operand.text,
        difference=format_number(operand.value - correction.right, operand.digit),
        unit=operand.unit,
        suggestion=correction.text if correction.is_certain else "",
    )


def _list_evidence(failed: Sequence[tuple[Rule, Outcome]]) -> tuple[Evidence, ...]:
    """List the figures of all failed outcomes, each place once, the leading ones first."""
    seen: dict[FigureKey, Evidence] = {}
    for _, outcome in failed:
        for operand in outcome.operands:
            location = operand.place.location
            evidence = Evidence(location=location, text=operand.text, role=operand.role)
            seen.setdefault(key_of(operand), evidence)
    return tuple(list(seen.values())[:_MOST_EVIDENCE])
