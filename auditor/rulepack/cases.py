"""Case files: further examples of a rule, in a YAML file of their own beside any pack.

rule: expenditure-row-total
cases:
  - {name: sound, document: "…", expect: pass}
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from auditor.errors import Mistake, RulePackError
from auditor.rule import Rule
from auditor.rulepack.examples import build_examples
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import MistakeLog, suggest_name
from auditor.rulepack.pack_text import LARGEST_FILE, decode_text
from auditor.rulepack.rule_pack import RulePack
from auditor.rulepack.yaml_parsing import parse_yaml

_KEYS = ("rule", "cases")


def load_cases(paths: Iterable[str], rule_pack: RulePack) -> RulePack:
    """Return the pack with the rules of the case files alone, their cases as their examples.

    Raises RulePackError, with the mistakes of all the files.
    """
    rules: list[Rule] = []
    mistakes: list[Mistake] = []
    for path in paths:
        try:
            rules.append(_read_cases(path, rule_pack))
        except RulePackError as error:
            mistakes += error.mistakes
    if mistakes:
        raise RulePackError(mistakes)
    return replace(rule_pack, rules=tuple(rules))


def _read_cases(path: str, rule_pack: RulePack) -> Rule:
    file = parse_yaml(decode_text(_read_content(path), path), path)
    log = MistakeLog(file)
    for repetition in file.repetitions:
        log.add(repetition.key, f"the key {repetition.key.value!r} stands here twice")
    fields = Fields(file.root, _KEYS, log)
    fields.require(*_KEYS)
    named, node = fields.find_scalar("rule"), fields.find("cases")
    examples = () if node is None else build_examples(node, log)
    rule = None if named is None else rule_pack.find_rule(named.value)
    if named is not None and rule is None:
        known = [known.id for known in rule_pack.rules]
        log.add(named, f"there is no rule {named.value!r}{suggest_name(named.value, known)}")
    if rule is None or log.found:
        raise RulePackError(log.found)
    return replace(rule, examples=examples)


def _read_content(path: str) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as fault:
        reason = f"cannot be read: {fault.strerror}"
        raise RulePackError([Mistake(path, 1, 1, reason)]) from None
