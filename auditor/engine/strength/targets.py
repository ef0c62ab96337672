"""The figures and years of a document that outcomes rest on: where slips are planted."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.finding import Audit, Outcome, Place, Verdict
from auditor.location import Location

TABLE, FORM, SENTENCE, BOUND, YEAR = "table", "form", "sentence", "bounded", "year"
FIGURE_KINDS = (TABLE, FORM, SENTENCE, BOUND, YEAR)
_UNIT_BEHIND = re.compile(r"\s*(亿元|万元|元)")
_JUDGED = (Verdict.PASS, Verdict.FAIL, Verdict.REVIEW)
_DIGITS = 4


class Target(NamedTuple):
    """A figure or year as printed: `kind` is one of FIGURE_KINDS, `unit` the word behind it."""

    kind: str
    location: Location
    text: str
    unit: str = ""
    title: str = ""


def list_targets(audit: Audit) -> tuple[Target, ...]:
    """List the figures that an outcome rests on, in the order of the document."""
    coverage = audit.coverage
    if coverage is None:
        return ()
    places = _find_places(audit)
    forms = {form.id for form in coverage.forms}
    targets = []
    for location in coverage.checked_at:
        place = places.get(location[:2], Place(location=location))
        kind = FORM if place.table in forms else TABLE if place.table else SENTENCE
        targets.append(_make_target(kind, location, place, audit.lines))
    for location in coverage.bounded_at:
        place = places.get(location[:2], Place(location=location))
        targets.append(_make_target(BOUND, location, place, audit.lines))
    return tuple(sorted((t for t in targets if _has_digits(t.text)), key=_get_location))


def list_years(audit: Audit, rules: frozenset[str]) -> tuple[Target, ...]:
    """List the years that the rules of these ids have judged, in the order of the document."""
    found: dict[Location, Target] = {}
    for rule, outcome in audit.outcomes:
        if rule in rules and outcome.verdict is Verdict.PASS and _is_year(outcome, audit.lines):
            place = outcome.place
            target = Target(YEAR, place.location, outcome.found, title=place.title)
            found.setdefault(place.location, target)
    return tuple(sorted(found.values(), key=_get_location))


def find_parents(audit: Audit) -> dict[int, set[int]]:
    """Find for every line those on which its figures are added up or stated again."""
    parents: dict[int, set[int]] = {}
    for outcome in _iterate_judged(audit):
        lines = {operand.place.location.line for operand in outcome.operands}
        for line in lines:
            parents.setdefault(line, set()).update(lines)
    return parents


def cut_text(lines: tuple[str, ...], location: Location) -> str:
    """Return the text of a span that does not leave its line."""
    return lines[location.line - 1][location.column - 1 : location.end_column - 1]


def _get_location(target: Target) -> Location:
    return target.location


def _iterate_judged(audit: Audit) -> Iterator[Outcome]:
    for _, outcome in audit.outcomes:
        if outcome.verdict in _JUDGED and outcome.operands:
            yield outcome


def _find_places(audit: Audit) -> dict[tuple[int, ...], Place]:
    places: dict[tuple[int, ...], Place] = {}
    for outcome in _iterate_judged(audit):
        for operand in outcome.operands:
            places.setdefault(operand.place.location[:2], operand.place)
    return places


def _make_target(kind: str, location: Location, place: Place, lines: tuple[str, ...]) -> Target:
    found = _UNIT_BEHIND.match(lines[location.line - 1], location.end_column - 1)
    unit = found.group(1) if found else ""
    return Target(kind, location, cut_text(lines, location), unit, place.title)


def _has_digits(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _is_year(outcome: Outcome, lines: tuple[str, ...]) -> bool:
    """Say whether the very year stands at the outcome's place."""
    where = outcome.place.location
    printed = lines[where.line - 1][where.column - 1 : where.column - 1 + len(outcome.found)]
    return len(outcome.found) == _DIGITS and outcome.found.isdigit() and printed == outcome.found
