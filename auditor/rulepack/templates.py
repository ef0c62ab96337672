"""Build table templates from tables.yaml.

A key left out takes what most tables have: coded rows with functional codes, figures in 元,
headers and rows spelled as they are named.
"""

import re

from auditor.amount import YUAN, Unit, find_unit
from auditor.budget import Column, RowKind, RowTemplate, Side, TableTemplate
from auditor.rulepack.fields import Fields, compile_patterns
from auditor.rulepack.mistake_log import MistakeLog
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode
from auditor.rulepack.pack_files import CATALOGUES
from auditor.rulepack.wholes import join_columns, join_rows, take_set_above

_NUMBER = re.compile(r"[A-Za-z0-9-]+")
_FORM_NUMBER = re.compile(r"F[0-9]+")
# What a formula can call by name: see NAME in equation.lark, and its words.
_NAME = re.compile(r"[^\W\d_][^\W_]*")
_WORDS = frozenset("and or not has sum 且 或 非 说明 document 文档".split())
_ROLES = ("total", "part")
_CODES = (*CATALOGUES, "none")
_TEMPLATE_KEYS = (
    *(
        "number",
        "titles",
        "unit",
        "rows",
        "codes",
        "columns",
        "total",
        "declared",
        "sides",
        "beside",
    ),
)
_SIDE_KEYS = ("columns", "rows", "total", "codes", "set", "set-of")
_COLUMN_KEYS = ("headers", "role", "optional", "unit", "of", "period")
_ROW_KEYS = ("spelled", "of")
PERIODS = ("last", "change", "carried")
_LEAST_SIDES = 2
_PLAIN_SIDES = ("左", "右")


def build_template(key: ScalarNode, node: Node, log: MistakeLog) -> TableTemplate:
    """Build a template; it is sound only if nothing was added to the log."""
    fields = Fields(node, _TEMPLATE_KEYS, log)
    fields.require("number", "titles")
    _check_name(key, "a table", log)
    kind = RowKind(fields.take_choice("rows", [kind.value for kind in RowKind], "coded"))
    return TableTemplate(
        name=key.value,
        number=_take_number(fields),
        titles=fields.take_patterns("titles"),
        row_kind=kind,
        sides=_build_sides(fields, kind),
        unit=_take_unit(fields) or YUAN,
        beside=fields.take_patterns("beside"),
    )


def is_template_name(word: str) -> bool:
    """Say whether formulas can call a table, column or row so."""
    return _NAME.fullmatch(word) is not None and word not in _WORDS


def _check_name(key: ScalarNode, noun: str, log: MistakeLog) -> None:
    if not is_template_name(key.value):
        reason = "letters and digits only, starting with a letter, and no word of the formulas"
        log.add(key, f"{key.value!r} cannot name {noun}: {reason}")


def _take_number(fields: Fields) -> str:
    scalar = fields.find_scalar("number")
    if scalar is None:
        return ""
    if not _NUMBER.fullmatch(scalar.value):
        fields.log.add(scalar, "number: letters, digits and hyphens only, such as T3")
    elif _FORM_NUMBER.fullmatch(scalar.value):
        fields.log.add(scalar, "number: F with digits is kept for forms")
    return scalar.value


def _take_unit(fields: Fields) -> Unit | None:
    scalar = fields.find_scalar("unit")
    if scalar is None:
        return None
    unit = find_unit(scalar.value)
    if unit is None:
        fields.log.add(scalar, f"unit: {scalar.value!r} is no unit such as 元, 万元 or %")
    return unit


def _build_sides(fields: Fields, kind: RowKind) -> tuple[Side, ...]:
    node = fields.find("sides")
    if node is None:
        return _build_plain_sides(fields, kind)
    for key in ("columns", "total", "declared", "codes"):
        wrong = fields.find(key)
        if wrong is not None:
            fields.log.add(wrong, f"{key}: belongs into the sides, where sides are given")
    if kind is not RowKind.TWO_SIDED:
        fields.log.add(node, "sides: only a table with `rows: two-sided` has sides")
    elif not isinstance(node, MappingNode) or len(node.entries) < _LEAST_SIDES:
        fields.log.add(node, "sides: a mapping of two or more sides is wanted, left to right")
    elif isinstance(node, MappingNode):
        return tuple(_build_side(key, side, fields.log) for key, side in node)
    return ()


