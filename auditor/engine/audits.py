"""Audit one document: text → syntax tree → budget → outcomes → findings and coverage."""

from dataclasses import replace

from auditor.budget import Budget
from auditor.budget.facts import DocumentFacts
from auditor.engine.coverage import compute_coverage
from auditor.engine.findings import make_findings
from auditor.engine.gaps import explain_gaps
from auditor.engine.running import Run, run_rules
from auditor.engine.settings import Settings
from auditor.finding import Audit, Outcome
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.reading import Source
from auditor.rule import Severity
from auditor.rulepack import RulePack


def audit_document(source: Source, rule_pack: RulePack, settings: Settings) -> Audit:
    """Audit a document that has been read, by the rules of a pack that settings ask for."""
    document = parse_document(source.text)
    budget = interpret_document(
        document,
        rule_pack.templates,
        rule_pack.catalogues,
        statements=rule_pack.statements,
        percentages=rule_pack.percentages,
        forms=rule_pack.forms,
    )
    budget = replace(budget, unseen=source.unseen, is_partial=bool(source.incomplete))
    return audit_budget(budget, source, rule_pack, settings)


def audit_budget(budget: Budget, source: Source, rule_pack: RulePack, settings: Settings) -> Audit:
    """Put the rules to a budget and gather all that is to be said."""
    rules = [
        rule
        for rule in rule_pack.rules
        if rule.severity is not Severity.OFF
        and rule.status != "deprecated"
        and not rule.across
        and settings.wants(rule)
    ]
    run = run_rules(rules, budget)
    infers = any(rule.is_inferred for rule in rule_pack.rules)
    coverage = compute_coverage(budget, run.outcomes, infers=infers)
    is_whole = bool(rules) and all(map(settings.wants, rule_pack.rules))
    reason = explain_gaps(source, coverage, run, budget, is_whole=is_whole)
    return Audit(
        path=source.path,
        sha256=source.sha256,
        status="incomplete" if reason.zh else "complete",
        reason=reason,
        issuer=budget.issuer,
        year=budget.year,
        kind=budget.kind,
        role=budget.role,
        packs_chosen=rule_pack.chosen,
        findings=make_findings(run.outcomes, budget),
        outcomes=_name_outcomes(run, slims=settings.slims),
        rule_failures=run.failures,
        not_applied=run.not_applied,
        coverage=coverage,
        lines=budget.lines,
        pages=source.pages,
        sheets=source.sheets,
        libraries=source.libraries,
        facts=_gather_facts(budget, source, rule_pack) if settings.gathers_facts else None,
    )


def _name_outcomes(run: Run, *, slims: bool) -> tuple[tuple[str, Outcome], ...]:
    if not slims:
        return tuple((rule.id, outcome) for rule, outcome in run.outcomes)
    from auditor.engine.slimming import slim_outcomes  # noqa: PLC0415 - one document alone needs none

    return slim_outcomes(run.outcomes)


def _gather_facts(budget: Budget, source: Source, rule_pack: RulePack) -> DocumentFacts:
    from auditor.engine.sets.packing import pack_facts  # noqa: PLC0415 - one document alone needs none

    name = rule_pack.packs[-1].name
    return pack_facts(budget, source.path, source.sha256, name)
