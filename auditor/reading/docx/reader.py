"""Read a DOCX document in its reading order, as it would print. Knows nothing of its meaning."""

from contextlib import suppress

from auditor.errors import ReadingError
from auditor.reading.authors import report_author
from auditor.reading.composing import Composer
from auditor.reading.docx.numbering import Numbering
from auditor.reading.docx.paragraphs import BREAK, Paragraph, choose_alternative
from auditor.reading.docx.styles import Styles
from auditor.reading.docx.tables import PlacedRow, list_rows
from auditor.reading.markup import (
    Element,
    find_child,
    get_attribute,
    get_name,
    iterate_children,
    iterate_named,
    parse_xml,
)
from auditor.reading.relations import find_main_part, find_part, list_relations
from auditor.reading.signatures import find_container
from auditor.reading.source import Limits, Source
from auditor.reading.tabular import arrange_cells
from auditor.reading.unpacking import Archive
from auditor.reading.workbook.xlsx import read_shown_sheet

_EMBEDDED = ("package", "oleObject")
_PICTURE = "有整页图片，其中的文字未能读取 / a picture as large as a page, its text is not read"
_UNREAD_OBJECT = (
    "内嵌对象以图片显示，未能读取 / an embedded object is shown as a picture and not read"
)
_NO_BODY = "文件没有正文 / the document has no body"


def read_docx(content: bytes, shown: str, limits: Limits) -> Source:
    """Read the body in order, then its notes; headers and footers are no text of it.

    Raises ReadingError if it is damaged, holds no text or breaks a limit.
    """
    archive = Archive(content, shown, limits)
    part = find_main_part(archive)
    body = find_child(parse_xml(archive.read(part), shown), "body")
    if body is None:
        raise ReadingError(shown, _NO_BODY)
    composer = Composer(shown, content)
    report_author(archive, composer)
    reader = _Reader(archive, part, composer, limits)
    reader.read_blocks(body, 0)
    reader.read_notes()
    for relation in list_relations(archive, part):
        if relation.kind in _EMBEDDED:
            composer.add_unseen("embedded-file", relation.target.rpartition("/")[2], line=1)
    return composer.build_source()


