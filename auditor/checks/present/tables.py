"""Kind `present`, tables: that they are there, with grid, columns and notes.

Source: 地方预决算公开操作规程 (财预〔2016〕143号): empty tables are shown, with an explanation.
"""

import re
from collections import Counter
from collections.abc import Iterator

from auditor.amount.numeral import fold
from auditor.budget import Budget, HeaderCell, Table
from auditor.budget.pattern import normalise_label
from auditor.checks.places import locate_table, make_not_applicable, make_witness
from auditor.checks.present.required import PresentParameters
from auditor.finding import Bilingual, Outcome, Place, Verdict

_LEAST_NAMED = 2
_NOTE_LINES = 8
_SHOWS = "本表反映"
_NOTHING = ("无", "没有", "未", "空")
_NOTE = re.compile(r"\s*\(?(?:备?注|说明)\s?:")
_OTHER_FORM = Bilingual(
    "有同名的表，但栏目或行次属于另一种格式，未能识别",
    "a table of that title is there, but with the columns or rows of another form",
)


def check_tables(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each of the tables."""
    for template in parameters.tables:
        found = budget.find_tables(template.name)
        if found:
            yield Outcome(verdict=Verdict.PASS, place=locate_table(found[0]))
        elif any(table.resembles == template.name for table in budget.tables):
            yield make_not_applicable(_OTHER_FORM)
        else:
            yield Outcome(
                verdict=Verdict.FAIL,
                place=Place(table=template.number, title=template.name),
                expected=template.name,
            )


def check_titles(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each recognised table: its title is its own."""
    for table in _list_tables(parameters, budget):
        yield Outcome(
            verdict=Verdict.FAIL if table.copied_title else Verdict.PASS,
            place=locate_table(table),
            found=table.title,
            expected=table.template_name,
        )


def check_grids(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each recognised table: a title with a note alone is no table."""
    shown = {t.template_name for t in budget.tables if t.headers or t.rows}
    for table in _list_tables(parameters, budget):
        if table.headers or table.rows or table.figures:
            yield Outcome(verdict=Verdict.PASS, place=locate_table(table))
        elif table.template_name not in shown:
            notes = tuple(
                make_witness(locate_table(table, place), text) for text, place in table.notes
            )
            yield Outcome(verdict=Verdict.FAIL, place=locate_table(table), operands=notes)


def check_columns(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each table whose header can be read: all required columns are there."""
    for table in _list_tables(parameters, budget):
        if table.template is None or not table.headers:
            continue
        printed = {header.column for header in table.headers if header.column}
        wanted = [c.name for s in table.template.sides for c in s.columns if not c.optional]
        missing = [name for name in wanted if name not in printed]
        if not missing:
            yield Outcome(verdict=Verdict.PASS, place=locate_table(table))
            continue
        line = _find_header_line(table)
        if line is not None and _is_header_legible(table, line, parameters):
            place = locate_table(table, next(h.location for h in _list_cells(table, line)))
            yield Outcome(verdict=Verdict.FAIL, place=place, expected="、".join(missing))


def _find_header_line(table: Table) -> int | None:
    """Find the header line that names most columns, at least two."""
    counts = Counter(header.location.line for header in table.headers if header.column)
    line, count = counts.most_common(1)[0] if counts else (0, 0)
    return line if count >= _LEAST_NAMED else None


def _is_header_legible(table: Table, line: int, parameters: PresentParameters) -> bool:
    """Say whether every cell of the line names a column or is one of the `phrases`."""
    return all(
        header.column or any(p.matches(normalise_label(header.text)) for p in parameters.phrases)
        for header in _list_cells(table, line)
    )


def _list_cells(table: Table, line: int) -> list[HeaderCell]:
    return [h for h in table.headers if h.location.line == line and h.text.strip()]


def check_notes(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each table without figures: a note explains it."""
    for table in _list_tables(parameters, budget):
        if not any(row.has_figure() for row in table.rows) and not table.unreadable:
            is_explained = any(_explains(text) for text, _place in table.notes)
            is_explained = is_explained or _is_note_near(table, budget)
            verdict = Verdict.PASS if is_explained else Verdict.FAIL
            yield Outcome(verdict=verdict, place=locate_table(table))


def _is_note_near(table: Table, budget: Budget) -> bool:
    """Say whether a note follows before the next table: a broken row may part the two."""
    last = table.location.end_line
    below = [t.title_location.line for t in budget.tables if t.title_location.line > last]
    ends = min([last + _NOTE_LINES, *(line - 1 for line in below)])
    return any(_NOTE.match(fold(line)) and _explains(line) for line in budget.lines[last:ends])


def _explains(note: str) -> bool:
    """Say whether a note says more than what the table shows: 本表反映… is the form's own."""
    return _SHOWS not in note or any(word in note for word in _NOTHING)


def check_denials(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each note of a table with figures: it does not deny them."""
    for table in _list_tables(parameters, budget):
        if not _has_money(table):
            continue
        figures = [
            entry
            for row in table.rows
            for entry in row.entries
            if _is_money(entry.amount) and entry.column in (parameters.columns or (entry.column,))
        ]
        if not figures:
            continue
        for text, location in table.notes:
            label = normalise_label(text)
            denies = any(phrase.search(label) for phrase in parameters.phrases)
            shown = tuple(
                make_witness(locate_table(table, entry.location), entry.text, entry.column)
                for entry in figures[:3]
            )
            yield Outcome(
                verdict=Verdict.FAIL if denies else Verdict.PASS,
                place=locate_table(table, location),
                found=text.strip(),
                operands=shown if denies else (),
            )


def check_note_words(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each note: it says none of the phrases, which belong elsewhere."""
    for table in _list_tables(parameters, budget):
        for text, location in table.notes:
            label = normalise_label(text)
            wrong = any(phrase.search(label) for phrase in parameters.phrases)
            yield Outcome(
                verdict=Verdict.FAIL if wrong else Verdict.PASS,
                place=locate_table(table, location),
                found=text.strip(),
            )


def _list_tables(parameters: PresentParameters, budget: Budget) -> Iterator[Table]:
    wanted = {template.name for template in parameters.tables}
    for table in budget.tables:
        if table.template is not None and (not wanted or table.template_name in wanted):
            yield table


def _has_money(table: Table) -> bool:
    return any(_is_money(entry.amount) for row in table.rows for entry in row.entries)


def _is_money(amount: object) -> bool:
    """Say whether an amount is printed and is not 0."""
    return amount is not None and bool(getattr(amount, "value", 0))
