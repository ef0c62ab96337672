"""Equations and conditions with every name resolved: ready to be put to a budget.

All formulas of the language are linear, so an equation is a list of weighted figures whose sum
(left side minus right side) is compared with zero.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from auditor.budget import Column, TableTemplate
from auditor.rule.formula import Relation, RowForm


class Binding(Enum):
    """How often a figure is put to its rows."""

    HERE = "in every row of the table, one at a time"
    CELL = "once"
    EACH = "once for every key"
    SUM = "once, all rows added"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChoice:
    """Which rows are meant: the form, the row's name, code or label, and the sides looked at.

    `sides` is empty where the table has one side only. `length` is the length of code of a
    level (类 3, 款 5, 项 7).
    """

    form: RowForm
    text: str = ""
    sides: tuple[str, ...] = ()
    length: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A weighted figure: positive weights add to the left side, negative ones to the right."""

    weight: Decimal
    table: TableTemplate
    column: Column
    rows: RowChoice
    binding: Binding
    role: str
    is_left: bool
    offset: int = field(compare=False)


class CompiledEquation(NamedTuple):
    """Terms and a constant (left minus right, in the base unit) related to zero.

    `dimension` is that of the constant, "" if it is zero.
    `lead` is the index of the term a person would correct first; `home` the table in whose rows
    the equation stands, if it has bare columns; `tables` all tables it looks into.
    """

    text: str
    relation: Relation
    terms: tuple[Term, ...]
    constant: Decimal
    dimension: str
    lead: int
    home: TableTemplate | None
    tables: tuple[TableTemplate, ...]


class AttributeTest(NamedTuple):
    """An attribute of the document against a number (the year) or a text."""

    attribute: str
    relation: Relation
    number: Decimal | None = None
    text: str = ""


class PresenceTest(NamedTuple):
    """The document has a table of the template."""

    table: TableTemplate


class JunctionTest(NamedTuple):
    """Tests of which all, or at least one, must hold."""

    parts: tuple["Test", ...]
    is_every: bool


class OppositeTest(NamedTuple):
    """A test that must not hold."""

    part: "Test"


Test = CompiledEquation | AttributeTest | PresenceTest | JunctionTest | OppositeTest


class Condition(NamedTuple):
    """When a rule applies: the test and its text."""

    text: str
    test: Test
