"""Break text by the cells it takes, as Chinese is broken: anywhere but before a mark."""

from rich.cells import cell_len
from rich.text import Text

_NOT_FIRST = frozenset("，。；：、？！）》」』】”’…,.;:?!)]}%")
_NARROW_WORD = 24
_LEAST_WIDTH = 8


def wrap_text(text: Text, width: int, hang: int = 0) -> list[Text]:
    """Break into lines of at most `width` cells, all but the first by `hang` narrower.

    Styles are kept; blanks at a break are dropped. At least one line comes back.
    """
    offsets = _find_breaks(text.plain, width, hang)
    lines = list(text.divide(offsets)) if offsets else [text]
    for line in lines:
        line.rstrip()
    return lines


def _find_breaks(plain: str, width: int, hang: int) -> list[int]:
    """Find the offsets at which a new line starts."""
    offsets: list[int] = []
    start = used = 0
    room = max(width, _LEAST_WIDTH)
    if 2 * len(plain) <= room or cell_len(plain) <= room:
        return offsets
    for index, character in enumerate(plain):
        cells = cell_len(character)
        if used + cells > room and not character.isspace():
            start = _find_break(plain, start, index)
            offsets.append(start)
            used = cell_len(plain[start:index])
            room = max(width - hang, _LEAST_WIDTH)
        used += cells
    return offsets


def _find_break(plain: str, start: int, index: int) -> int:
    """Find the best place to break at or before `index`, after `start`."""
    for place in range(index, max(start, index - _NARROW_WORD), -1):
        before, after = plain[place - 1], plain[place]
        if after in _NOT_FIRST or after.isspace():
            continue
        if before.isspace() or cell_len(before) > 1 or cell_len(after) > 1:
            return place
    return index
