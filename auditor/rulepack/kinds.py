"""The closed list of kinds: which keys each has, and how its check is made from them.

A check is bound to typed parameters; nothing of YAML is left in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from auditor.budget import UNSEEN_KINDS, StatementTemplate, TableTemplate
from auditor.budget.form_book import FormBook
from auditor.checks.agree.check import check_agree
from auditor.checks.codes.check import DEMANDS, CodesParameters, check_codes
from auditor.checks.count import check_count
from auditor.checks.equation import EquationParameters, check_equation
from auditor.checks.indicators.check import FORM_DEMANDS, IndicatorsParameters, check_indicators
from auditor.checks.inferred.check import EQUATIONS, ROLLUPS, InferredParameters, check_inferred
from auditor.checks.numerals import FAULTS, NumeralsParameters, check_numerals
from auditor.checks.present.check import SUBJECTS, check_present
from auditor.checks.present.required import PresentParameters
from auditor.checks.rollup import DIRECTIONS, RATES, RollupParameters, check_rollup
from auditor.checks.wording.check import SORTS, check_wording
from auditor.checks.wording.remarks import WordingParameters
from auditor.checks.years.check import PLACES, YearsParameters, check_years
from auditor.checks.years.figures import FigureYears
from auditor.checks.years.plans import PlanYears
from auditor.checks.years.sentences import EXPECTATIONS, SentenceYears
from auditor.rule import Check
from auditor.rulepack.catalogues import Catalogues
from auditor.rulepack.conditions import take_condition, take_equations, take_tolerance
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import suggest_name
from auditor.rulepack.set_fields import SET_KEYS
from auditor.rulepack.spoken_fields import AGREE_KEYS, COUNT_KEYS, take_agree, take_count
from auditor.rulepack.vocabulary import take_headings, take_scopes

INFER = "infer"  # in the place of what such a rule demands else


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What rules may speak of: the tables, catalogues, forms and statements of all loaded packs.

    Among the tables, 说明 stands for all statements: a table of one row.
    """

    templates: Mapping[str, TableTemplate]
    catalogues: Catalogues
    forms: FormBook = field(default_factory=FormBook)
    statements: Mapping[str, StatementTemplate] = field(default_factory=dict)


_THREE = 3  # columns that a rate is computed from, itself among them


class Kind(NamedTuple):
    """A kind of rule: its own keys, those it cannot do without, and the maker of its check."""

    keys: tuple[str, ...]
    required: tuple[str, ...]
    make: Callable[[Fields, Surroundings], Check]


def _make_inferred(fields: Fields, around: Surroundings, relations: tuple[str, ...]) -> Check:
    """Bind a rule about relations that tables without a template show by themselves."""
    parameters = InferredParameters(
        relation=fields.take_choice(INFER, relations, relations[0]),
        condition=take_condition(fields, around.templates),
        tolerance=take_tolerance(fields),
    )
    return partial(check_inferred, parameters)


def _make_equation(fields: Fields, around: Surroundings) -> Check:
    if fields.find(INFER) is not None:
        return _make_inferred(fields, around, EQUATIONS)
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
    if fields.find(INFER) is not None:
        return _make_inferred(fields, around, ROLLUPS)
    tables = _take_tables(fields, around)
    parameters = RollupParameters(
        tables=tables,
        columns=_take_columns(fields, tables),
        condition=take_condition(fields, around.templates),
        tolerance=take_tolerance(fields),
        direction=fields.take_choice("direction", DIRECTIONS, DIRECTIONS[0]),
    )
    node = fields.find("direction")
    if parameters.direction == RATES and node and len(parameters.columns) % _THREE:
        fields.log.add(node, "direction: rates wants `columns` by threes: rate, this year, last")
    return partial(check_rollup, parameters)


def _make_codes(fields: Fields, around: Surroundings) -> Check:
    coded = (found for found in around.templates.values() if any(s.codes for s in found.sides))
    parameters = CodesParameters(
        tables=_take_tables(fields, around) or tuple(coded),
        demand=fields.take_choice("demand", DEMANDS, DEMANDS[0]),
        catalogues=around.catalogues,
        apart_from=fields.take_patterns("apart-from"),
        condition=take_condition(fields, around.templates),
    )
    return partial(check_codes, parameters)


def _make_years(fields: Fields, around: Surroundings) -> Check:
    parameters = YearsParameters(
        where=fields.take_choices("where", PLACES),
        sentences=_take_sentence_years(fields),
        plans=_take_plan_years(fields),
        figures=_take_figure_years(fields),
        condition=take_condition(fields, around.templates),
    )
    return partial(check_years, parameters)


def _take_sentence_years(fields: Fields) -> SentenceYears | None:
    phrases = fields.take_patterns("sentences")
    expect = fields.take_choice("expect", EXPECTATIONS, "same")
    up_to = fields.take_patterns("up-to")
    form = fields.take_patterns("form")
    if not phrases:
        return None
    return SentenceYears(phrases=phrases, up_to=up_to, expect=expect, form=form)


def _take_figure_years(fields: Fields) -> FigureYears | None:
    words = fields.take_names("figures")
    past_words = fields.take_names("past-words")
    up_to = fields.take_patterns("up-to")
    apart_from = fields.take_patterns("apart-from")
    return FigureYears(words, past_words, up_to, apart_from) if words else None


