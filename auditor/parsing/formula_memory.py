"""Formula trees as JSON and back: what the memory of formulas keeps."""

from decimal import Decimal
from typing import Any

from auditor.amount import Unit, find_unit
from auditor.rule import formula
from auditor.rule.formula import FormulaLine, Relation, RowForm

_NODES: dict[str, type[Any]] = {
    node.__name__: node
    for node in (
        formula.Name,
        formula.Literal,
        formula.Quotation,
        formula.Selector,
        formula.Reference,
        formula.Statement,
        formula.Attribute,
        formula.Summation,
        formula.Negative,
        formula.Addition,
        formula.Product,
        formula.Comparison,
        formula.Presence,
        formula.Junction,
        formula.Opposite,
        formula.FormulaLine,
    )
}


def encode_lines(lines: tuple[FormulaLine, ...]) -> list[Any]:
    """Turn the lines of a formula into JSON values."""
    return [_encode(line) for line in lines]


def decode_lines(trees: list[Any]) -> tuple[FormulaLine, ...]:
    """Turn JSON values back into the lines of a formula."""
    return tuple(_decode(tree) for tree in trees)


def _encode(value: Any) -> Any:  # noqa: ANN401 - any part of a tree
    name = type(value).__name__
    if name in _NODES:
        return [name, *map(_encode, value)]
    if isinstance(value, Relation):
        return ["=", value.value]
    if isinstance(value, RowForm):
        return ["rows", value.name]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    if isinstance(value, Unit):
        return ["unit", value.word]
    return ["tuple", *map(_encode, value)] if isinstance(value, tuple) else value


def _decode(tree: Any) -> Any:  # noqa: ANN401 - any part of a tree
    if not isinstance(tree, list):
        return tree
    kind = tree[0]
    node = _NODES.get(kind)
    if node is not None:
        return node(*[_decode(part) for part in tree[1:]])
    match kind:
        case "=":
            return Relation(tree[1])
        case "rows":
            return RowForm[tree[1]]
        case "decimal":
            return Decimal(tree[1])
        case "unit":
            return find_unit(tree[1])
        case _:
            return tuple(_decode(part) for part in tree[1:])
