"""Waiver files: which findings a bureau accepts, why, who approved, and until when.

- rule: expenditure-row-total
  fingerprint: f1:…            # or a place: document, table, row, column
  difference: 100.00元          # the difference that was waived; none larger is accepted
  reason: …
  approved_by: …
  expires: 2027-12-31
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from auditor.errors import Mistake, RulePackError
from auditor.finding.magnitude import Magnitude
from auditor.rule import Rule
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import MistakeLog, sort_mistakes
from auditor.rulepack.nodes import MappingNode, Node, SequenceNode, YamlFile
from auditor.rulepack.pack_text import LARGEST_FILE, decode_text
from auditor.rulepack.rule_pack import RulePack
from auditor.rulepack.waiver_fields import (
    PLACE,
    take_approval,
    take_fingerprint,
    take_largest,
    take_rule,
)
from auditor.rulepack.yaml_parsing import parse_yaml

KEYS = (
    *("rule", "fingerprint", *PLACE, "reason", "approved_by", "expires"),
    *("difference", "max_difference"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverEntry:
    """What is accepted: findings of a rule for which all that is stated holds; "" states nothing.

    `largest` is the largest difference that is accepted, None where the entry states none;
    `printed` is how the file prints it.
    """

    rule: str
    fingerprint: str = ""
    document: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    reason: str
    approver: str
    expires: str
    printed: str = ""
    largest: Magnitude | None = None
    path: str
    line: int


class WaiverFile(NamedTuple):
    """A waiver file as it was read."""

    path: str
    sha256: str


class WaiverBook(NamedTuple):
    """The sound entries of all files, in their order; what is wrong with the others."""

    entries: tuple[WaiverEntry, ...]
    mistakes: tuple[Mistake, ...]
    files: tuple[WaiverFile, ...]


def load_waivers(paths: Iterable[str], rule_pack: RulePack) -> WaiverBook:
    """Load waiver files. An entry with a mistake is left out, and all mistakes are named.

    Raises RulePackError, with the mistakes of all the files, where one cannot be read as YAML.
    """
    entries: list[WaiverEntry] = []
    mistakes: list[Mistake] = []
    refused: list[Mistake] = []
    files: list[WaiverFile] = []
    for path in paths:
        try:
            content = _read_content(path)
            file = parse_yaml(decode_text(content, path), path)
        except RulePackError as error:
            refused += error.mistakes
            continue
        files.append(WaiverFile(path, hashlib.sha256(content).hexdigest()))
        found, wrong = _build_entries(file, rule_pack)
        entries += found
        mistakes += wrong
    if refused:
        raise RulePackError(sort_mistakes([*refused, *mistakes]))
    return WaiverBook(tuple(entries), sort_mistakes(mistakes), tuple(files))


def _read_content(path: str) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as fault:  # ValueError: a name with a NUL
        reason = f"cannot be read: {getattr(fault, 'strerror', None) or fault}"
        raise RulePackError([Mistake(path, 1, 1, reason)]) from None


def _build_entries(file: YamlFile, rule_pack: RulePack) -> tuple[list[WaiverEntry], list[Mistake]]:
    log = MistakeLog(file)
    nodes = _list_nodes(file, log)
    rules = {id_: rule for rule in rule_pack.rules for id_ in (*rule.replaces, rule.id)}
    kept_aside = {*rule_pack.switched_off, *(one.rule or "" for one in rule_pack.mistakes)}
    entries: list[WaiverEntry] = []
    seen: dict[tuple[str, ...], int] = {}
    for index, node in enumerate(nodes):
        mine = MistakeLog(file)
        end = nodes[index + 1].line if index + 1 < len(nodes) else None
        _note_repetitions(file, node, end, mine)
        entry = _build_entry(node, rules, kept_aside, mine)
        if entry is not None:
            _note_double(entry, node, seen, mine)
        if entry is not None and not mine.found:
            entries.append(entry)
        log.found.extend(mine.found)
    return entries, log.found


def _list_nodes(file: YamlFile, log: MistakeLog) -> tuple[Node, ...]:
    """Return the entries; an empty file, which may hold comments alone, has none."""
    if isinstance(file.root, SequenceNode):
        return file.root.nodes
    if not isinstance(file.root, MappingNode) or file.root.entries:
        log.add(file.root, "a list of waivers is wanted here")
    return ()


def _note_repetitions(file: YamlFile, node: Node, end: int | None, log: MistakeLog) -> None:
    """Note the keys that stand twice in an entry, which ends where the next begins."""
    for repetition in file.repetitions:
        key = repetition.key
        if node.line <= key.line and (end is None or key.line < end):
            log.add(key, f"the key {key.value!r} stands here twice")


def _build_entry(
    node: Node, rules: Mapping[str, Rule], kept_aside: set[str], log: MistakeLog
) -> WaiverEntry | None:
    fields = Fields(node, KEYS, log)
    fields.require("rule", "reason", "approved_by", "expires")
    named, rule = take_rule(fields, rules, kept_aside)
    approver, expires = take_approval(fields)
    fingerprint = take_fingerprint(fields)
    if isinstance(node, MappingNode) and not (
        fields.find("fingerprint") or fields.find("document")
    ):
        log.add(node, "a waiver names a fingerprint, or a document and a place in it")
    place = {key: fields.take_text(key) for key in PLACE}
    printed, largest = take_largest(fields, rule)
    entry = WaiverEntry(
        rule=rule.id if rule else named,
        fingerprint=fingerprint,
        **place,
        reason=fields.take_text("reason"),
        approver=approver,
        expires=expires,
        printed=printed,
        largest=largest,
        path=log.file.path,
        line=node.line,
    )
    return None if log.found else entry


def _note_double(
    entry: WaiverEntry, node: Node, seen: dict[tuple[str, ...], int], log: MistakeLog
) -> None:
    """Note an entry that accepts the very thing an earlier one of its file accepts."""
    key = (entry.rule, entry.fingerprint, entry.document, entry.table, entry.row, entry.column)
    if key in seen:
        log.add(node, f"the waiver of line {seen[key]} accepts the same")
    seen.setdefault(key, node.line)
