"""The report for build servers: JUnit XML, a suite a document, a case a rule.

Failed is what the exit status counts: findings at or above --fail-on that nobody waived. The
rest of what was found, and what was not judged, stands in the suite's output.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from xml.etree import ElementTree as ET

from auditor.errors import Mistake
from auditor.finding import Audit, Finding, Verdict, Waiver
from auditor.report import words_plain as words
from auditor.report.escaping import escape_lines, escape_path, flatten_text
from auditor.report.gaps import Gap, describe_mistake, list_gaps
from auditor.report.lines import render_finding_line, render_gap_line
from auditor.report.mistake_words import speak_mistake
from auditor.report.pieces import Pieces, iterate_pieces, render_nothing
from auditor.report.run import Run
from auditor.report.spool import Spool
from auditor.report.verdicts import count_severities, speak_verdict
from auditor.report.waivers import WAIVED, speak_waiver, split_waived

_DOCUMENT = "document"
_COUNTS = ("tests", "failures", "errors", "skipped")
_LEVELS = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "info": ("error", "warning", "info"),
    "never": (),
}


class Case(NamedTuple):
    """What came of a rule: `mark` is failure, error, skipped, or "" where it holds."""

    name: str
    mark: str = ""
    kind: str = ""
    message: str = ""
    text: str = ""


def render_junit(run: Run) -> str:
    """Render a run as JUnit XML; ends with a line end."""
    return "".join(iterate_pieces(PIECES, run))


def _render_document(audit: Audit, run: Run) -> str:
    return _render_suite(_build_suite(audit, run))


def _render_suite(suite: ET.Element) -> str:
    """Render a suite as it stands in the report, behind a line with its counts."""
    ET.indent(suite, level=1)
    counts = " ".join(suite.attrib[name] for name in _COUNTS)
    return f"{counts}\n  {ET.tostring(suite, encoding='unicode')}\n"


def _compose(run: Run, documents: Iterable[str]) -> Iterator[str]:
    """Put the sums of all suites before the first of them."""
    sums = [0] * len(_COUNTS)
    suites = Spool()
    broken = [_build_mistakes(run.mistakes, run.settings.language)] if run.mistakes else []
    for document in chain(documents, map(_render_suite, broken)):
        counts, _, suite = document.partition("\n")
        sums = [one + int(other) for one, other in zip(sums, counts.split(" "), strict=True)]
        suites.add(suite)
    known = {name: str(count) for name, count in zip(_COUNTS, sums, strict=True)}
    root = ET.Element("testsuites", {"name": run.tool.name, **known})
    whole = ET.tostring(root, encoding="unicode")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    if suites.is_empty:
        yield f"{whole}\n"
        return
    yield f"{whole.removesuffix(' />')}>\n"
    yield from suites.iterate()
    yield "</testsuites>\n"


PIECES = Pieces(render_nothing, _render_document, render_nothing, compose=_compose)


def _build_suite(audit: Audit, run: Run) -> ET.Element:
    language = run.settings.language
    path = escape_path(audit.path)
    cases = list(_iterate_cases(audit, run))
    suite = _build_cases(path, cases)
    suite.insert(0, _build_properties(audit))
    lines = [render_finding_line(path, finding, language) for finding in audit.findings]
    gaps = list_gaps(audit, language, coverage=run.coverage)
    lines += [render_gap_line(path, gap) for gap in gaps]
    if audit.status != "unreadable":
        lines.append(flatten_text(speak_verdict(audit, language)))
    ET.SubElement(suite, "system-out").text = "\n".join(lines)
    return suite


def _build_mistakes(mistakes: tuple[Mistake, ...], language: str) -> ET.Element:
    """Build the suite of the rules that were left out of the whole run."""
    gaps = [describe_mistake(mistake, language) for mistake in mistakes]
    cases = [_describe_gap(gap, gap.rule or gap.kind, language) for gap in gaps]
    return _build_cases("auditor", cases)


def _build_cases(name: str, cases: list[Case]) -> ET.Element:
    def count(mark: str) -> str:
        return str(sum(case.mark == mark for case in cases))

    counts = {"failures": count("failure"), "errors": count("error"), "skipped": count("skipped")}
    suite = ET.Element("testsuite", {"name": name, "tests": str(len(cases)), **counts})
    for case in cases:
        element = ET.SubElement(suite, "testcase", {"classname": name, "name": case.name})
        if case.mark:
            said = {"message": flatten_text(case.message), "type": case.kind}
            if case.mark == "skipped":
                del said["type"]  # the schema knows none there
            ET.SubElement(element, case.mark, said).text = escape_lines(case.text) or None
    return suite


def _build_properties(audit: Audit) -> ET.Element:
    counts = count_severities([audit])
    coverage = audit.coverage
    known = {
        "status": audit.status,
        "sha256": audit.sha256,
        "packs": ", ".join(name for name, _ in audit.packs_chosen),
        **{name: counts[name] for name in ("error", "warning", "info", "waived")},
        "figures": coverage.figures if coverage else 0,
        "checked": coverage.checked if coverage else 0,
        "bounded": coverage.bounded if coverage else 0,
        "unchecked": len(coverage.unchecked) if coverage else 0,
        "unrecognised-tables": len(coverage.unrecognised) if coverage else 0,
        "not-applied": len(audit.not_applied),
    }
    properties = ET.Element("properties")
    for name, said in known.items():
        ET.SubElement(properties, "property", {"name": name, "value": flatten_text(str(said))})
    return properties


def _iterate_cases(audit: Audit, run: Run) -> Iterator[Case]:
    """Yield the document's own case, then one for each rule: those of findings come first."""
    language = run.settings.language
    yield _judge_document(audit, run)
    failures = {failure.rule: failure for failure in audit.rule_failures}
    skipped = dict(audit.not_applied)
    own, led = _sort_findings([found for found in audit.findings if _is_counted(found, run)])
    unwaived, waived = split_waived(audit.findings)
    standing = {found.rule for found in unwaived}
    accepted = {found.rule: found.waiver for found in waived if found.rule not in standing}
    ran = (rule for rule, _ in audit.outcomes)
    for rule in dict.fromkeys((*(found.rule for found in audit.findings), *ran, *skipped)):
        if rule in failures:
            yield Case(rule, "error", "rule-error", speak_mistake(failures[rule].reason, language))
        elif rule in own or rule in led:
            yield _describe_failure(rule, own[rule], led[rule], audit, language)
        elif rule in skipped:
            yield Case(rule, "skipped", message=skipped[rule].speak(language))
        elif rule in accepted:
            yield _describe_waived(rule, accepted[rule], language)
        else:
            yield Case(rule)


