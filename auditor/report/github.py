"""The report for GitHub: workflow commands that a run shows beside the lines of the files.

The form is that of "Workflow commands for GitHub Actions", escaped as its own toolkit escapes.
"""

from collections.abc import Iterator

from auditor.finding import Audit, Finding
from auditor.report import words
from auditor.report.escaping import escape_lines, escape_path, flatten_text
from auditor.report.gaps import Gap, describe_mistake, list_gaps
from auditor.report.pieces import Pieces, iterate_pieces, render_nothing
from auditor.report.places import list_amounts, list_place
from auditor.report.run import Run
from auditor.report.verdicts import speak_verdict
from auditor.report.waivers import WAIVED, speak_waiver
from auditor.report.words_plain import GAPS

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans(
    {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"},
)


def render_github(run: Run) -> str:
    """Render a run as workflow commands, one a line, findings before what was not judged.

    GitHub shows ten errors, ten warnings and ten notices of a step: what is only to be known
    of a document is one notice.
    """
    return "".join(iterate_pieces(PIECES, run))


def _render_document(audit: Audit, run: Run) -> str:
    commands = _iterate_commands(audit, run.settings.language, each=run.coverage)
    return "".join(f"{command}\n" for command in commands)


def _render_tail(run: Run) -> str:
    language = run.settings.language
    broken = (describe_mistake(each, language) for each in run.mistakes)
    return "".join(f"{_render_gap('', gap, language)}\n" for gap in broken)


PIECES = Pieces(render_nothing, _render_document, _render_tail)


def render_command(name: str, properties: dict[str, str], message: str) -> str:
    """Render one command; properties that are "" are left out, no text can end its part."""
    said = ",".join(
        f"{key}={flatten_text(text).translate(_IN_PROPERTY)}"
        for key, text in properties.items()
        if text
    )
    shown = escape_lines(message).translate(_IN_MESSAGE)
    return f"::{name}{' ' if said else ''}{said}::{shown}"


def _iterate_commands(audit: Audit, language: str, *, each: bool) -> Iterator[str]:
    path = escape_path(audit.path)
    for finding in audit.findings:
        yield _render_finding(path, finding, audit, language)
    gaps = list_gaps(audit, language, coverage=each)
    for gap in gaps:
        if gap.severity != "info":
            yield _render_gap(path, gap, language)
    if audit.status != "unreadable":
        known = [gap.text for gap in gaps if gap.severity == "info"]
        message = "\n".join((speak_verdict(audit, language), *known))
        title = words.VERDICT.speak(language)
        yield render_command("notice", {"file": path, "title": title}, message)


def _render_finding(path: str, finding: Finding, audit: Audit, language: str) -> str:
    place = finding.outcome.place.location
    properties = {"file": path, "line": str(place.line)}
    if place.end_line == place.line:  # GitHub refuses columns over several lines
        properties |= {
            "col": str(place.column),
            "endLine": str(place.end_line),
            "endColumn": str(max(place.end_column, place.column)),
        }
    else:
        properties["endLine"] = str(place.end_line)
    title = f"{finding.rule}: {finding.title.speak(language)}"
    command = _COMMANDS[finding.severity]
    if finding.waiver is not None:
        command, title = "notice", f"{WAIVED.speak(language)}: {title}"
    return render_command(
        command, {**properties, "title": title}, _describe(finding, audit, language)
    )


def _describe(finding: Finding, audit: Audit, language: str) -> str:
    """Say the message, the place, the amounts, the cause and the waiver, a line each."""
    cause = finding.cause.speak(language)
    suggestion = finding.outcome.suggestion
    waiver = finding.waiver
    amounts = (f"{label} {amount}" for label, amount in list_amounts(finding.outcome, language))
    lines = (
        finding.message.speak(language),
        " · ".join(list_place(finding, audit, language)),
        "   ".join(amounts),
        f"{words.CAUSE.speak(language)}: {cause}" if cause else "",
        f"{words.SUGGESTION.speak(language)}: {suggestion}" if suggestion else "",
        words.INFERRED.speak(language) if finding.inferred else "",
        f"{words.ACCEPTED.speak(language)}: {speak_waiver(waiver, language)}" if waiver else "",
    )
    return "\n".join(line for line in lines if line)


def _render_gap(path: str, gap: Gap, language: str) -> str:
    properties = {
        "file": path,
        "line": str(gap.line) if gap.line else "",
        "title": GAPS[gap.kind].speak(language),
    }
    return render_command(_COMMANDS[gap.severity], properties, gap.text)
