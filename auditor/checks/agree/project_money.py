"""Kind `agree`, demand `project-money`: wherever a project's money is printed it is the same.

The tables of the rule's first template that is there say what each project has. Tables of its
other templates, forms, lists that no template fits and numbered paragraphs that begin with the
name of a project are held against them; without such tables, lists against the forms. Names are
compared whole; one that stands several times in a place is left alone, and so is the form of
several years that does not print the year's money. A part, such as the fiscal money alone, may
stand for the whole. Not applicable where no name stands twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.budget import Budget
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.agree.project_places import (
    Stated,
    list_in_forms,
    list_in_list,
    list_in_tables,
    list_in_text,
)
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.lookup import Quantity
from auditor.finding import Bilingual, Outcome, Verdict

_ONE = Decimal(1)
_OTHER_MONEY = Bilingual(
    "项目“{project}”在{item}中为 {found}{unit}，在{elsewhere}中为 {printed}，口径可能不同，请复核",
    "{project} has {found} {unit} in {item}, {printed} in {elsewhere}, perhaps of another kind",
)
_Weighted = tuple[Decimal, Quantity, Bilingual]


def check_project_money(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every second place that prints the money of a project."""
    kinds = [budget.find_tables(template.name) for template in parameters.tables]
    wanted = parameters.columns[0].name
    found = [_choose_unique(list_in_tables(kind, wanted)) for kind in kinds if kind]
    tables, *more = found or [{}]
    forms = _choose_unique(list_in_forms(parameters.funds, budget))
    known = tables or forms
    if not known:
        return
    lists = _choose_unique(
        stated for table in budget.generic_tables for stated in list_in_list(table, known, budget)
    )
    spoken = _choose_unique(list_in_text(tables, budget)) if tables else {}
    for others in (*more, forms if tables else {}, lists, spoken):
        pairs = [(stated, known[name]) for name, stated in others.items() if name in known]
        outcomes = [_compare(stated, other, parameters) for stated, other in pairs]
        yield from _settle(outcomes, is_of_years=any(stated.is_of_years for stated, _ in pairs))


def _settle(outcomes: Sequence[Outcome], *, is_of_years: bool) -> Iterator[Outcome]:
    """Yield the outcomes of a kind of place; where most differ it speaks of other money.

    The money of a project's whole time is that of the year only where others show it.
    """
    passed = sum(outcome.verdict is Verdict.PASS for outcome in outcomes)
    failed = sum(outcome.verdict is Verdict.FAIL for outcome in outcomes)
    is_other = failed > passed and (is_of_years or len(outcomes) > 1)
    for outcome in outcomes:
        if is_other and outcome.verdict is Verdict.FAIL:
            facts = (*outcome.facts, ("review", _OTHER_MONEY))
            yield outcome._replace(verdict=Verdict.REVIEW, facts=facts)
        else:
            yield outcome


def _choose_unique(found: Iterable[Stated]) -> dict[str, Stated]:
    """Keep what stands once."""
    chosen: dict[str, Stated] = {}
    repeated: set[str] = set()
    for stated in found:
        if stated.name in chosen:
            repeated.add(stated.name)
        chosen[stated.name] = stated
    return {name: stated for name, stated in chosen.items() if name not in repeated}


def _compare(stated: Stated, known: Stated, parameters: AgreeParameters) -> Outcome:
    """Compare the wholes; where they differ, a whole with a part of the other, or without one."""
    one, other = (stated.whole, stated.role), (known.whole, known.role)
    sums = [[(_ONE, *one), (-_ONE, *other)]]
    for part in (part for part in known.parts if part.value):
        sums.append([(_ONE, *one), (-_ONE, part, known.role)])
        sums.append([(_ONE, *one), (-_ONE, *other), (_ONE, part, known.role)])
    parts = [part for part in stated.parts if part.value]
    sums += [[(_ONE, part, stated.role), (-_ONE, *other)] for part in parts]
    outcomes = [_judge(parts, parameters) for parts in sums]
    for verdict in (Verdict.PASS, Verdict.REVIEW):
        for outcome in outcomes:
            if outcome.verdict is verdict:
                return outcome
    return outcomes[0]


def _judge(sums: Sequence[_Weighted], parameters: AgreeParameters) -> Outcome:
    parts = [Part(weight, quantity, role.zh) for weight, quantity, role in sums]
    (_, _, here), (_, other, there), *_ = sums
    facts = (
        ("project", Bilingual(other.place.row, other.place.row)),
        ("item", here),
        ("elsewhere", there),
        ("printed", Bilingual(_print(other), _print(other))),
    )
    return compare_parts(parts, 0, Demand(facts=facts, tolerance=parameters.tolerance))


def _print(quantity: Quantity) -> str:
    word = quantity.unit.word
    return quantity.text if quantity.text.endswith(word) else f"{quantity.text}{word}"
