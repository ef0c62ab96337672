"""Put every rule to a budget. A rule that crashes is said and stops nobody else."""

from collections.abc import Iterable
from typing import NamedTuple

from auditor.budget import Budget
from auditor.errors import RuleError
from auditor.finding import Bilingual, Outcome, Place, RuleFailure, Verdict
from auditor.rule import Rule


class Run(NamedTuple):
    """Outcomes with their rules, in the order of the rules; failures; rules never applied."""

    outcomes: tuple[tuple[Rule, Outcome], ...]
    failures: tuple[RuleFailure, ...]
    not_applied: tuple[tuple[str, Bilingual], ...]


def run_rules(rules: Iterable[Rule], budget: Budget) -> Run:
    """Run the rules that hold for the budget's year."""
    outcomes: list[tuple[Rule, Outcome]] = []
    failures: list[RuleFailure] = []
    not_applied: list[tuple[str, Bilingual]] = []
    for rule in rules:
        if not rule.effective.covers(budget.year):
            not_applied.append((rule.id, _say_not_effective(rule, budget)))
            continue
        mine, failure = _run_rule(rule, budget)
        outcomes += [(rule, outcome) for outcome in mine]
        if failure is not None:
            failures.append(failure)
        elif all(outcome.verdict is Verdict.NOT_APPLICABLE for outcome in mine):
            not_applied.append((rule.id, _find_reason(mine)))
    return Run(outcomes=tuple(outcomes), failures=tuple(failures), not_applied=tuple(not_applied))


def _run_rule(rule: Rule, budget: Budget) -> tuple[list[Outcome], RuleFailure | None]:
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(rule.check(budget))
    except RuleError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - a broken rule must not stop the audit
        reason = f"{type(error).__name__}: {error}"
    else:
        errors = [outcome for outcome in outcomes if outcome.verdict is Verdict.ERROR]
        if not errors:
            return outcomes, None
        return outcomes, _fail(rule, errors[0].reason.en)
    spoken = Bilingual(f"规则无法执行：{reason}", f"the rule cannot run: {reason}")
    outcomes.append(Outcome(verdict=Verdict.ERROR, place=Place(), reason=spoken))
    return outcomes, _fail(rule, reason)


def _fail(rule: Rule, reason: str) -> RuleFailure:
    return RuleFailure(rule=rule.id, reason=reason, line=rule.line, column=rule.column)


def _find_reason(outcomes: list[Outcome]) -> Bilingual:
    for outcome in outcomes:
        if outcome.reason.zh:
            return outcome.reason
    return Bilingual("文件中没有适用之处", "the document has no place where it applies")


def _say_not_effective(rule: Rule, budget: Budget) -> Bilingual:
    first, last = rule.effective.first or "…", rule.effective.last or "…"
    return Bilingual(
        f"规则适用年度为 {first}–{last}，文件年度为 {budget.year}",
        f"the rule holds for {first}–{last}, the document is of {budget.year}",
    )
