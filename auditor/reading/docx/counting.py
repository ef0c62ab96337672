"""Write the numbers of lists as Word prints them. Knows no document."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CIRCLED = 0x2460  # ①
_MOST_CIRCLED = 20
_LARGEST_ROMAN = 3999
_LETTERS = 26


def render_count(number: int, form: str) -> str:
    """Return a number in a form of Word's (`w:numFmt`), in digits where it has no such sign."""
    render = _FORMS.get(form)
    return render(number) if render and number > 0 else str(number)


def _render_chinese(number: int) -> str:
    return _render_ideographs(number, _DIGITS, ("", "十", "百", "千"), short=True)


def _render_financial(number: int) -> str:
    return _render_ideographs(number, _FINANCIAL, ("", "拾", "佰", "仟"), short=False)


def _render_ideographs(number: int, digits: str, powers: tuple[str, ...], *, short: bool) -> str:
    """Write 23 as 二十三 and, short, 10 as 十; a gap of zeros is one zero."""
    if number >= 10 ** len(powers):
        return str(number)
    text, gap = "", False
    for power in range(len(powers) - 1, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0].replace("〇", "零") if gap and text else "") + digits[digit]
            text += powers[power]
        gap = not digit
    return text.removeprefix(digits[1]) if short and 10 <= number < 20 else text


def _render_letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)


def _render_roman(number: int) -> str:
    if number > _LARGEST_ROMAN:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def _render_circled(number: int) -> str:
    return chr(_CIRCLED + number - 1) if number <= _MOST_CIRCLED else str(number)


def _render_each_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _render_full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _render_chinese,
    "chineseCountingThousand": _render_chinese,
    "chineseLegalSimplified": _render_financial,
    "taiwaneseCounting": _render_chinese,
    "taiwaneseCountingThousand": _render_chinese,
    "japaneseCounting": _render_chinese,
    "koreanCounting": _render_chinese,
    "ideographDigital": _render_each_digit,
    "japaneseDigitalTenThousand": _render_each_digit,
    "taiwaneseDigital": _render_each_digit,
    "ideographTraditional": lambda n: _HEAVENLY[n - 1] if n <= len(_HEAVENLY) else str(n),
    "ideographZodiac": lambda n: _EARTHLY[n - 1] if n <= len(_EARTHLY) else str(n),
    "decimalZero": lambda n: f"{n:02}",
    "decimalEnclosedCircle": _render_circled,
    "decimalEnclosedCircleChinese": _render_circled,
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalFullWidth": _render_full_width,
    "decimalFullWidth2": _render_full_width,
    "lowerLetter": _render_letters,
    "upperLetter": lambda n: _render_letters(n).upper(),
    "lowerRoman": _render_roman,
    "upperRoman": lambda n: _render_roman(n).upper(),
}
