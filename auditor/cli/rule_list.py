"""`auditor rules list`: the rules of packs, or those that never apply to given files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.names import KINDS
from auditor.cli.notes import write_mistakes
from auditor.cli.options import DEFAULT_PACKS, CheckOptions
from auditor.cli.rules import write_lines
from auditor.cli.shelf import PackShelf

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from auditor.cli.parts import Parts
    from auditor.finding import Bilingual
    from auditor.rule import Rule
    from auditor.rulepack import RulePack

_OFF = {"zh": "已关闭的规则", "en": "rules switched off"}
_NEVER = {
    "zh": "对所给文件从未适用的规则 {count} 条：",
    "en": "{count} rules never apply to the files given:",
}


def run_list(given: argparse.Namespace, parts: Parts) -> int:
    """List rules; 2 where a pack has a mistake.

    Raises UsageError for a kind that there is not, RulePackError, and ReadingError.
    """
    shelf = PackShelf(parts, given.pack or (), examples=True)
    if given.files:
        rule_pack, reasons = _find_reasons(given.files, shelf, parts)
    else:
        rule_pack, reasons = shelf.load(given.pack or DEFAULT_PACKS), {}
    write_mistakes(rule_pack.mistakes, given.lang)
    rules = _choose_rules(rule_pack, given.kind or ())
    if given.files:
        _list_never_applied(rules, reasons, given.lang)
    else:
        _list_rules(rules, rule_pack, given.lang)
    return 2 if rule_pack.mistakes else 0


def _choose_rules(rule_pack: RulePack, kinds: Sequence[str]) -> list[Rule]:
    for kind in kinds:
        if kind not in KINDS:
            from auditor.cli.errors import UsageError  # noqa: PLC0415 - only a mistake needs it

            message = f"--kind: 没有这个类别 / no such kind: {kind} ({', '.join(KINDS)})"
            raise UsageError(message)
    chosen = [rule for rule in rule_pack.rules if not kinds or rule.kind in kinds]
    return sorted(chosen, key=lambda rule: rule.id)


def _list_rules(rules: Sequence[Rule], rule_pack: RulePack, language: str) -> None:
    rows = [(rule.id, rule.severity.value, rule.kind, rule.pack, rule.status) for rule in rules]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for rule, row in zip(rules, rows, strict=True):
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)]
        write_lines(["  ".join([*cells, rule.title.speak(language)])])
    if rule_pack.switched_off:
        write_lines([f"{_OFF[language]}: {', '.join(rule_pack.switched_off)}"])


def _find_reasons(
    files: Sequence[str], shelf: PackShelf, parts: Parts
) -> tuple[RulePack, dict[str, Bilingual]]:
    """Find the rules that apply to none of the files, each with the first file's reason.

    Also returns the packs that the files were put to. A rule of a pack that only some files
    chose need not apply to the others.
    """
    options = CheckOptions(paths=tuple(files))
    never: dict[str, Bilingual] = {}
    applied: set[str] = set()
    audits = []
    for path in parts.find_documents(files).files:
        source = parts.read_document(path, 0)
        rule_pack, _ = shelf.find_pack(source)
        audits.append(parts.audit_document(source, rule_pack, options))
        mine = dict(audits[-1].not_applied)
        applied |= {rule.id for rule in rule_pack.rules} - mine.keys()
        never = {**mine, **never}
    reasons = {rule: why for rule, why in never.items() if rule not in applied}
    return shelf.join_used(audits), reasons


def _list_never_applied(
    rules: Sequence[Rule], reasons: dict[str, Bilingual], language: str
) -> None:
    mine = [rule for rule in rules if rule.id in reasons]
    width = max((len(rule.id) for rule in mine), default=0)
    write_lines([_NEVER[language].format(count=len(mine))])
    for rule in mine:
        write_lines([f"{rule.id:<{width}}  {reasons[rule.id].speak(language)}"])
