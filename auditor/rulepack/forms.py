"""Build the vocabulary of performance forms from the forms.yaml of all packs.

A later pack's key replaces an earlier one's; nothing in it is required, and a pack without
forms.yaml adds nothing.
"""

from collections.abc import Iterable

from auditor.amount import YUAN, find_unit
from auditor.budget import Column, RowKind, Side, TableTemplate
from auditor.budget.form_book import FormBook, FormType, Measure
from auditor.budget.pattern import Pattern
from auditor.errors import Mistake
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import MistakeLog
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode, YamlFile

_LABELS = (
    *("project", "bodies", "start", "end", "kinds", "overall-goal", "annual-goal", "plain-goal"),
    *("project-column", "body-column", "money-column"),
    *("third-header", "value-header", "sign-header", "unit-header"),
)
_MAPPINGS = ("labels", "funds", "levels", "telling", "level-misfits", "measures", "types")
_LISTS = (
    *("core-levels", "fragments", "name-ends", "people-units", "count-endings"),
    *("narratives", "name-words", "name-leads", "leaders"),
    *("outline-headings", "period-headings", "money-headings", "goal-headings"),
    "satisfaction",
    "growing",
    "comparing",
    "blank-funds",
    "recognise",
    "units",
    "adverse",
    "placeholders",
    "work-words",
    "past-words",
    "lasting-words",
    "total-costs",
)
FORM_KEYS = ("funds-table", *_MAPPINGS, *_LISTS)
MEASURE_KEYS = ("endings", "exceptions", "units", "misfits", "doubtful")
TYPE_KEYS = ("titles", "unit", "branches", "from")


def build_form_book(files: Iterable[YamlFile]) -> tuple[FormBook, list[Mistake]]:
    """Lay the files over each other and build the vocabulary; also return what is wrong."""
    entries: dict[str, tuple[Node, MistakeLog]] = {}
    logs: list[MistakeLog] = []
    for file in files:
        log = MistakeLog(file)
        logs.append(log)
        fields = Fields(file.root, FORM_KEYS, log)
        for repetition in file.repetitions:
            log.add(repetition.key, f"the key {repetition.key.value!r} stands here twice")
        for key in FORM_KEYS:
            node = fields.find(key)
            if node is not None:
                entries[key] = (node, log)
    book = _Builder(entries).build()
    return book, [mistake for log in logs for mistake in log.found]


