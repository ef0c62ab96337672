# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""`auditor rules`: list and show rules, find mistakes, run examples, write a new rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.notes import write_mistakes
from auditor.cli.options import DEFAULT_PACKS
from auditor.cli.outputs import write_stdout
from auditor.report.escaping import escape_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from auditor.cli.parts import Parts
    from auditor.engine import ExampleResult
    from auditor.rulepack import RulePack

_OTHERWISE = {"zh": "结果与预期（-）不符，实际为（+）", "en": "not as expected (-) but so (+)"}
_UNPROVED = {"zh": "没有不通过的例子", "en": "has no example that fails"}


def run_rules(given: argparse.Namespace, parts: Parts) -> int:
    """Carry out an action; 2 where a rule has a mistake, 1 where an example fails.

    Raises UsageError, RulePackError and, for files that cannot be read, ReadingError.
    """
    match given.action:
        case "list":
            from auditor.cli.rule_list import run_list

            return run_list(given, parts)
        case "show":
            from auditor.cli.explain import run_explain

            return run_explain(given.rule, given.pack or (), given.lang, parts)
        case "new":
            from auditor.cli.new_rule import run_new

            return run_new(given, parts)
        case "strength":
            from auditor.cli.strength import run_strength

            return run_strength(given, parts)
        case "schema":
            return _print_schema(given.file)
        case "lint":
            return _lint_rules(_load_packs(given, parts), given.lang)
        case _:
            return _test_rules(given, parts)


def _load_packs(given: argparse.Namespace, parts: Parts) -> RulePack:
    names = [*given.packs, *(given.pack or ())]
    rule_pack = parts.load_packs(names or DEFAULT_PACKS)
    write_mistakes(rule_pack.mistakes, given.lang)
    return rule_pack


def _lint_rules(rule_pack: RulePack, language: str) -> int:
    rules, mistakes = len(rule_pack.rules), len(rule_pack.mistakes)
    if language == "zh":
        write_lines([f"规则 {rules} 条，错误 {mistakes} 处"])
    else:
        write_lines([f"{rules} rules, {mistakes} mistakes"])
    return 2 if mistakes else 0


def _test_rules(given: argparse.Namespace, parts: Parts) -> int:
    rule_pack = _load_packs(given, parts)
    results = parts.run_examples(parts.load_cases(given.case or (), rule_pack))
    failures = [result for result in results if not result.is_met]
    for failure in failures:
        write_lines(tuple(_describe_failure(failure, given.lang)))
    if not given.case:
        write_lines(tuple(_list_unproved(rule_pack, given.lang)))
    write_lines(tuple(_count_examples(results, rule_pack, given.lang)))
    if rule_pack.mistakes:
        return 2
    return 1 if failures else 0


def _list_unproved(rule_pack: RulePack, language: str) -> Iterator[str]:
    """Yield the rules without an example that fails: nobody has seen what they find."""
    for rule in rule_pack.rules:
        if not {"fail", "review"} & {example.expect for example in rule.examples}:
            yield f"{rule.id}: {_UNPROVED[language]}"


def _count_examples(
    results: Sequence[ExampleResult], rule_pack: RulePack, language: str
) -> Iterator[str]:
    """Yield how many examples there are and failed: of each pack if there are several, of all."""
    packs = {rule.id: rule.pack for rule in rule_pack.rules}
    groups: dict[str, list[ExampleResult]] = {}
    for result in results:
        groups.setdefault(packs[result.rule], []).append(result)
    for pack, group in groups.items() if len(groups) > 1 else ():
        yield f"  {pack}: {_word_count(group, language)}"
    yield _word_count(results, language)


def _word_count(results: Sequence[ExampleResult], language: str) -> str:
    failed = sum(not result.is_met for result in results)
    if language == "zh":
        return f"例子 {len(results)} 个，未通过 {failed} 个"
    return f"{len(results)} examples, {failed} failed"


def _describe_failure(result: ExampleResult, language: str) -> Iterator[str]:
    """Yield what was expected (-) and what came instead (+), as it would stand in the YAML."""
    from auditor.report.example_text import render_difference

    if result.wanted is None:
        yield f"{result.rule}: {result.example}: {result.reason}"
        return
    yield f"{result.rule}: {result.example}: {_OTHERWISE[language]}"
    yield from render_difference(result.wanted, result.came, language)


def _print_schema(name: str) -> int:
    """Print the JSON Schema of one kind of file. Raises UsageError."""
    from auditor.cli.errors import UsageError
    from auditor.rulepack.schema import SCHEMAS, render_schema

    if name not in SCHEMAS:
        message = f"没有这种文件 / no such file: {name} ({', '.join(SCHEMAS)})"
        raise UsageError(message)
    write_stdout(render_schema(name))
    return 0


def write_lines(lines: Sequence[str]) -> None:
    """Write lines to standard output, harmless whatever they quote."""
    write_stdout("".join(f"{escape_text(line)}\n" for line in lines))
