"""Kind `count`: a number that is claimed against the things that are listed.

Fields: `demand`, one of
  listed  `statements` that introduce a list claim as many as it has; names that end as
          `apart-from` says may stand there uncounted; 等 at the end says that more are meant
  distinct  a list that one of the `statements` introduces names nothing twice
  forms   as many performance forms as claimed (`statements`), with the money claimed (`total`,
          `funds`). Fewer forms than claimed are a partial disclosure, for review; more forms, or
          more money, contradict the claim.
Not applicable where nothing is claimed, or no list or form is there.
Source: 预算法 第十四条; 财预〔2015〕88号 (the targets disclosed are those reported).
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.budget import Budget, Form, Statement
from auditor.budget.pattern import Pattern
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.conditions import Condition, find_obstacle
from auditor.checks.lookup import Quantity
from auditor.checks.places import make_not_applicable
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import find_money, list_named, make_operand, measure_statement
from auditor.finding import Bilingual, Operand, Outcome, Place, Verdict

_ONE = Decimal(1)
_SHOWN = 6
_PARTIAL = Bilingual(
    "说明编报绩效目标的项目 {found} 个，文件只公开 {expected} 张绩效目标表，未全部公开，请复核",
    "{found} projects are said to have targets, {expected} forms are disclosed: a partial "
    "disclosure; to be reviewed",
)
_JOINED = ("和", "及", "与")
_MORE = "等"


class CountParameters(NamedTuple):
    """The demand; `statements` claim a number, `total` the money of forms, in one of `funds`.

    `apart_from` are names that may be listed beside what is counted.
    """

    demand: str
    statements: tuple[str, ...] = ()
    total: str = ""
    funds: tuple[str, ...] = ()
    apart_from: tuple[Pattern, ...] = ()
    condition: Condition | None = None


def check_count(parameters: CountParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every number claimed."""
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    outcomes = list(_CHECKS[parameters.demand](parameters, budget))
    yield from outcomes
    if not outcomes:
        yield make_not_applicable(
            Bilingual("文件中没有可以核对的数目", "the document claims no number to be checked")
        )


def _check_listed(parameters: CountParameters, budget: Budget) -> Iterator[Outcome]:
    for statement in list_named(budget, parameters.statements):
        if statement.listed and statement.amount is not None:
            yield _count_listed(statement, int(statement.amount.value), parameters.apart_from)


def _check_distinct(parameters: CountParameters, budget: Budget) -> Iterator[Outcome]:
    for statement in list_named(budget, parameters.statements):
        seen: dict[str, Place] = {}
        twice: list[tuple[str, Place, Place]] = []
        for listed in statement.listed:
            place = Place(location=listed.location, row=listed.name)
            first = seen.setdefault(listed.name, place)
            if first is not place:
                twice.append((listed.name, place, first))
        for name, place, first in twice:
            operand = Operand(place=first, text=name, value=_ONE, unit="", role="列示")
            yield Outcome(Verdict.FAIL, place, operands=(operand,), found=name)
        if seen and not twice:
            yield Outcome(Verdict.PASS, locate_statement(statement))


def _count_listed(statement: Statement, claimed: int, apart_from: tuple[Pattern, ...]) -> Outcome:
    """Count; a name with 和 in it may be one thing or two, a list that ends with 等 has more."""
    names = [listed.name for listed in statement.listed]
    fewest = len(names)
    least = fewest - sum(any(one.ends(name) for one in apart_from) for name in names)
    most = fewest + sum(any(word in name[1:-1] for word in _JOINED) for name in names)
    most += sum(name.count("、") for name in names)
    most = max(most, claimed) if names[-1].endswith(_MORE) else most
    shown = "、".join(names[:_SHOWN]) + ("…" if fewest > _SHOWN else "")
    claims = [make_operand(one) for one in statement.parts or (statement,)]
    things = [
        Operand(
            place=Place(location=listed.location, row=listed.name),
            text=listed.name,
            value=_ONE,
            unit="",
            role="列示",
        )
        for listed in statement.listed[:_SHOWN]
    ]
    return Outcome(
        verdict=Verdict.PASS if least <= claimed <= most else Verdict.FAIL,
        place=locate_statement(statement),
        operands=(*claims, *things),
        expected=str(fewest),
        found=str(claimed),
        difference=str(claimed - fewest),
        facts=(
            ("names", Bilingual(shown, shown)),
            ("claim", Bilingual(statement.name, statement.name)),
        ),
    )


def _check_forms(parameters: CountParameters, budget: Budget) -> Iterator[Outcome]:
    claims = list_named(budget, parameters.statements)
    if not claims or claims[0].amount is None or not budget.forms:
        return
    forms = _list_different(budget.forms, parameters)
    claimed, found = int(claims[0].amount.value), len(forms)
    known = [money for money in forms if money is not None]
    sums = [one for one in list_named(budget, [parameters.total]) if one.amount is not None]
    yield _count_forms(claims[0], claimed, known, found)
    if sums and known:
        yield from _add_forms(sums[0], known, is_whole=found >= claimed and len(known) == found)


def _list_different(forms: Sequence[Form], parameters: CountParameters) -> list[Quantity | None]:
    """Return the money of the forms; one printed twice, or cut by a page, counts once."""
    money = [find_money(form, parameters.funds) for form in forms]
    seen: dict[tuple[str, str], Quantity | None] = {}
    for form, one in zip(forms, money, strict=True):
        seen.setdefault((form.project or form.id, str(one.base) if one else ""), one)
    return list(seen.values())


def _count_forms(claim: Statement, claimed: int, money: list[Quantity], found: int) -> Outcome:
    verdict = Verdict.PASS
    if found != claimed:
        verdict = Verdict.FAIL if found > claimed else Verdict.REVIEW
    return Outcome(
        verdict=verdict,
        place=locate_statement(claim),
        operands=(make_operand(claim), *[_make_money(one) for one in money[:_SHOWN]]),
        expected=str(found),
        found=str(claimed),
        difference=str(claimed - found),
        unit=claim.amount.unit.word if claim.amount else "",
        facts=(
            ("claim", Bilingual("绩效目标项目数", "number of projects")),
            ("review", _PARTIAL),
        ),
    )


def _add_forms(total: Statement, money: list[Quantity], *, is_whole: bool) -> Iterator[Outcome]:
    """Judge the sum of the forms; if forms are missing it can only be too large."""
    parts = [Part(_ONE, measure_statement(total), total.name)]
    parts += [Part(-_ONE, one, one.place.title) for one in money]
    facts = (("claim", Bilingual("绩效目标项目资金", "money of the projects")),)
    outcome = compare_parts(parts, 0, Demand(facts=facts))
    if not is_whole:
        outcome = outcome._replace(bounded=True, sense=-1)
    stated = total.amount.compute_base() if total.amount else Decimal(0)
    is_too_much = sum((one.base for one in money), Decimal(0)) > stated
    if is_whole or (is_too_much and outcome.verdict is not Verdict.PASS):
        yield outcome


def _make_money(money: Quantity) -> Operand:
    return Operand(
        place=money.place,
        text=money.text,
        value=money.value,
        unit=money.unit.word,
        role=money.place.title,
    )


_CHECKS: dict[str, Callable[[CountParameters, Budget], Iterator[Outcome]]] = {
    "listed": _check_listed,
    "distinct": _check_distinct,
    "forms": _check_forms,
}
DEMANDS = tuple(_CHECKS)
