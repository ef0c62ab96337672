"""Kind `wording`: phrases that must not be left, and sample rows of the blank form."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from auditor.budget import Budget, Table
from auditor.budget.pattern import Pattern, normalise_label
from auditor.checks.places import locate_line, locate_row
from auditor.checks.same_budget import SameBudget
from auditor.checks.wording.remarks import Remark, WordingParameters, iterate_texts, place_text
from auditor.location import locate

_LONGEST = 400


def find_phrases(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find the phrases in headings and sentences, then in the cells of tables and forms."""
    phrases = _list_possible(parameters.phrases, _gather_words(SameBudget(budget)))
    if not phrases:
        return
    for text, label, location in iterate_texts(budget, parameters.up_to):
        for found in _list_found(phrases, label):
            yield Remark("", place_text(budget, text, found, location), found)
    if not parameters.up_to:
        yield from _find_in_contents(phrases, budget)
        yield from _find_in_cells(phrases, budget)


def _find_in_contents(phrases: Sequence[Pattern], budget: Budget) -> Iterator[Remark]:
    for entry in budget.contents:
        for found in _list_found(phrases, entry.label):
            yield Remark("", locate_line(budget, entry.location), found)


def _find_in_cells(phrases: Sequence[Pattern], budget: Budget) -> Iterator[Remark]:
    for number, label in _list_rows(SameBudget(budget)):
        for found in _list_found(phrases, label):
            line = locate(number, 1, len(budget.lines[number - 1]))
            yield Remark("", locate_line(budget, line), found)


@lru_cache(maxsize=1)  # several rules look for phrases of their own
def _gather_words(same: SameBudget) -> str:
    """Return all that phrases are looked for in, as one text."""
    labels = [label for _, label, _ in iterate_texts(same.budget)]
    labels += [entry.label for entry in same.budget.contents]
    labels += [label for _, label in _list_rows(same)]
    return "\n".join(labels)


@lru_cache(maxsize=1)
def _list_rows(same: SameBudget) -> tuple[tuple[int, str], ...]:
    """Return number and folded text of the lines with cells, without very long ones."""
    return tuple(
        (number, normalise_label(line))
        for number, line in enumerate(same.budget.lines, start=1)
        if "\t" in line and len(line) <= _LONGEST
    )


def _list_possible(phrases: Sequence[Pattern], words: str) -> list[Pattern]:
    """Return the phrases that stand in the words, which run on from line to line: mostly none."""
    likely = [phrase for phrase in phrases if phrase.may_stand_in(words)]
    return [phrase for phrase in likely if phrase.search(words) is not None]


def _list_found(phrases: Sequence[Pattern], label: str) -> list[str]:
    matches = [phrase.search(label) for phrase in phrases if phrase.anchor in label]
    return [match.group() for match in matches if match is not None and not _is_within_word(match)]


def _is_within_word(match: "re.Match[str]") -> bool:
    """Say whether Latin letters go on before or behind: then XX is part of a name."""
    text, found = match.string, match.group()
    if not (found[0].isascii() and found[0].isalpha()):
        return False
    around = text[: match.start()][-1:] + text[match.end() : match.end() + 1]
    return any(sign.isascii() and sign.isalnum() and sign not in found for sign in around)


def find_lines(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find headings and paragraphs that consist of one of the phrases."""
    for text, label, location in iterate_texts(budget, parameters.up_to):
        if any(phrase.matches(label) for phrase in parameters.phrases):
            yield Remark("", locate_line(budget, location), text)


def find_sample_rows(_parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find coded rows without figures in recognised tables that have no figure at all."""
    for table in budget.tables:
        if table.template is None or table.figures or _has_figures(table):
            continue
        for row in table.rows:
            if row.printed_code and not row.is_total:
                place = locate_row(table, row, row.label_location, "")
                yield Remark(table.id, place, row.label)


def _has_figures(table: Table) -> bool:
    return any(row.has_figure() for row in table.rows) or bool(table.unreadable)
