"""Small invented tables of a template: what the examples of a new rule are made of."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.budget import Column, RowKind, Side, TableTemplate
from auditor.budget.pattern import Pattern

_CHOICE = re.compile(r"\(([^()\[\]|]*)\|[^()\[\]]*\)")
_OPTION = re.compile(r"\[([^\[\]|]*)(?:\|[^\[\]]*)?\]")
_YEAR = "2025"
_HEADS = {"functional": ("类", "款", "项", "科目名称"), "economic": ("类", "款", "科目名称")}
_ROWS = {
    "functional": ("201", "", "", "一般公共服务支出"),
    "economic": ("301", "", "工资福利支出"),
}
_NAMED = ("项目",)


class SampleTable(NamedTuple):
    """An equation that a table's form demands, a document where it holds, one where it fails.

    The failure stands in the last line, in the column `column_name`.
    """

    equation: str
    column_name: str
    sound: str
    faulty: str

    @property
    def line(self) -> int:
        """The line of the failure, from 1."""
        return self.faulty.count("\n") + 1


def spell_pattern(pattern: Pattern) -> str:
    """Spell a title or header in full: each option taken, of alternatives the first."""
    text = pattern.source.replace("{year}", _YEAR)
    while True:
        shorter = _OPTION.sub(r"\1", _CHOICE.sub(r"\1", text))
        if shorter == text:
            return text
        text = shorter


def make_sample(template: TableTemplate) -> SampleTable | None:
    """Make a sample of a table whose columns add up, or whose two sides balance; else None."""
    if not template.titles:  # sentences and forms, which formulas see as tables
        return None
    if template.row_kind is RowKind.TWO_SIDED:
        return _make_balance(template)
    columns = template.sides[0].columns
    total, parts = _find_sum(columns)
    if total is None or not parts:
        return None
    figures = {part.name: Decimal(100 * number) for number, part in enumerate(parts, 1)}
    whole = sum(figures.values(), Decimal(0))
    codes = template.sides[0].codes
    head, row = _HEADS.get(codes, _NAMED), _ROWS.get(codes, ("日常运行",))
    if template.row_kind is RowKind.SINGLE:
        head = row = ()
    header = [*head, *(spell_pattern(column.headers[0]) for column in columns)]
    documents = [
        _render_document(template, header, [*row, *_fill(columns, {**figures, total.name: sum_})])
        for sum_ in (whole, whole + 90)
    ]
    return SampleTable(
        equation=f"{total.name} = {' + '.join(figures)}",
        column_name=total.name,
        sound=documents[0],
        faulty=documents[1],
    )


def _find_sum(columns: Sequence[Column]) -> tuple[Column | None, list[Column]]:
    total = next((column for column in columns if column.role == "total"), None)
    parts = [column for column in columns if column.role == "part" and not column.optional]
    return total, parts


def _fill(columns: Sequence[Column], figures: dict[str, Decimal]) -> list[str]:
    return [f"{figures[c.name]:,.2f}" if c.name in figures else "" for c in columns]


def _make_balance(template: TableTemplate) -> SampleTable | None:
    """Make a table whose two totals, in the first column of each side, are equal."""
    totals = [_name_total(side) for side in template.sides]
    if not all(totals):
        return None
    left, right = (f"{template.name}[{row}].{column}" for row, column in totals)
    header: list[str] = []
    for side in template.sides:
        header += [*_NAMED, *(spell_pattern(column.headers[0]) for column in side.columns)]
    documents = [
        _render_document(template, header, _fill_sides(template, totals, amounts))
        for amounts in ((Decimal(300), Decimal(300)), (Decimal(390), Decimal(300)))
    ]
    return SampleTable(
        equation=f"{left} = {right}",
        column_name=totals[0][1],
        sound=documents[0],
        faulty=documents[1],
    )


def _name_total(side: Side) -> tuple[str, str]:
    row = next((row.name for row in side.rows if row.is_total), "")
    return (row, side.columns[0].name) if row else ("", "")


def _fill_sides(
    template: TableTemplate, totals: Sequence[tuple[str, str]], amounts: Sequence[Decimal]
) -> list[str]:
    cells: list[str] = []
    for side, (row, column), amount in zip(template.sides, totals, amounts, strict=True):
        cells += [row, *_fill(side.columns, {column: amount})]
    return cells


def _render_document(template: TableTemplate, header: Sequence[str], row: Sequence[str]) -> str:
    title = spell_pattern(template.titles[0])
    rows = [" │ ".join(cells).rstrip() for cells in (header, row)]
    return "\n".join([title, f"单位：{template.unit}", *rows])
