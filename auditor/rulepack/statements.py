"""Build statement templates from statements.yaml.

The file has three parts: `changes`, how a sentence says that a figure has changed, `percentages`,
how it says so in percent, and `statements`, the templates by the names that formulas call them by.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.amount import Unit, find_unit
from auditor.budget import Column, RowKind, Side, TableTemplate
from auditor.budget.pattern import Pattern
from auditor.budget.percentage import PercentageBook
from auditor.budget.statement import (
    ChangePattern,
    Direction,
    Listing,
    StatementTemplate,
    name_change,
)
from auditor.errors import FormulaError, Mistake
from auditor.parsing.patterns import parse_sentence_pattern
from auditor.rulepack.fields import Fields
from auditor.rulepack.formula_terms import SPOKEN
from auditor.rulepack.mistake_log import MistakeLog
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode, YamlFile

_NAME = re.compile(r"[^\W\d_][^\W_]*")
_LOOSE = "{item}"
_OFF = "off"
_FIGURES = ("{amount}", "{count}", "{percent}")
STATEMENT_KEYS = ("spelled", "unit", "change", "parts", "under", "lists", "skip", "sum", "none")
PART_KEYS = ("spelled", "unit", "change")
PERCENTAGE_KEYS = PercentageBook._fields
_LISTINGS = tuple(listing.value for listing in Listing)


@dataclass(slots=True)
class StatementBook:
    """Templates by name; a later pack's template replaces an earlier one in its place."""

    mistakes: list[Mistake] = field(default_factory=list)
    percentages: PercentageBook = field(default_factory=PercentageBook)
    _changes: tuple[ChangePattern, ...] = ()
    _entries: dict[str, tuple[ScalarNode, Node, YamlFile]] = field(default_factory=dict)

    def lay(self, file: YamlFile) -> None:
        """Lay the templates of one pack's statements.yaml over those so far."""
        log = MistakeLog(file)
        fields = Fields(file.root, ("changes", "percentages", "statements"), log)
        changes = fields.find("changes")
        if changes is not None:
            self._changes = _build_changes(changes, log)
        percentages = fields.find("percentages")
        if percentages is not None:
            self.percentages = _build_percentages(percentages, log)
        node = fields.find("statements")
        if isinstance(node, MappingNode):
            for key, entry in node:
                if isinstance(entry, ScalarNode) and entry.value == _OFF:
                    self._entries.pop(key.value, None)
                else:
                    self._entries[key.value] = (key, entry, file)
        elif node is not None:
            log.add(node, "statements: a mapping of names to templates is wanted here")
        for repetition in file.repetitions:
            log.add(repetition.key, f"the key {repetition.key.value!r} stands here twice")
        self.mistakes += log.found

    def build(self) -> tuple[StatementTemplate, ...]:
        """Build the templates; one with a mistake is left out."""
        templates = []
        for key, node, file in self._entries.values():
            log = MistakeLog(file)
            template = _build_template(key, node, self._changes, log)
            self.mistakes += log.found
            if not log.found:
                templates.append(template)
        return tuple(templates)


def make_statement_table(templates: Sequence[StatementTemplate]) -> TableTemplate:
    """Make what formulas see of statements: a table of one row, a column for each name."""
    columns = []
    for template in templates:
        columns.append(Column(name=template.name, headers=(), unit=template.unit))
        if template.changes:
            name = name_change(template.name)
            columns.append(Column(name=name, headers=(), unit=template.unit))
    side = Side(name="", columns=tuple(columns))
    return TableTemplate(name=SPOKEN, number="", titles=(), row_kind=RowKind.SINGLE, sides=(side,))


def _build_changes(node: Node, log: MistakeLog) -> tuple[ChangePattern, ...]:
    fields = Fields(node, [direction.value for direction in Direction], log)
    found = []
    for direction in Direction:
        patterns = _take_patterns(fields, direction.value)
        found += [ChangePattern(direction, pattern) for pattern in patterns]
    return tuple(found)


