"""The file of what the budget system has approved, line by line. Reads no file, judges nothing.

A control line names an issuer, an item or a code, and an amount.
"""

from dataclasses import dataclass
from typing import NamedTuple

from auditor.amount import YUAN, Amount, NumeralKind, Unit, find_unit, parse_numeral
from auditor.budget.pattern import normalise_label
from auditor.engine.sets.lists import ListRow, parse_list
from auditor.finding import Bilingual

HEADINGS = {
    "issuer": ("编制单位", "单位名称", "编制主体", "部门名称", "单位", "部门", "issuer"),
    "item": ("项目", "科目", "科目名称", "项目名称", "指标", "item"),
    "code": ("编码", "科目编码", "代码", "科目代码", "code"),
    "amount": ("金额", "批复数", "批复金额", "数额", "预算数", "amount"),
    "unit": ("金额单位", "计量单位", "unit"),
    "year": ("年度", "年份", "预算年度", "year"),
}


class ControlLine(NamedTuple):
    """An approved amount; None where it cannot be read."""

    row: ListRow
    issuer: str
    item: str
    code: str
    year: str
    amount: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """The lines of a control file, in its order; `reason` says why it cannot be read."""

    lines: tuple[ControlLine, ...]
    reason: Bilingual | None = None


def parse_control(text: str) -> Control:
    """Parse a control file; without a unit in its row or heading an amount is in 元."""
    read = parse_list(text, HEADINGS, ("issuer", "amount"))
    usual = _find_heading_unit(read.headings.get("amount", ""))
    lines = (_make_line(row, usual) for row in read.rows)
    kept = tuple(line for line in lines if line.issuer and (line.item or line.code))
    return Control(lines=kept, reason=read.reason)


def _find_heading_unit(heading: str) -> Unit:
    label = normalise_label(heading)
    inside = label[label.find("(") + 1 : label.rfind(")")] if "(" in label else ""
    return find_unit(inside) or YUAN


def _make_line(row: ListRow, usual: Unit) -> ControlLine:
    numeral = parse_numeral(row.read("amount"))
    unit = find_unit(numeral.unit or row.read("unit")) or usual
    is_amount = numeral.kind is NumeralKind.AMOUNT
    amount = Amount(numeral.value, unit, numeral.digit) if is_amount else None
    code = row.read("code")
    item = row.read("item")
    if not code and item.isdigit():
        code, item = item, ""
    return ControlLine(
        row, row.read("issuer"), item, code, row.read("year").rstrip("年度"), amount
    )
