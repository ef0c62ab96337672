"""Passages → statements, by templates: figures, their changes, their parts, what is listed.

Knows no percentages; where templates stand in a passage is found elsewhere.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from auditor.amount import PERCENT, YUAN, Amount, NumeralKind, find_unit, parse_numeral
from auditor.budget.remembering import Remembered
from auditor.budget.statement import (
    Direction,
    Statement,
    StatementTemplate,
    name_change,
)
from auditor.interpreting.listings import read_listed
from auditor.interpreting.passages import Passage, read_count
from auditor.interpreting.stated_digits import settle_digits, walk_statement
from auditor.interpreting.statement_hits import SLOTS, Hit, HitFinder, find_slot, make_hit
from auditor.location import Location

_REACH = 80  # behind a figure: how far what is said of the year before may go
_NUMBER = re.compile(r"-?[0-9]+(?:[,.][0-9]+)*")
_FINDERS: Remembered[Sequence[StatementTemplate], HitFinder] = Remembered()
_FIRM, _LOOSE = "firm", "loose"
_CLASS_MARK = "(类)"
_DIGITS = "0123456789"
_LEVELS = {"类": 3, "款": 5, "项": 7}
_LEVEL_BEFORE = re.compile(r"\(([类款项]):?[0-9]*\)(?:科目)?[:,为]?$")


def read_statements(
    passages: Sequence[Passage], templates: Sequence[StatementTemplate]
) -> tuple[Statement, ...]:
    """Return what the passages of a document state, in the order of the text."""
    found: list[Statement] = []
    firm, gleaner = _recall_finder(templates, _FIRM), _recall_finder(templates, _LOOSE)
    for index, passage in enumerate(passages):
        hits = firm.find_hits(passage)
        for number, hit in enumerate(hits):
            behind = (hits[n].start for n in range(number + 1, len(hits)))
            end = next((start for start in behind if start > hit.start), len(passage.text))
            statement = _build(hit, passage, end)
            if statement is not None:
                listed = read_listed(hit.template, hit.match, passages, index)
                found.append(statement._replace(listed=listed, order=len(found)))
        if gleaner.has_any:
            found += _read_loose(passage, gleaner, found)
    return settle_digits(found)


def _recall_finder(templates: Sequence[StatementTemplate], kind: str) -> HitFinder:
    """Return the finder of a pack's templates of a kind, made for its first document."""
    known = _FINDERS.list_answers(templates)
    if kind not in known:
        known[kind] = HitFinder([one for one in templates if one.is_loose == (kind == _LOOSE)])
    return known[kind]


def _read_loose(
    passage: Passage, gleaner: HitFinder, known: Sequence[Statement]
) -> list[Statement]:
    """Read the figures of a passage that no other template has read, not as part of one either."""
    hits = gleaner.find_hits(passage)
    first = passage.lines[0].number
    read: set[Location] = set()
    for statement in reversed(known) if hits else ():
        if statement.location.line < first:
            break
        read |= {one.location for one in walk_statement(statement)}
    found = (_build(hit, passage, hit.end) for hit in hits)
    fresh = [one for one in found if one is not None and one.location not in read]
    return [one._replace(order=len(known) + number) for number, one in enumerate(fresh)]


def _build(hit: Hit, passage: Passage, end: int) -> Statement | None:
    template, match = hit.template, hit.match
    parts = _read_parts(template, passage, hit.end, end)
    if template.is_sum:
        return _add_parts(template, passage, parts)
    if not any(slot in match.re.groupindex for slot in SLOTS):
        return _make_absent(template, match, passage)
    read = _read_figure(template, match, passage)
    if read is None:
        return None
    return read._replace(parts=parts, change=_read_change(template, passage, hit.end))


def _make_absent(
    template: StatementTemplate, match: "re.Match[str]", passage: Passage
) -> Statement:
    """Make the 0 of a sentence that says that there is nothing."""
    return Statement(
        name=template.name,
        text=match.group(),
        location=passage.locate(*match.span()),
        amount=Amount(Decimal(0), template.unit),
        section=passage.section,
        section_line=passage.section_line,
    )


