"""Comma-separated text to tabular text. Knows nothing of files and encodings."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import groupby

from auditor.reading.composing import render_table


class MalformedError(ValueError):
    """The text is no table of separated values; says why, in both languages."""


def convert_separated(text: str) -> str:
    """Write each record as one row of tabular text; an empty record is a blank line.

    A title, a unit or a note that stands alone in its record is text.
    Raises MalformedError for quotes that never close.
    """
    # The limit is the whole process's: it may be raised for one field, never lowered for others.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    try:
        records = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        message = f"CSV 格式有误 / malformed CSV: {error}"
        raise MalformedError(message) from error
    return "".join(line + "\n" for block in _split_blocks(records) for line in block)


def _split_blocks(records: list[list[str]]) -> Iterator[list[str]]:
    """Yield the lines of each run of records, and a blank line for each empty one."""
    for has_cells, block in groupby(records, key=bool):
        rows = list(block)
        yield render_table(rows) if has_cells else [""] * len(rows)
