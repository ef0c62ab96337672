"""One finding in the Markdown report: a list entry, what belongs to it indented beneath."""

from collections.abc import Iterator

from auditor.finding import Audit, Finding, Waiver
from auditor.report import words
from auditor.report.markdown_text import (
    escape_markdown,
    escape_start,
    render_code,
    render_path,
)
from auditor.report.places import describe_evidence, list_amounts, list_place
from auditor.report.waivers import speak_waiver


def iterate_finding_lines(finding: Finding, audit: Audit, language: str) -> Iterator[str]:
    """Yield the lines of a finding; nothing of it is cut."""
    place = finding.outcome.place.location
    known = "".join(f" · {escape_markdown(part)}" for part in list_place(finding, audit, language))
    message = escape_start(finding.message.speak(language))
    yield f"- **{place}**{known}\\"
    yield f"  {message}"
    for label, said in _list_facts(finding, language):
        yield f"  - {label}: {escape_markdown(said)}"
    if finding.waiver is not None:
        yield _render_waiver(finding.waiver, language)
    if finding.inferred:
        yield f"  - {words.INFERRED.speak(language)}"
    if finding.evidence:
        yield f"  - {words.EVIDENCE.speak(language)}:"
    for evidence in finding.evidence:
        yield f"    - {escape_markdown(describe_evidence(evidence, audit, language))}"
    if len(finding.failed) > 1:  # one alone is the finding itself
        failed = ", ".join(map(render_code, finding.failed))
        yield f"  - {words.FAILED.speak(language)}: {failed}"


def _list_facts(finding: Finding, language: str) -> list[tuple[str, str]]:
    amounts = [f"{label} {said}" for label, said in list_amounts(finding.outcome, language)]
    facts = (
        (words.AMOUNTS.speak(language), " · ".join(amounts)),
        (words.CAUSE.speak(language), finding.cause.speak(language)),
        (words.SUGGESTION.speak(language), finding.outcome.suggestion),
    )
    return [(label, said) for label, said in facts if said]


def _render_waiver(waiver: Waiver, language: str) -> str:
    said = escape_markdown(speak_waiver(waiver, language))
    place = f" ({render_path(waiver.path)}:{waiver.line})" if waiver.path else ""
    return f"  - {words.ACCEPTED.speak(language)}: {said}{place}"
