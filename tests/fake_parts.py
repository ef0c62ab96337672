"""Small stand-ins for the layers below the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from made_audits import make_audit

from auditor.cli.parts import Parts
from auditor.errors import Mistake, ReadingError, RulePackError
from auditor.finding import Bilingual
from auditor.rule import Example, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.budget import Budget
    from auditor.cli.options import CheckOptions
    from auditor.finding import Audit, Outcome


def check_nothing(budget: Budget) -> Iterator[Outcome]:
    """Find nothing."""
    del budget
    yield from ()


RULE = Rule(
    id="row-total",
    kind="equation",
    title=Bilingual("每行合计等于各列之和", "Each row adds up"),
    severity=Severity.ERROR,
    source="测试办法 第一条",
    rationale=Bilingual("合计是各列的和", "a total is a sum"),
    message=None,
    check=check_nothing,
    tables=("支出总表",),
    replaces=("old-row-total",),
    examples=(
        Example(
            name="one digit off",
            document="项目\t合计\n甲\t1",
            expect="fail",
            place=(("line", "2"),),
        ),
    ),
    pack="cn-test",
)


CHOSEN = (("cn", Bilingual("继承", "extended")), ("cn-shanghai", Bilingual("指定", "named")))


@dataclass(frozen=True, slots=True)
class FakePack:
    """A rule pack with one rule."""

    packs: tuple[tuple[str, str, str], ...] = (("cn-test", "1.0.0", "cd" * 32),)
    rules: tuple[Rule, ...] = (RULE,)
    mistakes: tuple[Mistake, ...] = ()
    switched_off: tuple[str, ...] = ("retired",)


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeResult:
    """What came of an example."""

    rule: str
    example: str
    reason: str
    wanted: Example | None = None
    came: tuple[Outcome, ...] = ()

    @property
    def is_met(self) -> bool:
        """True if the example shows what it promises."""
        return not self.reason


class FakeParts(Parts):
    """Reading as it is; a pack with one rule; an engine that says of every file the same."""

    def __init__(self, rule_pack: FakePack | None = None, **fields: object) -> None:
        """Give every audit these fields."""
        self.rule_pack = rule_pack or FakePack()
        self.fields = fields

    def load_packs(self, names: Sequence[str], *, examples: bool = True) -> Any:
        """Load the one pack; `broken` cannot be loaded."""
        del examples
        if "broken" in names:
            raise RulePackError([Mistake("broken/pack.yaml", 2, 3, "unknown key")])
        return self.rule_pack

    def audit_document(self, source: Any, rule_pack: Any, options: CheckOptions) -> Audit:
        """Return the made audit; a file that says CRASH shows a fault of our own."""
        del rule_pack, options
        if "CRASH" in source.text:
            message = "out of cheese"
            raise ZeroDivisionError(message)
        audit = make_audit(**{"packs_chosen": CHOSEN, **self.fields})
        return replace(audit, path=source.path, lines=tuple(source.text.split("\n")))

    def run_examples(self, rule_pack: Any) -> Any:
        """Run two examples, one of which fails."""
        del rule_pack
        return (
            FakeResult(rule="row-total", example="sound", reason=""),
            FakeResult(rule="row-total", example="one digit off", reason="came out pass"),
        )


class LockedParts(FakeParts):
    """Reading refuses every file."""

    def read_document(self, path: str, max_size: int, limits: Any = ()) -> Any:
        """Refuse."""
        del max_size, limits
        raise ReadingError(Path(path).as_posix(), "文件已加密 / the file is encrypted")
