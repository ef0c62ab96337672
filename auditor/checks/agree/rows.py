"""Kind `agree`, demand `rows`: the amount of an expenditure item is that of its table row.

The row is found by the code that the sentence prints, else by the name: in the tables of the
document first, then in the catalogue. A name that several rows have is compared only if their
amounts leave one row.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import Unit, find_unit
from auditor.budget import Budget, Column, Statement, TableRow
from auditor.budget.pattern import normalise_label
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.lookup import Quantity, TableIndex, find_lookup
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import list_named, measure_statement
from auditor.finding import Bilingual, Outcome, Verdict

_ONE = Decimal(1)
_LENGTHS = (7, 5, 3)
_PATH = ("(类)", "(款)", "(项)")
_NO_HINT = Bilingual("", "")
_NEAR = Bilingual("进位差异", "rounding")
_REVIEW = Bilingual(
    "“{item}”说明中为 {found}，与表中 {printed} 换算后相差 {difference}{unit}，"
    "超出四舍五入，或为凑足合计，请复核",
    "“{item}” is stated as {found}; the table prints {printed}, {difference} {unit} apart: more "
    "than rounding, perhaps forced so that the list adds up; to be reviewed",
)
_OTHER_UNITS = {"元": "万元", "万元": "元", "亿元": "万元"}


class Target(NamedTuple):
    """A row and the table it stands in."""

    rows: TableIndex
    row: TableRow


class RowFinder:
    """Finds the rows that sentences speak of; built once for a budget and a rule."""

    def __init__(self, parameters: AgreeParameters, budget: Budget) -> None:
        """Index the rows of the rule's tables by code and by name; earlier tables come first."""
        self._parameters = parameters
        self._year = budget.year
        self._by_code: dict[str, list[Target]] = {}
        self._by_name: dict[str, dict[str, None]] = {}
        self._labels: dict[str, str] = {}
        self._alike: dict[str, list[str]] = {}
        lookup = find_lookup(budget)
        for table in parameters.tables:
            for index in lookup.find_indexes(table.name):
                for row in index.table.rows:
                    if row.code and len(row.code) in (parameters.lengths or _LENGTHS):
                        self._add(Target(index, row))

    def _add(self, target: Target) -> None:
        row = target.row
        label = normalise_label(row.label)
        self._by_code.setdefault(row.code, []).append(target)
        self._by_name.setdefault(label, {})[row.code] = None
        if row.code not in self._labels:
            self._labels[row.code] = label
            if self._parameters.ignored:
                self._alike.setdefault(self._shorten(label), []).append(row.code)

    def is_empty(self) -> bool:
        """Say whether none of the tables is in the document."""
        return not self._by_code

    def find_codes(self, statement: Statement) -> list[str]:
        """Return the codes of the rows that a statement may speak of."""
        if statement.code in self._by_code:
            return [statement.code]
        *above, name = split_path(statement.label)
        codes = list(self._by_name.get(name, ())) or self._find_alike(name)
        codes = [code for code in codes if statement.level in (0, len(code))] or codes
        inside = [code for code in codes if self._is_below(code, above)]
        return inside or codes

    def list_targets(self, code: str) -> list[Target]:
        """Return the rows of a code, one for every table."""
        return self._by_code.get(code, [])

    def list_codes(self, length: int) -> list[str]:
        """Return the codes of a length that the tables print."""
        return [code for code in self._by_code if len(code) == length]

    def _find_alike(self, name: str) -> list[str]:
        """Find rows whose name differs in words that do not matter, else by the catalogue."""
        return self._alike.get(self._shorten(name), []) or self._find_in_catalogue(name)

    def _shorten(self, name: str) -> str:
        for word in self._parameters.ignored:
            name = name.replace(word, "")
        return name

    def _find_in_catalogue(self, name: str) -> list[str]:
        for catalogue in self._parameters.list_catalogues():
            for length in _LENGTHS:
                code = catalogue.find_code(name, self._year, length)
                if code in self._by_code:
                    return [code]
        return []

    def _is_below(self, code: str, above: list[str]) -> bool:
        labels = [self._labels.get(code[:length], "") for length in (3, 5)]
        return all(name in labels for name in above)


def split_path(label: str) -> list[str]:
    """Split 类-款-项 into its names, however they are parted; most sentences give one name."""
    for mark in _PATH:
        label = label.replace(mark, "-")
    return [name for name in label.split("-") if name] or [label]


