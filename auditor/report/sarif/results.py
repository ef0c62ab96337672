"""A finding as a SARIF result. Knows no run and no document beyond the finding's own."""

from auditor.finding import Audit, Evidence, Finding, Outcome, Verdict, Waiver
from auditor.location import Location
from auditor.report import words
from auditor.report.escaping import flatten_text
from auditor.report.json_finding import find_page, find_sheet, none_if_empty
from auditor.report.sarif.rules import LEVELS
from auditor.report.sarif.texts import build_message, build_uri
from auditor.report.stakes import compute_rank, find_stake
from auditor.report.waivers import speak_waiver

FINGERPRINT = "auditorFinding/v1"


def build_result(finding: Finding, audit: Audit, language: str) -> dict[str, object]:
    """Build a result, its rule's index left open. What needs a person's eye has kind `review`.

    Of that kind none has a level.
    """
    outcome = finding.outcome
    is_review = outcome.verdict is Verdict.REVIEW
    return {
        "ruleId": finding.rule,
        "ruleIndex": None,
        "kind": "review" if is_review else "fail",
        "level": "none" if is_review else LEVELS[finding.severity],
        "message": build_message(_word_message(finding, language)),
        "locations": [_build_place(finding, audit)],
        "relatedLocations": _build_related(finding, audit, language),
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "suppressions": _build_suppressions(finding.waiver, language),
        "rank": compute_rank(find_stake(outcome)),
        "properties": _build_properties(finding, language),
    }


def build_location(path: str, location: Location | None) -> dict[str, object]:
    """Build a place in a file; lines and columns in code points, the end exclusive."""
    physical: dict[str, object] = {"artifactLocation": {"uri": build_uri(path)}}
    if location is not None:
        physical["region"] = {
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.end_line,
            "endColumn": location.end_column,
        }
    return {"physicalLocation": physical}


def _word_message(finding: Finding, language: str) -> str:
    cause = finding.cause.speak(language)
    suggestion = finding.outcome.suggestion
    lines = (
        finding.message.speak(language),
        f"{words.CAUSE.speak(language)}: {cause}" if cause else "",
        f"{words.SUGGESTION.speak(language)}: {suggestion}" if suggestion else "",
        words.INFERRED.speak(language) if finding.inferred else "",
    )
    return "\n".join(line for line in lines if line)


def _build_place(finding: Finding, audit: Audit) -> dict[str, object]:
    place = finding.outcome.place
    line = place.location.line
    parts = [flatten_text(part) for part in (place.table, place.row, place.column) if part]
    built = build_location(audit.path, place.location)
    if parts:
        built["logicalLocations"] = [{"name": parts[-1], "fullyQualifiedName": "/".join(parts)}]
    known = {"page": find_page(audit, line), "sheet": find_sheet(audit, line)}
    properties = {name: said for name, said in known.items() if said}
    return {**built, **({"properties": properties} if properties else {})}


def _build_related(finding: Finding, audit: Audit, language: str) -> list[dict[str, object]]:
    """Build every figure that the finding rests on, each once, numbered from 1."""
    shown = (*finding.evidence, *_list_operands(finding.outcome))
    return [
        {
            "id": number,
            **build_location(evidence.path or audit.path, evidence.location),
            "message": build_message(_describe(evidence, language)),
        }
        for number, evidence in enumerate(dict.fromkeys(shown), start=1)
    ]


def _list_operands(outcome: Outcome) -> list[Evidence]:
    return [
        Evidence(location=operand.place.location, text=operand.text, role=operand.role)
        for operand in outcome.operands
    ]


def _describe(evidence: Evidence, language: str) -> str:
    text = evidence.text or words.BLANK.speak(language)
    return f"{evidence.role}: {text}" if evidence.role else text


def _build_suppressions(waiver: Waiver | None, language: str) -> list[dict[str, object]]:
    """Build why a finding is accepted; an empty list says that it is not."""
    if waiver is None:
        return []
    justification = build_message(speak_waiver(waiver, language))["text"]
    suppression = {
        "kind": "external",
        "status": "accepted",
        "justification": justification,
        "properties": {
            "source": waiver.source,
            "approver": none_if_empty(waiver.approver),
            "expires": none_if_empty(waiver.expires),
        },
    }
    if waiver.path:
        line = max(waiver.line, 1)
        suppression["location"] = build_location(waiver.path, Location(line, 1, line, 1))
    return [suppression]


def _build_properties(finding: Finding, language: str) -> dict[str, object]:
    outcome = finding.outcome
    place = outcome.place
    return {
        "severity": finding.severity,
        "kind": finding.kind,
        "table": none_if_empty(place.table),
        "row": none_if_empty(place.row),
        "column": none_if_empty(place.column),
        "expected": none_if_empty(outcome.expected),
        "found": none_if_empty(outcome.found),
        "difference": none_if_empty(outcome.difference),
        "unit": none_if_empty(outcome.unit),
        "tolerance": none_if_empty(outcome.tolerance),
        "cause": none_if_empty(finding.cause.speak(language)),
        "suggestion": none_if_empty(outcome.suggestion),
        "inferred": finding.inferred,
        "failed": list(finding.failed),
    }
