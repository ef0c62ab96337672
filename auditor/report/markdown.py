"""The report for a memo or a pull request, in Markdown. Shows all that the terminal shows."""

from collections.abc import Iterable, Iterator

from auditor.finding import Audit, Finding
from auditor.finding.brief import brief_audits
from auditor.report import words, words_plain
from auditor.report.common import find_common_rules
from auditor.report.gaps import describe_mistake, list_gaps
from auditor.report.markdown_finding import iterate_finding_lines
from auditor.report.markdown_text import (
    escape_markdown,
    escape_start,
    render_code,
    render_path,
)
from auditor.report.pieces import Pieces, iterate_pieces
from auditor.report.run import Run
from auditor.report.verdicts import count_severities, speak_counts, speak_verdict, sum_counts
from auditor.report.waivers import WAIVED, split_waived

_SEVERITIES = ("error", "warning", "info")


def render_markdown(run: Run) -> str:
    """Render a run: a table of verdicts, each document, then all documents together."""
    return "".join(iterate_pieces(PIECES, run))


def _render_head(run: Run) -> str:
    title = f"# {words_plain.TITLE.speak(run.settings.language)}"
    return _join_lines([title, "", *_iterate_table(run)])


def _render_document(audit: Audit, run: Run) -> str:
    return _join_lines(["", *_iterate_document(audit, run)])


def _render_tail(run: Run) -> str:
    return _join_lines(["", *_iterate_run(run)])


def _join_lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


PIECES = Pieces(_render_head, _render_document, _render_tail)


def _iterate_table(run: Run) -> Iterator[str]:
    """Yield a row for each document; figures of what could not be read are not known."""
    language = run.settings.language
    heads = (words_plain.DOCUMENT, words_plain.STATUS, *map(words.SEVERITIES.get, _SEVERITIES))
    counted = (words.FIGURES, words_plain.CHECKED, words.BOUNDED, words_plain.UNCHECKED)
    labels = (*heads, WAIVED, *counted)
    yield _render_row([label.speak(language) for label in labels if label is not None])
    yield _render_row(["---", "---", *["---:"] * (len(labels) - 2)])
    for brief in brief_audits(run.audits):
        counts = sum_counts([brief])
        known = [str(counts[name]) for name in (*_SEVERITIES, "waived")]
        if brief.status == "unreadable":
            known = ["—"] * len(known)
        status = words.STATUSES[brief.status].speak(language)
        path = render_path(brief.path).replace("|", "\\|")
        figures = ["—"] * 4 if brief.figures is None else map(str, brief.figures)
        yield _render_row([path, status, *known, *figures])


def _render_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _iterate_document(audit: Audit, run: Run) -> Iterator[str]:
    language = run.settings.language
    yield f"## {render_path(audit.path)}"
    yield ""
    if audit.status == "unreadable":
        said = words.UNREADABLE.speak(language).format(reason=audit.reason.speak(language))
        yield f"**{words.VERDICT.speak(language)}**: {escape_markdown(said)}"
        return
    yield from _iterate_identity(audit, language)
    yield f"**{words.VERDICT.speak(language)}**: {escape_markdown(speak_verdict(audit, language))}"
    counted, waived = split_waived(audit.findings)
    for severity in _SEVERITIES:
        found = [finding for finding in counted if finding.severity == severity]
        yield from _iterate_part(words.SEVERITIES[severity].speak(language), found, audit, run)
    yield from _iterate_part(words_plain.ACCEPTED.speak(language), list(waived), audit, run)
    yield ""
    yield f"### {words_plain.COVERAGE.speak(language)}"
    yield ""
    for gap in list_gaps(audit, language, coverage=run.coverage):
        place = f"**{gap.line}:{gap.column}** " if gap.line else ""
        yield f"- {place}{escape_start(gap.text)}"
    yield from _iterate_tables(audit, language)


def _iterate_identity(audit: Audit, language: str) -> Iterator[str]:
    """Yield what the document says it is and which packs judged it and why."""
    role = words.ROLES.get(audit.role)
    spoken = role.speak(language) if role else audit.role
    facts = [audit.issuer, str(audit.year or ""), audit.kind, spoken]
    said = escape_start(" · ".join(fact for fact in facts if fact))
    if said:
        yield said
        yield ""
    for name, why in audit.packs_chosen:
        reason = escape_markdown(why.speak(language))
        known = f" ({reason})" if reason else ""
        yield f"- {words.PACK.speak(language)} {render_code(name)}{known}"
    if audit.packs_chosen:
        yield ""


def _iterate_part(label: str, findings: list[Finding], audit: Audit, run: Run) -> Iterator[str]:
    """Yield the findings of one severity, by rule, in the order in which rules first appear."""
    if not findings:
        return
    language = run.settings.language
    yield ""
    yield f"### {label} ({len(findings)})"
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append(finding)
    for rule, found in groups.items():
        title = escape_markdown(found[0].title.speak(language))
        yield ""
        yield f"#### {render_code(rule)} {title} ({len(found)})"
        yield ""
        for finding in found:
            yield from iterate_finding_lines(finding, audit, language)


def _iterate_tables(audit: Audit, language: str) -> Iterator[str]:
    if audit.coverage is None:
        return
    tables = audit.coverage.tables
    named = ", ".join(f"{table.id} {table.template or table.title}".strip() for table in tables)
    said = f"{len(tables)} ({named})" if named else words.NONE.speak(language)
    yield f"- {words.TABLES.speak(language)}: {escape_markdown(said)}"
    yield f"- {words.FORMS.speak(language)}: {len(audit.coverage.forms)}"


def _iterate_run(run: Run) -> Iterator[str]:
    """Yield what concerns the whole run: broken rules, common findings, the exit status."""
    language = run.settings.language
    yield f"## {words_plain.WHOLE_RUN.speak(language)}"
    yield ""
    for mistake in run.mistakes:
        yield f"- {escape_markdown(describe_mistake(mistake, language).text)}"
    total = words.OVERALL.speak(language).format(documents=len(run.audits))
    yield f"- {total}: {speak_counts(count_severities(run.audits), language)}"
    for rule in find_common_rules(run.audits):
        said = words.COMMON.speak(language).format(
            documents=rule.documents, read=rule.read, findings=rule.findings
        )
        title = escape_markdown(rule.title.speak(language))
        yield f"- {render_code(rule.rule)} {title}: {said}"
    meaning = words.EXIT_MEANINGS[run.exit_status].speak(language)
    said = words.EXIT.speak(language).format(status=run.exit_status, meaning=meaning)
    yield f"- {escape_markdown(said)}"
