"""The rule pack: rules, table templates and catalogues of all loaded packs, ready to run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from auditor.budget import StatementTemplate, TableTemplate
from auditor.budget.form_book import FormBook
from auditor.budget.percentage import PercentageBook
from auditor.codes import Catalogue
from auditor.errors import Mistake
from auditor.finding import Bilingual
from auditor.rule import Rule
from auditor.rulepack.errata import Erratum
from auditor.rulepack.heads import PackHead


class PackVersion(NamedTuple):
    """A pack as it was loaded; the hash is over the names and bytes of its files."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """Packs laid over each other, later ones winning.

    `packs`, `heads` and `chosen` (why each pack is there) are in the order of loading, what is
    extended first; `templates` are by name; `rules` stand in the order of their files, without
    those in `switched_off` and those that `mistakes` name.
    """

    packs: tuple[PackVersion, ...]
    heads: tuple[PackHead, ...]
    chosen: tuple[tuple[str, Bilingual], ...]
    templates: Mapping[str, TableTemplate] = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)
    catalogues: Mapping[str, Catalogue] = field(repr=False)
    statements: tuple[StatementTemplate, ...] = field(default=(), repr=False)
    percentages: PercentageBook = field(default=PercentageBook(), repr=False)
    forms: FormBook = field(default=FormBook(), repr=False)
    mistakes: tuple[Mistake, ...] = ()
    switched_off: tuple[str, ...] = ()
    errata: tuple[Erratum, ...] = ()

    def find_rule(self, rule_id: str) -> Rule | None:
        """Find a rule by its id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def join_packs(rule_packs: Sequence[RulePack]) -> RulePack:
    """Join packs that were loaded one by one: each pack, rule and mistake once, the first wins.

    For what is said of a run. Documents are audited by the packs themselves.
    """
    first = rule_packs[0]
    if all(pack is first for pack in rule_packs):
        return first
    rules = {rule.id: rule for pack in reversed(rule_packs) for rule in reversed(pack.rules)}
    return replace(
        first,
        packs=tuple(dict.fromkeys(version for pack in rule_packs for version in pack.packs)),
        heads=tuple(dict.fromkeys(head for pack in rule_packs for head in pack.heads)),
        chosen=tuple({name: why for pack in rule_packs for name, why in pack.chosen}.items()),
        rules=tuple(reversed(rules.values())),
        mistakes=tuple(dict.fromkeys(each for pack in rule_packs for each in pack.mistakes)),
        switched_off=tuple(
            dict.fromkeys(
                rule for pack in rule_packs for rule in pack.switched_off if rule not in rules
            )
        ),
        errata=tuple(dict.fromkeys(each for pack in rule_packs for each in pack.errata)),
    )
