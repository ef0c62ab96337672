"""Write docs/recognition.md: what is understood of the published documents, and what is checked.

    python docs/recognition.py FOLDER        with tables.json and the documents in it

The inventory of tables was made independently of this program. Tables of performance forms are
left out; so are their figures, wherever they stand. Then slips are planted (slips.py).
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from slips import Caught, try_slips

from auditor.engine import Settings, audit_document
from auditor.finding import Audit
from auditor.reading import read_document
from auditor.rulepack import choose_pack, load_packs

_PAGE = Path(__file__).resolve().parent / "recognition.md"
_INFERRED = "inferred"
_HEAD = """# What is understood of published documents

By their short names: the pack that each document chooses, its tables with amounts in an inventory
made independently of this program (performance forms left out), how many tables a template or
inferred roles recognise and how many are missed, the figures of those that are recognised, how
many of these a sum, a roll-up, a comparison or an inferred relation has tested, and the findings
of severity error and warning. Two tables of hn01 and one of cq01, lists of projects with goals and
amounts, are read as performance forms. `python docs/recognition.py FOLDER` writes this page.

| document | pack | tables | by template | inferred | missed | figures in them | checked | loud |
|---|---|---:|---:|---:|---:|---:|---:|---:|
"""
_SLIPS_EACH = 60
_SLIPS_HEAD = """## Slips

One digit is changed in a money cell, 60 cells of each document drawn at random, one at a time.
Left out are cells that no relation tests, and a last digit changed by one, which rounding may do
as well. Of the others: the share that is noticed at all; that by an error or a warning; of those
noticed, the share whose first finding stands at the changed figure, and the share whose first
finding names it as part of the sum that no longer comes out (of figures that stand in one sum
only, none can be told from the others); and findings for each slip noticed.

| document | tried | tested | noticed | loudly | there | in its sum | findings |
|---|---:|---:|---:|---:|---:|---:|---:|
"""


class Line(NamedTuple):
    """One document: its pack, tables by how they are known, figures, loud findings."""

    document: str
    pack: str
    tables: int
    by_template: int
    inferred: int
    missed: int
    figures: int
    checked: int
    loud: int


def measure(path: Path, inventory: dict[str, Any]) -> Line:
    """Audit one document and compare it with its inventory."""
    source = read_document(path)
    pack = load_packs(choose_pack(source.text.split("\n")).names, examples=False)
    audit = audit_document(source, pack, Settings())
    if audit.coverage is None:
        raise ValueError(path.name)
    tables = [table for table in audit.coverage.tables if table.figures]
    inferred = sum(table.id == _INFERRED or not table.template for table in tables)
    known = [table for table in inventory["tables"] if table["money_cells"] and not table["form"]]
    figures = sum(table.figures for table in tables)
    return Line(
        document=path.name.split("-")[0],
        pack=audit.packs_chosen[-1][0],
        tables=len(known),
        by_template=len(tables) - inferred,
        inferred=inferred,
        missed=sum(bool(table.figures) for table in audit.coverage.unrecognised),
        figures=figures,
        checked=figures - _count_unchecked(audit),
        loud=sum(found.severity != "info" for found in audit.findings),
    )


def _count_unchecked(audit: Audit) -> int:
    """Count the figures of recognised tables that nothing tested."""
    if audit.coverage is None:
        return 0
    reasons = Counter(one.reason.zh for one in audit.coverage.unchecked)
    return sum(
        count
        for reason, count in reasons.items()
        if reason == "没有规则用到这个数字" or reason.startswith(("表格按通用角色", "数字不在"))
    )


def render_page(lines: Sequence[Line], slips: Sequence[tuple[str, Caught]]) -> str:
    """Render the page: what is recognised, and what slips are noticed; each with a last line."""
    return _render_lines(lines) + "\n" + _SLIPS_HEAD + _render_slips(slips)


def _render_slips(slips: Sequence[tuple[str, Caught]]) -> str:
    """Render the slips of each document that has any, and of all together."""
    filled = [(name, caught) for name, caught in slips if caught.tested]
    sums = Caught(*(sum(numbers) for numbers in zip(*(one for _, one in filled), strict=True)))
    rows = [_render_shares(name, caught) for name, caught in [*filled, ("all", sums)]]
    return "\n".join(rows) + "\n"


def _render_shares(name: str, caught: Caught) -> str:
    """Render counts as shares: of what is tested, then of what is caught."""
    shares = [
        f"{100 * caught.caught / caught.tested:.1f} %",
        f"{100 * caught.loud / caught.tested:.1f} %",
        f"{100 * caught.there / caught.caught:.1f} %",
        f"{100 * caught.beside / caught.caught:.1f} %",
        f"{caught.findings / caught.caught:.2f}",
    ]
    return f"| {name} | {caught.tried} | {caught.tested} | {' | '.join(shares)} |"


def _render_lines(lines: Sequence[Line]) -> str:
    rows = [f"| {' | '.join(map(str, line))} |" for line in lines]
    sums = [sum(line[index] for line in lines) for index in range(2, len(Line._fields))]  # type: ignore[misc]
    rows.append(f"| all |  | {' | '.join(map(str, sums))} |")
    return _HEAD + "\n".join(rows) + "\n"


def main() -> int:
    """Measure every document of the folder that the inventory knows."""
    folder = Path(sys.argv[1])
    known = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
    lines = [measure(folder / name, known[name]) for name in sorted(known)]
    slips = [
        (name.partition("-")[0], try_slips(folder / name, _SLIPS_EACH)) for name in sorted(known)
    ]
    _PAGE.write_text(render_page(lines, slips), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
