"""Comma-separated text to tabular text. Knows nothing of files and encodings."""

import csv
from io import StringIO

from auditor.reading.tabular import render_row


class MalformedError(ValueError):
    """The text is no table of separated values; says why, in both languages."""


def convert_separated(text: str) -> str:
    """Write each record as one row of tabular text; an empty record is a blank line.

    Raises MalformedError for quotes that never close.
    """
    # The limit is the whole process's: it may be raised for one field, never lowered for others.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    try:
        rows = [
            render_row(record) for record in csv.reader(StringIO(text, newline=""), strict=True)
        ]
    except csv.Error as error:
        message = f"CSV 格式有误 / malformed CSV: {error}"
        raise MalformedError(message) from error
    return "".join(row + "\n" for row in rows)
