"""The syntax tree of a formula, as an auditor writes it. Names are words here, not yet tables.

Every node that can be wrong knows its offset (from 0) in the formula's text.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum

from auditor.amount import Unit


class Relation(StrEnum):
    """What a comparison demands of its two sides."""

    EQUAL = "="
    UNEQUAL = "!="
    AT_MOST = "<="
    AT_LEAST = ">="
    LESS = "<"
    MORE = ">"


@dataclass(frozen=True, slots=True)
class Name:
    """A word that must be declared somewhere: of a table, a column, a statement."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, with its unit if one is written."""

    value: Decimal
    unit: Unit | None
    offset: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted text: what an attribute of the document is compared with."""

    text: str
    offset: int


class RowForm(Enum):
    """How a formula chooses rows."""

    HERE = "the row in which the formula stands"
    ONLY = "the one row of a table of a single row"
    NAME = "a declared row"
    CODE = "rows of a code"
    LABEL = "rows by their printed name"
    ALL = "all rows that are no totals"
    SET = "the rows of a declared set"
    LEVEL = "the rows of one length of code"


@dataclass(frozen=True, slots=True)
class Selector:
    """What stands in brackets: a name, a code, a quoted label, `*` or `*` and a set."""

    form: RowForm
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure of a table; without a table, of the row in which the formula stands."""

    table: Name | None
    row: Selector | None
    column: Name


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure stated in a sentence: `说明.name`."""

    name: Name


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something the document says of itself: `document.name`."""

    name: Name


@dataclass(frozen=True, slots=True)
class Summation:
    """`sum(…)`: its body over all rows that its references choose."""

    body: "Expression"
    offset: int


@dataclass(frozen=True, slots=True)
class Negative:
    """A body with its sign turned."""

    body: "Expression"


@dataclass(frozen=True, slots=True)
class Addition:
    """Bodies added one after the other."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Bodies multiplied; `offset` is that of the first asterisk."""

    parts: tuple["Expression", ...]
    offset: int


Expression = (
    Literal
    | Quotation
    | Reference
    | Statement
    | Attribute
    | Summation
    | Negative
    | Addition
    | Product
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two formulas and a relation; `offset` is that of the relation."""

    left: Expression
    relation: Relation
    right: Expression
    offset: int


@dataclass(frozen=True, slots=True)
class Presence:
    """`has(table)`: the document has such a table."""

    table: Name


@dataclass(frozen=True, slots=True)
class Junction:
    """Claims of which all, or at least one, must hold; `offset` is that of the first word."""

    parts: tuple["Claim", ...]
    is_every: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Opposite:
    """A claim that must not hold."""

    part: "Claim"
    offset: int


Claim = Comparison | Presence | Junction | Opposite


@dataclass(frozen=True, slots=True)
class FormulaLine:
    """One line of a formula: what it claims, and its own text without the comment."""

    claim: Claim
    text: str
    offset: int
