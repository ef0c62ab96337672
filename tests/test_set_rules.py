"""Rules over several documents, as auditors write them."""

from pathlib import Path

import pytest
from made_packs import list_mistakes, write_pack
from made_sets import DEPARTMENT
from reading_budgets import load_shipped_pack
from seed_edits import audit_text

FAR_RULE = """\
change:
  kind: equation
  across: {scope}
  equation: 支出表[合计].合计 = {other}.支出表[合计].合计
  source: 某办法
"""


@pytest.mark.parametrize(
    ("scope", "other", "reason"),
    [
        ("years", "单位", "unknown table '单位.支出表'"),
        ("unit", "上年", "unknown table '上年.支出表'"),
        ("parts", "上年", "unknown table '上年.支出表'"),
        ("year", "上年", "across: 'year' is none of"),
    ],
)
def test_other_document_must_be_one_that_the_scope_has(
    tmp_path: Path, scope: str, other: str, reason: str
) -> None:
    """A formula names the other side as its scope calls it; all else is a mistake of the rule."""
    text = FAR_RULE.format(scope=scope, other=other)

    (first, *_) = list_mistakes(write_pack(tmp_path / "a", {"rules/r.yaml": text}))

    assert reason in first


def test_rule_of_one_document_cannot_name_another(tmp_path: Path) -> None:
    """Without `across` there is no other document."""
    text = FAR_RULE.format(scope="years", other="上年").replace("  across: years\n", "")

    (mistake,) = list_mistakes(write_pack(tmp_path / "a", {"rules/r.yaml": text}))

    assert "unknown table '上年.支出表'" in mistake


@pytest.mark.parametrize(
    "documents",
    ["documents: [甲]", "documents: [甲, 乙], document: 丙", "expect: pass"],
)
def test_examples_of_sets_have_two_documents(tmp_path: Path, documents: str) -> None:
    """One document is no set, and `document` does not stand beside `documents`."""
    expect = "" if "expect" in documents else "expect: pass, "
    text = FAR_RULE.format(scope="years", other="上年")
    text += f"  examples: [{{name: a, {expect}{documents}}}]\n"

    assert list_mistakes(write_pack(tmp_path / "a", {"rules/r.yaml": text}))


def test_conditions_may_ask_for_the_other_document(tmp_path: Path) -> None:
    """`has(上年.支出表)` is a condition like another."""
    text = FAR_RULE.format(scope="years", other="上年") + "  when: has(上年.支出表)\n"

    assert list_mistakes(write_pack(tmp_path / "a", {"rules/r.yaml": text})) == []


def test_rules_over_sets_are_not_put_to_one_document() -> None:
    """Alone, a document neither passes nor lacks what only another one could show."""
    audit = audit_text(DEPARTMENT)

    named = {rule for rule, _ in (*audit.outcomes, *audit.not_applied)}
    assert not named & {rule.id for rule in load_shipped_pack().rules if rule.across}
