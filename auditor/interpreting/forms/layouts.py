"""Where the columns are in a table that holds the forms of several projects. Reads no row."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from auditor.amount import YUAN
from auditor.budget.form_book import FormBook
from auditor.document import Row
from auditor.interpreting.forms.heads import read_amount
from auditor.interpreting.forms.words import FormCell, begins, drop_year, list_form_cells

_DEEPEST = 4  # rows of a header
_GOAL = "目标"
_INDICATORS = "指标"
_BODIES = ("单位", "部门")
_ENDS = ("名称", "编码", "代码", "单位", "部门")
_PARTS = slice(1, 3)  # by their order in forms.yaml: the parts of a project's money


class Layout(NamedTuple):
    """Where the columns are: `last` is the last header row, `first` where the indicators begin.

    `money` are the columns of funds by name, the whole first, if any is printed.
    `is_of_projects` is False where whole bodies stand in place of projects; `bodies` are the
    columns of names or codes of who carries a project out.
    """

    last: int
    project: int
    money: tuple[tuple[str, int], ...]
    goal: int | None
    first: int
    is_of_projects: bool = True
    bodies: tuple[int, ...] = ()


def find_layout(rows: Sequence[Row], book: FormBook) -> Layout | None:
    """Find the columns of a table of forms; None if the rows are not its header."""
    if not any(_INDICATORS in row.line.text for row in rows[: _DEEPEST + 1]):
        return None
    head: list[tuple[FormCell, ...]] = []
    for index, row in enumerate(rows[: _DEEPEST + 1]):
        cells = list_form_cells(row)
        head.append(cells)
        if any(read_amount(cell, YUAN) is not None for cell in cells):
            return None
        third = find_cell(cells, book.third_header)
        if third is not None:
            below = list_form_cells(rows[index + 1]) if len(rows) > index + 1 else ()
            is_head = all(cell.position < third.position for cell in below)
            return _lay_out([*head, below] if is_head else head, index, third, book)
    return None


def _lay_out(
    head: Sequence[Sequence[FormCell]], last: int, third: FormCell, book: FormBook
) -> Layout | None:
    cells = [cell for row in head for cell in row if cell.position < third.position]
    named = find_cell(cells, book.project_column)
    project = named or find_cell(cells, book.body_column)
    if project is None:
        return None
    right = [cell for cell in cells if cell.position > project.position]
    money = [cell for cell in right if begins(drop_year(cell.label), book.money_column)]
    if not money and project not in head[last]:
        return None  # a form with labels of its own, and few rows
    goals = [cell.position for cell in right if _GOAL in cell.label and cell not in money]
    levels = [cell.position for cell in head[last] if cell.label.endswith("级指标")]
    first = min([*levels, third.position])
    goal = next((place for place in goals if place < first), None)
    funds = tuple(_list_funds(money, right, book))
    beside = [cell for cell in cells if cell is not project and cell.position < first]
    bodies = tuple(cell.position for cell in beside if _is_of_bodies(cell.label))
    return Layout(last, project.position, funds, goal, first, named is not None, bodies)


def _is_of_bodies(label: str) -> bool:
    return any(word in label for word in _BODIES) and label.endswith(_ENDS)


def _list_funds(
    money: Sequence[FormCell], right: Sequence[FormCell], book: FormBook
) -> Iterator[tuple[str, int]]:
    """Yield the columns of a project's money and of its parts, by the names of funds."""
    if money:
        yield book.funds[0][0], min(cell.position for cell in money)
        for name, spellings in book.funds[_PARTS]:
            places = [cell.position for cell in right if begins(cell.label, spellings)]
            yield from [(name, place) for place in places[:1]]


def find_cell(cells: Iterable[FormCell], spellings: tuple[str, ...]) -> FormCell | None:
    """Find the first cell whose label is one of the spellings."""
    return next((cell for cell in cells if drop_year(cell.label) in spellings), None)
