"""One finding in the terminal report: place, words, the line itself, the figures, the cause."""

from auditor.finding import Audit, Finding
from auditor.location import START
from auditor.report import words
from auditor.report.escaping import escape_path
from auditor.report.excerpt import render_excerpt
from auditor.report.layout import Layout
from auditor.report.places import describe_evidence, list_amounts, list_place
from auditor.report.waivers import speak_waiver

_INDENT = 2
_INNER = 4


def write_finding(layout: Layout, finding: Finding, audit: Audit) -> None:
    """Write all of a finding; nothing of it is cut."""
    place = finding.outcome.place
    layout.write(
        _INDENT,
        (f"{place.location}", "bold"),
        ("".join(f" · {part}" for part in list_place(finding, audit, layout.language)), ""),
        hang=2,
    )
    layout.write(_INNER, (finding.message.speak(layout.language), ""))
    _write_waiver(layout, finding)
    _write_excerpt(layout, finding, audit)
    _write_amounts(layout, finding)
    _write_cause(layout, finding)
    _write_evidence(layout, finding, audit)


def _write_excerpt(layout: Layout, finding: Finding, audit: Audit) -> None:
    """Write the line and the marks under the figure; a blank line is not worth showing.

    What is missing from the whole document stands at its very start, where no line is at fault.
    """
    location = finding.outcome.place.location
    if location == START and not finding.outcome.found:
        return
    if not 0 < location.line <= len(audit.lines):
        return
    line = audit.lines[location.line - 1]
    if not line.strip():
        return
    end = location.end_column if location.end_line == location.line else len(line) + 1
    excerpt = render_excerpt(line, location.column, end, layout.width - _INNER - 1)
    layout.write_as_it_stands(_INNER, excerpt.text, "dim")
    layout.write_as_it_stands(_INNER, excerpt.marks, "bold red")


def _write_amounts(layout: Layout, finding: Finding) -> None:
    shown = list_amounts(finding.outcome, layout.language)
    if shown:
        layout.write(_INNER, ("   ".join(f"{label} {amount}" for label, amount in shown), ""))


def _write_cause(layout: Layout, finding: Finding) -> None:
    language = layout.language
    cause = finding.cause.speak(language)
    if cause:
        layout.write(_INNER, (f"{words.CAUSE.speak(language)}: {cause}", ""))
    if finding.outcome.suggestion:
        suggestion = f"{words.SUGGESTION.speak(language)}: {finding.outcome.suggestion}"
        layout.write(_INNER, (suggestion, "green"))
    if finding.inferred:
        layout.write(_INNER, (words.INFERRED.speak(language), "italic"))


def _write_evidence(layout: Layout, finding: Finding, audit: Audit) -> None:
    language = layout.language
    if finding.evidence:
        layout.write(_INNER, (f"{words.EVIDENCE.speak(language)}:", ""))
    for evidence in finding.evidence:
        layout.write(_INNER + 2, (describe_evidence(evidence, audit, language), ""), hang=2)
    if len(finding.failed) > 1:  # one alone is the finding itself
        failed = ", ".join(finding.failed)
        layout.write(_INNER, (f"{words.FAILED.speak(language)}: {failed}", "dim"), hang=2)


def _write_waiver(layout: Layout, finding: Finding) -> None:
    waiver = finding.waiver
    if waiver is not None:
        label = words.ACCEPTED.speak(layout.language)
        said = f"{label}: {speak_waiver(waiver, layout.language)}"
        place = f"  ({escape_path(waiver.path)}:{waiver.line})" if waiver.path else ""
        layout.write(_INNER, (said, "bold"), (place, "dim"), hang=2)
