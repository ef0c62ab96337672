"""Build the syntax tree of formulas while lark reads them: one method for a grammar rule."""

from collections.abc import Sequence
from decimal import Decimal

from lark import Token, Transformer

from auditor.amount import find_unit
from auditor.errors import FormulaError
from auditor.rule.formula import (
    Addition,
    Attribute,
    Claim,
    Comparison,
    Expression,
    Junction,
    Literal,
    Name,
    Negative,
    Opposite,
    Presence,
    Product,
    Quotation,
    Reference,
    Relation,
    RowForm,
    Selector,
    Statement,
    Summation,
)

_STATEMENTS = frozenset({"说明"})
_DOCUMENT = frozenset({"document", "文档"})
_RELATIONS = {"≤": Relation.AT_MOST, "≥": Relation.AT_LEAST, "≠": Relation.UNEQUAL}

_DIGITS = frozenset("0123456789,.")

_Child = Token | Expression | Claim | Selector


class TreeBuilder(Transformer[Token, list[Claim]]):
    """Makes nodes of `auditor.rule.formula`; the methods are named as the grammar's rules."""

    def start(self, children: list[Claim]) -> list[Claim]:
        """Return the claims, one a line."""
        return children

    def line(self, children: list[Claim]) -> Claim:
        """Return the line's only claim."""
        return children[0]

    def any(self, children: list[_Child]) -> Junction:
        """Claims of which one is enough."""
        return _join(children, is_every=False)

    def every(self, children: list[_Child]) -> Junction:
        """Claims that must all hold."""
        return _join(children, is_every=True)

    def opposite(self, children: tuple[Token, Claim]) -> Opposite:
        """Turn a claim round."""
        return Opposite(children[1], _start(children[0]))

    def presence(self, children: list[Token]) -> Presence:
        """`has(table)`."""
        return Presence(_join_names(children))

    def comparison(self, children: tuple[Expression, Token, Expression]) -> Comparison:
        """Two formulas and what stands between them."""
        left, sign, right = children
        relation = _RELATIONS.get(str(sign)) or Relation(str(sign))
        return Comparison(left, relation, right, _start(sign))

    def addition(self, children: list[Token | Expression]) -> Addition:
        """Terms with their signs."""
        parts: list[Expression] = []
        is_negative = False
        for child in children:
            if isinstance(child, Token):
                is_negative = child.type == "MINUS"
            else:
                parts.append(Negative(child) if is_negative else child)
        return Addition(tuple(parts))

    def product(self, children: list[Token | Expression]) -> Product:
        """Factors and the asterisks between them."""
        parts = tuple(child for child in children if not isinstance(child, Token))
        offset = next(_start(child) for child in children if isinstance(child, Token))
        return Product(parts, offset)

    def negative(self, children: tuple[Token, Expression]) -> Negative:
        """Turn a sign."""
        return Negative(children[1])

    def literal(self, children: list[Token]) -> Literal:
        """Read a number and its unit."""
        offset = _start(children[0])
        text = str(children[0])
        digits = text[: next((i for i, sign in enumerate(text) if sign not in _DIGITS), None)]
        word = text[len(digits) :]
        unit = find_unit(word) if word else None
        if word and unit is None:
            raise FormulaError(f"unknown unit {word!r}", offset + len(digits))
        return Literal(Decimal(digits.replace(",", "")), unit, offset)

    def quotation(self, children: list[Token]) -> Quotation:
        """Take the quotes off."""
        return Quotation(str(children[0])[1:-1], _start(children[0]))

    def sum(self, children: tuple[Token, Expression]) -> Summation:
        """Add over rows."""
        return Summation(children[1], _start(children[0]))

    def column(self, children: list[Token]) -> Reference:
        """A column of the row at hand."""
        return Reference(None, None, _name(children[0]))

    def member(self, children: list[Token]) -> Reference | Statement | Attribute:
        """Tell a statement and an attribute from a column of a table."""
        first, second = (_name(child) for child in children)
        if first.text in _STATEMENTS:
            return Statement(second)
        if first.text in _DOCUMENT:
            return Attribute(second)
        return Reference(first, None, second)

    def cell(self, children: tuple[Token, Selector, Token]) -> Reference:
        """A column of a table in chosen rows."""
        table, row, column = children
        return Reference(_name(table), row, _name(column))

    def far_member(self, children: list[Token]) -> Reference:
        """A column of a table of one row, or a statement, of another document."""
        return Reference(_join_names(children[:2]), None, _name(children[2]))

    def far_cell(self, children: tuple[Token, Token, Selector, Token]) -> Reference:
        """A column of a table of another document in chosen rows."""
        other, table, row, column = children
        return Reference(_join_names((other, table)), row, _name(column))

    def every_row(self, children: list[Token]) -> Selector:
        """All rows, or those of a set."""
        if len(children) == 1:
            return Selector(RowForm.ALL, "", _start(children[0]))
        return Selector(RowForm.SET, str(children[1]), _start(children[1]))

    def row_name(self, children: list[Token]) -> Selector:
        """A declared row."""
        return Selector(RowForm.NAME, str(children[0]), _start(children[0]))

    def row_code(self, children: list[Token]) -> Selector:
        """Rows of a code."""
        return Selector(RowForm.CODE, str(children[0]), _start(children[0]))

    def row_label(self, children: list[Token]) -> Selector:
        """Rows by what they print."""
        return Selector(RowForm.LABEL, str(children[0])[1:-1], _start(children[0]))


def _start(token: Token) -> int:
    return token.start_pos or 0


def _name(token: Token) -> Name:
    return Name(str(token), _start(token))


def _join_names(tokens: Sequence[Token]) -> Name:
    """Join the name of another document and that of its table into one."""
    return Name(".".join(tokens), _start(tokens[0]))


def _join(children: list[_Child], *, is_every: bool) -> Junction:
    parts = tuple(child for child in children if isinstance(child, _CLAIMS))
    offset = next(_start(child) for child in children if isinstance(child, Token))
    return Junction(parts, is_every, offset)


_CLAIMS = (Comparison, Presence, Junction, Opposite)
