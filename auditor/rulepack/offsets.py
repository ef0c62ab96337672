"""Where in a YAML file a character of a scalar's value stands.

Exact for a scalar on one line and for a literal block (`|`). Where YAML folds lines it changes
nothing but blanks, so there the other signs are counted.
"""

from auditor.rulepack.nodes import ScalarNode

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}


def locate_offset(text: str, scalar: ScalarNode, offset: int) -> tuple[int, int]:
    """Return line and column (from 1) in the file's text of an offset in the scalar's value."""
    if scalar.style == "|":
        return _locate_in_block(text, scalar, offset)
    if scalar.style == ">" or scalar.end_line != scalar.line:
        return _locate_folded(text, scalar, offset)
    if not scalar.style:
        return scalar.line, scalar.column + offset
    printed = text.split("\n")[scalar.line - 1][scalar.column :]
    return scalar.line, scalar.column + 1 + _measure_quoted(printed, scalar.style, offset)


def _locate_in_block(text: str, scalar: ScalarNode, offset: int) -> tuple[int, int]:
    before = scalar.value[:offset]
    number = before.count("\n")
    lines = scalar.value.split("\n")
    printed = text.split("\n")[scalar.line :]
    indent = next(
        (
            len(full.rstrip("\r")) - len(line)
            for line, full in zip(lines, printed, strict=False)
            if line.strip()
        ),
        0,
    )
    return scalar.line + 1 + number, indent + offset - (before.rfind("\n") + 1) + 1


def _locate_folded(text: str, scalar: ScalarNode, offset: int) -> tuple[int, int]:
    """Pass as many signs as stand before the offset; at the end, stay behind the last one."""
    lines = text.split("\n")
    first = scalar.line if scalar.style == ">" else scalar.line - 1  # a block's head is no part
    margin = 0 if scalar.style == ">" else scalar.column - 1 + len(scalar.style)
    printed = " " * margin + "\n".join(lines[first:])[margin:]
    before = sum(not sign.isspace() for sign in scalar.value[:offset])
    position = 0
    for _ in range(before):
        position = _skip_blanks(printed, position, scalar.style)
        position += _measure_sign(printed, position, scalar.style)
    if scalar.value[offset:].strip():
        position = _skip_blanks(printed, position, scalar.style)
    above = printed[:position]
    return first + 1 + above.count("\n"), position - (above.rfind("\n") + 1) + 1


def _skip_blanks(printed: str, position: int, quote: str) -> int:
    """Pass blanks, line ends, and in double quotes how both are written."""
    while position < len(printed):
        if quote == '"' and printed[position] == "\\" and printed[position + 1] in "\nntr ":
            position += 1
        elif not printed[position].isspace():
            break
        position += 1
    return position


def _measure_quoted(printed: str, quote: str, offset: int) -> int:
    """Measure how much printed text stands for the first `offset` characters."""
    position = 0
    for _ in range(offset):
        position += _measure_sign(printed, position, quote)
    return position


def _measure_sign(printed: str, position: int, quote: str) -> int:
    pair = printed[position : position + 2]
    if quote == "'" and pair == "''":
        return 2
    if quote == '"' and pair.startswith("\\"):
        return _ESCAPE_LENGTHS.get(pair[1:], 2)
    return 1
