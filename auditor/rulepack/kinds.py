"""The closed list of kinds: which keys each has, and how its check is made from them.

A check is bound to typed parameters; nothing of YAML is left in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from auditor.budget import TableTemplate
from auditor.checks.codes import DEMANDS, CodesParameters, check_codes
from auditor.checks.equation import EquationParameters, check_equation
from auditor.checks.numerals import FAULTS, NumeralsParameters, check_numerals
from auditor.checks.present import SUBJECTS, PresentParameters, check_present
from auditor.checks.rollup import RollupParameters, check_rollup
from auditor.checks.years import PLACES, YearsParameters, check_years
from auditor.rule import Check
from auditor.rulepack.catalogues import Catalogues
from auditor.rulepack.conditions import take_condition, take_equations, take_tolerance
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import suggest_name


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What rules may speak of: the tables and catalogues of all loaded packs."""

    templates: Mapping[str, TableTemplate]
    catalogues: Catalogues


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: its own keys, those it cannot do without, and the maker of its check."""

    keys: tuple[str, ...]
    required: tuple[str, ...]
    make: Callable[[Fields, Surroundings], Check]


def _make_equation(fields: Fields, around: Surroundings) -> Check:
    before = len(fields.log.found)
    tables = _take_tables(fields, around)
    is_sound = len(fields.log.found) == before
    names = tuple(table.name for table in tables)
    parameters = EquationParameters(
        equations=take_equations(fields, around.templates, names) if is_sound else (),
        condition=take_condition(fields, around.templates),
        tolerance=take_tolerance(fields),
        tables=tables,
    )
    return partial(check_equation, parameters)


def _make_rollup(fields: Fields, around: Surroundings) -> Check:
    tables = _take_tables(fields, around)
    parameters = RollupParameters(
        tables=tables,
        columns=_take_columns(fields, tables),
        condition=take_condition(fields, around.templates),
        tolerance=take_tolerance(fields),
    )
    return partial(check_rollup, parameters)


def _make_codes(fields: Fields, around: Surroundings) -> Check:
    coded = (found for found in around.templates.values() if any(s.codes for s in found.sides))
    parameters = CodesParameters(
        tables=_take_tables(fields, around) or tuple(coded),
        demand=fields.take_choice("demand", DEMANDS, DEMANDS[0]),
        catalogues=around.catalogues,
        condition=take_condition(fields, around.templates),
    )
    return partial(check_codes, parameters)


def _make_years(fields: Fields, around: Surroundings) -> Check:
    parameters = YearsParameters(
        where=fields.take_choices("where", PLACES),
        condition=take_condition(fields, around.templates),
    )
    return partial(check_years, parameters)


def _make_numerals(fields: Fields, around: Surroundings) -> Check:
    parameters = NumeralsParameters(
        find=fields.take_choices("find", FAULTS),
        condition=take_condition(fields, around.templates),
    )
    return partial(check_numerals, parameters)


def _make_present(fields: Fields, around: Surroundings) -> Check:
    what = fields.take_choice("what", SUBJECTS, SUBJECTS[0])
    if what == "tables":
        fields.require("tables")
    parameters = PresentParameters(
        what=what,
        tables=_take_tables(fields, around, "tables"),
        condition=take_condition(fields, around.templates),
    )
    return partial(check_present, parameters)


def _take_tables(
    fields: Fields, around: Surroundings, key: str = "in"
) -> tuple[TableTemplate, ...]:
    names = fields.take_known(key, around.templates, "table")
    return tuple(around.templates[name] for name in names)


def _take_columns(fields: Fields, tables: tuple[TableTemplate, ...]) -> tuple[str, ...]:
    """Return the columns; each must be one of at least one of the rule's tables."""
    known = {column.name: None for table in tables for column in table.list_columns()}
    return fields.take_known("columns", known, "column") if known else ()


_FORMULA_KEYS = ("in", "tolerance")
KINDS = {
    "equation": Kind(("equation", *_FORMULA_KEYS), ("equation",), _make_equation),
    "rollup": Kind(("columns", *_FORMULA_KEYS), ("in",), _make_rollup),
    "codes": Kind(("demand", "in"), ("demand",), _make_codes),
    "years": Kind(("where",), (), _make_years),
    "numerals": Kind(("find",), (), _make_numerals),
    "present": Kind(("what", "tables"), ("what",), _make_present),
}
_LATER_KINDS = ("indicators", "count", "agree", "wording")


def explain_kind(word: str) -> str:
    """Say why a word is no kind that rules can have."""
    if word in _LATER_KINDS:
        return f"kind: rules of kind {word!r} are not understood by this version yet"
    return f"kind: there is no kind {word!r}{suggest_name(word, KINDS)}"
