"""The year of a document whose titles name none, by its headings and sentences. Judges no year."""

import re
from collections import Counter

from auditor.document import Document, iterate_lines

_SPOKEN = re.compile(
    r"(?<![\d〔\[\-—–~至比较与同和及])(20\d\d)\s?年(?:度|年初)?[^\d。；，,]{0,16}(?:预算|决算|收入|支出)"
)
_LEAST_SPOKEN = 2


def find_spoken_year(document: Document) -> int | None:
    """Find the year of which headings and sentences say what is planned or was spent."""
    spoken: Counter[int] = Counter()
    for line in iterate_lines(document):
        if "\t" not in line.text:
            spoken.update(int(found.group(1)) for found in _SPOKEN.finditer(line.text))
    if not spoken:
        return None
    (year, count), *_ = spoken.most_common(1)
    others = sum(spoken.values()) - count
    return year if count >= _LEAST_SPOKEN and count > others else None
