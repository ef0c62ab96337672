"""Write a number as a workbook's cell displays it. Knows no sheet and no column width."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from auditor.reading.workbook.built_in_formats import GENERAL
from auditor.reading.workbook.calendar import render_moment
from auditor.reading.workbook.format_code import Part, Section, parse_format

_SIGNIFICANT = 15  # digits that an office program keeps of a number
_WIDEST = 11  # signs of a number in the format General
_DIGITS = "〇一二三四五六七八九"
_COMPARE = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}
_SIGNS = "-−－(（"


def render_number(value: Decimal, code: str, *, is_1904: bool = False) -> str:
    """Return the text of a number in a number format; what cannot be a date is a number.

    A negative that is told by red type alone gets the sign that print would lose.
    """
    value = round_significant(value)
    sections = parse_format(code or GENERAL)
    section, shown = _choose_section(sections, value)
    if section is None:
        return "#" * 5
    if section.has("date", "elapsed", "noon"):
        moment = render_moment(value, section, is_1904=is_1904)
        return _render_general(value) if moment is None else moment
    text = _render_section(section, shown).strip()
    if value < 0 <= shown and section.is_red and text and not any(s in text for s in _SIGNS):
        return f"-{text}"
    return text


def render_words(text: str, code: str) -> str:
    """Return the text of a cell that holds words: the fourth section of a format is for them."""
    sections = parse_format(code or GENERAL)
    section = sections[-1] if len(sections) == 4 or sections[-1].has("text") else None
    if section is None:
        return text
    pieces = [
        part.text if part.kind == "literal" else text if part.kind == "text" else ""
        for part in section.parts
    ]
    return "".join(pieces).strip()


def round_significant(value: Decimal) -> Decimal:
    """Return a number with the 15 digits that an office program keeps."""
    return Context(prec=_SIGNIFICANT, rounding=ROUND_HALF_UP).plus(value)


def _choose_section(sections: Sequence[Section], value: Decimal) -> tuple[Section | None, Decimal]:
    """Return the section for a value, and the value without the sign that the section says."""
    numeric = [s for s in sections if not s.has("text")] if len(sections) > 1 else [*sections]
    if any(section.condition for section in numeric):
        return _choose_by_condition(numeric, value)
    if len(numeric) >= 3 and value == 0:
        return numeric[2], value
    if len(numeric) >= 2 and value < 0:
        return numeric[1], -value
    return (numeric[0] if numeric else sections[0]), value


def _choose_by_condition(
    sections: Sequence[Section], value: Decimal
) -> tuple[Section | None, Decimal]:
    """Take the first section whose condition holds; the last without one takes the rest."""
    for place, section in enumerate(sections):
        if section.condition is None:
            if place == 1 and len(sections) > 2 and value >= 0:
                continue  # the second section without a condition is still for negatives
            return section, abs(value) if place else value
        sign, bound = section.condition
        if _COMPARE[sign](value, bound):
            return section, abs(value) if _is_below_zero(sign, bound) else value
    return None, value


def _is_below_zero(sign: str, bound: Decimal) -> bool:
    return sign in ("<", "<=") and bound <= 0


def _render_section(section: Section, value: Decimal) -> str:
    """Write the pieces of a section around the digits of the value."""
    if section.has("general") or section.has("text"):
        return _fill(section, _render_general(value), "general", "text")
    if not section.has("digits"):
        sign = "-" if value < 0 else ""
        return sign + "".join(part.text for part in section.parts if part.kind == "literal")
    if section.has("exponent") or _is_fraction(section):
        return _render_general(value)
    return _render_digits(section, value)


def _fill(section: Section, number: str, *kinds: str) -> str:
    pieces = []
    for part in section.parts:
        if part.kind in kinds:
            pieces.append(number)
            number = ""
        elif part.kind in ("literal", "percent"):
            pieces.append(part.text)
    return "".join(pieces)


def _is_fraction(section: Section) -> bool:
    """Tell `# ?/?`: a slash between digits."""
    kinds = [part.kind if part.text != "/" else "slash" for part in section.parts]
    return "slash" in kinds[1:-1] and kinds[kinds.index("slash") - 1] == "digits"


def _render_digits(section: Section, value: Decimal) -> str:
    parts = section.parts
    first, last, point = _find_digits(parts)
    whole = parts[first : point if point is not None else last + 1]
    decimals = parts[point + 1 : last + 1] if point is not None else ()
    scale = sum(p.kind == "comma" for p in _list_scaling(parts, last))
    inner = [p for p in whole if p.kind == "digits"]
    grouped = any(p.kind == "comma" for p in whole[:-1]) and len(inner) > 0
    percents = sum(part.kind == "percent" for part in parts)
    exact = value.scaleb(2 * percents - 3 * scale)
    pattern = "".join(p.text for p in decimals if p.kind == "digits")
    number = _render_fixed(exact, "".join(p.text for p in inner), pattern, grouped=grouped)
    number = _insert_literals(number, whole)
    if section.has("chinese"):
        number = number.translate({ord(str(i)): word for i, word in enumerate(_DIGITS)})
    sign = "-" if number.startswith("-") else ""
    before = _render_literals(parts[:first])
    between = [part for part in decimals if part.kind == "literal"]
    after = _render_literals(parts[last + 1 :])
    return sign + before + number.removeprefix("-") + _render_literals(between) + after


def _insert_literals(number: str, whole: Sequence[Part]) -> str:
    """Set what stands between the digits of a format there: `0!.0000` prints 12345 as 1.2345."""
    digits, point, fraction = number.partition(".")
    text = ""
    for place in range(len(whole) - 1, -1, -1):
        part = whole[place]
        if part.kind == "literal" and any(p.kind == "digits" for p in whole[:place]):
            text = part.text + text
        elif part.kind == "digits" and any(p.kind == "literal" for p in whole[:place]):
            size = len(part.text)
            text, digits = digits[-size:] + text, digits[:-size]
    return digits + text + point + fraction


def _find_digits(parts: Sequence[Part]) -> tuple[int, int, int | None]:
    """Return where the digits begin and end, and where the point is."""
    places = [i for i, part in enumerate(parts) if part.kind == "digits"]
    point = next((i for i, part in enumerate(parts) if part.kind == "point"), None)
    first, last = places[0], places[-1]
    if point is not None:
        first, last = min(first, point), max(last, point)
    return first, last, point


def _list_scaling(parts: Sequence[Part], last: int) -> list[Part]:
    """Return the commas directly behind the digits: each divides by a thousand."""
    found = []
    for part in parts[last + 1 :]:
        if part.kind != "comma":
            break
        found.append(part)
    return found


def _render_literals(parts: Sequence[Part]) -> str:
    return "".join(part.text for part in parts if part.kind in ("literal", "percent"))


def _render_fixed(value: Decimal, whole: str, decimals: str, *, grouped: bool) -> str:
    """Write a number with as many decimals as the pattern has places."""
    with localcontext() as context:
        context.prec = 60
        exact = value.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    negative = exact < 0
    integer, _, fraction = f"{abs(exact):f}".partition(".")
    least = len(whole.lstrip("#?")) if whole else 0
    integer = "" if integer == "0" and not least else integer.rjust(max(least, 1), "0")
    kept = len(decimals.rstrip("#?"))
    fraction = fraction[:kept] + fraction[kept:].rstrip("0")
    if grouped and integer:
        integer = f"{int(integer):,}".rjust(len(integer), "0")
    point = "." if decimals and (fraction or decimals[-1:] in "0?") else ""
    text = integer + point + fraction
    return f"-{text}" if negative and exact != 0 else text


def _render_general(value: Decimal) -> str:
    """Write a number in the format General: plain, at most eleven signs wide."""
    if value == 0:
        return "0"
    room = _WIDEST - len(f"{abs(value):f}".partition(".")[0]) - 1
    with localcontext() as context:
        context.prec = 60
        small = value.quantize(Decimal(1).scaleb(-max(room, 0)), rounding=ROUND_HALF_UP)
    text = f"{small:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
