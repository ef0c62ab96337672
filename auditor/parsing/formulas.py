"""Formula text to its syntax tree. Knows no table, and of no name what it stands for."""

import re
from functools import cache
from typing import cast

from lark import Lark
from lark.exceptions import UnexpectedInput, UnexpectedToken

from auditor.errors import FormulaError
from auditor.parsing.formula_memory import decode_lines, encode_lines
from auditor.parsing.formula_tree import TreeBuilder
from auditor.parsing.grammars import load_parser
from auditor.parsing.memory import find_memory
from auditor.rule.formula import Claim, FormulaLine, Presence

_LONGEST = 20_000
_DEEPEST = 40
# One sign for one sign, so that offsets stay those of the text as written.
_FOLDED = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("\u3000\u00a0", " "),
        "−": "-",
        "×": "*",
        "≦": "≤",
        "≧": "≥",
    }
)
_UNCOMMENTED = re.compile(r'(?:[^"#\n]|"[^"\n]*")*')


def parse_formulas(text: str) -> tuple[FormulaLine, ...]:
    """Parse a formula of one or several lines; blank lines and comments count for nothing.

    Raises FormulaError, with the offset of the first sign that does not fit, where the text
    is empty, too long, too deep or no formula.
    """
    memory = find_memory("equation")
    known = memory.find(text)
    if known is not None:
        return decode_lines(known)
    folded = text.translate(_FOLDED)
    _check_size(folded)
    try:
        claims = cast("list[Claim]", _load().parse(folded))
    except UnexpectedInput as error:
        raise _explain(error, folded) from None
    lines = tuple(_make_line(claim, text, folded) for claim in claims)
    memory.keep(text, encode_lines(lines))
    return lines


@cache
def _load() -> Lark:
    return load_parser("equation", transformer=TreeBuilder())


def _check_size(folded: str) -> None:
    """Refuse what would take long to read or could exhaust the stack when walked."""
    if len(folded) > _LONGEST:
        raise FormulaError(f"a formula may have at most {_LONGEST} characters", _LONGEST)
    depth = 0
    for offset, sign in enumerate(folded):
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if depth > _DEEPEST:
            raise FormulaError(f"brackets may nest at most {_DEEPEST} deep", offset)


def _explain(error: UnexpectedInput, folded: str) -> FormulaError:
    """Turn lark's error into ours: what stands there instead of what could."""
    offset = error.pos_in_stream
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        offset = None
    if offset is None or offset >= len(folded):
        end = len(folded.rstrip())
        return FormulaError("the formula is empty or ends too early", end)
    sign = folded[offset]
    if sign == "\n":
        return FormulaError("the line ends too early", offset)
    return FormulaError(f"unexpected {sign!r}", offset)


def _make_line(claim: Claim, text: str, folded: str) -> FormulaLine:
    """Give a claim the text of its line, as written, without the comment."""
    inside = claim.table.offset if isinstance(claim, Presence) else claim.offset
    start = folded.rfind("\n", 0, inside) + 1
    uncommented = _UNCOMMENTED.match(folded, start)
    end = uncommented.end() if uncommented else len(folded)
    return FormulaLine(claim, text[start:end].strip(), start)
