"""What an audit could not judge, one sentence each, for the reports that list it."""

from collections.abc import Iterator
from typing import NamedTuple

from auditor.errors import Mistake
from auditor.finding import Audit, Coverage
from auditor.report import words as shared
from auditor.report import words_plain as words
from auditor.report.mistake_words import place_mistake, speak_mistake
from auditor.report.verdicts import find_doubt


class Gap(NamedTuple):
    """A thing not judged: its kind (one of words_plain.GAPS), severity, sentence and place.

    `line` and `column` are 0 where it concerns the whole document; `rule` is "" where no one
    rule is concerned.
    """

    kind: str
    severity: str
    text: str
    line: int = 0
    column: int = 0
    rule: str = ""


def list_gaps(audit: Audit, language: str, *, coverage: bool = False) -> tuple[Gap, ...]:
    """List what was not judged in a document, gravest first.

    `coverage` lists each unchecked figure and each rule that never applied, with its reason.
    """
    return tuple(_iterate_gaps(audit, language, each=coverage))


def describe_mistake(mistake: Mistake, language: str) -> Gap:
    """Describe a rule that was left out of the whole run; its place is in the pack, not here."""
    reason = place_mistake(mistake, language)
    if mistake.rule is None:
        said = f"{shared.MISTAKES.speak(language)}: {reason}"
        return Gap("rule-error", "error", said)
    said = words.NOT_RUN.speak(language).format(rule=mistake.rule, reason=reason)
    return Gap("rule-error", "error", said, rule=mistake.rule)


def _iterate_gaps(audit: Audit, language: str, *, each: bool) -> Iterator[Gap]:
    reason = audit.reason.speak(language)
    if audit.status == "unreadable":
        said = words.NOT_READ.speak(language).format(reason=reason)
        yield Gap("unreadable", "error", said)
        return
    if audit.status == "incomplete":
        said = words.NOT_COMPLETE.speak(language).format(reason=reason)
        yield Gap("incomplete", "error", said)
    for failure in audit.rule_failures:
        why = speak_mistake(failure.reason, language)
        said = words.NOT_RUN.speak(language).format(rule=failure.rule, reason=why)
        yield Gap("rule-error", "error", said, rule=failure.rule)
    doubt = find_doubt(audit)
    if doubt is not None:
        yield Gap("not-judged", "warning", doubt.speak(language))
    if audit.coverage is not None:
        yield from _iterate_coverage(audit.coverage, language, each=each)
    if audit.not_applied:
        yield from _iterate_not_applied(audit, language, each=each)


def _iterate_coverage(coverage: Coverage, language: str, *, each: bool) -> Iterator[Gap]:
    for table in coverage.unrecognised:
        title = table.title or words.UNTITLED.speak(language)
        said = words.NOT_KNOWN.speak(language).format(title=title, count=table.figures)
        severity = "warning" if table.figures else "info"
        yield Gap("unrecognised-table", severity, said, line=table.line, column=1)
    if coverage.lines_not_understood:
        lines = ", ".join(map(str, coverage.lines_not_understood))
        said = words.NOT_READ_LINES.speak(language).format(lines=lines)
        yield Gap("not-understood", "info", said)
    counts = words.NOT_CHECKED.speak(language).format(
        figures=coverage.figures,
        checked=coverage.checked,
        bounded=coverage.bounded,
        unchecked=len(coverage.unchecked),
    )
    yield Gap("coverage", "info", counts)
    for figure in coverage.unchecked if each else ():
        said = words.NOT_CHECKED_ONE.speak(language).format(
            text=figure.text, reason=figure.reason.speak(language)
        )
        place = figure.location
        yield Gap("unchecked-figure", "info", said, line=place.line, column=place.column)


def _iterate_not_applied(audit: Audit, language: str, *, each: bool) -> Iterator[Gap]:
    rules = ", ".join(rule for rule, _ in audit.not_applied)
    count = len(audit.not_applied)
    said = words.NEVER_APPLIED.speak(language).format(count=count, rules=rules)
    yield Gap("not-applied", "info", said)
    for rule, reason in audit.not_applied if each else ():
        yield Gap("not-applied", "info", f"{rule}: {reason.speak(language)}", rule=rule)
