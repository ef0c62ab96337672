"""What the budget system has approved, against what is published. Reads no file.

A control line names an issuer, an item or a code, and an amount. Its counterpart is looked for in
the tables of the issuer's budget in printed order: a row of that code or name (its total column),
a column of that name in a total row, the form of a project of that name.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import YUAN, Amount, NumeralKind, Unit, find_unit, parse_numeral
from auditor.budget import Budget, Column, Table, TableRow
from auditor.budget.pattern import normalise_label
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.lookup import Quantity, TableIndex, find_lookup
from auditor.checks.stating import find_money
from auditor.checks.tolerance import compute_rounding_digit
from auditor.engine.running import Run
from auditor.engine.sets.binding import find_offset, move_back
from auditor.engine.sets.ledgers import Ledgers
from auditor.engine.sets.lists import ListRow, parse_list
from auditor.engine.sets.own_rules import DIFFERS, UNCONTROLLED, UNMATCHED, UNREADABLE
from auditor.engine.sets.publications import Archive, Publication
from auditor.finding import Bilingual, Outcome, Place, Verdict
from auditor.location import Location

HEADINGS = {
    "issuer": ("编制单位", "单位名称", "编制主体", "部门名称", "单位", "部门", "issuer"),
    "item": ("项目", "科目", "科目名称", "项目名称", "指标", "item"),
    "code": ("编码", "科目编码", "代码", "科目代码", "code"),
    "amount": ("金额", "批复数", "批复金额", "数额", "预算数", "amount"),
    "unit": ("金额单位", "计量单位", "unit"),
    "year": ("年度", "年份", "预算年度", "year"),
}
_ONE = Decimal(1)
_FUNDS = ("年度资金申请总额", "项目资金总额")


class ControlLine(NamedTuple):
    """An approved amount; None where it cannot be read."""

    row: ListRow
    issuer: str
    item: str
    code: str
    year: str
    amount: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """The lines of a control file, in its order; `reason` says why it cannot be read."""

    lines: tuple[ControlLine, ...]
    reason: Bilingual | None = None


def parse_control(text: str) -> Control:
    """Parse a control file; without a unit in its row or heading an amount is in 元."""
    read = parse_list(text, HEADINGS, ("issuer", "amount"))
    usual = _find_heading_unit(read.headings.get("amount", ""))
    lines = (_make_line(row, usual) for row in read.rows)
    kept = tuple(line for line in lines if line.issuer and (line.item or line.code))
    return Control(lines=kept, reason=read.reason)


def judge_control(
    control: Control,
    archive: Archive,
    bind: Callable[[Publication], Budget],
    ledgers: Ledgers,
    number: int,
) -> None:
    """Compare every control line with its counterpart; `number` is that of the control file."""
    if control.reason is not None:
        outcome = Outcome(verdict=Verdict.FAIL, place=Place())
        ledgers.note_alone(UNREADABLE, outcome, number, control.reason)
        return
    met: set[Location] = set()
    by_issuer: dict[str, list[ControlLine]] = {}
    for line in control.lines:
        by_issuer.setdefault(archive.names.find_full(line.issuer), []).append(line)
    for publication in _list_budgets(archive):
        identity = publication.identity
        known = by_issuer.get(identity.issuer, [])
        lines = [line for line in known if line.year in ("", str(identity.year or ""))]
        if lines:
            met.update(_judge_publication(publication, lines, bind, ledgers, number))
    for line in control.lines:
        if line.row.location not in met:
            outcome = Outcome(
                verdict=Verdict.FAIL, place=_place(line), found=line.row.read("amount")
            )
            ledgers.note_alone(UNMATCHED, outcome, number, _say_unmatched(line))


def _list_budgets(archive: Archive) -> list[Publication]:
    return [one for one in archive.publications if one.members and one.identity.kind == "预算"]


def _judge_publication(
    publication: Publication,
    lines: Sequence[ControlLine],
    bind: Callable[[Publication], Budget],
    ledgers: Ledgers,
    number: int,
) -> list[Location]:
    """Compare the lines of an issuer with one of its budgets; return those with a counterpart."""
    bound = bind(publication)
    finder = _Finder(bound)
    outcomes: list[Outcome] = []
    met: list[Location] = []
    for line in lines:
        published = finder.find(line)
        if published is None:
            continue
        met.append(line.row.location)
        if line.amount is None:
            text = line.row.read("amount")
            words = Bilingual(f"金额“{text}”无法辨认", f"the amount {text!r} cannot be read")
            outcome = Outcome(verdict=Verdict.FAIL, place=_place(line))
            ledgers.note_alone(UNREADABLE, outcome, number, words)
            continue
        outcomes.append(_compare(published, line, line.amount, number))
    judged = tuple((DIFFERS, outcome) for outcome in outcomes)
    ledgers.note_run(Run(judged, (), ()), bound, publication.members)
    controlled = {outcome.place.location for outcome in outcomes}
    for total in finder.list_totals():
        if total.place.location not in controlled and not total.is_nil:
            _note_total(total, ledgers)
    return met


def _note_total(total: Quantity, ledgers: Ledgers) -> None:
    name = f"{total.place.title} {total.place.row}·{total.place.column}"
    words = Bilingual(
        f"“{name}”公开为 {total.text}，批复表中没有对应的数",
        f"{name} is published as {total.text}; no control line speaks of it",
    )
    own = total.place._replace(location=move_back(total.place.location))
    outcome = Outcome(verdict=Verdict.REVIEW, place=own, found=total.text)
    ledgers.note_alone(UNCONTROLLED, outcome, ledgers.number_of(total.place), words)


def _compare(published: Quantity, line: ControlLine, amount: Amount, number: int) -> Outcome:
    offset = find_offset(number)
    spot = line.row.locate("amount")
    moved = spot._replace(line=spot.line + offset, end_line=spot.end_line + offset)
    place = _place(line)._replace(location=moved)
    approved = Quantity(
        place=place,
        text=line.row.read("amount"),
        value=amount.value,
        unit=amount.unit,
        base=amount.compute_base(),
        digit=_find_digit(amount),
        shown=amount.digit,
        is_nil=False,
    )
    parts = [Part(_ONE, published, "公开"), Part(-_ONE, approved, "批复")]
    return compare_parts(parts, 0, Demand(facts=()))


def _find_digit(amount: Amount) -> Decimal:
    if not amount.value:
        return Decimal(0)
    return compute_rounding_digit(amount.unit, amount.compute_base_digit())


class _Finder:
    """Finds the published figure that a control line is about."""

    def __init__(self, bound: Budget) -> None:
        self._forms = {normalise_label(form.project): form for form in bound.forms}
        found = find_lookup(bound).indexes.values()
        first = [indexes[0] for indexes in found]
        self._indexes = [index for index in first if index.table.title]

    def find(self, line: ControlLine) -> Quantity | None:
        """Find a figure by code, else by name; the first one that is filled."""
        found: list[Quantity] = []
        for index in self._indexes:
            found += self._find_in(index, line)
        form = self._forms.get(normalise_label(line.item)) if line.item else None
        money = find_money(form, _FUNDS) if form is not None else None
        found += [money] if money is not None else []
        return next((one for one in found if not one.is_nil), found[0] if found else None)

    def list_totals(self) -> list[Quantity]:
        """List the grand totals of the first table that has a total on each of its sides."""
        for index in self._indexes:
            totals = index.table.list_totals()
            if totals:
                return [index.measure(row, _find_total(index.table, row)) for row in totals]
        return []

    def _find_in(self, index: TableIndex, line: ControlLine) -> Iterator[Quantity]:
        table = index.table
        wanted = normalise_label(line.item)
        for row in table.rows:
            is_named = wanted and wanted in (normalise_label(row.label), row.name)
            if (line.code and row.code == line.code) or (not line.code and is_named):
                yield index.measure(row, _find_total(table, row))
            elif row.is_total or len(table.rows) == 1:
                for column in _list_columns(table, row):
                    if not line.code and column.name == wanted:
                        yield index.measure(row, column)


def _list_columns(table: Table, row: TableRow) -> list[Column]:
    if table.template is None:
        return []
    sides = [side for side in table.template.sides if side.name == row.side]
    return [c for side in sides for c in side.columns if c.name in table.columns]


def _find_total(table: Table, row: TableRow) -> Column:
    columns = _list_columns(table, row)
    totals = [column for column in columns if column.role == "total"]
    return (totals or columns or [Column(name="", headers=())])[0]


def _find_heading_unit(heading: str) -> Unit:
    label = normalise_label(heading)
    inside = label[label.find("(") + 1 : label.rfind(")")] if "(" in label else ""
    return find_unit(inside) or YUAN


def _make_line(row: ListRow, usual: Unit) -> ControlLine:
    numeral = parse_numeral(row.read("amount"))
    unit = find_unit(numeral.unit or row.read("unit")) or usual
    is_amount = numeral.kind is NumeralKind.AMOUNT
    amount = Amount(numeral.value, unit, numeral.digit) if is_amount else None
    code = row.read("code")
    item = row.read("item")
    if not code and item.isdigit():
        code, item = item, ""
    return ControlLine(
        row, row.read("issuer"), item, code, row.read("year").rstrip("年度"), amount
    )


def _place(line: ControlLine) -> Place:
    name = line.item or line.code
    return Place(location=line.row.locate("amount"), title=line.issuer, row=name, column="批复")


def _say_unmatched(line: ControlLine) -> Bilingual:
    name = " ".join(word for word in (line.code, line.item) if word)
    return Bilingual(
        f"{line.issuer}：批复的“{name}”在公开的文件中找不到",
        f"{line.issuer}: nothing published speaks of {name}",
    )
