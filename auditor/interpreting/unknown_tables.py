"""Tables that no template fits, kept with place and figures; ordinals of those that one does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from auditor.amount import YUAN
from auditor.budget import Table
from auditor.document import Grid
from auditor.interpreting.tables import find_unit_line


def make_unknown_table(grid: Grid, figures: int, resembles: str) -> Table:
    """Keep a grid that no template fits; `resembles` names the template of its title, or is ""."""
    title = grid.title
    unit_line = find_unit_line(grid)
    return Table(
        id="",
        title=title.text.strip(" #*\u3000\t") if title else "",
        template=None,
        location=grid.location,
        title_location=title.locate() if title else grid.location,
        unit=unit_line[0] if unit_line else YUAN,
        unit_given=unit_line is not None,
        unit_location=unit_line[1] if unit_line else None,
        columns=(),
        rows=(),
        headers=(),
        notes=tuple((note.text, note.locate()) for note in grid.notes),
        readings=(),
        unreadable=(),
        figures=figures,
        resembles=resembles,
    )


def number_tables(tables: Sequence[Table]) -> list[Table]:
    """Give tables of the same template their ordinals, in printed order."""
    seen: Counter[str] = Counter()
    numbered = []
    for table in tables:
        numbered.append(replace(table, ordinal=seen[table.template_name]))
        seen[table.template_name] += 1
    return numbered