def _describe_waived(rule: str, waiver: Waiver | None, language: str) -> Case:
    why = speak_waiver(waiver, language) if waiver else ""
    return Case(rule, "skipped", message=f"{WAIVED.speak(language)}: {why}")


def _sort_findings(
    findings: Sequence[Finding],
) -> tuple[defaultdict[str, list[Finding]], defaultdict[str, list[Finding]]]:
    """Sort by rule: the findings of each rule, and those that explain failures of it."""
    own: defaultdict[str, list[Finding]] = defaultdict(list)
    led: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        own[finding.rule].append(finding)
        explained = dict.fromkeys(name.rpartition("@")[0] for name in finding.failed)
        for rule in explained:
            if rule != finding.rule:
                led[rule].append(finding)
    return own, led


def _is_counted(finding: Finding, run: Run) -> bool:
    return finding.waiver is None and finding.severity in _LEVELS[run.settings.fail_on]


def _judge_document(audit: Audit, run: Run) -> Case:
    """Judge whether the document was read and judged as a whole."""
    language = run.settings.language
    gaps = [gap for gap in list_gaps(audit, language) if gap.severity == "error"]
    if not gaps and not _has_crashed(audit):
        return Case(_DOCUMENT)
    text = "\n".join(gap.text for gap in gaps)
    if run.settings.allow_incomplete and audit.status != "unreadable":
        return Case(_DOCUMENT, "skipped", message=text)
    return Case(_DOCUMENT, "error", gaps[0].kind if gaps else "rule-error", text, text)


def _has_crashed(audit: Audit) -> bool:
    return any(outcome.verdict is Verdict.ERROR for _, outcome in audit.outcomes)


def _describe_failure(
    rule: str, mine: Sequence[Finding], led: Sequence[Finding], audit: Audit, language: str
) -> Case:
    path = escape_path(audit.path)
    gravest = min((*mine, *led), key=lambda finding: _LEVELS["info"].index(finding.severity))
    if mine:
        first = mine[0].message.speak(language)
        more = words.COUNT.speak(language).format(count=len(mine))
        message = first if len(mine) == 1 else f"{more}: {first}"
    else:
        place = f"{led[0].rule}@{led[0].outcome.place.location}"
        message = words.EXPLAINED.speak(language).format(place=place)
    lines = [render_finding_line(path, finding, language) for finding in (*mine, *led)]
    return Case(rule, "failure", gravest.severity, message, "\n".join(lines))


def _describe_gap(gap: Gap, name: str, language: str) -> Case:
    label = words.GAPS[gap.kind].speak(language)
    return Case(name, "error", gap.kind, f"{label}: {gap.text}", gap.text)
