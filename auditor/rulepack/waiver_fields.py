"""The fields of a waiver: rule, fingerprint, approval, largest difference. Knows no finding."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from auditor.amount import find_unit
from auditor.finding.magnitude import Magnitude
from auditor.rule import Rule
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import suggest_name
from auditor.rulepack.nodes import Node, ScalarNode

PLACE = ("document", "table", "row", "column")
_FINGERPRINT = re.compile("f1:[0-9a-f]{8,64}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*(\S*)")
_EMPTY = frozenset({"~", "null", "Null", "NULL"})
_LONGEST = 40


def take_rule(
    fields: Fields, rules: Mapping[str, Rule], kept_aside: set[str]
) -> tuple[str, Rule | None]:
    """Return the rule's name as given, and the rule; `kept_aside` are known, but do not run."""
    scalar = fields.find_scalar("rule")
    if scalar is None:
        return "", None
    name = scalar.value.strip()
    rule = rules.get(name)
    if rule is None and name not in kept_aside:
        hint = suggest_name(name, (*rules, *sorted(kept_aside - {""})))
        fields.log.add(scalar, f"there is no rule {name!r}{hint}")
    elif rule is not None and not rule.waivable:
        fields.log.add(scalar, f"the rule {name!r} cannot be waived")
    return name, rule


def take_fingerprint(fields: Fields) -> str:
    """Return the fingerprint, "" if none is given."""
    scalar = fields.find_scalar("fingerprint")
    if scalar is None:
        return ""
    if not _FINGERPRINT.fullmatch(scalar.value):
        fields.log.add(scalar, f"fingerprint: {scalar.value!r} is no fingerprint such as f1:0a1b…")
    return scalar.value


def take_approval(fields: Fields) -> tuple[str, str]:
    """Return who approved and the last day on which the waiver holds; a draft is refused."""
    empty = [key for key in ("approved_by", "expires") if _is_empty(fields.find(key))]
    for key in empty:
        node = fields.find(key)
        if node is not None:
            fields.log.add(node, f"{key}: a draft silences nothing until an auditor fills this in")
    approver = "" if "approved_by" in empty else fields.take_text("approved_by")
    return approver, "" if "expires" in empty else _take_day(fields)


def _is_empty(node: Node | None) -> bool:
    """Say whether a key has nothing behind it, which YAML also writes as ~ or null."""
    if not isinstance(node, ScalarNode):
        return False
    return not node.value.strip() or (not node.style and node.value in _EMPTY)


def _take_day(fields: Fields) -> str:
    scalar = fields.find_scalar("expires")
    if scalar is None:
        return ""
    try:
        if _DAY.fullmatch(scalar.value):
            return date.fromisoformat(scalar.value).isoformat()
    except ValueError:
        pass
    fields.log.add(scalar, f"expires: {scalar.value!r} is no date such as 2027-03-01")
    return ""


def take_largest(fields: Fields, rule: Rule | None) -> tuple[str, Magnitude | None]:
    """Return the largest difference that is accepted: by default the one that was waived.

    The first part is how the file prints it, "" where it states none.
    """
    waived = _take_magnitude(fields, "difference", rule)
    largest = _take_magnitude(fields, "max_difference", rule)
    node = fields.find("max_difference")
    if waived and largest and node is not None and not largest.covers(waived):
        fields.log.add(node, "max_difference: is smaller than the difference that was waived")
    key = "max_difference" if largest else "difference"
    return fields.take_text(key), largest or waived


def _take_magnitude(fields: Fields, key: str, rule: Rule | None) -> Magnitude | None:
    """Return an amount with its unit; what a rule counts may be a plain number."""
    scalar = fields.find_scalar(key)
    if scalar is None:
        return None
    text = scalar.value.strip()
    found = _AMOUNT.fullmatch(text.lstrip("+-")) if len(text) <= _LONGEST else None
    if found:
        size, word = Decimal(found.group(1).replace(",", "")), found.group(2)
        unit = find_unit(word)
        if unit is not None:
            return Magnitude(size * unit.factor, unit.dimension)
        if not word and rule is not None and rule.kind == "count":
            return Magnitude(size, "")
    fields.log.add(scalar, f"{key}: an amount with its unit is wanted here, such as 100.00元")
    return None