def _take_plan_years(fields: Fields) -> PlanYears | None:
    phrases = fields.take_names("plans")
    apart_from = fields.take_patterns("apart-from")
    past_words = fields.take_names("past-words")
    return PlanYears(phrases, apart_from, past_words) if phrases else None


def _make_wording(fields: Fields, around: Surroundings) -> Check:
    find = fields.take_choice("find", SORTS, SORTS[0])
    fields.require(*_WORDING_NEEDS.get(find, ()))
    parameters = WordingParameters(
        find=find,
        phrases=fields.take_patterns("phrases"),
        scopes=take_scopes(fields, "scopes"),
        form=fields.take_patterns("form"),
        apart_from=fields.take_patterns("apart-from"),
        up_to=fields.take_patterns("up-to"),
        condition=take_condition(fields, around.templates),
    )
    return partial(check_wording, parameters)


def _make_numerals(fields: Fields, around: Surroundings) -> Check:
    parameters = NumeralsParameters(
        find=fields.take_choices("find", FAULTS),
        condition=take_condition(fields, around.templates),
    )
    return partial(check_numerals, parameters)


def _make_present(fields: Fields, around: Surroundings) -> Check:
    what = fields.take_choice("what", SUBJECTS, SUBJECTS[0])
    fields.require(*_PRESENT_NEEDS.get(what, ()))
    tables = _take_tables(fields, around, "tables")
    parameters = PresentParameters(
        what=what,
        tables=tables,
        columns=_take_columns(fields, tables),
        headings=take_headings(fields, "headings"),
        within=fields.take_patterns("within"),
        form=fields.take_patterns("form"),
        filled_by_tables=fields.take_names("filled-by-tables"),
        phrases=fields.take_patterns("phrases"),
        changes=fields.take_patterns("changes"),
        reasons=fields.take_patterns("reasons"),
        unseen=fields.take_choices("unseen", UNSEEN_KINDS),
        condition=take_condition(fields, around.templates),
    )
    return partial(check_present, parameters)


def _make_indicators(fields: Fields, around: Surroundings) -> Check:
    parameters = IndicatorsParameters(
        demand=fields.take_choice("demand", FORM_DEMANDS, FORM_DEMANDS[0]),
        book=around.forms,
        condition=take_condition(fields, around.templates),
    )
    return partial(check_indicators, parameters)


def _make_agree(fields: Fields, around: Surroundings) -> Check:
    tables = _take_tables(fields, around)
    condition = take_condition(fields, around.templates)
    catalogues = around.catalogues
    parameters = take_agree(fields, tables, around.statements, catalogues, condition)
    return partial(check_agree, parameters)


def _make_count(fields: Fields, around: Surroundings) -> Check:
    condition = take_condition(fields, around.templates)
    return partial(check_count, take_count(fields, around.statements, condition))


def _take_tables(
    fields: Fields, around: Surroundings, key: str = "in"
) -> tuple[TableTemplate, ...]:
    names = fields.take_known(key, around.templates, "table")
    return tuple(around.templates[name] for name in names)


def _take_columns(fields: Fields, tables: tuple[TableTemplate, ...]) -> tuple[str, ...]:
    """Return the columns; each must be one of at least one of the rule's tables."""
    known = {column.name: None for table in tables for column in table.list_columns()}
    return fields.take_known("columns", known, "column") if known else ()


_PRESENT_NEEDS = {
    "tables": ("tables",),
    "denials": ("phrases",),
    "note-words": ("phrases",),
    "headings": ("headings",),
    "content": ("headings",),
    "order": ("headings",),
    "contents": ("tables",),
    "reasons": ("within", "changes", "reasons"),
    "reason-text": ("reasons",),
    "mentions": ("headings",),
    "unseen": ("unseen",),
}
_WORDING_NEEDS = {
    "phrases": ("phrases",),
    "scope": ("scopes",),
    "names": ("phrases",),
    "projects": ("phrases",),
    "cut": ("phrases",),
    "preparers": ("phrases",),
}
_FORMULA_KEYS = ("in", "tolerance")
KINDS = {
    "equation": Kind(
        ("equation", INFER, *_FORMULA_KEYS, *SET_KEYS), ("equation",), _make_equation
    ),
    "rollup": Kind(("columns", "direction", INFER, *_FORMULA_KEYS), ("in",), _make_rollup),
    "agree": Kind((*AGREE_KEYS, *SET_KEYS), ("demand",), _make_agree),
    "count": Kind(COUNT_KEYS, ("demand", "statements"), _make_count),
    "codes": Kind(("demand", "in", "apart-from"), ("demand",), _make_codes),
    "years": Kind(
        (
            *("where", "sentences", "expect", "up-to", "form"),
            *("plans", "apart-from", "past-words", "figures"),
        ),
        (),
        _make_years,
    ),
    "indicators": Kind(("demand",), ("demand",), _make_indicators),
    "numerals": Kind(("find",), (), _make_numerals),
    "present": Kind(
        (
            *("what", "tables", "columns", "headings", "within", "filled-by-tables"),
            *("phrases", "changes", "reasons", "form", "unseen"),
        ),
        ("what",),
        _make_present,
    ),
    "wording": Kind(
        ("find", "phrases", "scopes", "up-to", "apart-from", "form"),
        ("find",),
        _make_wording,
    ),
}


def explain_kind(word: str) -> str:
    """Say why a word is no kind that rules can have."""
    return f"kind: there is no kind {word!r}{suggest_name(word, KINDS)}"
