"""The end of a document's report: what was judged and, as loudly, what was not."""

from collections import Counter

from auditor.finding import Audit, Coverage, TableSummary, Verdict
from auditor.finding.brief import brief_audits
from auditor.report import words
from auditor.report.common import find_common_rules
from auditor.report.escaping import escape_path
from auditor.report.layout import Layout
from auditor.report.mistake_words import place_mistake, speak_mistake
from auditor.report.run import Run
from auditor.report.verdicts import count_severities, find_doubt, speak_counts, speak_verdict


def write_summary(layout: Layout, audit: Audit, *, coverage: bool) -> None:
    """Write the verdict and what was and was not judged; `coverage` lists every figure."""
    _write_verdict(layout, audit)
    if audit.status == "unreadable":
        return
    _write_outcomes(layout, audit)
    if audit.coverage is not None:
        _write_coverage(layout, audit.coverage)
    _write_not_applied(layout, audit, with_reasons=coverage)
    _write_rule_errors(layout, audit)
    if coverage and audit.coverage is not None:
        _write_unchecked(layout, audit.coverage)


def write_overall(layout: Layout, run: Run) -> None:
    """Write the run's own last lines: broken rules, all documents together, the exit status."""
    language = layout.language
    for mistake in run.mistakes:
        label = words.RULE_ERRORS if mistake.rule else words.MISTAKES
        named = f"{mistake.rule}: " if mistake.rule else ""
        said = place_mistake(mistake, language)
        _write_labelled(layout, label.speak(language), f"{named}{said}")
    if len(run.audits) > 1:
        counts = count_severities(run.audits)
        total = words.OVERALL.speak(language).format(documents=len(run.audits))
        layout.write(0, (f"{total}: {speak_counts(counts, language)}", "bold"))
        for brief in brief_audits(run.audits):
            if brief.status != "complete":
                status = words.STATUSES[brief.status].speak(language)
                layout.write(2, (f"{status}: {escape_path(brief.path)}", "bold yellow"), hang=2)
        _write_common(layout, run)
    meaning = words.EXIT_MEANINGS[run.exit_status].speak(language)
    sentence = words.EXIT.speak(language).format(status=run.exit_status, meaning=meaning)
    layout.write(0, (sentence, "bold"))


def _write_common(layout: Layout, run: Run) -> None:
    """Name once each rule that fires in many documents; its findings stand in each of them."""
    language = layout.language
    common = find_common_rules(run.audits)
    if common:
        layout.write(2, (f"{words.COMMON_TITLE.speak(language)}:", ""))
    for rule in common:
        said = words.COMMON.speak(language).format(
            documents=rule.documents, read=rule.read, findings=rule.findings
        )
        layout.write(4, (f"{rule.rule}  {rule.title.speak(language)}: {said}", ""), hang=2)


def _write_verdict(layout: Layout, audit: Audit) -> None:
    """Write the one sentence that must not be missed."""
    language = layout.language
    verdict = words.VERDICT.speak(language)
    if audit.status == "unreadable":
        sentence = words.UNREADABLE.speak(language).format(reason=audit.reason.speak(language))
        layout.write(0, (f"{verdict}: {sentence}", "bold red"), hang=2)
        return
    said = speak_verdict(audit, language)
    layout.write(0, (f"{verdict}: {said}", _choose_style(audit)), hang=2)
    if audit.status == "incomplete":
        sentence = words.INCOMPLETE.speak(language).format(reason=audit.reason.speak(language))
        layout.write(2, (sentence, "bold yellow"), hang=2)


def _choose_style(audit: Audit) -> str:
    counts = count_severities([audit])
    if counts["error"]:
        return "bold red"
    if counts["warning"] or counts["info"] or (not counts and find_doubt(audit)):
        return "bold yellow"
    return "bold green"


def _write_outcomes(layout: Layout, audit: Audit) -> None:
    language = layout.language
    counts = Counter(outcome.verdict for _, outcome in audit.outcomes)
    said = ", ".join(
        f"{words.VERDICTS[verdict].speak(language)} {counts[verdict]}" for verdict in Verdict
    )
    tails = sum(outcome.tail for _, outcome in audit.outcomes)
    tail = f" ({words.TAILS.speak(language).format(count=tails)})" if tails else ""
    _write_labelled(layout, words.OUTCOMES.speak(language), said + tail)


def _write_coverage(layout: Layout, coverage: Coverage) -> None:
    language = layout.language
    counts = words.FIGURE_COUNTS.speak(language).format(
        figures=coverage.figures,
        checked=coverage.checked,
        bounded=coverage.bounded,
        unchecked=len(coverage.unchecked),
    )
    _write_labelled(layout, words.FIGURES.speak(language), counts)
    named = ", ".join(
        f"{table.id} {table.template or table.title}".strip() for table in coverage.tables
    )
    none = words.NONE.speak(language)
    tables = f"{len(coverage.tables)} ({named})" if named else none
    _write_labelled(layout, words.TABLES.speak(language), tables)
    unrecognised = [_describe_table(table, language) for table in coverage.unrecognised]
    shown = f"{len(unrecognised)} ({'; '.join(unrecognised)})" if unrecognised else none
    _write_labelled(layout, words.UNRECOGNISED.speak(language), shown)
    if coverage.forms:
        _write_labelled(layout, words.FORMS.speak(language), str(len(coverage.forms)))
    if coverage.lines_not_understood:
        lines = ", ".join(map(str, coverage.lines_not_understood))
        _write_labelled(layout, words.NOT_UNDERSTOOD.speak(language), lines)


def _describe_table(table: TableSummary, language: str) -> str:
    line = words.LINE.speak(language).format(line=table.line)
    figures = words.FIGURES_IN_IT.speak(language).format(count=table.figures)
    return ", ".join(part for part in (line, table.title, figures) if part)


def _write_not_applied(layout: Layout, audit: Audit, *, with_reasons: bool) -> None:
    if not audit.not_applied:
        return
    label = words.NOT_APPLIED.speak(layout.language)
    names = ", ".join(rule for rule, _ in audit.not_applied)
    _write_labelled(layout, label, f"{len(audit.not_applied)} ({names})")
    if with_reasons:
        for rule, reason in audit.not_applied:
            layout.write(4, (f"{rule}: {reason.speak(layout.language)}", ""), hang=2)


def _write_rule_errors(layout: Layout, audit: Audit) -> None:
    for failure in audit.rule_failures:
        said = f"{failure.rule}: {speak_mistake(failure.reason, layout.language)}"
        _write_labelled(layout, words.RULE_ERRORS.speak(layout.language), said, "bold red")


def _write_unchecked(layout: Layout, coverage: Coverage) -> None:
    language = layout.language
    layout.write(2, (f"{words.UNCHECKED.speak(language)}:", ""))
    for figure in coverage.unchecked:
        said = f"{figure.location}  {figure.text}  {figure.reason.speak(language)}"
        layout.write(4, (said, ""), hang=2)


def _write_labelled(layout: Layout, label: str, said: str, style: str = "") -> None:
    layout.write(2, (f"{label}: ", "dim"), (said, style), hang=2)
