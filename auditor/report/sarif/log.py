"""A run as a SARIF 2.1.0 log: results, and as notifications what was not judged.

Standard: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

import json
import re
from collections.abc import Iterable, Iterator

from auditor.finding import Audit
from auditor.location import Location
from auditor.report import words
from auditor.report.gaps import Gap, describe_mistake, list_gaps
from auditor.report.json_text import render_json_text
from auditor.report.pieces import Pieces, iterate_pieces, render_nothing
from auditor.report.run import Run
from auditor.report.sarif.artifacts import build_artifact
from auditor.report.sarif.results import build_location, build_result
from auditor.report.sarif.rules import LEVELS, build_notices, build_rules, build_unknown_rule
from auditor.report.sarif.texts import LANGUAGES, build_message
from auditor.report.spool import Spool
from auditor.report.words_plain import TEXT_PLACES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_FINISHED = (0, 1)
# What each document adds to is put in later, where these stand; no text of ours or of others
# is written so, because the sign before it would be written as an escape twice.
_NOTICES, _ARTIFACTS, _RESULTS = "\0notices", "\0artifacts", "\0results"
_LISTS = (_NOTICES, _ARTIFACTS, _RESULTS)
_HOLE = re.compile(r'\[\s*("\\u0000[a-z]+")(\s*)\]')
_INDENTS = (12, 8, 8)
_NO_INDEX = "\0"
_INDEX = re.compile(r'"ruleIndex": \[\s*"\\u0000",\s*("(?:[^"\\]|\\.)*")\s*\]')


def render_sarif(run: Run) -> str:
    """Render a run as a SARIF log; the same run gives the same characters."""
    return "".join(iterate_pieces(PIECES, run))


def _render_document(audit: Audit, run: Run) -> str:
    """Render what a document adds to each list, a line each, and rules that no pack has."""
    language = run.settings.language
    rules = build_rules(run)
    indexes = {rule: index for index, rule in enumerate(rules)}
    gaps = list_gaps(audit, language, coverage=run.coverage)
    unknown: dict[str, dict[str, object]] = {}
    results = []
    for finding in audit.findings:
        index = indexes.get(finding.rule)
        if index is None:
            unknown.setdefault(finding.rule, build_unknown_rule(finding, language))
        result = build_result(finding, audit, language)
        result["ruleIndex"] = [_NO_INDEX, finding.rule] if index is None else index
        results.append(result)
    lists = (
        [_build_notice(gap, audit, indexes) for gap in gaps],
        [build_artifact(audit, language)],
        results,
    )
    parts = [
        [_render_member(each, indent) for each in members]
        for members, indent in zip(lists, _INDENTS, strict=True)
    ]
    return json.dumps([parts, unknown])


def _compose(run: Run, documents: Iterable[str]) -> Iterator[str]:
    """Put the lists together; the index of a rule that no pack has is known at the end."""
    rules = build_rules(run)
    spools = {name: Spool() for name in _LISTS}
    for document in documents:
        parts, unknown = json.loads(document)
        for rule, described in unknown.items():
            rules.setdefault(rule, described)
        indexes = {rule: index for index, rule in enumerate(rules)}
        for name, members in zip(_LISTS, parts, strict=True):
            for member in members:
                _add_member(spools[name], _write_indexes(member, indexes))
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_build_run(run, rules)]}
    yield from _fill(render_json_text(log), spools)


PIECES = Pieces(render_nothing, _render_document, render_nothing, compose=_compose)


def _write_indexes(member: str, indexes: dict[str, int]) -> str:
    return _INDEX.sub(lambda hole: f'"ruleIndex": {indexes[json.loads(hole[1])]}', member)


def _add_member(spool: Spool, member: str) -> None:
    spool.add(f"[\n{member}" if spool.is_empty else f",\n{member}")


def _fill(frame: str, spools: dict[str, Spool]) -> Iterator[str]:
    """Yield the log with the lists where their names stand."""
    start = 0
    for hole in _HOLE.finditer(frame):
        yield frame[start : hole.start()]
        spool = spools[json.loads(hole[1])]
        yield from spool.iterate()
        yield "[]" if spool.is_empty else f"{hole[2]}]"
        start = hole.end()
    yield frame[start:]


def _render_member(value: object, indent: int) -> str:
    """Render a member of a list, as deep as that list stands in the log."""
    blanks = " " * indent
    return blanks + render_json_text(value).rstrip("\n").replace("\n", f"\n{blanks}")


def _build_run(run: Run, rules: dict[str, dict[str, object]]) -> dict[str, object]:
    language = run.settings.language
    indexes = {rule: index for index, rule in enumerate(rules)}
    return {
        "tool": _build_tool(run, rules),
        "language": LANGUAGES[language],
        "columnKind": "unicodeCodePoints",
        "invocations": [_build_invocation(run, indexes)],
        "artifacts": [_ARTIFACTS],
        "results": [_RESULTS],
        "properties": {"places": TEXT_PLACES.speak(language)},
    }


def _build_tool(run: Run, rules: dict[str, dict[str, object]]) -> dict[str, object]:
    language = run.settings.language
    return {
        "driver": {
            "name": run.tool.name,
            "version": run.tool.version,
            "language": LANGUAGES[language],
            "notifications": build_notices(language),
            "rules": list(rules.values()),
            "properties": {"libraries": dict(run.tool.libraries)},
        },
        "extensions": [
            {"name": pack.name, "version": pack.version, "properties": {"sha256": pack.sha256}}
            for pack in run.tool.packs
        ],
    }


def _build_invocation(run: Run, indexes: dict[str, int]) -> dict[str, object]:
    language = run.settings.language
    broken = [describe_mistake(mistake, language) for mistake in run.mistakes]
    return {
        "executionSuccessful": run.exit_status in _FINISHED,
        "exitCode": run.exit_status,
        "exitCodeDescription": words.EXIT_MEANINGS[run.exit_status].speak(language),
        "toolConfigurationNotifications": [_build_notice(gap, None, indexes) for gap in broken],
        "toolExecutionNotifications": [_NOTICES],
    }


def _build_notice(gap: Gap, audit: Audit | None, indexes: dict[str, int]) -> dict[str, object]:
    notice: dict[str, object] = {
        "descriptor": {"id": gap.kind},
        "level": LEVELS[gap.severity],
        "message": build_message(gap.text),
    }
    if audit is not None:
        column = gap.column or 1
        place = Location(gap.line, column, gap.line, column) if gap.line else None
        notice["locations"] = [build_location(audit.path, place)]
    if gap.rule in indexes:
        notice["associatedRule"] = {"id": gap.rule, "index": indexes[gap.rule]}
    elif gap.rule:
        notice["associatedRule"] = {"id": gap.rule}
    return notice
