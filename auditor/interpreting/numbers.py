"""Find the figures in running text and in cells that hold words: what counts, what does not.

Years, dates, codes, ordinals, list marks and document numbers are no figures.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from auditor.amount import Amount, NumeralKind, find_unit, parse_numeral
from auditor.budget import Figure
from auditor.document import Line
from auditor.location import locate

_DIGIT = "0-9０-９"
_TOKEN = re.compile(rf"[{_DIGIT}]+(?:(?:[,，.．]\s?|\s[.．]\s?)[{_DIGIT}]+)*")
_UNIT = re.compile(
    r"\s?(百万元|千万元|亿元|万元|千元|百元|元|万(?!人|个|户|平|亩|吨|册)|亿|[%％]|平方米|公里|公顷|台套|小时|"
    r"(?:人次|人(?!民|大|口|员|力|才)|个|家|辆|台|套|件|次|份|户|名(?!称)|条|处|场|篇|所|间|座|艘|亩|吨|天|项(?!目)))"
)
_BRACKETED = re.compile(rf"\s?[(（]\s?(?:{_UNIT.pattern[3:]})\s?[)）]")
_NOT_BEFORE = re.compile(r"[A-Za-z第〔\[［【（(类款项号\-–—/:：]$|[A-Za-z]\d*$")
_ORDINAL_BEFORE = re.compile(r"(第\s?|[〔\[【]|类|款|项|编号|文号)$")
_FAILURE = re.compile(r"#|=.*[A-Za-z]")  # =100% is a target, =SUM(A1) none
_MONEY_OR_PERCENT = frozenset("百万元 千万元 亿元 万元 千元 百元 元 万 亿 % ％".split())
_SHORT = 400
_WHOLE_GROUP = re.compile(r"[,，.．]\s?\d{3}(?!\d)")


def find_figures(text: str, line: int, column: int, reason: str) -> Iterator[Figure]:
    """Yield the figures with a unit in a text that starts at a line and column.

    A number with broken separators before a money unit or % is a figure without an amount.
    """
    for start, printed, words, amount in _find_printed(text):
        yield Figure(
            text=printed + words,
            location=locate(line, column + start, len(printed)),
            amount=amount,
            reason=reason,
        )


class _Printed(NamedTuple):
    """A figure in a text: its offset, its digits, what stands behind them, what it says."""

    start: int
    digits: str
    words: str
    amount: Amount | None


def _find_printed(text: str) -> Sequence[_Printed]:
    if len(text) <= _SHORT:
        return _find_in_short(text)
    return tuple(_iterate_printed(text))


@lru_cache(maxsize=4096)  # cells and sentences recur, in a document and from one to the next
def _find_in_short(text: str) -> Sequence[_Printed]:
    return tuple(_iterate_printed(text))


def _iterate_printed(text: str) -> Iterator[_Printed]:
    for token in _TOKEN.finditer(text):
        unit = _UNIT.match(text, token.end()) or _BRACKETED.match(text, token.end())
        if unit is None or _ORDINAL_BEFORE.search(text, max(0, token.start() - 3), token.start()):
            continue
        printed = token.group()
        numeral = parse_numeral(printed)
        word = unit.group(1)
        if numeral.kind is NumeralKind.MALFORMED and not _is_broken(printed, word):
            continue
        amount = None
        if numeral.kind is NumeralKind.AMOUNT:
            found = find_unit(word) or find_unit("个")
            if found is not None:
                amount = Amount(numeral.value, found, numeral.digit)
        yield _Printed(token.start(), printed, unit.group(), amount)


def _is_broken(printed: str, unit: str) -> bool:
    """Say whether broken separators make a malformed amount and not a list of numbers."""
    if unit not in _MONEY_OR_PERCENT:
        return False
    return " " not in printed or _WHOLE_GROUP.search(printed) is not None


def read_cell_figures(text: str, line: int, column: int, reason: str) -> Iterator[Figure]:
    """Yield the figures of a cell outside recognised tables: a bare number, or words with some."""
    bare = text.strip()
    numeral = parse_numeral(bare)
    if numeral.kind is NumeralKind.AMOUNT and not _is_code_like(bare):
        unit = find_unit(numeral.unit) or find_unit("个")
        start = column + text.index(bare)
        amount = Amount(numeral.value, unit, numeral.digit) if unit else None
        yield Figure(
            text=bare, location=locate(line, start, len(bare)), amount=amount, reason=reason
        )
    elif numeral.kind is NumeralKind.WORDS or (bare[:1] == "=" and not _FAILURE.match(bare)):
        yield from find_figures(text, line, column, reason)
    elif _FAILURE.match(bare):  # a spreadsheet's failure, wherever it stands
        place = locate(line, column + text.index(bare), len(bare))
        yield Figure(text=bare, location=place, amount=None, reason=reason)


def _is_code_like(text: str) -> bool:
    return text.isdigit() and len(text) in (2, 3, 5, 7) and Decimal(text) >= 1


def iterate_line_figures(line: Line, reason: str) -> Iterator[Figure]:
    """Yield the figures of a line of running text."""
    yield from find_figures(line.text, line.number, 1, reason)
