"""What a set says of a document, added to the audit of that document."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from auditor.finding import Audit, Coverage, Finding, Outcome
from auditor.finding.set_verdicts import SetVerdicts
from auditor.location import Location

_ORDER = {"error": 0, "warning": 1, "info": 2}


def add_verdicts(audit: Audit, verdicts: SetVerdicts | None) -> Audit:
    """Add findings, outcomes and coverage of sets to an audit; without any it stays as it is."""
    if verdicts is None:
        return audit
    judged = {rule for rule, _ in verdicts.outcomes}
    kept = tuple((rule, why) for rule, why in audit.not_applied if rule not in judged)
    replaced = set(verdicts.replaced)
    explained, withdrawn = set(verdicts.explained), set(verdicts.withdrawn)
    findings = (
        one
        for one in audit.findings
        if (one.rule, one.outcome.place.location) not in replaced
        and one.rule not in withdrawn
        and not (one.failed and explained.issuperset(one.failed))
    )
    outcomes = (
        (rule, one)
        for rule, one in audit.outcomes
        if (rule, one.place.location) not in replaced and rule not in withdrawn
    )
    return replace(
        audit,
        findings=_sort((*findings, *verdicts.findings)),
        outcomes=(*outcomes, *verdicts.outcomes),
        rule_failures=(*audit.rule_failures, *verdicts.failures),
        not_applied=(*kept, *verdicts.not_applied),
        coverage=_check_more(audit.coverage, [outcome for _, outcome in verdicts.outcomes]),
    )


def _sort(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Sort as one document's own findings are: severity, certainty of cause, place."""
    return tuple(sorted(findings, key=_rank))


def _rank(finding: Finding) -> tuple[int, int, int, int, str]:
    place = finding.outcome.place.location
    doubt = int(bool(finding.cause.zh) and not finding.outcome.suggestion)
    return _ORDER[finding.severity], doubt, place.line, place.column, finding.rule


def _check_more(coverage: Coverage | None, outcomes: Sequence[Outcome]) -> Coverage | None:
    """Move figures that a set has tested from the unchecked to the checked ones."""
    if coverage is None or not outcomes:
        return coverage
    sure = _list_places([one for one in outcomes if not one.bounded])
    loose = _list_places([one for one in outcomes if one.bounded]) - sure
    newly = [one.location for one in coverage.unchecked if _spot(one.location) in sure]
    firmer = [one for one in coverage.bounded_at if _spot(one) in sure]
    bounded = [one.location for one in coverage.unchecked if _spot(one.location) in loose]
    return coverage._replace(
        checked=coverage.checked + len(newly) + len(firmer),
        bounded=coverage.bounded + len(bounded) - len(firmer),
        unchecked=tuple(
            one for one in coverage.unchecked if _spot(one.location) not in sure | loose
        ),
        checked_at=tuple(sorted((*coverage.checked_at, *newly, *firmer))),
        bounded_at=tuple(
            sorted((*(one for one in coverage.bounded_at if one not in firmer), *bounded))
        ),
    )


def _list_places(outcomes: Collection[Outcome]) -> set[tuple[int, int]]:
    return {_spot(operand.place.location) for one in outcomes for operand in one.operands}


def _spot(location: Location) -> tuple[int, int]:
    return location.line, location.column
