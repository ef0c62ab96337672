"""What a rule of kind `agree` says: its demand, statements, tables, columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.budget import Column, TableTemplate
from auditor.budget.pattern import Pattern
from auditor.checks.conditions import Condition
from auditor.codes import Catalogue
from auditor.rule import Tolerance
from auditor.rule.formula import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeParameters:
    """`statements` name what is compared, `total` what it must add up to, `parts` parts of it.

    `funds` are the kinds of money of a form that may be meant, the first that is filled in.
    `columns` are those of the tables: the first for the items themselves, the others for parts of
    the same name. `lengths` are those of the codes of rows that may be meant, none for any.
    `ignored` are words that a name may add or leave out. `reasons` are how a reason begins,
    `changes` the words of a rise, of a fall and of neither, `splits` the turn to the parts.
    """

    demand: str
    statements: tuple[str, ...] = ()
    tables: tuple[TableTemplate, ...] = ()
    columns: tuple[Column, ...] = ()
    total: str = ""
    parts: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict)
    condition: Condition | None = None
    tolerance: Tolerance = Tolerance()
    relation: Relation = Relation.EQUAL
    ignored: tuple[str, ...] = ()
    lengths: tuple[int, ...] = ()
    reasons: tuple[Pattern, ...] = ()
    changes: tuple[Pattern, ...] = ()
    splits: tuple[Pattern, ...] = ()

    def list_catalogues(self) -> list[Catalogue]:
        """Return the catalogues that give codes to the rows of the tables."""
        names = {side.codes for table in self.tables for side in table.sides if side.codes}
        return [self.catalogues[name] for name in sorted(names) if name in self.catalogues]
