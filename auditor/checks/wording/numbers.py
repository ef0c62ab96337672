"""Kind `wording`: personal numbers left in the text. Recognised standard tables are not read."""

import re
from collections.abc import Iterator
from functools import lru_cache

from auditor.budget import Budget
from auditor.checks.places import locate_line
from auditor.checks.wording.remarks import Remark, WordingParameters
from auditor.location import locate

_LONG = re.compile(r"\d[\d -]{10}")
_IDENTITY = re.compile(r"(?<![\dA-Za-z.,])[1-9]\d{5}(?:19|20)\d{9}[\dXx](?![\dA-Za-z])")
_MOBILE = re.compile(
    r"(?<![\d.,，A-Za-z\-])1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})(?![\d.,，]|\s*[元万亿%])"
)
_ACCOUNT = re.compile(r"(?:账号|帐号|卡号|账户|帐户)[^\d。；;]{0,12}(\d(?:[ -]?\d){11,21})(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"
_SHOWN = 4


def find_identities(_parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find identity-card numbers (GB 11643); the check digit must fit."""
    for match, remark in _search(_IDENTITY, budget):
        if _has_check_digit(match):
            yield remark


def find_mobiles(_parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find mobile-phone numbers."""
    return (remark for _, remark in _search(_MOBILE, budget))


def find_accounts(_parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find numbers of 12 digits and more that are called a bank account's."""
    return (remark for _, remark in _search(_ACCOUNT, budget))


def _search(pattern: "re.Pattern[str]", budget: Budget) -> Iterator[tuple[str, Remark]]:
    tables = [table.location for table in budget.tables if table.template is not None]
    for number, line in _list_long_numbers(budget.lines):
        for match in pattern.finditer(line):
            if any(span.line <= number <= span.end_line for span in tables):
                continue
            digits = match.group(match.lastindex or 0)
            start = match.start(match.lastindex or 0)
            place = locate_line(budget, locate(number, start + 1, len(digits)))
            yield digits, Remark("", place, _mask(digits))


@lru_cache(maxsize=1)  # the same few lines for every sort of number
def _list_long_numbers(lines: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return the lines, numbered from 1, with digits enough for a personal number."""
    return [(number, line) for number, line in enumerate(lines, start=1) if _LONG.search(line)]


def _mask(digits: str) -> str:
    """Hide most of a personal number: the report must not spread it further."""
    return digits[:_SHOWN] + "*" * (len(digits) - 2 * _SHOWN) + digits[-_SHOWN:]


def _has_check_digit(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK_SIGNS[total % 11] == number[-1].upper()
