"""Collects the mistakes of a pack, so that all of them are reported at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from auditor.errors import FormulaError, Mistake
from auditor.rulepack.nodes import Node, ScalarNode, YamlFile
from auditor.rulepack.offsets import locate_offset


@dataclass(frozen=True, slots=True)
class MistakeLog:
    """The mistakes found so far in one file, on behalf of a rule or of none."""

    file: YamlFile
    rule: str | None = None
    found: list[Mistake] = field(default_factory=list)

    def start_entry(self, rule: str | None = None) -> "MistakeLog":
        """Return an empty log of the same file, for one rule or template."""
        return replace(self, rule=rule, found=[])

    def add(self, node: Node, reason: str) -> None:
        """Note a mistake at a node."""
        self.found.append(Mistake(self.file.path, node.line, node.column, reason, self.rule))

    def add_formula(self, scalar: ScalarNode, error: FormulaError) -> None:
        """Note a mistake inside the text of a scalar, and those that came with it."""
        for each in (error, *error.others):
            line, column = locate_offset(self.file.text, scalar, each.offset)
            self.found.append(Mistake(self.file.path, line, column, each.reason, self.rule))


def sort_mistakes(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """Sort mistakes by file and place, each once."""
    unique = dict.fromkeys(mistakes)
    return tuple(sorted(unique, key=lambda found: (found.path, found.line, found.column)))


def suggest_name(name: str, known: Iterable[str]) -> str:
    """Return the words that name the nearest known name, or all where they are few, or ""."""
    names = list(known)
    return suggest_near(name, names) or list_names(names)


def suggest_near(name: str, known: Iterable[str]) -> str:
    """Return the words that name the nearest known name, or "" if none is near."""
    # Only a mistake needs it, and a sound pack should load fast.
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def list_names(names: Sequence[str]) -> str:
    """Return the words that list the known names where they are few, or ""."""
    return f"; there are: {', '.join(names)}" if 0 < len(names) <= 30 else ""
