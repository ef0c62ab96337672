"""Which rows of a generic table add up: rows to those above them, all together to the totals.

The structure proposes several readings; the one that the figures confirm best is taken.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget.generic import PERCENT, GenericColumn, GenericRow, GenericTable
from auditor.checks.comparison import Part
from auditor.checks.inferred.check import COLUMN_TOTAL, HIERARCHY
from auditor.checks.inferred.forest import Scheme, list_families, list_schemes
from auditor.checks.inferred.sums import Relation, Sum, Tally, tally_sums
from auditor.checks.lookup import TableIndex
from auditor.checks.weights import MINUS, PLUS
from auditor.finding import Bilingual

_SUBTOTAL = "小计"
_TOTALS = Bilingual("合计行 = 各行之和", "a total row = the sum of its rows")
_MOST_ROWS = 3000
_LEAST_FAILED = 3
_LEAST_SHOWN = 2
# More rows than this that all claim to be totals cannot be; each may cost the whole table.
_MOST_TOTALS = 20

Family = tuple[int, tuple[int, ...]]


class _Reading(NamedTuple):
    """A scheme with the sums it proposes, and how well they do."""

    scheme: Scheme
    families: tuple[Sum, ...]
    totals: tuple[Sum, ...]
    of_families: Tally
    of_totals: Tally

    @property
    def score(self) -> int:
        """How many more sums the figures confirm than they break."""
        both = self.of_families.add(self.of_totals)
        return 2 * both.confirmed + both.trivial - 2 * both.failed


class _Block:
    """The rows and columns of one block, and sums over them."""

    def __init__(self, table: GenericTable, block: int, index: TableIndex) -> None:
        """Take the rows that print figures; what is 其中 is no addend."""
        self.rows: Sequence[GenericRow] = [
            row for row in table.list_rows(block) if row.row.has_figure() and not row.is_memo
        ]
        self.columns: Sequence[GenericColumn] = [
            column for column in table.list_columns(block) if column.kind != PERCENT
        ]
        ready = [(column.column, column.name) for column in self.columns]
        measured = [
            [(index.measure(row.row, column), name) for column, name in ready] for row in self.rows
        ]
        self._wholes = [[Part(PLUS, *found) for found in row] for row in measured]
        self._parts = [[Part(MINUS, *found) for found in row] for row in measured]

    @property
    def is_coded(self) -> bool:
        """Whether every row but totals has a code of its own."""
        codes = [row.code for row in self.rows if not row.is_total]
        return all(codes) and len(set(codes)) == len(codes)

    def add_up(self, family: Family) -> tuple[Sum, ...]:
        """Return the sums of a row and those it adds up, column by column."""
        parent, children = family
        below = zip(*[self._parts[child] for child in children], strict=True)
        return tuple(
            (whole, *parts) for whole, parts in zip(self._wholes[parent], below, strict=True)
        )


def propose_row_sums(table: GenericTable, place: int, index: TableIndex) -> Iterator[Relation]:
    """Yield the best reading of each block: its hierarchy, and the totals of the whole table."""
    totals: list[Sum] = []
    tally = Tally()
    is_sure = True
    for number in table.list_blocks():
        block = _Block(table, number, index)
        if len(block.rows) < 2 or len(block.rows) > _MOST_ROWS:
            continue
        best = max(
            (_read(block, scheme) for scheme in list_schemes(block.rows)),
            key=lambda reading: reading.score,
        )
        if best.families:
            yield Relation(
                HIERARCHY,
                place,
                best.scheme.words,
                best.families,
                best.of_families,
                best.scheme.words.en,
                most_failed=_count_allowed(best.of_families, is_sure=block.is_coded),
            )
        is_sure = is_sure and block.is_coded
        totals += best.totals
        tally = tally.add(best.of_totals)
    if totals:
        most = _count_allowed(tally, is_sure=is_sure)
        yield Relation(COLUMN_TOTAL, place, _TOTALS, tuple(totals), tally, most_failed=most)


def _count_allowed(tally: Tally, *, is_sure: bool) -> int:
    """Count the failures that a lone slip may leave: one, or as few as a third of what holds.

    Where codes do not say how the rows stand, two sums of the table must have shown it.
    """
    if is_sure:
        return max(1, (tally.confirmed + tally.trivial) // 3)
    return int(tally.confirmed >= _LEAST_SHOWN)


def _read(block: _Block, scheme: Scheme) -> _Reading:
    sums = [block.add_up(family) for family in list_families(scheme.parents)]
    families = _drop_columns(block, sums)
    totals = _drop_columns(block, _add_totals(block, scheme))
    return _Reading(scheme, families, totals, tally_sums(families), tally_sums(totals))


def _drop_columns(block: _Block, sums: Sequence[tuple[Sum, ...]]) -> tuple[Sum, ...]:
    """Leave out columns that plainly do not add up: prices, ranks, shares."""
    kept: list[Sum] = []
    for number in range(len(block.columns)):
        mine = [family[number] for family in sums]
        tally = tally_sums(mine)
        if tally.failed < _LEAST_FAILED or tally.confirmed >= tally.failed:
            kept += mine
    return tuple(kept)


def _add_totals(block: _Block, scheme: Scheme) -> list[tuple[Sum, ...]]:
    """Return for every total row the sums of what it adds up."""
    if sum(row.is_total for row in block.rows) > _MOST_TOTALS:
        return []
    tops = [at for at, parent in enumerate(scheme.parents) if parent is None]
    found = []
    pending: list[int] = []  # what no total has added up so far
    since: list[int] = []  # the same, since the last total
    consumed: set[int] = set()
    for place, at in enumerate(tops):
        if at in consumed:
            continue
        if not block.rows[at].is_total:
            pending.append(at)
            since.append(at)
            continue
        below = _list_below(block, tops, place)
        choices = [tuple(pending), tuple(since), below[0], below[1]]
        if _SUBTOTAL in block.rows[at].row.label:
            choices = [tuple(since), tuple(pending), *below]
        elif not pending:
            choices = list(below)
        chosen, sums = _choose(block, at, [one for one in choices if one])
        if sums:
            found.append(sums)
        if chosen and chosen[0] > at:
            consumed.update(chosen)
            pending.append(at)
        elif chosen == tuple(since) and chosen != tuple(pending):
            pending = [one for one in pending if one not in since] + [at]
        elif chosen:
            pending = [at]
        else:
            pending.append(at)
        since = []
    return found


def _list_below(
    block: _Block, tops: Sequence[int], place: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the rows behind a total up to the next one, and up to the end but for totals."""
    behind = tops[place + 1 :]
    stop = next((n for n, at in enumerate(behind) if block.rows[at].is_total), len(behind))
    others = tuple(at for at in behind if not block.rows[at].is_total)
    return tuple(behind[:stop]), others


def _choose(
    block: _Block, at: int, choices: Sequence[tuple[int, ...]]
) -> tuple[tuple[int, ...], tuple[Sum, ...]]:
    """Choose what a total adds up: what the figures confirm, else what is likeliest by place."""
    best: tuple[int, int] | None = None
    chosen: tuple[int, ...] = ()
    sums: tuple[Sum, ...] = ()
    for order, choice in enumerate(dict.fromkeys(choices)):
        mine = block.add_up((at, choice))
        tally = tally_sums(mine)
        score = (2 * tally.confirmed + tally.trivial - 2 * tally.failed, -order)
        if best is None or score > best:
            best, chosen, sums = score, choice, mine
    return chosen, sums
