"""Document → Budget: tables by templates, forms by their labels, figures, years, identity."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from auditor.amount import Amount, Unit
from auditor.budget import (
    Budget,
    ContentsEntry,
    Figure,
    Form,
    StatementTemplate,
    Table,
    TableTemplate,
)
from auditor.budget.form_book import FormBook
from auditor.budget.generic import GenericTable
from auditor.budget.percentage import PercentageBook, Percentages
from auditor.codes import Catalogue
from auditor.document import Document, Grid, Paragraph, render_document
from auditor.interpreting.code_names import CodeNames
from auditor.interpreting.copied_titles import retitle_tables
from auditor.interpreting.forms.joining import join_form_grids
from auditor.interpreting.forms.reading import read_forms
from auditor.interpreting.forms.tables import make_fund_tables
from auditor.interpreting.identity import (
    find_form_issuer,
    find_issuer,
    find_kind_and_level,
    find_role,
)
from auditor.interpreting.legibility import is_legible
from auditor.interpreting.numbers import iterate_line_figures, read_cell_figures
from auditor.interpreting.ordinals import list_ordinals
from auditor.interpreting.passages import Passage, list_passages
from auditor.interpreting.recognition import Recogniser, join_grids
from auditor.interpreting.sections import list_contents, list_namings, list_sections
from auditor.interpreting.stated_figures import add_stated
from auditor.interpreting.statements import read_statements
from auditor.interpreting.tables import TableReader, assume_unit, find_unit_line
from auditor.interpreting.unknown_tables import make_unknown_table, number_tables
from auditor.interpreting.years import decide_year, list_mentions
from auditor.location import Location

_IN_TABLE = "table"
_IN_FORM = "form"
_IN_SENTENCE = "sentence"
_IN_UNKNOWN_TABLE = "unrecognised"
_MISPLACED = "misplaced"
_BESIDE = "beside"
_NO_FORMS = FormBook()
_NO_PERCENTAGES = PercentageBook()


def interpret_document(
    document: Document,
    templates: Mapping[str, TableTemplate],
    catalogues: Mapping[str, Catalogue],
    *,
    statements: Sequence[StatementTemplate] = (),
    percentages: PercentageBook = _NO_PERCENTAGES,
    forms: FormBook = _NO_FORMS,
) -> Budget:
    """Give a document its meaning by templates (by name) and code catalogues (by name)."""
    budget = _Interpreter(document, templates, catalogues, forms).run()
    passages = list_passages(document) if statements else []
    stated = read_statements(passages, statements)
    return replace(
        budget,
        statements=stated,
        percentages=_read_percentages(passages, percentages),
        figures=add_stated(budget.figures, stated),
    )


def _read_percentages(passages: Sequence[Passage], book: PercentageBook) -> Percentages:
    if not any("%" in passage.text for passage in passages):
        return Percentages()
    from auditor.interpreting.percentages import read_percentages  # noqa: PLC0415 - many documents state none

    return read_percentages(passages, book)


class _Interpreter:
    """Works through the grids of one document."""

    def __init__(
        self,
        document: Document,
        templates: Mapping[str, TableTemplate],
        catalogues: Mapping[str, Catalogue],
        book: FormBook,
    ) -> None:
        self._book = book
        self._document = document
        self._templates = templates
        self._recogniser = Recogniser(templates)
        self._grids = join_grids(document, self._recogniser)
        self._codes = CodeNames(catalogues)
        self._figures: list[Figure] = []
        self._not_understood: list[int] = []
        self._unknown: list[Grid] = []
        self._catalogues = catalogues

    def run(self) -> Budget:
        """Read everything and put the budget together."""
        form_grids, others = join_form_grids(self._grids, self._book)
        contents = list_contents(self._document)
        tables = self._retitle(self._read_tables(others), contents)
        forms = self._read_forms(form_grids)
        lines = _list_lines(self._document)
        generic_tables = self._read_generic_tables(tables)
        self._read_sentences()
        mentions = list_mentions(self._document, tables, form_grids, self._book, lines)
        kind, level = find_kind_and_level(self._document, [table.title for table in tables])
        figures = tuple(sorted(self._figures, key=lambda figure: figure.location))
        sections = list_sections(self._document)
        return Budget(
            year=decide_year(mentions, self._document),
            issuer=find_issuer(self._document, self._grids) or find_form_issuer(forms),
            kind=kind,
            level=level,
            role=find_role(
                tables=sum(1 for table in tables if table.template),
                forms=len(forms),
                paragraphs=self._count_paragraphs(),
                grids=len(self._grids),
            ),
            tables=tuple(tables),
            forms=tuple(forms),
            fund_tables=make_fund_tables(forms, self._book),
            mentions=tuple(mentions),
            figures=figures,
            malformed=tuple(figure for figure in figures if figure.amount is None),
            lines_not_understood=tuple(sorted(set(self._not_understood))),
            lines=lines,
            sections=sections,
            contents=contents,
            namings=list_namings(sections),
            generic_tables=generic_tables,
        )

    def _count_paragraphs(self) -> int:
        """Count what is said in sentences; covers, headings and bare notes are none."""
        blocks = self._document.list_blocks()
        return sum(isinstance(block, Paragraph) and "。" in block.line.text for block in blocks)

    def _retitle(
        self, tables: Sequence[Table], contents: Sequence[ContentsEntry]
    ) -> Sequence[Table]:
        """Tell tables apart of which one has the other's title."""
        if not any(table.ordinal for table in tables if table.template):
            return tables
        found = (self._recogniser.find_template(entry.label) for entry in contents)
        named = [template.name for template in found if template is not None]
        return retitle_tables(tables, named, self._templates)

    def _read_tables(self, grids: Sequence[Grid]) -> list[Table]:
        """Read coded tables first: they print the names by which other tables get codes."""
        chosen = [
            (grid, self._recogniser.find_template(grid.title.text) if grid.title else None)
            for grid in grids
        ]
        printed = []
        for grid, template in chosen:
            unit_line = find_unit_line(grid)
            if template is not None and unit_line is not None and unit_line[0].is_money():
                printed.append((template, unit_line[0]))
        found: dict[int, Table] = {}
        order = sorted(range(len(chosen)), key=lambda i: not _prints_codes(chosen[i][1]))
        for index in order:
            grid, template = chosen[index]
            table = None
            if template is not None:
                unit_line = find_unit_line(grid)
                unit = unit_line[0] if unit_line else assume_unit(template, printed)
                table = self._read_table(grid, template, unit) or self._read_otherwise(grid, unit)
            if table is None:
                table = self._read_unknown(grid, template)
            if table is not None:
                found[index] = table
        return number_tables([found[index] for index in sorted(found)])

    def _read_otherwise(self, grid: Grid, unit: Unit) -> Table | None:
        """Read a grid by another layout that has its title."""
        titled = self._recogniser.list_templates(grid.title.text) if grid.title else ()
        found = (self._read_table(grid, template, unit) for template in titled[1:])
        return next((table for table in found if table is not None), None)

    def _read_table(self, grid: Grid, template: TableTemplate, unit: Unit) -> Table | None:
        reader = TableReader(grid, template, unit, self._codes)
        table = reader.read(0)
        if table is None:
            return None
        for row in table.rows:
            if row.printed_code and row.code:
                self._codes.note(template.sides[0].codes, row.code, row.label)
        for row in table.rows:
            for entry in row.entries:
                if entry.amount is not None:
                    self._add(entry.text, entry.location, entry.amount, _IN_TABLE)
        for unreadable in table.unreadable:
            if unreadable.malformed:
                self._add(unreadable.text, unreadable.location, None, _IN_TABLE)
        self._add_misplaced(reader)
        for cell in reader.prices:
            self._figures += read_cell_figures(cell.text, cell.line, cell.column, _BESIDE)
        return table

    def _add_misplaced(self, reader: TableReader) -> None:
        """Put the numbers that no column took on the ledger, and say which lines are odd."""
        odd = [cell for read in reader.odd for cell in read.cells]
        for cell in (*reader.misplaced, *odd):
            if cell.has_amount or cell.is_malformed:
                self._add(cell.text, cell.location, None, _MISPLACED)
        self._not_understood += [read.row.line.number for read in reader.odd]

    def _add(self, text: str, location: Location, amount: Amount | None, reason: str) -> None:
        self._figures.append(Figure(text=text, location=location, amount=amount, reason=reason))

    def _read_unknown(self, grid: Grid, template: TableTemplate | None) -> Table | None:
        """Keep a grid that no template fits, with its figures, if it has any or a title.

        `template` is the one that its title names, though its columns or rows do not fit.
        """
        before = len(self._figures)
        self._read_cells(grid, _IN_UNKNOWN_TABLE, list_ordinals(grid))
        count = len(self._figures) - before
        if not count and (grid.title is None or not grid.rows):
            self._not_understood += [row.line.number for row in grid.rows]
            return None
        self._unknown.append(grid)
        return make_unknown_table(grid, count, template.name if template else "")

    def _read_generic_tables(self, tables: Sequence[Table]) -> tuple[GenericTable, ...]:
        """Give generic roles to what no template explains; its figures come onto the ledger."""
        if not self._unknown:
            return ()
        from auditor.interpreting.generic.tables import read_generic_tables  # noqa: PLC0415 - few documents need it

        units = [table.unit for table in tables if table.template and table.unit_given]
        grids = sorted(self._unknown, key=lambda grid: grid.location)
        found = read_generic_tables(grids, self._catalogues, units)
        known = {figure.location[:2] for figure in self._figures}
        for table in found:
            for row in table.rows:
                for entry in row.row.entries:
                    if entry.amount is not None and entry.location[:2] not in known:
                        self._add(entry.text, entry.location, entry.amount, _IN_UNKNOWN_TABLE)
        return found

    def _read_forms(self, grids: Sequence[Grid]) -> list[Form]:
        forms: list[Form] = []
        for grid in grids:
            forms += read_forms(grid, len(forms) + 1, self._book)
            self._read_cells(grid, _IN_FORM)
        self._add_funds(forms)
        return forms

    def _add_funds(self, forms: Sequence[Form]) -> None:
        """Put money of forms on the ledger that looks like a code where it stands alone."""
        known = {figure.location[:2] for figure in self._figures}
        for form in forms:
            for fund in form.funds:
                if fund.amount is not None and fund.location[:2] not in known:
                    known.add(fund.location[:2])
                    self._add(fund.text, fund.location, fund.amount, _IN_FORM)

    def _read_cells(
        self, grid: Grid, reason: str, ordinals: Collection[tuple[int, int]] = ()
    ) -> None:
        for row in grid.rows:
            for index, cell in enumerate(row.cells):
                if cell.text and (cell.line, index) not in ordinals:
                    self._figures += read_cell_figures(cell.text, cell.line, cell.column, reason)

    def _read_sentences(self) -> None:
        for section in self._document.sections:
            self._figures += iterate_line_figures(section.heading.line, _IN_SENTENCE)
            if not is_legible(section.heading.line.text):
                self._not_understood.append(section.heading.line.number)
        for block in self._document.list_blocks():
            if isinstance(block, Paragraph):
                self._figures += iterate_line_figures(block.line, _IN_SENTENCE)
                if not is_legible(block.line.text):
                    self._not_understood.append(block.line.number)
            elif isinstance(block, Grid):
                for note in block.notes:
                    self._figures += iterate_line_figures(note, _IN_SENTENCE)


def _prints_codes(template: TableTemplate | None) -> bool:
    return template is not None and len(template.sides) == 1 and bool(template.sides[0].codes)


def _list_lines(document: Document) -> tuple[str, ...]:
    return tuple(line.removesuffix("\r") for line in render_document(document).split("\n"))
