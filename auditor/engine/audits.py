"""Audit one document: text → syntax tree → budget → outcomes → findings and coverage."""

from auditor.budget import Budget
from auditor.engine.coverage import compute_coverage
from auditor.engine.findings import make_findings
from auditor.engine.running import Run, run_rules
from auditor.engine.settings import Settings
from auditor.finding import Audit, Bilingual, Coverage
from auditor.finding.outcome import NOTHING
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
        forms=rule_pack.forms,
    )
    return audit_budget(budget, source, rule_pack, settings)


def audit_budget(budget: Budget, source: Source, rule_pack: RulePack, settings: Settings) -> Audit:
    """Put the rules to a budget and gather all that is to be said."""
    rules = [
        rule
        for rule in rule_pack.rules
        if rule.severity is not Severity.OFF
        and rule.status != "deprecated"
        and settings.wants(rule)
    ]
    run = run_rules(rules, budget)
    coverage = compute_coverage(budget, run.outcomes)
    reason = _find_gap(source, coverage, run)
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
        outcomes=tuple((rule.id, outcome) for rule, outcome in run.outcomes),
        rule_failures=run.failures,
        not_applied=run.not_applied,
        coverage=coverage,
        lines=budget.lines,
        pages=source.pages,
        sheets=source.sheets,
    )


def _find_gap(source: Source, coverage: Coverage, run: Run) -> Bilingual:
    """Say what keeps the audit from being complete, or nothing."""
    zh, en = [], []
    for error in source.incomplete:
        zh.append(error.speak("zh"))
        en.append(error.speak("en"))
    missed = [table for table in coverage.unrecognised if table.figures]
    if missed:
        lines = ", ".join(str(table.line) for table in missed)
        zh.append(f"{len(missed)} 张有数字的表格未能识别（行 {lines}）")
        en.append(f"{len(missed)} tables with figures not recognised (lines {lines})")
    if run.failures:
        names = ", ".join(failure.rule for failure in run.failures)
        zh.append(f"规则无法执行：{names}")
        en.append(f"rules that could not run: {names}")
    return Bilingual("；".join(zh), "; ".join(en)) if zh else NOTHING
