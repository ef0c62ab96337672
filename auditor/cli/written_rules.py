"""A rule as it is written: its lines in the YAML file that it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.resources import find_rules_folder

if TYPE_CHECKING:
    from auditor.rule import Rule


def read_rule_lines(rule: Rule) -> tuple[str, ...]:
    """Read the lines of a rule's entry; () if its file is out of reach.

    The lines of an entry are those indented deeper than its first.
    """
    lines = _read_rule_file(rule.path)
    first = rule.line - 1
    if not 0 <= first < len(lines):
        return ()
    margin = _measure_indent(lines[first])
    written = [lines[first]]
    for line in lines[first + 1 :]:
        if line.strip() and _measure_indent(line) <= margin:
            break
        written.append(line)
    while not written[-1].strip():
        written.pop()
    return tuple(written)


def _read_rule_file(path: str) -> list[str]:
    """Read the YAML file, named from here or from the folder of the packs that we ship."""
    for place in (Path(path), find_rules_folder() / path):
        try:
            return place.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
    return []


def _measure_indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
