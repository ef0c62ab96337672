"""Put one shipped rule to a text: what the tests of words and structure start from."""

from reading_budgets import load_shipped_pack, read_budget

from auditor.engine.running import run_rules
from auditor.finding import Outcome, Verdict


def judge(rule_id: str, text: str) -> list[Outcome]:
    """Return what comes of a rule; a rule that crashes fails the test."""
    rule = load_shipped_pack().find_rule(rule_id)
    assert rule is not None
    run = run_rules([rule], read_budget(text))
    assert run.failures == ()
    return [outcome for _, outcome in run.outcomes]


def list_faults(rule_id: str, text: str) -> list[tuple[int, str]]:
    """Return line and words of what a rule finds wrong or worth a look."""
    return [
        (outcome.place.location.line, outcome.found or outcome.expected)
        for outcome in judge(rule_id, text)
        if outcome.verdict in (Verdict.FAIL, Verdict.REVIEW)
    ]