def _read_figure(
    template: StatementTemplate, match: "re.Match[str]", passage: Passage
) -> Statement | None:
    groups = match.groupdict()
    slot = find_slot(match)
    if slot is None or not groups[slot]:
        slot = next((slot for slot in SLOTS if groups.get(slot)), None)
    if slot is None:
        return None
    printed = groups[slot]
    start, end = match.span(slot)
    sort = slot.rstrip(_DIGITS)
    amount = _read_amount(printed, sort, template)
    if amount is None and sort == "amount" and printed[-1].isdigit():
        return None  # a number without any unit that is not 0 may be anything
    number = _NUMBER.match(printed)
    last = start + number.end() if number else end
    label = (groups.get("name") or "").strip("、(")
    if groups.get("item"):  # with the words behind it: 教育 in 教育支出 alone names nothing
        label = match.string[match.start("item") : start].replace(_CLASS_MARK, "")
    level = _LEVEL_BEFORE.search(match.string[match.start() : start])
    year = groups.get("year")
    return Statement(
        name=template.name,
        text=printed,
        location=passage.locate(start, last),
        amount=amount,
        label=label,
        code=groups.get("code") or "",
        level=_LEVELS[level.group(1)] if level else 0,
        year=int(year) if year else None,
        section=passage.section,
        section_line=passage.section_line,
    )


def _read_amount(printed: str, slot: str, template: StatementTemplate) -> Amount | None:
    if slot == "count":
        return Amount(Decimal(read_count(printed)), template.unit)
    numeral = parse_numeral(printed)
    if numeral.kind is not NumeralKind.AMOUNT:
        return None
    if slot == "percent":
        return Amount(numeral.value, PERCENT, numeral.digit)
    unit = find_unit(numeral.unit)
    if unit is None:
        return None if numeral.value else Amount(Decimal(0), template.unit or YUAN)
    return Amount(numeral.value, unit, numeral.digit)


def _read_change(template: StatementTemplate, passage: Passage, start: int) -> Statement | None:
    """Read what a sentence says, right behind a figure, of the year before."""
    for direction, pattern in template.changes:
        if passage.text.find(pattern.anchor, start, start + _REACH) < 0:
            continue  # most spellings are never compiled
        match = pattern.regex.match(passage.text, start)
        if match is None:
            continue
        named = template._replace(name=name_change(template.name))
        if not match.groupdict().get("amount"):
            return _make_level(named, direction, match, passage)
        read = _read_figure(named, match, passage)
        if read is None:
            return None
        if direction is Direction.DOWN and read.amount is not None:
            read = read._replace(amount=read.amount._replace(value=-read.amount.value))
        return read._replace(direction=direction)
    return None


def _make_level(
    template: StatementTemplate,
    direction: Direction,
    match: "re.Match[str]",
    passage: Passage,
) -> Statement:
    """Make the change of 0 that 持平 states."""
    year = match.groupdict().get("year")
    start, end = match.span()
    return Statement(
        name=template.name,
        text=passage.text[start:end].lstrip(",。;"),
        location=passage.locate(start, end),
        amount=Amount(Decimal(0), template.unit),
        direction=direction,
        year=int(year) if year else None,
        section=passage.section,
        section_line=passage.section_line,
    )


def _read_parts(
    template: StatementTemplate, passage: Passage, start: int, end: int
) -> tuple[Statement, ...]:
    """Read the parts up to the next statement, each figure once."""
    best: dict[int, tuple[int, Statement]] = {}
    for part in template.parts:
        for pattern in part.spelled:
            if passage.text.find(pattern.anchor, start, end) < 0:
                continue
            for match in pattern.regex.finditer(passage.text, start, end):
                read = _read_figure(part, match, passage)
                if read is None:
                    continue
                figure = make_hit(part, match).figure
                if figure not in best or match.start() < best[figure][0]:
                    change = _read_change(part, passage, match.end())
                    best[figure] = (match.start(), read._replace(change=change))
    return tuple(best[figure][1] for figure in sorted(best))


def _add_parts(
    template: StatementTemplate, passage: Passage, parts: tuple[Statement, ...]
) -> Statement | None:
    """Make the statement whose figure is the sum of its parts; it stands at the first one."""
    amounts = [part.amount for part in parts if part.amount is not None]
    if not amounts or len(amounts) < len(parts):
        return None
    return Statement(
        name=template.name,
        text="+".join(part.text for part in parts),
        location=parts[0].location,
        amount=Amount(sum((a.value for a in amounts), Decimal(0)), template.unit),
        section=passage.section,
        section_line=passage.section_line,
        parts=parts,
    )
