"""Read budgets from text with the shipped templates: what the tests of meaning start from."""

from functools import cache
from pathlib import Path

from auditor.budget import Budget, Table
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.rulepack import RulePack, load_packs

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SEEDS = sorted((SHARED / "seeds").glob("*.txt")) if SHARED.is_dir() else []


@cache
def load_shipped_pack() -> RulePack:
    """Load the pack of the Shanghai form once."""
    return load_packs(["cn-shanghai"])


def read_budget(text: str) -> Budget:
    """Parse and interpret a text."""
    pack = load_shipped_pack()
    return interpret_document(
        parse_document(text),
        pack.templates,
        pack.catalogues,
        statements=pack.statements,
        forms=pack.forms,
    )


def read_table(text: str) -> Table:
    """Return the only table of a text."""
    (table,) = read_budget(text).tables
    return table


def list_values(table: Table, label: str) -> dict[str, str]:
    """Return what a row prints in each column that it fills."""
    (row,) = [row for row in table.rows if row.label == label]
    return {entry.column: entry.text for entry in row.entries if entry.text}


def read_seed(name: str) -> str:
    """Read a real document by the first letters of its file name."""
    (path,) = [path for path in SEEDS if path.name.startswith(name)]
    return path.read_bytes().decode("utf-8")
