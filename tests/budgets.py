"""Small budgets for tests, written as sketches and made from text like any document.

A sketch names rows and their figures, column by column: `支出表[201] 5.00 3.00 2.00`. Rows are
parted by `;`, a figure `_` is blank, `支出表(万元)` prints its unit, `支出表[]` is a table without
rows, `三公表 5.00 …` a table of one row, `||` begins the tables of a further copy.
"""

import re
from itertools import zip_longest

from auditor.amount import PERCENT, YUAN, find_unit
from auditor.budget import Budget, Column, RowKind, RowTemplate, Side, TableTemplate
from auditor.budget.pattern import Pattern
from auditor.codes import Catalogue, CodeName
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.parsing.patterns import parse_pattern

_ROW = re.compile(r"([^\s\[(]+)(?:\((\S+)\))?(?:\[(.*?)\])?\s*(.*)")
_NAMES = {
    "201": "甲类支出",
    "20101": "甲一款",
    "20102": "甲二款",
    "2010101": "甲一项",
    "2010102": "甲二项",
    "2010201": "甲三项",
    "202": "乙类支出",
    "20201": "乙一款",
    "2020101": "乙一项",
    "203": "丙类支出",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30217": "公务接待费用",
}


def _spell(*sources: str) -> tuple[Pattern, ...]:
    return tuple(parse_pattern(source) for source in sources)


def _columns(*names: str) -> tuple[Column, ...]:
    roles = {"合计": "total"}
    return tuple(Column(name=n, headers=_spell(n), role=roles.get(n, "part")) for n in names)


def _total(name: str, *aliases: str) -> RowTemplate:
    return RowTemplate(name=name, labels=_spell(name), is_total=True, aliases=aliases)


def _row(name: str) -> RowTemplate:
    return RowTemplate(name=name, labels=_spell(name))


def _template(name: str, kind: RowKind, *sides: Side, unit: str = "元") -> TableTemplate:
    return TableTemplate(
        name=name,
        number=name,
        titles=_spell(f"[{{year}}年]{name}"),
        row_kind=kind,
        sides=sides,
        unit=find_unit(unit) or YUAN,
    )


def _coded(name: str, codes: str, *columns: str) -> TableTemplate:
    side = Side(name="", columns=_columns(*columns), rows=(_total("合计", "总计"),), codes=codes)
    return _template(name, RowKind.CODED, side)


TEMPLATES = {
    template.name: template
    for template in (
        _coded("支出表", "functional", "合计", "基本", "项目"),
        _coded("收入表", "functional", "合计", "拨款", "其他"),
        _coded("经济表", "economic", "合计", "人员", "公用"),
        _template(
            "收支表",
            RowKind.TWO_SIDED,
            Side(
                name="收入",
                columns=_columns("预算数"),
                rows=(_row("拨款收入"), _row("其他收入"), _total("收入总计")),
            ),
            Side(
                name="支出",
                columns=_columns("预算数"),
                rows=(_row("结转下年"), _total("支出总计")),
                codes="functional",
                row_set="支出类",
            ),
        ),
        _template(
            "三公表",
            RowKind.SINGLE,
            Side(name="", columns=_columns("总额", "出国", "接待", "车辆")),
            unit="万元",
        ),
        _template(
            "项目表",
            RowKind.ITEMS,
            Side(
                name="",
                columns=(
                    *_columns("金额"),
                    Column(name="比例", headers=_spell("比例"), unit=PERCENT),
                ),
                rows=(_total("合计"),),
            ),
        ),
    )
}
CATALOGUES = {
    "functional": Catalogue(
        "functional",
        tuple(CodeName(c, n, None, None, "V") for c, n in _NAMES.items() if c[0] == "2"),
    ),
    "economic": Catalogue(
        "economic",
        tuple(CodeName(c, n, None, None, "V") for c, n in _NAMES.items() if c[0] == "3"),
    ),
}


def make_budget(sketch: str) -> Budget:
    """Make the budget that a sketch draws, from its text."""
    return interpret_document(parse_document(render_sketch(sketch)), TEMPLATES, CATALOGUES)


def render_sketch(sketch: str) -> str:
    """Return the document that a sketch draws."""
    lines = ["某局2024年部门预算", ""]
    for copy in sketch.split("||"):
        tables: dict[str, tuple[str, list[tuple[str, list[str]]]]] = {}
        for row in filter(None, (part.strip() for part in copy.split(";"))):
            found = _ROW.fullmatch(row)
            assert found, row
            name, unit, label, figures = found.groups()
            rows = tables.setdefault(name, (unit or str(TEMPLATES[name].unit), []))[1]
            if label != "":
                rows.append((label or "", ["" if f == "_" else f for f in figures.split()]))
        for name, (unit, rows) in tables.items():
            lines += _render_table(TEMPLATES[name], unit, rows)
    return "\n".join(lines) + "\n"


def _render_table(
    template: TableTemplate, unit: str, rows: list[tuple[str, list[str]]]
) -> list[str]:
    lead = {RowKind.CODED: ["科目编码", "科目名称"], RowKind.SINGLE: []}
    names = [column.name for side in template.sides for column in side.columns]
    header = lead.get(template.row_kind, ["项目"]) + names
    lines = [_render_row(template.row_kind, label, figures) for label, figures in rows]
    if template.row_kind is RowKind.TWO_SIDED:
        header = [f"{side.name}项目\t预算数" for side in template.sides]
        left = [line for line in lines if "收入" in line]
        right = [line for line in lines if "收入" not in line]
        lines = ["\t".join(pair) for pair in zip_longest(left, right, fillvalue="\t")]
    return [f"2024年{template.name}", f"单位：{unit}", "\t".join(header), *lines, ""]


def _render_row(kind: RowKind, label: str, figures: list[str]) -> str:
    if kind is RowKind.CODED:
        code, name = (label, _NAMES.get(label, "未列科目")) if label.isdigit() else ("", label)
        return "\t".join([code, name, *figures])
    if kind is RowKind.SINGLE:
        return "\t".join(figures)
    return "\t".join([_NAMES.get(label, label), *figures])
