"""Plan and outcome beside each other in final accounts: the word between them, and the sums."""

import pytest

from auditor.engine.running import run_rules
from auditor.finding import Verdict
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.rulepack import load_packs

_TEXT = (
    "某市某局2030年度部门决算\n"
    "一、一般公共预算财政拨款支出决算情况\n"
    "一般公共预算财政拨款支出年初预算为{plan}万元，支出决算为86.00万元。其中：\n"
    "1.教育支出（类）普通教育（款）小学教育（项）。年初预算为65.00万元，支出决算为{came}万元。"
    "{words}，主要原因是学生人数变化。\n"
    "2.教育支出（类）普通教育（款）初中教育（项）。年初预算为30.00万元，支出决算为26.00万元。\n"
)


def _judge(rule_id: str, **words: str) -> list[Verdict]:
    pack = load_packs(["cn-final-accounts"])
    text = _TEXT.format(**{"plan": "95.00", "came": "60.00", "words": "", **words})
    budget = interpret_document(
        parse_document(text), pack.templates, pack.catalogues, statements=pack.statements
    )
    rule = pack.find_rule(rule_id)
    assert rule is not None
    run = run_rules([rule], budget)
    assert run.failures == ()
    return [outcome.verdict for _, outcome in run.outcomes]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("决算数小于预算数", Verdict.PASS),
        ("支出决算低于年初预算", Verdict.PASS),
        ("决算数大于预算数", Verdict.FAIL),
        ("决算数与预算数持平", Verdict.FAIL),
        ("决算数同预算数持平", Verdict.FAIL),
        ("其中5.00万元为追加，决算数大于预算数", Verdict.NOT_APPLICABLE),
    ],
)
def test_the_word_between_plan_and_outcome_follows_from_both(words: str, verdict: Verdict) -> None:
    """Behind another amount the words may speak of that one."""
    assert _judge("final-outcome-against-plan", words=words) == [verdict]


@pytest.mark.parametrize(
    ("plan", "came", "verdicts"),
    [
        ("95.00", "60.00", [Verdict.PASS, Verdict.PASS]),
        ("95.01", "60.01", [Verdict.PASS, Verdict.PASS]),
        ("59.00", "60.00", [Verdict.FAIL, Verdict.PASS]),
        ("95.00", "160.00", [Verdict.PASS, Verdict.FAIL]),
        ("95.00", "40.00", [Verdict.PASS, Verdict.REVIEW]),
    ],
)
def test_items_make_the_plan_and_the_outcome(
    plan: str, came: str, verdicts: list[Verdict]
) -> None:
    """What makes less than the total may be a selection."""
    assert _judge("final-items-make-plan-and-outcome", plan=plan, came=came) == verdicts