class _Reader:
    """Works through one document; lists are counted from its beginning."""

    def __init__(self, archive: Archive, part: str, composer: Composer, limits: Limits) -> None:
        self._archive = archive
        self._part = part
        self._composer = composer
        self._limits = limits
        self._styles = Styles(self._read_part("styles"))
        self._numbering = Numbering(self._read_part("numbering"))
        self._comments = _index(self._read_part("comments"), "comment")
        self._notes: list[tuple[str, str]] = []

    def read_blocks(self, parent: Element, depth: int) -> None:
        """Write paragraphs and tables in order."""
        for child in iterate_children(parent):
            name = get_name(child)
            if name == "p":
                self._write_paragraph(child, depth)
            elif name == "tbl":
                self._write_table(child, depth + 1)
            elif name == "altChunk":
                self._composer.incomplete.append(
                    ReadingError(self._composer.shown, _UNREAD_OBJECT)
                )
            elif name == "AlternateContent":
                self.read_blocks(choose_alternative(child), depth)
            elif name not in ("sectPr", "sdtPr", "tcPr"):
                self.read_blocks(child, depth)

    def read_notes(self) -> None:
        """Write the footnotes and endnotes that the text refers to, after it."""
        for kind in ("footnote", "endnote"):
            wanted = [note for of, note in self._notes if of == kind]
            notes = _index(self._read_part(f"{kind}s"), kind) if wanted else {}
            self._composer.add_blank()
            for note in wanted:
                if note in notes:
                    self.read_blocks(notes[note], 0)

    def _write_paragraph(self, element: Element, depth: int) -> None:
        paragraph = Paragraph(element, self._styles, self._numbering)
        for line in paragraph.text.split(BREAK):
            self._composer.add_text(line)
        self._keep_unprinted(paragraph)
        for box in paragraph.boxes:
            self._check_depth(depth + 1)
            self.read_blocks(box, depth + 1)
        for relation in paragraph.objects:
            self._write_object(relation)

    def _write_object(self, relation_id: str) -> None:
        """Write the sheet that an embedded workbook shows; other objects are named as unread."""
        shown = self._composer.shown
        targets = {found.id: found.target for found in list_relations(self._archive, self._part)}
        part = targets.get(relation_id, "")
        content = self._archive.read(part) if self._archive.has(part) else b""
        lines: tuple[str, ...] = ()
        if find_container(content) == "zip":
            with suppress(ReadingError, StopIteration):
                lines = read_shown_sheet(content, shown, self._limits)
        if not lines:
            self._composer.incomplete.append(ReadingError(shown, _UNREAD_OBJECT))
            return
        self._composer.add_blank()
        for line in lines:
            self._composer.add_row(line)
        self._composer.add_blank()

    def _keep_unprinted(self, paragraph: Paragraph) -> None:
        for unprinted in paragraph.unprinted:
            self._composer.add_unseen(unprinted.kind, unprinted.text)
        for comment in paragraph.comments:
            if comment in self._comments:
                self._composer.add_unseen("comment", _read_plain(self._comments[comment]))
        self._notes += paragraph.notes
        if paragraph.has_page_picture:
            self._composer.incomplete.append(ReadingError(self._composer.shown, _PICTURE))

    def _write_table(self, table: Element, depth: int) -> None:
        """Write a table; one inside a cell follows the row of that cell as a table of its own."""
        self._check_depth(depth)
        starts: dict[tuple[int, int], str] = {}
        for number, row in enumerate(list_rows(table)):
            inner: list[Element] = []
            texts = self._read_row(row, inner, depth)
            if row.fate:
                self._composer.add_unseen(row.fate, " ".join(filter(None, texts.values())))
            if row.fate in ("deletion", "hidden-row"):
                continue
            starts.update({(number, column): text for column, text in texts.items()})
            if inner:
                self._write_rows(starts)
                starts = {}
            for nested in inner:
                self._write_table(nested, depth + 1)
        self._write_rows(starts)

    def _write_rows(self, starts: dict[tuple[int, int], str]) -> None:
        self._composer.add_table(arrange_cells(starts))

    def _read_row(self, row: PlacedRow, inner: list[Element], depth: int) -> dict[int, str]:
        """Return the texts of a row's cells by column; tables inside them go to `inner`."""
        texts: dict[int, str] = {}
        for cell in row.cells:
            pieces: list[str] = []
            self._read_cell(cell.element, pieces, inner, depth)
            if cell.is_start:
                texts[cell.column] = " ".join(pieces)
        return texts

    def _read_cell(
        self, parent: Element, pieces: list[str], inner: list[Element], depth: int
    ) -> None:
        self._check_depth(depth)
        for child in iterate_children(parent):
            name = get_name(child)
            if name == "p":
                paragraph = Paragraph(child, self._styles, self._numbering)
                self._keep_unprinted(paragraph)
                if paragraph.text.strip():
                    pieces.append(paragraph.text.strip())
                for box in paragraph.boxes:
                    self._read_cell(box, pieces, inner, depth + 1)
            elif name == "tbl":
                inner.append(child)
            elif name not in ("tcPr", "sdtPr"):
                self._read_cell(child, pieces, inner, depth)

    def _check_depth(self, depth: int) -> None:
        most = self._limits.nesting
        if depth > most:
            reason = f"表格嵌套超过 {most} 层 / tables nested over {most} levels deep"
            raise ReadingError(self._composer.shown, reason)

    def _read_part(self, kind: str) -> Element | None:
        part = find_part(self._archive, self._part, kind)
        return None if part is None else parse_xml(self._archive.read(part), self._archive.shown)


def _index(root: Element | None, name: str) -> dict[str, Element]:
    """Return comments or notes by their ids, without those that only draw a line."""
    found = iterate_named(root, name) if root is not None else ()
    return {
        get_attribute(element, "id"): element
        for element in found
        if get_attribute(element, "type") in ("", "normal")
    }


def _read_plain(comment: Element) -> str:
    author = get_attribute(comment, "author")
    text = "".join(piece.text or "" for piece in iterate_named(comment, "t"))
    return f"{author}：{text}" if author else text