def check_rows(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every item, and for every part of one that is a column's name."""
    finder = RowFinder(parameters, budget)
    if finder.is_empty():
        return
    for statement in list_named(budget, parameters.statements):
        codes = finder.find_codes(statement)
        if not codes:
            yield _refuse(statement, "表中没有此科目", "no table has a row of this name")
            continue
        yield _compare_item(statement, statement, codes, finder, parameters)
        for part in statement.parts:
            yield from _compare_part(statement, part, codes, finder, parameters)


def _compare_part(
    item: Statement,
    part: Statement,
    codes: list[str],
    finder: RowFinder,
    parameters: AgreeParameters,
) -> Iterator[Outcome]:
    columns = [column for column in parameters.columns if column.name == part.name]
    if columns:
        yield _compare_item(item, part, codes, finder, parameters)


def _compare_item(
    item: Statement,
    stated: Statement,
    codes: list[str],
    finder: RowFinder,
    parameters: AgreeParameters,
) -> Outcome:
    """Compare with every row that may be meant, the best one decides."""
    quantity = measure_statement(stated)
    if not quantity.is_readable:
        return _refuse(
            stated,
            f"数字“{stated.text}”无法辨认",
            f"the figure {stated.text!r} cannot be read",
        )
    column = _choose_column(stated, parameters)
    outcomes: list[Outcome] = []
    bases: set[Decimal] = set()
    for code in codes:
        for target in finder.list_targets(code):
            if column.name not in target.rows.table.columns:
                continue
            printed = target.rows.measure(target.row, column)
            bases.add(printed.base)
            outcomes.append(_compare(item, quantity, printed, target, parameters))
    if not outcomes:
        return _refuse(stated, f"表中没有“{column.name}”栏", f"no table has {column.name}")
    for verdict in (Verdict.PASS, Verdict.REVIEW):
        for outcome in outcomes:
            if outcome.verdict is verdict:
                return outcome
    if len(codes) > 1 and len(bases) > 1:
        return _refuse(stated, "有多个同名科目", "several rows have this name")
    return outcomes[0]


def _choose_column(stated: Statement, parameters: AgreeParameters) -> Column:
    named = [column for column in parameters.columns if column.name == stated.name]
    return named[0] if named else parameters.columns[0]


def _compare(
    item: Statement,
    stated: Quantity,
    printed: Quantity,
    target: Target,
    parameters: AgreeParameters,
) -> Outcome:
    hint, suggestion = _find_unit_slip(stated, printed)
    facts = (
        ("item", Bilingual(item.label, item.label)),
        ("table_of_row", Bilingual(target.rows.table.title, target.rows.table.title)),
        ("printed", Bilingual(printed.text or "0", printed.text or "0")),
        ("hint", hint),
        ("reason", _NEAR),
        ("review", _REVIEW),
    )
    parts = [Part(_ONE, stated, "说明"), Part(-_ONE, printed, target.rows.table.title)]
    demand = Demand(relation=parameters.relation, facts=facts, tolerance=parameters.tolerance)
    outcome = compare_parts(parts, 0, demand)
    if outcome.verdict is not Verdict.FAIL or not suggestion:
        return outcome
    return outcome._replace(suggestion=suggestion)


def _find_unit_slip(stated: Quantity, printed: Quantity) -> tuple[Bilingual, str]:
    """Find whether another unit word would make the figures agree."""
    other = find_unit(_OTHER_UNITS.get(stated.unit.word, ""))
    if other is None or not stated.value:
        return _NO_HINT, ""
    base = stated.value * other.factor
    if abs(base - printed.base) > _widen(stated, other):
        return _NO_HINT, ""
    number = stated.text.removesuffix(stated.unit.word)
    hint = Bilingual(
        f"；单位“{stated.unit}”疑为“{other}”之误",
        f"; the unit {stated.unit} was probably meant to be {other}",
    )
    return hint, f"{number}{other}"


def _widen(stated: Quantity, other: Unit) -> Decimal:
    """Return a last digit of the figure in the other unit."""
    return stated.shown * other.factor


def _refuse(statement: Statement, zh: str, en: str) -> Outcome:
    return Outcome(
        verdict=Verdict.NOT_APPLICABLE,
        place=locate_statement(statement),
        reason=Bilingual(f"“{statement.label or statement.name}”：{zh}", en),
    )
