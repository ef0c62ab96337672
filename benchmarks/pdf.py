"""Measure the reading of PDF files against pdfplumber, in the same run; compare their cells.

    python benchmarks/pdf.py FILE…          times, as ratios
    python benchmarks/pdf.py --cells FILE…  rows of ruled tables that differ, page by page

Needs pdfplumber (extra `benchmark`). Ratios of whole commands hold from one machine to the next;
each is the median of several rounds, its parts run back to back.
"""

import difflib
import os
import statistics
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.reading.pdf.documents import open_pdf
from auditor.reading.pdf.drawing import read_page
from auditor.reading.pdf.tables import lay_out_page

_ROOT = Path(__file__).resolve().parent.parent
_ROUNDS = 5
_TABLES = (
    "import sys, pdfplumber\n"
    "with pdfplumber.open(sys.argv[1]) as document:\n"
    "    for page in document.pages:\n"
    "        for table in page.find_tables(): table.extract()\n"
    "        page.close()\n"
)


def measure_seconds(words: Sequence[str]) -> float:
    """Return how long a command of this interpreter takes."""
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        check=False,
    )
    return time.perf_counter() - start


def print_ratios(path: str) -> None:
    """Print how long the audit takes against the reading, and the reading against pdfplumber."""
    audits, readings = [], []
    for _ in range(_ROUNDS):
        plumber = measure_seconds(["-c", _TABLES, path])
        reading = measure_seconds(["-m", "auditor", "parse", "--format", "text", path])
        audit = measure_seconds(["-m", "auditor", "check", path])
        audits.append(audit / reading)
        readings.append(reading / plumber)
    audit, reading = statistics.median(audits), statistics.median(readings)
    print(f"{Path(path).name}: audit/reading {audit:.2f}, reading/pdfplumber {reading:.2f}")


def print_differences(path: str) -> None:
    """Print each row of a ruled table that only one of the two reads so."""
    for number, (ours, theirs) in enumerate(iterate_pages(path), start=1):
        for line in difflib.unified_diff(theirs, ours, lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                print(f"{Path(path).name}, page {number}: {line}")


def iterate_pages(path: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the rows of each page's tables, as we and as pdfplumber read them."""
    import pdfplumber  # noqa: PLC0415 - only to compare with

    with (
        open_pdf(Path(path).read_bytes()) as document,
        pdfplumber.open(path) as other,
    ):
        for number, page in enumerate(other.pages, start=1):
            layout = lay_out_page(read_page(document, number))
            ours = [row for table in layout.tables for row in table.rows]
            theirs = [row for table in page.find_tables() for row in table.extract()]
            yield render_rows(ours), render_rows(theirs)
            page.close()


def render_rows(rows: Sequence[Sequence[str | None]]) -> list[str]:
    """Return the rows that are not empty, without blanks and empty cells."""
    lines = ["|".join(filter(None, map(_squeeze, row))) for row in rows]
    return [line for line in lines if line]


def _squeeze(cell: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", cell or "").split())


def main(words: Sequence[str]) -> None:
    """Do what the arguments ask."""
    if words[:1] == ["--cells"]:
        for path in words[1:]:
            print_differences(path)
        return
    for path in words:
        print_ratios(path)


if __name__ == "__main__":
    main(sys.argv[1:])
