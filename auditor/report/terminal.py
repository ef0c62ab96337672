"""The terminal report: findings by document and rule, then what was and was not judged."""

from collections.abc import Sequence

from auditor.finding import Audit, Finding
from auditor.report import words
from auditor.report.escaping import escape_path
from auditor.report.layout import Layout, render_layout
from auditor.report.pieces import Pieces, iterate_pieces, render_nothing
from auditor.report.run import Run
from auditor.report.summary import write_overall, write_summary
from auditor.report.terminal_finding import write_finding
from auditor.report.waivers import WAIVED, split_waived

SEVERITY_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}


def render_terminal(run: Run, *, width: int = 100, colour: bool = False) -> str:
    """Render a run for people, in lines of `width` cells; ends with a line end."""
    return "".join(iterate_pieces(build_pieces(width=width, colour=colour), run))


def build_pieces(*, width: int, colour: bool) -> Pieces:
    """Build the pieces of a report in lines of `width` cells."""

    def render_document(audit: Audit, run: Run) -> str:
        layout = Layout(width, run.settings.language)
        _write_document(layout, audit, run)
        return render_layout(layout, colour=colour)

    def render_tail(run: Run) -> str:
        layout = Layout(width, run.settings.language)
        write_overall(layout, run)
        return render_layout(layout, colour=colour)

    return Pieces(render_nothing, render_document, render_tail)


def _write_document(layout: Layout, audit: Audit, run: Run) -> None:
    layout.write(0, (escape_path(audit.path), "bold"))
    _write_identity(layout, audit)
    layout.write_blank()
    for part in split_waived(audit.findings):
        for findings in _group_findings(part):
            _write_block(layout, audit, findings)
    write_summary(layout, audit, coverage=run.coverage)
    layout.write_blank()


def _write_identity(layout: Layout, audit: Audit) -> None:
    """Write what the document says it is, and which packs judge it and why."""
    role = words.ROLES.get(audit.role)
    spoken = role.speak(layout.language) if role else audit.role
    said = [audit.issuer, str(audit.year or ""), audit.kind, spoken]
    facts = " · ".join(fact for fact in said if fact)
    if facts:
        layout.write(2, (facts, ""))
    for name, why in audit.packs_chosen:
        words_of_why = why.speak(layout.language)
        reason = f" ({words_of_why})" if words_of_why else ""
        layout.write(2, (f"{words.PACK.speak(layout.language)} {name}{reason}", "dim"))


def _group_findings(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Group by severity and rule, in the order in which they first appear."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.rule), []).append(finding)
    return list(groups.values())


def _write_block(layout: Layout, audit: Audit, findings: list[Finding]) -> None:
    first = findings[0]
    label, style = words.SEVERITIES[first.severity], SEVERITY_STYLES[first.severity]
    if first.waiver is not None:
        label, style = WAIVED, "dim"
    layout.write(
        0,
        (label.speak(layout.language), style),
        (f"  {first.rule}  ", "bold"),
        (first.title.speak(layout.language), ""),
        (f"  ({len(findings)})", "bold"),
        hang=2,
    )
    for finding in findings:
        write_finding(layout, finding, audit)
        layout.write_blank()
