"""frictionless: a row-constraint and a check of our own for the roll-ups; numbers are Decimals."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from frictionless import Check, Checklist, Resource, Row, Schema, checks, errors, fields, system

COLUMNS = ("total", "basic", "project")


class RollUp(Check):  # type: ignore[misc]  # the library is seen as untyped
    """Each parent is the sum of its children, in every column."""

    type = "roll-up"
    Errors = (errors.TableError,)

    def validate_start(self) -> Iterator[errors.TableError]:
        """Begin a table."""
        self.rows: dict[str, list[Decimal]] = {}
        self.sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
        yield from ()

    def validate_row(self, row: Row) -> Iterator[errors.TableError]:
        """Add a row to its parent."""
        code = row["code"].replace("TOTAL", "")
        self.rows[code] = [row[name] for name in COLUMNS]
        if code:
            known = self.sums[code[:-2] if len(code) > 3 else ""]
            known[:] = [a + b for a, b in zip(known, self.rows[code], strict=True)]
        yield from ()

    def validate_end(self) -> Iterator[errors.TableError]:
        """Compare every parent with its sum."""
        for code, added in self.sums.items():
            for printed, wanted in zip(self.rows[code], added, strict=True):
                if printed != wanted:
                    yield errors.TableError(note=code)


schema = Schema(
    fields=[fields.StringField(name="code"), *(fields.NumberField(name=one) for one in COLUMNS)]
)
roll_up = RollUp()
row_sum = checks.row_constraint(formula="total == basic + project")
with system.use_context(trusted=True):
    path = str(Path(sys.argv[1]) / "table.csv")
    report = Resource(path=path, schema=schema).validate(
        Checklist(checks=[row_sum, roll_up]), limit_errors=1_000_000
    )
failed = [
    error.cells[0].replace("TOTAL", "") if error.type == "row-constraint" else error.note
    for task in report.tasks
    for error in task.errors
]
print(len(roll_up.rows) + 3 * len(roll_up.sums), *failed, sep="\n")
