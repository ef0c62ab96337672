"""Performance forms: told from tables by their labels, not by title. Reads title and project."""

import re
from collections.abc import Sequence

from auditor.budget import Form
from auditor.budget.pattern import normalise_label
from auditor.document import CaptionKind, Grid, Row
from auditor.location import Location

# The labels of the performance forms of 财预〔2021〕101号 and their forerunners.
_LABELS = frozenset(
    (
        "项目名称 项目类别 项目性质 主管部门 实施单位 计划开始日期 "
        "计划完成日期 项目资金 项目资金总额 年度资金申请总额 当年财政拨款 "
        "上年结转资金 其他资金 财政资金 项目总目标 年度总体目标 年度总目标 "
        "总体目标 年度目标 项目绩效目标 一级指标 二级指标 三级指标 指标值 "
        "年度指标值 绩效指标 成本指标 产出指标 效益指标 满意度指标 数量指标 "
        "质量指标 时效指标 经济成本指标 社会效益指标 经济效益指标 生态效益指标 "
        "可持续影响指标 服务对象满意度指标 项目负责人 实施期限 预算资金 "
        "绩效目标"
    ).split()
)
_MAY_HOLD_LABEL = re.compile(r"指\s*标|项\s*目|资\s*金|目\s*标|部\s*门|单\s*位|日\s*期")
_LEAST_LABELS = 4
_PROJECT_NAME = re.compile(r"项?目名称$")
_FORM_YEAR = re.compile(r"[（(]\s*((?:\d\s*){4})年\s*度?\s*[)）]?")
_HEAD_ROWS = 4


def is_form(grid: Grid) -> bool:
    """Say whether the rows of a grid carry enough labels of a performance form."""
    seen: set[str] = set()
    for row in grid.rows:
        if not _MAY_HOLD_LABEL.search(row.line.text):
            continue
        for text in row.line.text.split("\t"):
            label = normalise_label(text) if text else ""
            for part in (label, label.removeprefix("其中:")):
                if part in _LABELS:
                    seen.add(part)
        if len(seen) >= _LEAST_LABELS:
            return True
    return False


def split_forms(grid: Grid, first_number: int) -> list[Form]:
    """Return the forms of a grid: one for every row that names a project, at least one."""
    named = [row for row in grid.rows if _find_project(row) is not None]
    title = _find_title(grid)
    start = grid.title.locate() if grid.title else grid.rows[0].location
    forms = []
    for index, row in enumerate(named or [None]):
        location = start if index == 0 or row is None else row.location
        project = "" if row is None else _find_project(row) or ""
        number = first_number + index
        forms.append(Form(id=f"F{number}", title=title, project=project, location=location))
    return forms


def _find_project(row: Row) -> str | None:
    cells = [cell.text for cell in row.cells]
    for index, text in enumerate(cells[:4]):
        if text and _PROJECT_NAME.search(normalise_label(text)):
            return next((c.strip() for c in cells[index + 1 :] if c.strip()), "")
    return None


def _find_title(grid: Grid) -> str:
    if grid.title is not None:
        return grid.title.text.strip(" #*\u3000\t")
    return "".join(grid.rows[0].line.text.split()) if grid.rows else ""


def find_form_years(grid: Grid) -> list[tuple[int, str, Location]]:
    """Find the years of a form's title: in the title, a caption, or a row of its head."""
    found = []
    lines = [] if grid.title is None else [grid.title]
    lines += [caption.line for caption in grid.captions if caption.kind is CaptionKind.YEAR]
    lines += _list_head_lines(grid.rows[:_HEAD_ROWS])
    for line in lines:
        match = _FORM_YEAR.search(line.text)
        if match:
            digits = "".join(match.group(1).split())
            column = match.start(1) + 1
            end = column + len(match.group(1).rstrip())
            place = Location(line.number, column, line.number, end)
            found.append((int(digits), match.group(1).strip(), place))
    return found


def _list_head_lines(rows: Sequence[Row]) -> list:  # type: ignore[type-arg]
    """Return the head rows above the first labelled row: there the title may have slipped."""
    lines = []
    for row in rows:
        if _find_project(row) is not None:
            break
        lines.append(row.line)
    return lines
