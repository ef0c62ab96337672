"""Write a workbook's day numbers as dates and times. Knows no sheet."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

from auditor.reading.workbook.format_code import Part, Section

_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks know no time zones
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = 2_958_466
_LEAP_BUG = 60  # workbooks count a 29 February 1900, which never was
_WEEKDAYS = "一二三四五六日"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_CHINESE = "〇一二三四五六七八九"


def render_moment(value: Decimal, section: Section, *, is_1904: bool) -> str | None:
    """Return a day number as its format shows it, None if there is no such day."""
    if not 0 <= value < _LAST_DAY:
        return None
    days = value + 1 if not is_1904 and 0 < value < _LEAP_BUG else value
    seconds = round(days * 86_400)
    first = _FIRST_DAY_1904 if is_1904 else _FIRST_DAY
    moment = first + timedelta(seconds=seconds)
    has_noon = section.has("noon")
    pieces = []
    for place, part in enumerate(section.parts):
        minutes = part.kind == "date" and _is_minutes(section.parts, place)
        pieces.append(_render_part(part, moment, seconds, minutes=minutes, has_noon=has_noon))
    text = "".join(pieces).strip()
    if section.has("chinese"):
        return re.sub(r"\d+", _render_chinese, text)
    return text


def _render_chinese(number: re.Match[str]) -> str:
    """Return 十二 for 12 and 二〇二六 for 2026."""
    digits = number.group()
    if len(digits) > 2:
        return "".join(_CHINESE[int(digit)] for digit in digits)
    tens, ones = divmod(int(digits), 10)
    ten = "" if not tens else "十" if tens == 1 else _CHINESE[tens] + "十"
    return ten + (_CHINESE[ones] if ones or not tens else "")


def _is_minutes(parts: tuple[Part, ...], place: int) -> bool:
    """Tell minutes from months: they stand behind hours or before seconds."""
    if parts[place].text[0].lower() != "m":
        return False
    dates = [i for i, part in enumerate(parts) if part.kind in ("date", "elapsed")]
    at = dates.index(place)
    before = parts[dates[at - 1]].text[0].lower() if at else ""
    after = parts[dates[at + 1]].text[0].lower() if at + 1 < len(dates) else ""
    return before == "h" or after == "s"


def _render_part(
    part: Part, moment: datetime, seconds: int, *, minutes: bool, has_noon: bool
) -> str:
    if part.kind == "noon":
        return "上午" if moment.hour < 12 else "下午"
    if part.kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[part.text[0]]
        return str(seconds // unit).rjust(len(part.text), "0")
    if part.kind != "date":
        return part.text if part.kind in ("literal", "point", "comma") else ""
    letter, width = part.text[0].lower(), len(part.text)
    if letter == "a":
        return ("星期" if width == 4 else "") + _WEEKDAYS[moment.weekday()]
    if letter == "m" and not minutes and width >= 3:
        return _MONTHS[moment.month - 1]
    if letter in "yeb":
        return f"{moment.year % 100:02}" if letter == "y" and width <= 2 else str(moment.year)
    if letter == "d" and width >= 3:
        return "星期" + _WEEKDAYS[moment.weekday()]
    hour = (moment.hour + 11) % 12 + 1 if has_noon else moment.hour
    clock = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}
    number = moment.minute if minutes else clock[letter]
    return str(number).rjust(min(width, 2), "0")
