"""The form of the workbook that asks for answers: sheets, fields, words, digest. Reads no file.

Whoever writes the workbook and whoever reads it back agree by this module alone.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from auditor.finding import Bilingual

FORM = "auditor.exceptions/1"
FINDINGS = Bilingual("发现", "Findings")
GUIDE = Bilingual("填写说明", "How to answer")
UNJUDGED = Bilingual("未判断", "Not judged")
WAIVED = Bilingual("已豁免", "Waived")
SHEETS = (FINDINGS, GUIDE, UNJUDGED, WAIVED)

ANSWER, EXPLANATION, FINGERPRINT, CHECK = "answer", "explanation", "fingerprint", "check"
# The fields of a row of the sheet of findings, in the order of its columns.
FIELDS = (
    *("number", "severity", "demand", "message", "page", "line", "table", "row", "column"),
    *("found", "expected", "difference", "unit", "tolerance", "cause", "suggestion", "source"),
    *(ANSWER, EXPLANATION, "evidence", "document", "rule", "outcome", FINGERPRINT, CHECK),
)
ANSWERED = (FIELDS.index(ANSWER), FIELDS.index(EXPLANATION))
_FINGERPRINT = FIELDS.index(FINGERPRINT)
_CHECK = FIELDS.index(CHECK)

ANSWERS = {
    "accept": Bilingual("接受", "accept"),
    "explain": Bilingual("解释", "explain"),
    "correct": Bilingual("更正", "correct"),
}

_SEAL = f"{FORM} sha256:"
Row = Sequence[str]


class Sheet(NamedTuple):
    """The text of a sheet: its title and its rows, cell by cell."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def is_finding_row(row: Row) -> bool:
    """Say whether a row of the sheet of findings is about a finding: only those are answered."""
    return len(row) > _FINGERPRINT and row[_FINGERPRINT].startswith("f1:")


def compute_row_check(row: Row) -> str:
    """Compute the check of a finding's row, over all its cells but the answers and the check."""
    kept = [cell for place, cell in enumerate(row) if place not in (*ANSWERED, _CHECK)]
    return hashlib.sha256(_join(kept).encode()).hexdigest()[:12]


def compute_digest(sheets: Iterable[Sheet]) -> str:
    """Compute the digest of a workbook over every cell but the answers and the digest itself.

    The order of rows, blank rows and the number of blanks do not count, so that a sheet may be
    sorted. It tells an accident or a foreign workbook; it is no signature.
    """
    lines = [FORM]
    for sheet in sorted(sheets):
        lines.append(f"\x1d{sheet.title}")
        lines += sorted(filter(None, (_join(_drop_open_cells(sheet, row)) for row in sheet.rows)))
    return hashlib.sha256("\x1e".join(lines).encode("utf-8", "backslashreplace")).hexdigest()


def write_seal(digest: str) -> str:
    """Write the cell that carries the digest."""
    return f"{_SEAL}{digest}"


def find_seal(sheets: Iterable[Sheet]) -> str | None:
    """Find the digest that a workbook carries on its guide; None if there is not just one."""
    guides = (sheet for sheet in sheets if sheet.title in GUIDE)
    found = [cell for sheet in guides for row in sheet.rows for cell in row if _is_seal(cell)]
    return found[0].strip().removeprefix(_SEAL) if len(found) == 1 else None


def _is_seal(cell: str) -> bool:
    return cell.strip().startswith(_SEAL)


def _drop_open_cells(sheet: Sheet, row: Row) -> list[str]:
    """Put nothing for what the digest leaves open: answers, and the digest itself."""
    is_answered = sheet.title in FINDINGS and is_finding_row(row)
    is_guide = sheet.title in GUIDE
    return [
        "" if (is_answered and place in ANSWERED) or (is_guide and _is_seal(cell)) else cell
        for place, cell in enumerate(row)
    ]


def _join(cells: Iterable[str]) -> str:
    return "\x1f".join(" ".join(cell.split()) for cell in cells).rstrip("\x1f")