def _build_percentages(node: Node, log: MistakeLog) -> PercentageBook:
    fields = Fields(node, PERCENTAGE_KEYS, log)
    return PercentageBook(*(_take_patterns(fields, key) for key in PERCENTAGE_KEYS))


def _build_template(
    key: ScalarNode, node: Node, changes: tuple[ChangePattern, ...], log: MistakeLog
) -> StatementTemplate:
    fields = Fields(node, STATEMENT_KEYS, log)
    fields.require("spelled")
    _check_name(key, log)
    spelled = _take_patterns(fields, "spelled")
    is_sum = fields.take_flag("sum", default=False)
    if not is_sum:
        _check_figures(spelled, fields)
    under = _take_patterns(fields, "under")
    if not under:
        _check_anchors(spelled, fields)
    return StatementTemplate(
        name=key.value,
        spelled=spelled,
        unit=_take_unit(fields, spelled),
        changes=changes if fields.take_flag("change", default=False) else (),
        parts=_build_parts(fields, changes, log),
        under=under,
        listing=Listing(fields.take_choice("lists", _LISTINGS, Listing.NOWHERE.value)),
        skipped=_take_patterns(fields, "skip"),
        absent=_take_patterns(fields, "none"),
        is_sum=is_sum,
        is_loose=bool(spelled) and all(one.source.startswith(_LOOSE) for one in spelled),
    )


def _build_parts(
    fields: Fields, changes: tuple[ChangePattern, ...], log: MistakeLog
) -> tuple[StatementTemplate, ...]:
    node = fields.find("parts")
    if node is None:
        return ()
    if not isinstance(node, MappingNode):
        log.add(node, "parts: a mapping of names to their spellings is wanted here")
        return ()
    return tuple(_build_part(key, part, changes, log) for key, part in node)


def _build_part(
    key: ScalarNode, node: Node, changes: tuple[ChangePattern, ...], log: MistakeLog
) -> StatementTemplate:
    _check_name(key, log)
    fields = Fields(node, PART_KEYS, log)
    fields.require("spelled")
    spelled = _take_patterns(fields, "spelled")
    _check_figures(spelled, fields)
    return StatementTemplate(
        name=key.value,
        spelled=spelled,
        unit=_take_unit(fields, spelled),
        changes=changes if fields.take_flag("change", default=False) else (),
    )


def _check_name(key: ScalarNode, log: MistakeLog) -> None:
    if not _NAME.fullmatch(key.value):
        reason = "letters and digits only, starting with a letter"
        log.add(key, f"{key.value!r} cannot name a statement: {reason}")


def _check_figures(spelled: Sequence[Pattern], fields: Fields) -> None:
    for scalar, pattern in zip(fields.list_scalars("spelled"), spelled, strict=False):
        if not any(figure in pattern.source for figure in _FIGURES):
            fields.log.add(scalar, f"a statement has a figure: one of {', '.join(_FIGURES)}")


def _check_anchors(spelled: Sequence[Pattern], fields: Fields) -> None:
    for scalar, pattern in zip(fields.list_scalars("spelled"), spelled, strict=False):
        if not pattern.anchor:
            fields.log.add(scalar, "some words must never be absent, or `under` must be given")


def _take_unit(fields: Fields, spelled: Sequence[Pattern]) -> Unit:
    """Return the unit; money is compared in 万元, a count in 个, unless the template says so."""
    scalar = fields.find_scalar("unit")
    unit = find_unit(scalar.value) if scalar is not None else None
    if scalar is not None and unit is None:
        fields.log.add(scalar, f"unit: {scalar.value!r} is no unit such as 元, 万元 or 家")
    sources = "".join(pattern.source for pattern in spelled)
    usual = "万元" if "{amount}" in sources else "%" if "{percent}" in sources else "个"
    found = unit or find_unit(usual)
    assert found is not None  # noqa: S101 - the usual units are known
    return found


def _take_patterns(fields: Fields, key: str) -> tuple[Pattern, ...]:
    patterns = []
    for scalar in fields.list_scalars(key):
        try:
            patterns.append(parse_sentence_pattern(scalar.value))
        except FormulaError as error:
            fields.log.add_formula(scalar, error)
    return tuple(patterns)
