"""What stands on a page: its characters and its ruling lines. Knows nothing of tables.

Lengths are in points; x grows to the right and y downward from the page's top left corner.
"""

from typing import NamedTuple

Box = tuple[float, float, float, float]
UNMAPPED = "\ufffd"  # stands for a character of which the font does not say what it is


class Glyph(NamedTuple):
    """One printed character, its box and the height of its baseline.

    A named tuple, for a page has thousands.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float

    @property
    def size(self) -> float:
        """The height of the box, about the size of the type."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The middle of the box, from left to right."""
        return (self.left + self.right) / 2

    @property
    def center(self) -> float:
        """The middle of the box, from top to bottom."""
        return (self.top + self.bottom) / 2


class HiddenText(NamedTuple):
    """Writing of a page that nobody sees on it, and why: a kind of `Unseen`."""

    kind: str
    text: str


class Ruling(NamedTuple):
    """A straight line: where it lies, and from where to where it runs along the other axis."""

    place: float
    start: float
    end: float


class Page(NamedTuple):
    """One page as drawn; `number` from 1, `images` as left, top, right, bottom.

    `turned` is what is written at right angles to the rest, and not among the glyphs.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontals: tuple[Ruling, ...]
    verticals: tuple[Ruling, ...]
    has_images: bool
    images: tuple[Box, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    turned: str = ""
