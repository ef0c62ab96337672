"""Passages → statements, by templates: figures, their changes, their parts, what is listed.

Where several templates fit one figure, the one that reads most of the sentence before it wins.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import PERCENT, YUAN, Amount, NumeralKind, find_unit, parse_numeral
from auditor.budget.pattern import Pattern
from auditor.budget.statement import (
    Direction,
    Statement,
    StatementTemplate,
    name_change,
)
from auditor.document import Document
from auditor.interpreting.listings import read_listed
from auditor.interpreting.passages import Passage, list_passages, read_count
from auditor.interpreting.stated_digits import settle_digits

_OPEN = "{name}"
_NUMBER = re.compile(r"-?[0-9]+(?:[,.][0-9]+)*")
_SLOTS = ("amount", "count", "percent")
_LEVELS = {"类": 3, "款": 5, "项": 7}
_LEVEL_BEFORE = re.compile(r"\(([类款项]):?[0-9]*\)(?:科目)?[:,为]?$")


def read_statements(
    document: Document, templates: Sequence[StatementTemplate]
) -> tuple[Statement, ...]:
    """Return what the sentences of a document state, in the order of the text."""
    if not templates:
        return ()
    passages = list_passages(document)
    found: list[Statement] = []
    for index, passage in enumerate(passages):
        hits = _find_hits(passage, templates)
        for number, hit in enumerate(hits):
            end = hits[number + 1].start if number + 1 < len(hits) else len(passage.text)
            statement = _build(hit, passage, end)
            if statement is not None:
                listed = read_listed(hit.template, hit.match, passages, index)
                found.append(statement._replace(listed=listed, order=len(found)))
    return settle_digits(found)


class _Hit(NamedTuple):
    """A template at its place: where its text starts, where its figure does, where it ends."""

    template: StatementTemplate
    match: "re.Match[str]"
    start: int
    figure: int
    end: int
    is_open: bool = False


def _find_hits(passage: Passage, templates: Sequence[StatementTemplate]) -> list[_Hit]:
    """Find all templates in a passage; of several for one figure the longest is kept."""
    best: dict[int, _Hit] = {}
    starts: list[int] | None = None
    text = passage.text
    for template in templates:
        if template.under and not any(p.search(passage.section) for p in template.under):
            continue
        for pattern in (*template.spelled, *template.absent):
            if pattern.anchor not in text:
                continue
            if pattern.source.startswith(_OPEN) and starts is None:
                starts = passage.list_sentence_starts()
            for match in _iterate_matches(pattern, passage.text, starts):
                hit = _make_hit(template, match, is_open=pattern.source.startswith(_OPEN))
                known = best.get(hit.figure)
                if known is None or _is_better(hit, known):
                    best[hit.figure] = hit
    return list(_drop_inner(sorted(best.values(), key=lambda hit: (hit.start, -hit.end))))


def _is_better(hit: _Hit, known: _Hit) -> bool:
    """Say whether a hit reads a figure better: more of the sentence, but no more than one."""
    if hit.is_open and known.is_open:
        return hit.start > known.start
    return hit.start < known.start


def _iterate_matches(
    pattern: Pattern, text: str, starts: list[int] | None
) -> Iterator["re.Match[str]"]:
    """A pattern that begins with a name begins where a sentence does: nothing else bounds it."""
    if not pattern.source.startswith(_OPEN):
        yield from pattern.regex.finditer(text)
        return
    for start in starts or ():
        match = pattern.regex.match(text, start)
        if match:
            yield match


def _make_hit(
    template: StatementTemplate, match: "re.Match[str]", *, is_open: bool = False
) -> _Hit:
    slot = next((slot for slot in _SLOTS if slot in match.re.groupindex), None)
    figure = match.start(slot) if slot else match.end()
    return _Hit(template, match, match.start(), figure, match.end(), is_open)


def _drop_inner(hits: Sequence[_Hit]) -> Iterator[_Hit]:
    """Yield the hits, sorted by place, that do not lie within what another one reads."""
    end = -1
    for hit in hits:
        if hit.end > end:
            yield hit
            end = hit.end


def _build(hit: _Hit, passage: Passage, end: int) -> Statement | None:
    template, match = hit.template, hit.match
    parts = _read_parts(template, passage, hit.end, end)
    if template.is_sum:
        return _add_parts(template, passage, parts)
    if not any(slot in match.re.groupindex for slot in _SLOTS):
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
    slot = next((slot for slot in _SLOTS if groups.get(slot)), None)
    if slot is None:
        return None
    printed = groups[slot]
    start, end = match.span(slot)
    amount = _read_amount(printed, slot, template)
    if amount is None and slot == "amount" and printed[-1].isdigit():
        return None  # a number without any unit that is not 0 may be anything
    number = _NUMBER.match(printed)
    last = start + number.end() if number else end
    label = (groups.get("name") or "").strip("、(")
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
                figure = _make_hit(part, match).figure
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
