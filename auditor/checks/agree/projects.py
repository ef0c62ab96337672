"""Kind `agree`, demand `projects`: what a project's narrative allots is what its form asks for.

The form is the next one behind the section; where sections and forms do not alternate one by one
it is the one that the heading names, else any form will do, and if none fits that is for review.
The figures agree where one of them, or all of them together, is the money of the form. Figures
behind a first one that come near its sum are taken for its parts, and must add up. Not applicable
where no form follows, or where a figure cannot be read.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from auditor.budget import Budget, Form, Statement
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.lookup import Quantity
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import find_money, list_named, measure_statement
from auditor.finding import Bilingual, Outcome, Verdict

_ONE = Decimal(1)
_LEAST_PARTS = 2
_NEAR = Decimal("0.2")
_UNPAIRED = Bilingual(
    "年度预算安排 {stated} 与各张绩效目标表的资金均不相同，请复核",
    "{stated} is allotted, which no form asks for; to be reviewed",
)
_PARTS = Bilingual(
    "年度预算安排 {found}，其后各项之和为 {expected}{unit}，请复核",
    "{found} is allotted, the amounts behind it make {expected} {unit}; to be reviewed",
)


def check_projects(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every section that allots money to a project."""
    forms = sorted(budget.forms, key=lambda form: form.location)
    lines = [form.location.line for form in forms]
    said = list_named(budget, parameters.statements)
    sections = [list(group) for _, group in groupby(said, key=lambda one: one.section_line)]
    indexes = [bisect_right(lines, stated[-1].location.line) for stated in sections]
    is_paired = indexes == list(range(len(forms)))
    for stated, index in zip(sections, indexes, strict=True):
        if index == len(forms):
            yield _refuse(stated[0], "其后没有绩效目标表", "no performance form follows")
            continue
        named = None if is_paired else _find_named_form(stated[0], forms, budget)
        outcome = _compare_section(stated, named or forms[index], parameters)
        if outcome.verdict is Verdict.FAIL and not is_paired and named is None:
            outcome = _settle_unpaired(outcome, stated, forms, parameters)
        yield outcome
        yield from _add_up(stated, parameters)


def _find_named_form(statement: Statement, forms: Sequence[Form], budget: Budget) -> Form | None:
    from auditor.checks.agree.project_headings import find_named_form  # noqa: PLC0415 - most are paired

    return find_named_form(statement, forms, budget)


def _settle_unpaired(
    outcome: Outcome,
    stated: Sequence[Statement],
    forms: Sequence[Form],
    parameters: AgreeParameters,
) -> Outcome:
    """Look for another form, where narratives and forms do not alternate one by one."""
    for form in forms:
        other = _compare_section(stated, form, parameters)
        if other.verdict in (Verdict.PASS, Verdict.REVIEW):
            return other
    return outcome._replace(verdict=Verdict.REVIEW, facts=(*outcome.facts, ("review", _UNPAIRED)))


def _compare_section(
    stated: Sequence[Statement], form: Form, parameters: AgreeParameters
) -> Outcome:
    unreadable = next((one for one in stated if one.amount is None), None)
    if unreadable is not None:
        return _refuse(
            unreadable,
            f"数字“{unreadable.text}”无法辨认",
            f"the figure {unreadable.text!r} cannot be read",
        )
    money = find_money(form, parameters.funds)
    if money is None:
        return _refuse(stated[0], "绩效目标表未填资金", "the form states no money")
    figures = [measure_statement(one) for one in stated]
    outcomes = [_compare(each, money, form, parameters) for each in _list_sums(figures)]
    for verdict in (Verdict.PASS, Verdict.REVIEW):
        for outcome in outcomes:
            if outcome.verdict is verdict:
                return outcome
    return outcomes[0] if _is_divided(figures) else outcomes[-1]


def _add_up(stated: Sequence[Statement], parameters: AgreeParameters) -> Iterator[Outcome]:
    """Compare a first figure with the others, if they are near enough to be its parts."""
    figures = [measure_statement(one) for one in stated]
    if len(figures) <= _LEAST_PARTS or not all(figure.is_readable for figure in figures):
        return
    first = figures[0].base
    rest = sum((figure.base for figure in figures[1:]), Decimal(0))
    if abs(rest - first) > first * _NEAR:
        return
    parts = [Part(_ONE, figures[0], "年度预算安排")]
    parts += [Part(-_ONE, figure, "组成") for figure in figures[1:]]
    facts = (("reason", _PARTS), ("review", _PARTS))
    outcome = compare_parts(parts, 0, Demand(facts=facts, tolerance=parameters.tolerance))
    is_off = outcome.verdict is Verdict.FAIL  # whether they are its parts is only likely
    yield Outcome(
        verdict=Verdict.REVIEW if is_off else outcome.verdict,
        place=outcome.place,
        operands=outcome.operands,
        expected=outcome.expected,
        found=outcome.found,
        difference=outcome.difference,
        unit=outcome.unit,
        tolerance=outcome.tolerance,
        facts=facts,
    )


def _list_sums(figures: Sequence[Quantity]) -> list[list[Quantity]]:
    """List what may be the money of the project: a figure alone, then all together."""
    sums = [[figure] for figure in figures]
    if len(figures) > 1:
        sums.append(list(figures))
    return sums


def _is_divided(figures: Sequence[Quantity]) -> bool:
    """Say whether the first figure is the sum of the others."""
    return figures[0].base == sum((figure.base for figure in figures[1:]), Decimal(0))


def _compare(
    figures: Sequence[Quantity], money: Quantity, form: Form, parameters: AgreeParameters
) -> Outcome:
    parts = [Part(_ONE, figure, "年度预算安排") for figure in figures]
    parts.append(Part(-_ONE, money, form.project or form.title))
    facts = (
        ("project", Bilingual(form.project or form.title, form.project or form.title)),
        ("stated", _add_words(figures)),
        ("printed", Bilingual(f"{money.text}{_find_unit(money)}", money.text)),
    )
    return compare_parts(parts, 0, Demand(facts=facts, tolerance=parameters.tolerance))


def _add_words(figures: Sequence[Quantity]) -> Bilingual:
    words = " + ".join(figure.text for figure in figures)
    return Bilingual(words, words)


def _find_unit(quantity: Quantity) -> str:
    return "" if quantity.text.endswith(quantity.unit.word) else quantity.unit.word


def _refuse(statement: Statement, zh: str, en: str) -> Outcome:
    return Outcome(
        verdict=Verdict.NOT_APPLICABLE,
        place=locate_statement(statement),
        reason=Bilingual(zh, en),
    )
