"""What the person who runs the audit has chosen."""

from typing import NamedTuple

from auditor.rule import Rule


class Settings(NamedTuple):
    """`select` and `ignore` hold rule ids and kinds; an empty `select` means all.

    `gathers_facts` says that the document may meet others in a set, `slims` that of outcomes
    only that is kept which reports read.
    """

    language: str = "zh"
    fail_on: str = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    allow_incomplete: bool = False
    gathers_facts: bool = False
    slims: bool = False

    def wants(self, rule: Rule) -> bool:
        """Say whether a rule is to run."""
        names = {rule.id, rule.kind}
        if self.select and not names & set(self.select):
            return False
        return not names & set(self.ignore)
