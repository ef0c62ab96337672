"""Run the examples that stand inside the rules: they are the rules' tests."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from auditor.budget import Budget, Unseen
from auditor.engine.running import Run, run_rules
from auditor.engine.settings import Settings
from auditor.finding import Outcome, Verdict
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.rule import Example, Rule
from auditor.rulepack import RulePack


class ExampleResult(NamedTuple):
    """What came of one example: `reason` says why it does not show what it promises, or "".

    `wanted` is the example, and `came` all outcomes, of one that does not; of others nothing.
    """

    rule: str
    example: str
    reason: str
    wanted: Example | None = None
    came: tuple[Outcome, ...] = ()

    @property
    def is_met(self) -> bool:
        """True if the example shows what it promises."""
        return not self.reason


def run_examples(rule_pack: RulePack) -> tuple[ExampleResult, ...]:
    """Run every example of every rule, in their order."""
    return tuple(
        run_example(rule, example, rule_pack)
        for rule in rule_pack.rules
        for example in rule.examples
    )


def run_example(rule: Rule, example: Example, rule_pack: RulePack) -> ExampleResult:
    """Run one example of a rule."""
    if example.others or rule.across:
        run = run_set(rule, (example.document, *example.others), rule_pack)
    else:
        run = run_rule(rule, example.document, rule_pack, example.unseen)
    reason = _find_reason(example, run)
    if not reason:
        return ExampleResult(rule=rule.id, example=example.name, reason="")
    came = tuple(outcome for _, outcome in run.outcomes)
    return ExampleResult(
        rule=rule.id, example=example.name, reason=reason, wanted=example, came=came
    )


def run_rule(rule: Rule, text: str, rule_pack: RulePack, unseen: Sequence[str] = ()) -> Run:
    """Put one rule to a small document that carries some kinds of unseen things."""
    carried = tuple(Unseen(kind, 1, kind) for kind in unseen)
    return run_rules([rule], replace(_read_budget(text, rule_pack), unseen=carried))


def run_set(rule: Rule, texts: Sequence[str], rule_pack: RulePack) -> Run:
    """Put one rule to a set of small documents; the outcomes are those of each of them."""
    from auditor.engine.sets.judging import judge_sets  # noqa: PLC0415 - audits import this module
    from auditor.engine.sets.packing import pack_facts  # noqa: PLC0415

    name = rule_pack.packs[-1].name
    facts = [
        pack_facts(_read_budget(text, rule_pack), f"{number}", f"{number}", name)
        for number, text in enumerate(texts, start=1)
    ]
    alone = replace(rule_pack, rules=(rule,))
    told = judge_sets(facts, lambda _: alone, Settings()).values()
    return Run(
        outcomes=tuple((rule, outcome) for one in told for _, outcome in one.outcomes),
        failures=tuple(dict.fromkeys(failure for one in told for failure in one.failures)),
        not_applied=tuple(dict.fromkeys(reason for one in told for reason in one.not_applied)),
    )


def _read_budget(text: str, rule_pack: RulePack) -> Budget:
    return interpret_document(
        parse_document(text),
        rule_pack.templates,
        rule_pack.catalogues,
        statements=rule_pack.statements,
        percentages=rule_pack.percentages,
        forms=rule_pack.forms,
    )


def _find_reason(example: Example, run: Run) -> str:
    """Say why the example does not hold, or ""."""
    if run.failures:
        return run.failures[0].reason
    outcomes = [outcome for _, outcome in run.outcomes]
    verdict = _sum_up(outcomes)
    if verdict != example.expect:
        return f"expected {example.expect}, came out {verdict}"
    if not example.place:
        return ""
    mine = [outcome for outcome in outcomes if outcome.verdict.value == example.expect]
    if any(_stands_at(outcome, example) for outcome in mine):
        return ""
    places = ", ".join(_name_place(outcome) for outcome in mine)
    return f"{example.expect} at {places}, not at {dict(example.place)}"


def _sum_up(outcomes: list[Outcome]) -> str:
    """Return the gravest verdict: a failure outweighs a review, a review a pass."""
    verdicts = {outcome.verdict for outcome in outcomes}
    for verdict in (Verdict.FAIL, Verdict.REVIEW, Verdict.PASS):
        if verdict in verdicts:
            return str(verdict.value)
    return str(Verdict.NOT_APPLICABLE.value)


def _stands_at(outcome: Outcome, example: Example) -> bool:
    place = outcome.place
    known = {
        "line": str(place.location.line),
        "column": str(place.location.column),
        "column_name": place.column,
        "row": place.row,
        "table": place.table,
    }
    return all(known.get(name) == wanted for name, wanted in example.place)


def _name_place(outcome: Outcome) -> str:
    place = outcome.place
    return f"{place.location.line} {place.row} {place.column}".strip()
