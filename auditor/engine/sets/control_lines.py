"""The file of what the budget system has approved, line by line. Reads no file, judges nothing.

A control line names an issuer, an item or a code, and an amount.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import YUAN, Amount, NumeralKind, Unit, find_unit, parse_numeral
from auditor.budget.pattern import normalise_label
from auditor.engine.sets.days import parse_year
from auditor.engine.sets.lists import ISSUER_HEADINGS, ListRow, OfficeFile, OfficeList, parse_list
from auditor.engine.sets.names import normalise_name
from auditor.finding import Bilingual
from auditor.location import START, Location

HEADINGS = {
    "issuer": ISSUER_HEADINGS,
    "code": (
        *(
            "科目编码",
            "科目代码",
            "功能科目编码",
            "功能分类科目编码",
            "功能分类编码",
            "功能科目代码",
        ),
        *("支出功能分类科目编码", "支出功能分类编码", "预算科目编码", "科目编号", "编码", "代码"),
        *("code", "subjectcode", "accountcode"),
    ),
    "item": (
        *("科目名称", "功能科目名称", "功能分类科目名称", "支出功能分类科目名称", "预算科目名称"),
        *("预算科目", "科目", "功能科目", "功能分类科目", "支出功能分类科目", "项目名称", "项目"),
        *("指标名称", "指标", "名称", "item", "name", "subject", "itemname"),
    ),
    "amount": (
        *(
            "金额",
            "批复数",
            "批复金额",
            "批复预算数",
            "批复预算",
            "预算数",
            "预算金额",
            "年初预算数",
        ),
        *(
            "年初预算",
            "年初批复数",
            "本年预算数",
            "指标金额",
            "下达金额",
            "控制数",
            "数额",
            "合计",
        ),
        *("总计", "amount", "approvedamount", "approved", "budget", "total"),
    ),
    "unit": ("金额单位", "计量单位", "货币单位", "unit", "currencyunit", "单位"),
    "year": ("年度", "年份", "预算年度", "财政年度", "year", "fiscalyear", "budgetyear"),
    "class": ("类", "类级"),
    "section": ("款", "款级"),
    "line": ("项", "项级"),
}
_TOTALS = frozenset(
    ("合计", "总计", "共计", "小计", "支出合计", "支出总计", "收入合计", "收入总计", "total")
)
_SUBTOTAL = "小计"  # of the issuer that stands above it
_CODE = re.compile(r"[\[(（【]?(\d[\d.\-\s]*)[\])）】]?[-_—.、\s]*(\D.*)?")
_WHOLE = (3, 5, 7)
_ISSUER_ABOVE = re.compile(
    r"(?:编制|填报|预算)?(?:单位|部门)(?:名称)?:([^:\s]{4,40}?)(?:单位:.*)?$"
)
_UNIT_ABOVE = re.compile(r"单位:?(百万元|千万元|亿元|万元|千元|百元|元)")
_EMPTY = Bilingual("批复表没有一行金额", "the control file has no line")
_SUBJECT = ("code", "item", "class", "amount")
_BLANK = Bilingual("金额为空，未比对", "the amount is blank; not compared")
_NO_ISSUER = Bilingual("这一行没有编制单位，未比对", "the row names no issuer; not compared")
_GRAND = Bilingual(
    "这一行是各单位的总计，不对应任何一家的文件，未比对",
    "a total of all issuers, which no document prints; not compared",
)


class ControlLine(NamedTuple):
    """An approved amount: what it is about, a code or an item; `is_total` of all its issuer's.

    `has_unit` says whether the file gives its unit.
    """

    row: ListRow
    issuer: str
    item: str
    code: str
    year: int | None
    amount: Amount
    is_total: bool
    has_unit: bool


class ControlFault(NamedTuple):
    """A row that is not compared: where and why; mild if none of it is lost."""

    location: Location
    heading: str
    issuer: str
    words: Bilingual
    is_mild: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """The lines of a control file, in its order, and the rows that are none."""

    lines: tuple[ControlLine, ...]
    faults: tuple[ControlFault, ...] = ()


def parse_control(file: OfficeFile) -> Control:
    """Parse a control file.

    Without a unit in its row, in the heading or above the headings an amount is in 元. A blank
    issuer is that of the row above, which may name nothing else. A file of one issuer may name it
    above the headings instead.
    """
    read, only = _read_list(file)
    if read.reason is not None:
        return Control(lines=(), faults=(ControlFault(read.location, "", "", read.reason),))
    usual = _find_unit_above(read.above)
    lines: list[ControlLine] = []
    faults: list[ControlFault] = []
    above = only
    for row in read.rows:
        if row.is_note():
            continue
        if row.read("issuer") and not any(map(row.read, _SUBJECT)):
            above = row.read_issuer()
            continue
        line = _read_line(row, above, usual)
        if isinstance(line, ControlFault):
            faults.append(line)
        else:
            lines.append(line)
            above = line.issuer
    if not lines and not faults:
        faults.append(ControlFault(START, "", "", _EMPTY))
    kept = tuple(_drop_grand_totals(lines, faults))
    return Control(lines=_sharpen(kept), faults=tuple(faults))


def _read_list(file: OfficeFile) -> tuple[OfficeList, str]:
    """Read the list, and the issuer that is named above its headings, "" where rows name it."""
    read = parse_list(file, HEADINGS, ("issuer", "amount"))
    for subject in ("code", "item") if read.reason is not None else ():
        other = parse_list(file, HEADINGS, (subject, "amount"))
        named = (_ISSUER_ABOVE.search(normalise_label(line)) for line in other.above)
        only = next((found[1] for found in named if found and not find_unit(found[1])), "")
        if only:
            return other, only
    return read, ""


def _read_line(row: ListRow, above: str, usual: Unit | None) -> ControlLine | ControlFault:
    issuer = row.read_issuer()
    code, item = _read_subject(row)
    if normalise_label(issuer).lower() in _TOTALS:
        issuer, item = "", item or "合计"
    is_total = not code and (not item or normalise_label(item).lower() in _TOTALS)
    year = row.read("year")
    numeral = parse_numeral(row.read("amount"))
    fault = _find_fault(row, issuer or above, year, numeral.kind)
    if fault is not None:
        return fault
    heading = row.headings.get("amount", "")
    unit = find_unit(numeral.unit or row.read("unit")) or _find_heading_unit(heading) or usual
    return ControlLine(
        row=row,
        issuer=issuer or above,
        item=item,
        code=code,
        year=parse_year(year) if year else None,
        amount=Amount(numeral.value, unit or YUAN, numeral.digit),
        is_total=is_total,
        has_unit=unit is not None,
    )


def _find_fault(row: ListRow, issuer: str, year: str, kind: NumeralKind) -> ControlFault | None:
    text = row.read("amount")
    if not issuer:
        return ControlFault(row.location, "", "", _NO_ISSUER)
    if kind not in (NumeralKind.AMOUNT, NumeralKind.NIL):
        words = Bilingual(f"金额“{text}”无法辨认", f"the amount {text!r} cannot be read")
        return ControlFault(row.locate("amount"), row.headings["amount"], issuer, words)
    if not text:
        place = row.locate("amount")
        return ControlFault(place, row.headings["amount"], issuer, _BLANK, is_mild=True)
    if year and parse_year(year) is None:
        words = Bilingual(f"“{year}”不是年度", f"{year!r} is no year")
        return ControlFault(row.locate("year"), row.headings["year"], issuer, words)
    return None


def _read_subject(row: ListRow) -> tuple[str, str]:
    """Read code and item: in one cell, in two, or the code in a cell for each level."""
    code, item = row.read("code"), row.read("item")
    parts = [row.read(name) for name in ("class", "section", "line")]
    if parts[0]:
        code = _join_levels(parts)
    found = _CODE.fullmatch(code or item)
    if found is None:
        return "", item or code
    plain = re.sub(r"\D", "", found[1].removesuffix(".0"))
    if len(plain) not in _WHOLE:  # a number of another kind, such as a project's
        return "", item or code
    return plain, (item if code else "") or (found[2] or "")


def _join_levels(parts: Sequence[str]) -> str:
    """Join 201, 03, 01 and 201, 20103, 2010301 alike."""
    whole = ""
    for part in parts:
        whole = part if part.startswith(whole) else whole + part
    return whole


def _find_unit_above(lines: Sequence[str]) -> Unit | None:
    for line in lines:
        found = _UNIT_ABOVE.search(normalise_label(line))
        unit = find_unit(found[1]) if found is not None else None
        if unit is not None:
            return unit
    return None


def _find_heading_unit(heading: str) -> Unit | None:
    """Find the unit of 金额（万元）, 金额(单位:万元), 金额:万元."""
    label = normalise_label(heading).rstrip(")")
    return find_unit(re.split(r"[(:]", label)[-1])


def _drop_grand_totals(
    lines: Sequence[ControlLine], faults: list[ControlFault]
) -> Iterator[ControlLine]:
    """Leave out the total of a file of several issuers, which no document prints."""
    several = len({normalise_name(line.issuer) for line in lines}) > 1
    for number, line in enumerate(lines):
        is_last = number == len(lines) - 1
        if several and line.is_total and _is_grand(line, lines, is_last=is_last):
            faults.append(ControlFault(line.row.location, "", "", _GRAND, is_mild=True))
        else:
            yield line


def _is_grand(line: ControlLine, lines: Sequence[ControlLine], *, is_last: bool) -> bool:
    """Say whether a total is of all issuers: it says so, or ends the list and is not one's own."""
    own = normalise_label(line.row.read("issuer")).lower()
    if own in _TOTALS:
        return True
    if own or not is_last or normalise_label(line.item) == _SUBTOTAL:
        return False
    levels: dict[int, Decimal] = {}
    for other in lines:
        if other.issuer == line.issuer and not other.is_total:
            level = len(other.code)
            levels[level] = levels.get(level, Decimal(0)) + other.amount.compute_base()
    return line.amount.compute_base() not in levels.values()


def _sharpen(lines: Sequence[ControlLine]) -> tuple[ControlLine, ...]:
    """Give all amounts of a unit its finest last digit: a workbook prints 5.10 as 5.1."""
    digits: dict[str, Decimal] = {}
    for line in lines:
        if line.amount.value:
            word = line.amount.unit.word
            digits[word] = min(digits.get(word, line.amount.digit), line.amount.digit)
    return tuple(
        line._replace(amount=line.amount._replace(digit=digits[line.amount.unit.word]))
        if line.amount.unit.word in digits
        else line
        for line in lines
    )