class _Builder:
    """Builds the book from the winning node of every key."""

    def __init__(self, entries: dict[str, tuple[Node, MistakeLog]]) -> None:
        self._entries = entries

    def build(self) -> FormBook:
        """Build the book; a key that is absent stays empty."""
        labels = self._build_labels()
        funds = self._build_lists("funds")
        return FormBook(
            types=self._build_types(),
            recognise=frozenset(self._take_names("recognise")),
            project=labels["project"],
            bodies=labels["bodies"],
            start=labels["start"],
            end=labels["end"],
            kinds=labels["kinds"],
            funds=funds,
            blank_funds=self._take_names("blank-funds"),
            funds_table=self._build_table(funds),
            overall_goal=labels["overall-goal"],
            annual_goal=labels["annual-goal"],
            plain_goal=labels["plain-goal"],
            project_column=labels["project-column"],
            body_column=labels["body-column"],
            money_column=labels["money-column"],
            third_header=labels["third-header"],
            value_header=labels["value-header"],
            sign_header=labels["sign-header"],
            unit_header=labels["unit-header"],
            levels=self._build_lists("levels"),
            fragments=self._take_names("fragments"),
            name_ends=self._take_names("name-ends"),
            telling=self._build_lists("telling"),
            level_misfits=self._build_lists("level-misfits"),
            narratives=self._take_patterns("narratives"),
            name_words=self._take_names("name-words"),
            name_leads=self._take_names("name-leads"),
            leaders=self._take_names("leaders"),
            outline_headings=self._take_patterns("outline-headings"),
            period_headings=self._take_patterns("period-headings"),
            money_headings=self._take_patterns("money-headings"),
            goal_headings=self._take_patterns("goal-headings"),
            core_levels=self._take_names("core-levels"),
            measures=self._build_measures(),
            units=tuple(sorted(self._take_names("units"), key=len, reverse=True)),
            people_units=self._take_names("people-units"),
            count_endings=self._take_names("count-endings"),
            adverse=self._take_names("adverse"),
            placeholders=self._take_names("placeholders"),
            satisfaction=self._take_names("satisfaction"),
            growing=self._take_names("growing"),
            comparing=self._take_names("comparing"),
            work_words=self._take_names("work-words"),
            past_words=self._take_names("past-words"),
            lasting_words=self._take_names("lasting-words"),
            total_costs=self._take_names("total-costs"),
        )

    def _take_names(self, key: str) -> tuple[str, ...]:
        if key not in self._entries:
            return ()
        node, log = self._entries[key]
        return _take_list(key, node, log)

    def _take_patterns(self, key: str) -> tuple[Pattern, ...]:
        if key not in self._entries:
            return ()
        node, log = self._entries[key]
        return Fields(_wrap(key, node), (key,), log).take_patterns(key)

    def _build_labels(self) -> dict[str, tuple[str, ...]]:
        if "labels" not in self._entries:
            return dict.fromkeys(_LABELS, ())
        fields = Fields(self._entries["labels"][0], _LABELS, self._entries["labels"][1])
        return {key: fields.take_names(key) for key in _LABELS}

    def _list_entries(self, key: str) -> list[tuple[ScalarNode, Node, MistakeLog]]:
        if key not in self._entries:
            return []
        node, log = self._entries[key]
        if isinstance(node, MappingNode):
            return [(name, entry, log) for name, entry in node]
        log.add(node, f"{key}: a mapping is wanted here")
        return []

    def _build_lists(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple(
            (name.value, _take_list(name.value, node, log))
            for name, node, log in self._list_entries(key)
        )

    def _build_types(self) -> tuple[FormType, ...]:
        return tuple(
            _build_type(name.value, Fields(node, TYPE_KEYS, log))
            for name, node, log in self._list_entries("types")
        )

    def _build_measures(self) -> tuple[Measure, ...]:
        return tuple(
            _build_measure(name.value, Fields(node, MEASURE_KEYS, log))
            for name, node, log in self._list_entries("measures")
        )

    def _build_table(self, funds: tuple[tuple[str, tuple[str, ...]], ...]) -> TableTemplate | None:
        """Build the table as which formulas see the funds of a form: one row, no title."""
        if "funds-table" not in self._entries or not funds:
            return None
        (name,) = self._take_names("funds-table") or ("",)
        columns = tuple(Column(name=fund, headers=()) for fund, _ in funds)
        return TableTemplate(
            name=name,
            number="",
            titles=(),
            row_kind=RowKind.ITEMS,
            sides=(Side(name="", columns=columns),),
        )


def _take_list(key: str, node: Node, log: MistakeLog) -> tuple[str, ...]:
    return Fields(_wrap(key, node), (key,), log).take_names(key)


def _wrap(key: str, node: Node) -> MappingNode:
    return MappingNode(((ScalarNode(key, node.line, node.column), node),), 1, 1)


def _build_type(name: str, fields: Fields) -> FormType:
    fields.require("titles")
    scalar = fields.find_scalar("unit")
    unit = YUAN if scalar is None else find_unit(scalar.value)
    if scalar is not None and unit is None:
        fields.log.add(scalar, f"unit: {scalar.value!r} is no unit such as 元 or 万元")
    return FormType(
        name=name,
        titles=fields.take_patterns("titles"),
        unit=unit or YUAN,
        branches=fields.take_names("branches"),
        first_year=fields.take_year("from"),
    )


def _build_measure(name: str, fields: Fields) -> Measure:
    fields.require("endings")
    return Measure(
        name=name,
        endings=fields.take_names("endings"),
        exceptions=fields.take_names("exceptions"),
        units=fields.take_names("units"),
        misfits=fields.take_names("misfits"),
        doubtful=fields.take_names("doubtful"),
    )
