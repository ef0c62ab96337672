"""Separated values (CSV) to tabular text. Knows nothing of files and encodings."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import groupby, islice

from auditor.reading.composing import render_table

_SEPARATORS = ",\t;|"
_DECLARED = "sep="  # a first line by which office programs are told the separator
_QUOTED = (',"', '",', ",,")  # prose has none of them
_FEWEST_QUOTED = 6
_FEWEST_CELLS = 3
_SAMPLE = 200  # lines by which the separator is chosen


class MalformedError(ValueError):
    """The text is no table of separated values; says why, in both languages."""


def is_separated(text: str, *, is_sheet: bool) -> bool:
    """Tell separated values in a text of another name; `is_sheet` if it is that of a workbook."""
    if "\t" in text:
        return False
    if sum(map(text.count, _QUOTED)) >= _FEWEST_QUOTED:
        return True
    return is_sheet and _rate_separator(_list_sample(text), _choose_separator(text)) > 0


def convert_separated(text: str) -> str:
    """Write each record as one row of tabular text; an empty record is a blank line.

    A title, a unit or a note that stands alone in its record is text. The separator is the one
    under which most records have the same number of cells.
    Raises MalformedError for quotes that never close.
    """
    separator = _choose_separator(text)
    if text.startswith(_DECLARED):
        text = text.partition("\n")[2]
    # The limit is the whole process's: it may be raised for one field, never lowered for others.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    try:
        stream = StringIO(text, newline="")
        records = list(csv.reader(stream, delimiter=separator, strict=True))
    except csv.Error as error:
        message = f"CSV 格式有误 / malformed CSV: {error}"
        raise MalformedError(message) from error
    records = [[_read_guarded(cell) for cell in record] for record in records]
    return "".join(line + "\n" for block in _split_blocks(records) for line in block)


def _choose_separator(text: str) -> str:
    declared = text[len(_DECLARED) : len(_DECLARED) + 1]
    if text.startswith(_DECLARED) and declared in _SEPARATORS:
        return declared
    sample = _list_sample(text)
    return max(_SEPARATORS, key=lambda separator: _rate_separator(sample, separator))


def _list_sample(text: str) -> Sequence[str]:
    return list(islice(StringIO(text, newline=""), _SAMPLE))


def _rate_separator(sample: Sequence[str], separator: str) -> int:
    """Count the records of the usual number of cells, if that is that of a table."""
    try:
        sizes = Counter(map(len, csv.reader(sample, delimiter=separator)))
    except csv.Error:
        return 0
    return max((count for size, count in sizes.items() if size >= _FEWEST_CELLS), default=0)


def _read_guarded(cell: str) -> str:
    """Return what `="0101"` shows: a formula that keeps a program from making it a number."""
    if cell.startswith('="') and cell.endswith('"') and cell.count('"') == 2:
        return cell[2:-1]
    return cell


def _split_blocks(records: list[list[str]]) -> Iterator[list[str]]:
    """Yield the lines of each run of records, and a blank line for each empty one."""
    for has_cells, block in groupby(records, key=bool):
        rows = list(block)
        yield render_table(rows) if has_cells else [""] * len(rows)
