"""Days as offices write them, and how many lie between two. Knows no list.

Source: 预算法 第十四条; 预算法实施条例 第六条 (within 20 days of the approval).
"""

import re
import unicodedata
from datetime import date, timedelta

from auditor.finding import Bilingual, Verdict

ALLOWED = 20
_DATE = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?:\s*日)?(?:[T\s(星].*)?", re.DOTALL
)
_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_FORMATTED = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d\d|\d{4})(?:\s.*)?", re.DOTALL)
_NAMED = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d\d|\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CENTURY = 2000
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")  # days since 1900, as a workbook keeps a date
_FIRST_DAY = date(1899, 12, 30)
_CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_IN_WORDS = re.compile(
    "([〇○零一二三四五六七八九]{4})年(十?[一二]|[一二三四五六七八九十])月"
    "([二三]?十?[一二三四五六七八九]|[二三]?十)日"
)
_SERIALS = range(32_874, 73_051)  # of the years 1990 to 2099
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def parse_day(text: str) -> date | None:
    """Parse a day: 2025-2-1, 2025年2月1日, 2025/2/1 9:30, 20250201, 二〇二五年二月一日, 45689.

    None if it is none.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = _IN_WORDS.sub(_spell_in_digits, plain)
    serial = _SERIAL.fullmatch(plain)
    if serial is not None and int(serial[1]) in _SERIALS:
        return _FIRST_DAY + timedelta(days=int(serial[1]))
    parts = _split(plain)
    try:
        return date(*parts) if parts else None
    except ValueError:  # a 31st of June
        return None


def _split(plain: str) -> tuple[int, int, int] | None:
    """Split a day into year, month and day; the year comes last only as workbooks format it."""
    if found := _DATE.fullmatch(plain) or _DIGITS.fullmatch(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _FORMATTED.fullmatch(plain):  # 2/28/25: the month first, the built-in format
        return _fill_year(found[3]), int(found[1]), int(found[2])
    if (found := _NAMED.fullmatch(plain)) and found[2].lower() in _MONTHS:
        return _fill_year(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1])
    return None


def _fill_year(text: str) -> int:
    return int(text) if len(text) > len("25") else _CENTURY + int(text)


def _spell_in_digits(found: re.Match[str]) -> str:
    """Spell 二〇二五年二月二十八日 as 2025年2月28日."""
    year = found[1].translate(_CHINESE)
    month, day = (_count_tens(found[group]) for group in (2, 3))
    return f"{year}年{month}月{day}日"


def _count_tens(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    count = 10 * int(tens.translate(_CHINESE) or 1) if ten else 0
    return count + int(ones.translate(_CHINESE) or 0)


def parse_year(text: str) -> int | None:
    """Parse a year: 2025, 2025年度, 二〇二五年; None if it is none."""
    found = _YEAR.search(unicodedata.normalize("NFKC", text).translate(_CHINESE))
    return int(found[1]) if found else None


def judge_days(days: int) -> Verdict:
    """Judge so many days from approval to publication; nobody publishes before."""
    if days < 0:
        return Verdict.REVIEW
    return Verdict.FAIL if days > ALLOWED else Verdict.PASS


def say_days(issuer: str, approved: str, published: str, days: int) -> Bilingual:
    """Say when a document was approved and published."""
    if days < 0:
        return Bilingual(
            f"{issuer}：公开日期 {published} 早于批复日期 {approved}，请核对",
            f"{issuer}: published on {published}, before the approval on {approved}; check",
        )
    return Bilingual(
        f"{issuer}：{approved} 批复，{published} 公开，相隔 {days} 天，应在 {ALLOWED} 天之内",
        f"{issuer}: approved on {approved}, published on {published}, {days} days later; "
        f"{ALLOWED} are allowed",
    )
