"""Kind `agree`, demands `list` and `announced`: the items of a list against what introduces them.

list       the items add up to the stated total. Of items within each other (款 and its 项) only
           the inner ones count. A list that adds up to less may be a selection: for review.
announced  the items that a sentence announces by name are those that follow.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.budget import Budget, Statement
from auditor.budget.pattern import normalise_label
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.agree.rows import RowFinder, split_path
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import list_named, measure_statement
from auditor.finding import Bilingual, Operand, Outcome, Place, Verdict

_ONE = Decimal(1)
_LEAST_ITEMS = 2
_SELECTION = Bilingual(
    "列示的 {count} 项合计 {expected}，少于说明的 {found}，可能未列全，请复核",
    "the {count} items listed make {expected}, less than the {found} stated: perhaps not all are "
    "listed; to be reviewed",
)


def check_lists(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for the list of items that are rows of the rule's tables."""
    totals = list_named(budget, [parameters.total])
    finder = RowFinder(parameters, budget)
    found = [
        (codes[0], item)
        for item in list_named(budget, parameters.statements)
        if (codes := finder.find_codes(item))
    ]
    outer = {code[:length] for code, _ in found for length in (3, 5) if length < len(code)}
    items = [item for code, item in found if code not in outer]
    if not totals or len(items) < _LEAST_ITEMS:
        return
    unreadable = next((item for item in items if item.amount is None), None)
    if unreadable is not None:
        yield _refuse_malformed(unreadable)
        return
    yield _compare_sum(totals[0], items, parameters)


def _compare_sum(
    total: Statement, items: Sequence[Statement], parameters: AgreeParameters
) -> Outcome:
    parts = [Part(-_ONE, measure_statement(item), item.label) for item in items]
    parts.insert(0, Part(_ONE, measure_statement(total), total.name))
    facts = (("count", Bilingual(str(len(items)), str(len(items)))),)
    outcome = compare_parts(parts, 0, Demand(facts=facts, tolerance=parameters.tolerance))
    listed = sum((item.amount.compute_base() for item in items if item.amount), Decimal(0))
    stated = total.amount.compute_base() if total.amount else Decimal(0)
    if outcome.verdict is not Verdict.FAIL or listed > stated:
        return outcome
    return outcome._replace(verdict=Verdict.REVIEW, facts=(*facts, ("review", _SELECTION)))


def _refuse_malformed(item: Statement) -> Outcome:
    return Outcome(
        verdict=Verdict.NOT_APPLICABLE,
        place=locate_statement(item),
        reason=Bilingual(
            f"“{item.label}”的数字“{item.text}”无法辨认，列示各项不能相加",
            f"the figure {item.text!r} cannot be read, so the items cannot be added up",
        ),
    )


def check_announced(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every name that is announced."""
    said = list_named(budget, (*parameters.statements, *parameters.parts))
    for number, statement in enumerate(said):
        if statement.name in parameters.parts or not statement.listed:
            continue
        following = said[number + 1 : number + 1 + len(statement.listed)]
        items = _take_items(following, parameters.parts)
        if items:
            yield from _compare_names(statement, items)


def _take_items(following: Sequence[Statement], names: Sequence[str]) -> list[Statement]:
    """Return the items up to the next announcement."""
    found: list[Statement] = []
    for statement in following:
        if statement.name not in names:
            break
        found.append(statement)
    return found


def _compare_names(statement: Statement, items: Sequence[Statement]) -> Iterator[Outcome]:
    following = {_name_item(item): item for item in items}
    announced = {normalise_label(listed.name): listed for listed in statement.listed}
    odd = [item for name, item in following.items() if name not in announced]
    for name, listed in announced.items():
        place = Place(location=listed.location, row=listed.name)
        if name in following:
            yield _judge(Verdict.PASS, place, listed.name, following[name])
        elif odd:
            yield _judge(Verdict.FAIL, place, listed.name, odd[0])


def _name_item(item: Statement) -> str:
    return normalise_label(split_path(item.label)[-1])


def _judge(verdict: Verdict, place: Place, name: str, item: Statement) -> Outcome:
    return Outcome(
        verdict=verdict,
        place=place,
        operands=(
            Operand(
                place=locate_statement(item),
                text=item.label,
                value=Decimal(0),
                unit="",
                role="后文",
            ),
        ),
        expected=item.label,
        found=name,
    )
