"""Kind `agree`, demand `listed-rows`: what a sentence says a figure consists of has an amount.

`splits` are how the list begins (主要包括), `in` the tables whose rows it names. Told are names
that an official catalogue knows and whose row is blank or not printed, and rows with an amount
of the same classes that a list which is not open (等) leaves out. Names that no catalogue knows
are the writer's own words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget import Budget, Column, Statement
from auditor.budget.pattern import normalise_label
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.lookup import TableIndex, find_lookup
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import list_named
from auditor.finding import Bilingual, Outcome, Verdict

_COMMA = re.compile(r"[、,，](?![^（(]*[）)])")
_AND = re.compile(r"和|以及|及|与")
_END = re.compile(r"[。；;]")
_OPEN = re.compile(r"等[^、，,]{0,8}$")
_LENGTH = 5
_CLASS = 3
_LEAST_NAMES = 3
_TAIL = "支出"  # may be left out
_NONE = Bilingual("", "")


class _List(NamedTuple):
    """The names that a sentence lists, and whether it says that there are more."""

    names: tuple[str, ...]
    is_open: bool


def check_listed_rows(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every figure whose parts are listed by name."""
    finder = _NameFinder(parameters, budget)
    if finder.is_empty():
        return
    for statement in list_named(budget, parameters.statements):
        listed = _read_list(statement, parameters, budget)
        if listed is not None:
            outcome = _judge(statement, listed, finder)
            if outcome is not None:
                yield outcome


def _read_list(statement: Statement, parameters: AgreeParameters, budget: Budget) -> _List | None:
    """Read the list behind a figure, up to the end of its sentence."""
    line = budget.lines[statement.location.line - 1]
    start = statement.location.end_column - 1
    for split in parameters.splits:
        for match in split.finditer(line):
            if match.start() >= start and not re.search(r"\d", line[start + 2 : match.start()]):
                text = _END.split(line[match.end() :], maxsplit=1)[0].lstrip("：:，,")
                is_open = _OPEN.search(text) is not None
                names = _COMMA.split(_OPEN.sub("", text))
                return _List(tuple(name.strip() for name in names if name.strip()), is_open)
    return None


class _NameFinder:
    """Knows which rows of the tables have an amount, by code and by name; built once."""

    def __init__(self, parameters: AgreeParameters, budget: Budget) -> None:
        self._catalogues = parameters.list_catalogues()
        self._year = budget.year
        self._labels: dict[str, str] = {}  # of the rows with an amount, by code
        self._names: set[str] = set()  # of the rows with an amount
        self._is_detailed = False
        lookup = find_lookup(budget)
        for table in parameters.tables:
            for index in lookup.find_indexes(table.name):
                self._read(index, parameters.columns)

    def _read(self, index: TableIndex, columns: Sequence[Column]) -> None:
        known = [column for column in columns if column.name in index.table.columns]
        for row in index.table.rows:
            self._is_detailed = self._is_detailed or len(row.code) == _LENGTH
            if any(index.measure(row, column).value for column in known):
                self._names.add(normalise_label(row.label).removesuffix(_TAIL))
                if len(row.code) == _LENGTH:
                    self._labels[row.code] = row.label

    def is_empty(self) -> bool:
        """Say whether no table prints rows as detailed as the lists."""
        return not self._is_detailed

    def find_codes(self, name: str) -> list[str]:
        """Return the official codes that a listed name means; 和 may join two names."""
        found = self._find_code(name)
        if found:
            return [found]
        halves = [self._find_code(half) for half in _AND.split(name, maxsplit=1)]
        return [code for code in halves if code] if all(halves) else []

    def _find_code(self, name: str) -> str:
        for catalogue in self._catalogues:
            for spelling in (name, f"{name}{_TAIL}", name.removesuffix(_TAIL)):
                code = catalogue.find_code(spelling, self._year, _LENGTH)
                if code:
                    return code
        return ""

    def has_amount(self, name: str, codes: Sequence[str]) -> bool:
        """Say whether some table prints an amount for a name, or for one of its codes."""
        if any(code in self._labels for code in codes):
            return True
        bare = normalise_label(name).removesuffix(_TAIL)
        return any(half.removesuffix(_TAIL) in self._names for half in (bare, *_AND.split(bare)))

    def list_filled(self, classes: set[str]) -> Iterator[tuple[str, str]]:
        """Yield code and label of the rows of some classes that print an amount."""
        for code, label in self._labels.items():
            if code[:_CLASS] in classes:
                yield code, label


def _judge(statement: Statement, listed: _List, finder: _NameFinder) -> Outcome | None:
    known = {name: codes for name in listed.names if (codes := finder.find_codes(name))}
    if len(known) < _LEAST_NAMES:
        return None
    empty = [name for name, codes in known.items() if not finder.has_amount(name, codes)]
    classes = {code[:_CLASS] for codes in known.values() for code in codes}
    named = {code for codes in known.values() for code in codes}
    is_whole = not listed.is_open and len(known) == len(listed.names)
    left = [label for code, label in finder.list_filled(classes) if code not in named]
    missing = left if is_whole else []
    name = statement.label or statement.name
    return Outcome(
        verdict=Verdict.FAIL if empty or missing else Verdict.PASS,
        place=locate_statement(statement),
        found=statement.text,
        facts=(
            ("item", Bilingual(name, name)),
            ("names", _word(empty, "列举的{}在表中没有金额", "{} have no amount in the table")),
            ("more", _word(missing, "有金额的{}没有列举", "{} have an amount and are not listed")),
        ),
        bounded=True,
    )


def _word(names: Sequence[str], zh: str, en: str) -> Bilingual:
    if not names:
        return _NONE
    said = "、".join(normalise_label(name) for name in names)
    return Bilingual("；" + zh.format(f"“{said}”"), "; " + en.format(said))
