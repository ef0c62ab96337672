"""Kind `years`, sentences: whatever the form, stale years are found, others are left alone."""

import pytest
from reading_budgets import read_budget

from auditor.engine.running import run_rules
from auditor.finding import Verdict
from auditor.rulepack import load_packs

_TITLE = "某市某局2025年部门预算\n\n"


def _list_faults(rule_id: str, text: str) -> list[tuple[int, str]]:
    """Judge a text by a rule of the pack that every province has."""
    rule = load_packs(["cn"]).find_rule(rule_id)
    assert rule is not None
    run = run_rules([rule], read_budget(text))
    assert run.failures == ()
    return [
        (outcome.place.location.line, outcome.found)
        for _, outcome in run.outcomes
        if outcome.verdict is Verdict.FAIL
    ]


def test_a_year_is_judged_once() -> None:
    """A sentence that several phrases fit has one stale year, not two."""
    text = _TITLE + "一、2024年部门预算情况说明\n\n2025年收支总预算30万元。"

    assert _list_faults("year-of-statement", text) == [(3, "2024")]


@pytest.mark.parametrize("lead", ["主要原因是", "由于", "比", "较"])
def test_the_year_before_may_be_a_reason(lead: str) -> None:
    """What was not planned a year ago explains why there is more now."""
    text = _TITLE + f"增加30万元，{lead}2024年没有政府性基金预算支出。"

    assert _list_faults("year-of-statement", text) == []


@pytest.mark.parametrize(
    ("day", "faults"),
    [
        ("2024年12月31日", []),
        ("2024年底", []),
        ("2025年12月31日", [(3, "2025")]),
        ("2023年8月31日", [(3, "2023")]),
        ("2025年1月31日", []),
    ],
)
def test_assets_are_those_of_the_year_before(day: str, faults: list[tuple[int, str]]) -> None:
    """A budget is made before its year: only its first month may be told of."""
    text = _TITLE + f"截至{day}，本部门共有车辆3辆。"

    assert _list_faults("year-of-assets", text) == faults


def test_the_year_may_stand_above_a_table_alone() -> None:
    """Tables published apart often print their year in a line of its own, and nowhere else."""
    text = "部门整体绩效表\n（2025年度）\n部门名称\t某局\n指标\t数值\n数量\t3\n"

    assert read_budget(text).year == 2025
