"""The report for editors: one line each, `path:line:column: severity: message [rule]`.

What was not judged stands in the same form as a note, so that no editor passes it over.
"""

from collections.abc import Iterator

from auditor.finding import Audit, Finding
from auditor.report import words
from auditor.report.escaping import escape_path, flatten_text
from auditor.report.gaps import Gap, describe_mistake, list_gaps
from auditor.report.pieces import Pieces, iterate_pieces, render_nothing
from auditor.report.run import Run
from auditor.report.verdicts import speak_verdict
from auditor.report.waivers import WAIVED, speak_waiver

_NOTE = "note"


def render_lines(run: Run) -> str:
    """Render a run; each line ends with a line end, the findings of a document stand first."""
    return "".join(iterate_pieces(PIECES, run))


def _render_document(audit: Audit, run: Run) -> str:
    lines = _iterate_lines(audit, run.settings.language, each=run.coverage)
    return "".join(f"{line}\n" for line in lines)


def _render_tail(run: Run) -> str:
    gaps = (describe_mistake(each, run.settings.language) for each in run.mistakes)
    return "".join(f"{render_gap_line('auditor', gap)}\n" for gap in gaps)


PIECES = Pieces(render_nothing, _render_document, _render_tail)


def _iterate_lines(audit: Audit, language: str, *, each: bool) -> Iterator[str]:
    path = escape_path(audit.path)
    for finding in audit.findings:
        yield render_finding_line(path, finding, language)
    for gap in list_gaps(audit, language, coverage=each):
        yield render_gap_line(path, gap)
    if audit.status != "unreadable":
        yield f"{path}:1:1: {_NOTE}: {speak_verdict(audit, language)} [verdict]"


def render_finding_line(path: str, finding: Finding, language: str) -> str:
    """Render a finding; the path is harmless already."""
    severity = finding.severity
    message = finding.message.speak(language)
    if finding.outcome.suggestion:
        suggested = words.SUGGESTION.speak(language)
        message = f"{message} ({suggested}: {finding.outcome.suggestion})"
    if finding.waiver is not None:
        accepted = f"{WAIVED.speak(language)} ({severity})"
        message = f"{accepted}: {message} — {speak_waiver(finding.waiver, language)}"
        severity = _NOTE
    place = finding.outcome.place.location
    return f"{path}:{place}: {severity}: {flatten_text(message)} [{finding.rule}]"


def render_gap_line(path: str, gap: Gap) -> str:
    """Render what was not judged; the path is harmless already."""
    severity = gap.severity if gap.severity != "info" else _NOTE
    said = flatten_text(gap.text)
    return f"{path}:{gap.line or 1}:{gap.column or 1}: {severity}: {said} [{gap.kind}]"
