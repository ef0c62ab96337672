"""Kind `wording`: phrases that must not be left, and sample rows of the blank form."""

import re
from collections.abc import Iterator

from auditor.budget import Budget, Table
from auditor.budget.pattern import normalise_label
from auditor.checks.places import locate_line, locate_row
from auditor.checks.wording.remarks import Remark, WordingParameters, iterate_texts, place_text
from auditor.location import locate

_LONGEST = 400


def find_phrases(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find the phrases in headings and sentences, then in the cells of tables and forms."""
    for text, label, location in iterate_texts(budget, parameters.up_to):
        for phrase in parameters.phrases:
            match = phrase.search(label)
            if match is not None and not _is_within_word(match):
                place = place_text(budget, text, match.group(), location)
                yield Remark("", place, match.group())
    if not parameters.up_to:
        yield from _find_in_contents(parameters, budget)
        yield from _find_in_cells(parameters, budget)


def _find_in_contents(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    for entry in budget.contents:
        for phrase in parameters.phrases:
            match = phrase.search(entry.label)
            if match is not None and not _is_within_word(match):
                yield Remark("", locate_line(budget, entry.location), match.group())


def _find_in_cells(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    for number, line in enumerate(budget.lines, start=1):
        if "\t" not in line or len(line) > _LONGEST:
            continue
        label = normalise_label(line)
        for phrase in parameters.phrases:
            match = phrase.search(label)
            if match is not None and not _is_within_word(match):
                place = locate_line(budget, locate(number, 1, len(line)))
                yield Remark("", place, match.group())


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
