"""The rule pack: rules, table templates and catalogues of all loaded packs, ready to run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.budget import StatementTemplate, TableTemplate
from auditor.budget.form_book import FormBook
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
    forms: FormBook = field(default=FormBook(), repr=False)
    mistakes: tuple[Mistake, ...] = ()
    switched_off: tuple[str, ...] = ()
    errata: tuple[Erratum, ...] = ()

    def find_rule(self, rule_id: str) -> Rule | None:
        """Find a rule by its id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)
