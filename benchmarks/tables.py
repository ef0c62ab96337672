"""Make the tables that every rival checks: the same figures as CSV, as tabular text, as XBRL.

    python benchmarks/tables.py FOLDER CLASSES

A table has classes of 3 sections of 4 lines each; in every row 合计 is 基本支出 + 项目支出, and
every level is the sum of the one below it. All figures are invented, from a fixed seed. Cases:
`exact` is printed to 0.01元; `rounded` is the same in 万元, each figure rounded for itself as the
regulations ask; `exact-faulty` and `rounded-faulty` have 20 totals of lines changed.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple

CASES = ("exact", "rounded", "exact-faulty", "rounded-faulty")
SECTIONS, LINES, FAULTS = 3, 4, 20
_FIRST_CLASS = 201
_CENT = Decimal("0.01")
_SLIPS = ("0.09", "-0.9", "9", "-90", "900")
_XBRL = "http://www.xbrl.org/2003"


class Line(NamedTuple):
    """A row: its code ("" for the grand total), then 合计, 基本支出 and 项目支出."""

    code: str
    amounts: tuple[Decimal, ...]


def make_lines(classes: int) -> list[Line]:
    """Make an exact table in 元."""
    chance = random.Random(1)  # noqa: S311 - figures, no secrets
    leaves: dict[str, tuple[Decimal, ...]] = {}
    for number in range(classes):
        for section in range(1, SECTIONS + 1):
            for line in range(1, LINES + 1):
                code = f"{_FIRST_CLASS + number}{section:02}{line:02}"
                basic, project = (chance.randrange(10**4, 10**9) * _CENT for _ in range(2))
                leaves[code] = (basic + project, basic, project)
    sums: dict[str, tuple[Decimal, ...]] = {}
    for code, amounts in leaves.items():
        for parent in ("", code[:3], code[:5], code):
            known = sums.get(parent, (Decimal(0),) * 3)
            sums[parent] = tuple(a + b for a, b in zip(known, amounts, strict=True))
    return [Line(code, sums[code]) for code in (*sorted(code for code in sums if code), "")]


def round_lines(lines: Sequence[Line]) -> list[Line]:
    """Print the table in 万元, each figure rounded for itself."""
    return [Line(code, tuple(map(_round, amounts))) for code, amounts in lines]


def _round(amount: Decimal) -> Decimal:
    return (amount / 10_000).quantize(_CENT, ROUND_HALF_UP)


def plant_faults(lines: Sequence[Line]) -> list[Line]:
    """Change the total of 20 lines, by amounts from 0.09 to 900."""
    planted = dict(zip(list_planted(lines), _SLIPS * FAULTS, strict=False))
    return [
        Line(code, (amounts[0] + Decimal(planted.get(code, "0")), *amounts[1:]))
        for code, amounts in lines
    ]


def list_planted(lines: Sequence[Line]) -> list[str]:
    """List the codes of the lines that are changed."""
    codes = [line.code for line in lines if len(line.code) == 7]
    return codes[:: max(1, len(codes) // FAULTS)][:FAULTS]


def count_checks(lines: Sequence[Line]) -> int:
    """Count a sum in every row, and in three columns a roll-up for every row with children."""
    parents = sum(len(line.code) < 7 for line in lines)
    return len(lines) + 3 * parents


def render_csv(lines: Sequence[Line]) -> str:
    """Render the table as CSV."""
    rows = ["code,total,basic,project"]
    rows += [",".join((code or "TOTAL", *map(str, amounts))) for code, amounts in lines]
    return "\n".join(rows) + "\n"


def render_text(lines: Sequence[Line], unit: str) -> str:
    """Render the table as a budget prints it, one tab between cells."""
    rows = [
        "2031年部门支出总表",
        f"单位：{unit}",
        "类\t款\t项\t科目名称\t合计\t基本支出\t项目支出",
    ]
    for code, amounts in lines:
        name = ("合计", "", "", "") if not code else (code[:3], code[3:5], code[5:], f"甲{code}")
        rows.append("\t".join((*name, *(f"{amount:,}" for amount in amounts))))
    return "\n".join(rows) + "\n"


def render_instance(lines: Sequence[Line]) -> str:
    """Render the facts twice: columns as concepts of a row, and codes as concepts of a column."""
    return "".join(
        (
            f'<xbrl xmlns="{_XBRL}/instance" xmlns:link="{_XBRL}/linkbase" xmlns:t="urn:t" ',
            'xmlns:xlink="http://www.w3.org/1999/xlink" ',
            'xmlns:iso4217="http://www.xbrl.org/2003/iso4217">\n',
            '<link:schemaRef xlink:type="simple" xlink:href="taxonomy.xsd"/>\n',
            '<unit id="u"><measure>iso4217:CNY</measure></unit>\n',
            *_iterate_facts(lines),
            "</xbrl>\n",
        )
    )


def _iterate_facts(lines: Sequence[Line]) -> Iterator[str]:
    for column in ("total", "basic", "project"):
        yield _render_context(column)
    for code, amounts in lines:
        row = f"r{code}"
        yield _render_context(row)
        for column, amount in zip(("total", "basic", "project"), amounts, strict=True):
            yield _render_fact(column, row, amount)
            yield _render_fact(f"c{code}", column, amount)


def _render_context(name: str) -> str:
    entity = f'<entity><identifier scheme="urn:t">{name}</identifier></entity>'
    period = "<period><instant>2031-12-31</instant></period>"
    return f'<context id="{name}">{entity}{period}</context>\n'


def _render_fact(concept: str, context: str, amount: Decimal) -> str:
    return f'<t:{concept} contextRef="{context}" unitRef="u" decimals="2">{amount}</t:{concept}>\n'


def render_taxonomy(lines: Sequence[Line]) -> str:
    """Render the concepts, a column or a code each."""
    names = ["total", "basic", "project", *(f"c{line.code}" for line in lines)]
    concepts = "".join(
        f'<element name="{name}" id="{name}" type="xbrli:monetaryItemType" nillable="true" '
        'substitutionGroup="xbrli:item" xbrli:periodType="instant"/>\n'
        for name in names
    )
    return (
        '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" '
        f'xmlns:xbrli="{_XBRL}/instance" xmlns:link="{_XBRL}/linkbase" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">\n<annotation><appinfo><link:linkbaseRef '
        'xlink:type="simple" xlink:href="calculation.xml" '
        f'xlink:role="{_XBRL}/role/calculationLinkbaseRef" '
        'xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/></appinfo></annotation>'
        f'\n<import namespace="{_XBRL}/instance" '
        f'schemaLocation="{_XBRL}/xbrl-instance-2003-12-31.xsd"/>\n{concepts}</schema>\n'
    )


def render_calculation(lines: Sequence[Line]) -> str:
    """Render which concept is the sum of which."""
    arcs = [("total", "basic"), ("total", "project")]
    arcs += [(f"c{_find_parent(line.code)}", f"c{line.code}") for line in lines if line.code]
    names = dict.fromkeys(name for arc in arcs for name in arc)
    places = "".join(
        f'<loc xlink:type="locator" xlink:href="taxonomy.xsd#{name}" xlink:label="{name}"/>\n'
        for name in names
    )
    sums = "".join(
        '<calculationArc xlink:type="arc" weight="1" order="1" '
        f'xlink:arcrole="{_XBRL}/arcrole/summation-item" xlink:from="{one}" xlink:to="{other}"/>\n'
        for one, other in arcs
    )
    return (
        f'<linkbase xmlns="{_XBRL}/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">\n'
        f'<calculationLink xlink:type="extended" xlink:role="{_XBRL}/role/link">\n'
        f"{places}{sums}</calculationLink></linkbase>\n"
    )


def _find_parent(code: str) -> str:
    return code[:-2] if len(code) > 3 else ""


def write_case(folder: Path, lines: Sequence[Line], unit: str) -> None:
    """Write one table in every form."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (
        ("table.csv", render_csv(lines)),
        ("budget.txt", render_text(lines, unit)),
        ("instance.xbrl", render_instance(lines)),
        ("taxonomy.xsd", render_taxonomy(lines)),
        ("calculation.xml", render_calculation(lines)),
    ):
        (folder / name).write_text(text, encoding="utf-8")


def write_cases(folder: Path, classes: int) -> list[Line]:
    """Write the four cases below a folder; return the lines of the exact one."""
    exact = make_lines(classes)
    rounded = round_lines(exact)
    tables = (exact, rounded, plant_faults(exact), plant_faults(rounded))
    for name, lines in zip(CASES, tables, strict=True):
        write_case(folder / name, lines, "元" if name.startswith("exact") else "万元")
    return exact


if __name__ == "__main__":
    write_cases(Path(sys.argv[1]), int(sys.argv[2]))