def _build_plain_sides(fields: Fields, kind: RowKind) -> tuple[Side, ...]:
    """Build the one side of most tables; a plain two-sided table has two that are alike."""
    fields.require("columns")
    columns = _build_columns(fields)
    if kind is RowKind.TWO_SIDED:
        totals = _build_total_rows(fields, joined=False)
        rows = totals + _build_rows(fields, "declared", totals)
        codes = _take_codes(fields, "none")
        return tuple(
            Side(name=name, columns=columns, rows=rows, codes=codes) for name in _PLAIN_SIDES
        )
    totals = _build_total_rows(fields, joined=True)
    rows = totals + _build_rows(fields, "declared", totals)
    codes = _take_codes(fields, "functional" if kind is RowKind.CODED else "none")
    return (Side(name="", columns=columns, rows=rows, codes=codes),)


def _build_side(key: ScalarNode, node: Node, log: MistakeLog) -> Side:
    fields = Fields(node, _SIDE_KEYS, log)
    fields.require("columns")
    _check_name(key, "a side", log)
    row_set = fields.find_scalar("set")
    totals = _build_total_rows(fields, joined=True)
    rows = totals + _build_rows(fields, "rows", totals)
    if row_set is not None:
        _check_name(row_set, "a set of rows", log)
    return Side(
        name=key.value,
        columns=_build_columns(fields),
        rows=rows,
        codes=_take_codes(fields, "none"),
        row_set="" if row_set is None else row_set.value,
        set_above=take_set_above(fields, rows),
    )


def _take_codes(fields: Fields, default: str) -> str:
    codes = fields.take_choice("codes", _CODES, default)
    return "" if codes == "none" else codes


def _build_columns(fields: Fields) -> tuple[Column, ...]:
    node = fields.find("columns")
    if node is None:
        return ()
    if not isinstance(node, MappingNode) or not node.entries:
        fields.log.add(node, "columns: a mapping of names to their headers is wanted here")
        return ()
    columns = tuple(_build_column(key, column, fields.log) for key, column in node)
    return join_columns(columns, node, fields.log)


def _build_column(key: ScalarNode, node: Node, log: MistakeLog) -> Column:
    """Build a column; without headers, or with nothing at all, it is spelled as it is named."""
    _check_name(key, "a column", log)
    if _is_blank(node):
        return Column(name=key.value, headers=compile_patterns([key], log))
    fields = Fields(node, _COLUMN_KEYS, log)
    role = fields.take_choice("role", _ROLES, "")
    return Column(
        name=key.value,
        headers=fields.take_patterns("headers") or compile_patterns([key], log),
        role=role,
        optional=fields.take_flag("optional", default=False),
        unit=_take_unit(fields),
        period=fields.take_choice("period", PERIODS, ""),
    )


def _is_blank(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value and not node.style


def _build_total_rows(fields: Fields, *, joined: bool) -> tuple[RowTemplate, ...]:
    """Build the declared totals: several names for one row, or each a row of its own."""
    scalars = fields.list_scalars("total")
    for scalar in scalars:
        _check_name(scalar, "a row", fields.log)
    groups = [scalars] if joined and scalars else [(scalar,) for scalar in scalars]
    return tuple(
        RowTemplate(
            name=group[0].value,
            labels=compile_patterns(group, fields.log),
            is_total=True,
            aliases=tuple(scalar.value for scalar in group[1:]),
        )
        for group in groups
    )


def _build_rows(
    fields: Fields, key: str, totals: tuple[RowTemplate, ...]
) -> tuple[RowTemplate, ...]:
    node = fields.find(key)
    if node is None:
        return ()
    if not isinstance(node, MappingNode):
        fields.log.add(node, f"{key}: a mapping of row names to their spellings is wanted here")
        return ()
    rows = tuple(_build_row(name, spellings, fields.log) for name, spellings in node)
    return join_rows(rows, totals, node, fields.log)


def _build_row(key: ScalarNode, node: Node, log: MistakeLog) -> RowTemplate:
    """Build a declared row; without spellings it is spelled as it is named."""
    _check_name(key, "a row", log)
    if _is_blank(node):
        return RowTemplate(name=key.value, labels=compile_patterns([key], log))
    if isinstance(node, MappingNode):
        fields = Fields(node, _ROW_KEYS, log)
        labels = fields.take_patterns("spelled") or compile_patterns([key], log)
        return RowTemplate(name=key.value, labels=labels)
    spellings = Fields(MappingNode(((key, node),), key.line, key.column), [key.value], log)
    return RowTemplate(name=key.value, labels=spellings.take_patterns(key.value))
