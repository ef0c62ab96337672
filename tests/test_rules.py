"""The rules that come with the program: sound, explained, and proven by their own examples."""

from functools import cache, partial
from pathlib import Path

import pytest

from auditor.checks.equation import EquationParameters
from auditor.engine import Settings, audit_document, run_examples
from auditor.reading import read_document
from auditor.rule import Rule
from auditor.rule.equation import CompiledEquation
from auditor.rulepack import RulePack, load_packs
from auditor.rulepack.message_slots import MESSAGE_SLOTS

PACKS = ("cn", "cn-shanghai")
# These only ever ask a person to look: what cannot be read, or was read beside its column.
REVIEWING = frozenset({"figure-unreadable", "figure-misplaced"})


@cache
def _load(name: str) -> RulePack:
    return load_packs([name])


every_rule = pytest.mark.parametrize(
    "rule", [pytest.param(rule, id=rule.id) for rule in _load("cn-shanghai").rules]
)


@pytest.mark.parametrize("name", PACKS)
def test_pack_has_no_mistakes(name: str) -> None:
    """Every rule and template compiles."""
    assert [str(mistake) for mistake in _load(name).mistakes] == []


def test_pack_of_shanghai_holds_the_rules_of_the_country() -> None:
    """What a pack extends is part of it, but for what it switches off."""
    inherited = {rule.id for rule in _load("cn").rules}

    assert inherited
    shanghai = _load("cn-shanghai")
    assert inherited < {rule.id for rule in shanghai.rules} | set(shanghai.switched_off)


def test_examples_show_what_they_promise() -> None:
    """Each example comes out as it says, and at the place it names."""
    results = run_examples(_load("cn-shanghai"))

    assert results
    assert [(r.rule, r.example, r.reason) for r in results if not r.is_met] == []


@every_rule
def test_rule_says_what_why_and_on_whose_authority(rule: Rule) -> None:
    """Title, rationale and message stand in both languages, and a source is named."""
    assert rule.message is not None
    for words in (rule.title, rule.rationale, rule.message):
        assert words.zh
        assert words.en
        assert words.zh != words.en
    assert rule.source


@every_rule
def test_rule_has_been_seen_to_pass_and_to_fail(rule: Rule) -> None:
    """A rule that nobody has seen fail is no rule."""
    expected = {example.expect for example in rule.examples}

    assert "pass" in expected
    assert ("review" if rule.id in REVIEWING else "fail") in expected


@every_rule
def test_failing_examples_name_their_place(rule: Rule) -> None:
    """A failure is shown where a person would look for it."""
    failing = [example for example in rule.examples if example.expect == "fail"]

    assert [example.name for example in failing if not example.place] == []


def test_no_equation_is_stated_by_two_rules() -> None:
    """One slip must not be reported twice for the same reason."""
    stated = [
        (equation.text, equation.home.name if equation.home else "", equation.relation)
        for rule in _load("cn-shanghai").rules
        for equation in _list_equations(rule)
    ]

    assert stated
    assert sorted({known for known in stated if stated.count(known) > 1}) == []


def _list_equations(rule: Rule) -> tuple[CompiledEquation, ...]:
    parameters = rule.check.args[0] if isinstance(rule.check, partial) else None
    return parameters.equations if isinstance(parameters, EquationParameters) else ()


def test_messages_may_use_every_fact_that_an_outcome_gives() -> None:
    """What checks add to an outcome is known as a slot when a pack is loaded."""
    sample = Path(__file__).parent.parent / "samples" / "faults-of-every-kind.txt"
    audit = audit_document(read_document(sample), _load("cn-shanghai"), Settings())

    given = {name for _, outcome in audit.outcomes for name, _ in outcome.facts}

    assert given - {"review"} <= MESSAGE_SLOTS  # which stands in for the whole message
    assert {"formula", "context", "item"} <= given
