# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""The names that --select, --ignore and explain take: rules, their old ids, and kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.rule import Rule
    from auditor.rulepack import RulePack

KINDS = (
    "equation",
    "rollup",
    "codes",
    "years",
    "indicators",
    "present",
    "count",
    "agree",
    "numerals",
    "wording",
)


def resolve_names(names: Sequence[str], rule_pack: RulePack) -> tuple[str, ...]:
    """Return the kinds and the present ids of the rules that the names stand for.

    A rule that was left out because of a mistake, or is switched off, is known.
    Raises UsageError with every name that is neither a rule of the packs nor a kind.
    """
    known = {kind: kind for kind in (*KINDS, *_list_own_names())}
    known.update((mistake.rule, mistake.rule) for mistake in rule_pack.mistakes if mistake.rule)
    known.update((rule, rule) for rule in rule_pack.switched_off)
    known.update((old, rule.id) for rule in rule_pack.rules for old in rule.replaces)
    known.update((rule.id, rule.id) for rule in rule_pack.rules)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UsageError("\n".join(_refuse(name, known) for name in unknown))
    return tuple(dict.fromkeys(known[name] for name in names))


def _list_own_names() -> tuple[str, ...]:
    """List the demands about sets and lists that no pack declares, and their kind."""
    from auditor.engine.sets.own_rules import KIND, OWN_RULES

    return (KIND, *(rule.id for rule in OWN_RULES))


def require_a_rule(select: Sequence[str], ignore: Sequence[str], rule_pack: RulePack) -> None:
    """Raise UsageError where the names leave no rule: such an audit would look clean."""
    if not rule_pack.rules or not (select or ignore):
        return
    for rule in rule_pack.rules:
        names = {rule.id, rule.kind}
        if (not select or names.intersection(select)) and not names.intersection(ignore):
            return
    raise UsageError("--select/--ignore: 没有剩下任何规则 / no rule is left")


def find_rule(name: str, rule_pack: RulePack) -> Rule:
    """Find a rule by its id or an id that it replaces. Raises UsageError."""
    for rule in rule_pack.rules:
        if name == rule.id or name in rule.replaces:
            return rule
    raise UsageError(_refuse(name, (rule.id for rule in rule_pack.rules)))


def _refuse(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = ", ".join(get_close_matches(name, sorted(known)))
    hint = f" ({near}?)" if near else ""
    return f"没有这条规则 / no such rule: {name}{hint}"
