"""The syntax tree of a formula, as an auditor writes it. Names are words here, not yet tables.

Every node that can be wrong knows its offset (from 0) in the formula's text. The nodes are
named tuples: there are many kinds, and a dataclass takes ten times as long to define at start.
"""

from decimal import Decimal
from enum import Enum, StrEnum
from typing import NamedTuple

from auditor.amount import Unit


class Relation(StrEnum):
    """What a comparison demands of its two sides."""

    EQUAL = "="
    UNEQUAL = "!="
    AT_MOST = "<="
    AT_LEAST = ">="
    LESS = "<"
    MORE = ">"


class Name(NamedTuple):
    """A word that must be declared somewhere: of a table, a column, a statement."""

    text: str
    offset: int


class Literal(NamedTuple):
    """A number, with its unit if one is written."""

    value: Decimal
    unit: Unit | None
    offset: int


class Quotation(NamedTuple):
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


class Selector(NamedTuple):
    """What stands in brackets: a name, a code, a quoted label, `*` or `*` and a set."""

    form: RowForm
    text: str
    offset: int


class Reference(NamedTuple):
    """A figure of a table; without a table, of the row in which the formula stands."""

    table: Name | None
    row: Selector | None
    column: Name


class Statement(NamedTuple):
    """A figure stated in a sentence: `说明.name`."""

    name: Name


class Attribute(NamedTuple):
    """Something the document says of itself: `document.name`."""

    name: Name


class Summation(NamedTuple):
    """`sum(…)`: its body over all rows that its references choose."""

    body: "Expression"
    offset: int


class Negative(NamedTuple):
    """A body with its sign turned."""

    body: "Expression"


class Addition(NamedTuple):
    """Bodies added one after the other."""

    parts: tuple["Expression", ...]


class Product(NamedTuple):
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


class Comparison(NamedTuple):
    """Two formulas and a relation; `offset` is that of the relation."""

    left: Expression
    relation: Relation
    right: Expression
    offset: int


class Presence(NamedTuple):
    """`has(table)`: the document has such a table."""

    table: Name


class Junction(NamedTuple):
    """Claims of which all, or at least one, must hold; `offset` is that of the first word."""

    parts: tuple["Claim", ...]
    is_every: bool
    offset: int


class Opposite(NamedTuple):
    """A claim that must not hold."""

    part: "Claim"
    offset: int


Claim = Comparison | Presence | Junction | Opposite


class FormulaLine(NamedTuple):
    """One line of a formula: what it claims, and its own text without the comment."""

    claim: Claim
    text: str
    offset: int
