"""Lines of aligned text cut into pieces at wide gaps. Knows no columns."""

import re
import unicodedata
from itertools import groupby, pairwise
from typing import NamedTuple

_GAP = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_SPREAD = re.compile(r"[\u4e00-\u9fff]")
_SPREAD_TOTAL = re.compile(r"(?:收入|支出)[总合]计")
_WIDER = 1.8
_CODE_HEADERS = frozenset(("类款项", "类款", "款项"))  # a column each, under one heading
_AMOUNT = re.compile(r"[-+(（]?\d[\d,，]*(?:\.\d+)?[)）]?[%％]?")
_PRECISE = re.compile(r"\d{1,3}(?:,\d{3})+|\d\.\d|^0$")
# One blank beside an amount may also be a border, where a column is full: between two amounts,
# between a name and the amount that ends there, between an amount and the next side's name.
_MONEY = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)"
_ENDS = r"(?:(?<=\.\d\d)|(?<=\.\d{3})|(?<=\.\d{4})|(?<=\.\d{5})|(?<=\.\d{6})|(?<=,\d{3}))"
_TIGHT = re.compile(
    r"(?<=[\d)）%％]) (?=[-+(（]?\d[\d,]*(?:\.\d+)?[)）]?[%％]?(?: |$))"
    rf"|(?<=[\u4e00-\u9fff）)]) (?=[-(（]?{_MONEY}[)）]?(?: (?![万亿元百千%％])|$))"
    rf"|{_ENDS} (?=[\u4e00-\u9fff（(][\u4e00-\u9fff、])(?![万亿元百千])"
    rf"|{_ENDS} (?=\d{{1,2}}、)"
    r"|(?:(?<=\d\.\d\d)|(?<=,\d{3}))(?=(?:[一二三四五六七八九十]{1,3}|\d{1,2})、)"
)


class Piece(NamedTuple):
    """Words between two wide gaps, and the display columns from where to where they stand."""

    text: str
    start: int
    end: int

    @property
    def is_amount(self) -> bool:
        """True for a bare number."""
        return _AMOUNT.fullmatch(self.text) is not None

    @property
    def is_precise(self) -> bool:
        """True for a number that looks like money: grouped, or with decimals."""
        return self.is_amount and _PRECISE.search(self.text) is not None


def cut_line(line: str, wide: int) -> tuple[Piece, ...]:
    """Cut a line where two blanks or more stand, and between figures that stand close.

    `wide` is how many columns a Chinese character takes: 2 on a screen, 1 where a program
    counted characters.
    """
    pieces: list[Piece] = []
    place = 0
    line = line.replace("\xa0", " ")
    for gap in [*_GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        pieces += _cut_figures(line, place, end, wide)
        place = gap.end() if gap else end
    return tuple(_join_spread(pieces))


def _join_spread(pieces: list[Piece]) -> list[Piece]:
    """Join the characters of a word that was spread over its cell: 收   入."""
    joined: list[Piece] = []
    for is_single, group in groupby(pieces, key=lambda piece: bool(_SPREAD.fullmatch(piece.text))):
        run = list(group)
        text = "".join(piece.text for piece in run)
        if not is_single or text in _CODE_HEADERS:
            joined += run
            continue
        for word in _split_wide(run):
            text = "".join(piece.text for piece in word)
            joined.append(Piece(text, word[0].start, word[-1].end))
    return joined


def _split_wide(run: list[Piece]) -> list[list[Piece]]:
    """Part the words of a run where more room is left than between the characters of one."""
    if _SPREAD_TOTAL.fullmatch("".join(piece.text for piece in run)):
        return [run]
    gaps = [right.start - left.end for left, right in pairwise(run)]
    words = [run[:1]]
    for piece, gap in zip(run[1:], gaps, strict=True):
        if gap > _WIDER * min(gaps):
            words.append([])
        words[-1].append(piece)
    return words


def measure_width(text: str, wide: int) -> int:
    """Return how many columns a text takes, a Chinese character `wide` of them."""
    if wide == 1 or text.isascii():
        return len(text)
    return sum(wide if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def cut_words(words: str) -> list[str]:
    """Cut words where a figure ends that only one blank, or none, parts from what follows."""
    return [part for part in _TIGHT.split(words) if part and not part.isspace()]


def _cut_figures(line: str, start: int, end: int, wide: int) -> list[Piece]:
    found = []
    for part in cut_words(line[start:end]):
        text = part.strip()
        if text:
            place = line.index(text, start)
            before = measure_width(line[:place], wide)
            found.append(Piece(text, before, before + measure_width(text, wide)))
            start = place + len(text)
    return found
