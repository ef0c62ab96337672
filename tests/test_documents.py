"""Tabular text → Document: faithful, complete, and right about what a line is."""

import itertools

import pytest
from hypothesis import given
from strategies import any_texts, budget_like_texts

from auditor.document import (
    CaptionKind,
    Contents,
    Document,
    Paragraph,
    iterate_lines,
    render_document,
)
from auditor.parsing import parse_document
from auditor.resources import read_grammar

TABLE = (
    "2024年部门收入预算总表\n\n编制部门：某局\n\n单位：元\n\n"
    "项目\t预算数\n合计\t1.00\n\n注：无。\n"
)


@given(any_texts)
def test_any_text_prints_back_unchanged(text: str) -> None:
    """No character is lost or made up."""
    assert render_document(parse_document(text)) == text


@given(budget_like_texts)
def test_every_line_knows_its_number(text: str) -> None:
    """A line's number is the one that `cat -n` shows."""
    physical = text.split("\n")
    for line in iterate_lines(parse_document(text)):
        printed = physical[line.number - 1]
        assert line.text in (printed, printed.removesuffix("\r"))


@given(budget_like_texts)
def test_cells_are_where_they_say(text: str) -> None:
    """The span of a cell, cut from the text, is the cell."""
    physical = text.split("\n")
    for grid in parse_document(text).list_grids():
        for cell in itertools.chain.from_iterable(row.cells for row in grid.rows):
            at = cell.location
            assert physical[at.line - 1][at.column - 1 : at.end_column - 1] == cell.text


def test_table_takes_its_title_captions_and_notes() -> None:
    """Blank lines between title, captions, rows and notes do not part them."""
    (grid,) = parse_document(TABLE).list_grids()

    assert grid.title is not None
    assert grid.title.text == "2024年部门收入预算总表"
    assert [caption.kind for caption in grid.captions] == [CaptionKind.PREPARER, CaptionKind.UNIT]
    assert len(grid.rows) == 2
    assert [note.text for note in grid.notes] == ["注：无。"]


@pytest.mark.parametrize(
    ("caption", "kinds"),
    [
        ("单位：元", [CaptionKind.UNIT]),
        ("单位:万元", [CaptionKind.UNIT]),
        ("（单位：万元）", [CaptionKind.UNIT]),
        ("金额单位：人民币元", [CaptionKind.UNIT]),
        ("单位 万元", [CaptionKind.UNIT]),
        ("编制部门：某局\t\t单位：元", [CaptionKind.UNIT]),
        ("编制部门 某局", [CaptionKind.PREPARER]),
        ("部门名称:某局", [CaptionKind.PREPARER]),
        ("(2024年度)", [CaptionKind.YEAR]),
        ("（２０２４ 年度）", [CaptionKind.YEAR]),
        ("公开02表", [CaptionKind.NUMBER]),
    ],
)
def test_captions(caption: str, kinds: list[CaptionKind]) -> None:
    """Captions are known in all their spellings."""
    (grid,) = parse_document(f"2024年部门收入预算总表\n{caption}\n项目\t预算数\n").list_grids()

    assert [found.kind for found in grid.captions] == kinds


def test_title_without_rows_is_no_table() -> None:
    """A contents entry or a mention does not open a table."""
    document = parse_document(
        "目 录\n1. 2024年部门收入预算总表\n2. 2024年部门支出预算总表\n\n正文。\n"
    )

    assert document.list_grids() == []
    (contents,) = [b for b in document.list_blocks() if isinstance(b, Contents)]
    assert len(contents.entries) == 2


def test_title_with_a_note_and_no_grid_is_kept() -> None:
    """The form lets an empty table be a title, its captions and a note."""
    (grid,) = parse_document("2024年国有资本经营预算表\n单位：元\n注：本表无数据。\n").list_grids()

    assert grid.rows == ()
    assert len(grid.notes) == 1


def test_page_break_makes_a_segment_of_the_same_table() -> None:
    """Blank lines inside a table do not end it."""
    (grid,) = parse_document("部门支出预算总表\na\tb\n\nc\td\n").list_grids()

    assert [len(segment.rows) for segment in grid.segments] == [1, 1]


def test_short_line_between_rows_is_a_row() -> None:
    """A row that lost its tabs does not split the table."""
    (grid,) = parse_document("部门收支预算总表\na\tb\n四、其他收入\nc\td\n").list_grids()

    assert len(grid.rows) == 3


def test_sentence_between_rows_ends_the_table() -> None:
    """A sentence is no row."""
    assert len(parse_document("a\tb\n主要用于日常支出。\nc\td\n").list_grids()) == 2


@pytest.mark.parametrize(
    ("text", "level"),
    [("一、概述：甲。", 1), ("（一）概述：甲。", 2), ("1. 概述：甲。", 3), ("(1) 概述：甲。", 4)],
)
def test_levels_of_numbered_paragraphs(text: str, level: int) -> None:
    """The style of the number tells the level."""
    (paragraph,) = parse_document(text).list_blocks()

    assert isinstance(paragraph, Paragraph)
    assert paragraph.level == level


def test_sections_run_from_heading_to_heading() -> None:
    """A heading owns the blocks behind it."""
    document = parse_document("# 甲\n一句。\n## 乙\n二句。\n")

    assert [(s.heading.level, len(s.blocks)) for s in document.sections] == [(1, 1), (2, 1)]


def test_empty_text_is_a_document() -> None:
    """Nothing parses to nothing."""
    assert parse_document("") == Document(lead="", blocks=(), sections=())


def test_grammar_is_documented_as_line_oriented() -> None:
    """Every line pattern is a terminal of the grammar file."""
    grammar = read_grammar("budget")

    assert all(name in grammar for name in ("TITLE.", "UNIT.", "PREPARER.", "NOTE.", "ROW."))
