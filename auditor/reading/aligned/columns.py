"""Columns of aligned pieces: which piece stands in which. Knows no text."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import comb
from statistics import median

from auditor.reading.aligned.pieces import Piece

_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
_DEEP_CODE = re.compile(r"\d{5}|\d{7}")
_MOST_WAYS = 5_000
_CLEAR = 1.1  # times as far from their headers as the best way: another one is worse
Band = tuple[int, int]
Line = tuple[Piece, ...]


def find_columns(lines: Sequence[Line]) -> list[Band]:
    """Return the columns of lines: from where to where each reaches, left to right.

    Pieces that stand under each other are one column. Where two pieces of one line would fall
    into one column, the fullest lines say where it is to be cut.
    """
    bands: list[Band] = []
    for start, end in sorted((piece.start, piece.end) for line in lines for piece in line):
        if bands and start < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], end))
        else:
            bands.append((start, end))
    columns = [column for band in bands for column in _cut_band(band, lines)]
    return _join_codes(_join_names(columns, lines), lines)


def add_trailing(columns: Sequence[Band], headers: Sequence[Line]) -> list[Band]:
    """Return columns with those behind the last one that only header lines name.

    A column without a figure; figures stand at the right of theirs, below their header or before.
    """
    last = columns[-1][1] if columns else 0
    behind = [tuple(piece for piece in line if piece.start > last) for line in headers]
    return [*columns, *find_header_columns([line for line in behind if line], 0)]


def _join_codes(columns: Sequence[Band], lines: Sequence[Line]) -> list[Band]:
    """Join the columns of codes of which the deeper ones are set in: one column of the print."""
    joined: list[Band] = []
    for column in columns:
        if joined and _are_one_code(joined[-1], column, lines):
            joined[-1] = (joined[-1][0], column[1])
        else:
            joined.append(column)
    return joined


def _are_one_code(left: Band, right: Band, lines: Sequence[Line]) -> bool:
    short = [piece.text for line in lines for piece in line if _measure_overlap(piece, left) > 0]
    deep = [piece.text for line in lines for piece in line if _measure_overlap(piece, right) > 0]
    return (
        all(map(_CODE.fullmatch, short))
        and all(map(_DEEP_CODE.fullmatch, deep))
        and {code[:3] for code in deep} <= {code[:3] for code in short}
        and not any(_is_in(line, left) and _is_in(line, right) for line in lines)
    )


def find_header_columns(headers: Sequence[Line], least: int) -> list[Band]:
    """Return the columns that header lines name, for a table with hardly a row; () if fewer.

    A heading over several columns is none itself. `least` is how many pieces a row has.
    """
    pieces = [
        piece
        for line in headers
        for piece in line
        if not any(_count_under(piece, other) > 1 for other in headers if other is not line)
    ]
    bands: list[Band] = []
    for start, end in sorted((piece.start, piece.end) for piece in pieces):
        if bands and start < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], end))
        else:
            bands.append((start, end))
    return bands if len(bands) >= least else []


def _count_under(piece: Piece, line: Line) -> int:
    return sum(other.start < piece.end and piece.start < other.end for other in line)


def _join_names(columns: Sequence[Band], lines: Sequence[Line]) -> list[Band]:
    """Join columns of words that no line has both of: a 合计 stands in the middle of its cell."""
    joined: list[Band] = []
    for column in columns:
        if joined and not any(
            _has_digits(line, joined[-1])
            or _has_digits(line, column)
            or (_is_in(line, joined[-1]) and _is_in(line, column))
            for line in lines
        ):
            joined[-1] = (joined[-1][0], column[1])
        else:
            joined.append(column)
    return joined


def _is_in(line: Line, band: Band) -> bool:
    return any(_measure_overlap(piece, band) > 0 for piece in line)


def _has_digits(line: Line, band: Band) -> bool:
    return any(piece.is_amount and _measure_overlap(piece, band) > 0 for piece in line)


def _cut_band(band: Band, lines: Sequence[Line]) -> list[Band]:
    inside = [[p for p in line if band[0] <= p.start < band[1]] for line in lines]
    most = max(len(pieces) for pieces in inside)
    if most < 2:
        return [band]
    full = [pieces for pieces in inside if len(pieces) == most]
    hulls = [(min(p[i].start for p in full), max(p[i].end for p in full)) for i in range(most)]
    # Hulls of uneven lines may overlap; half-way between them is as good a border as any.
    cuts = [(left[1] + right[0]) // 2 for left, right in pairwise(hulls)]
    borders = [band[0], *cuts, band[1]]
    return [(borders[i], max(borders[i + 1], borders[i])) for i in range(most)]


def place_pieces(line: Line, columns: Sequence[Band]) -> list[str]:
    """Return the texts of a line by column; two pieces of one column are one text."""
    texts = [""] * len(columns)
    least = 0
    for index, piece in enumerate(line):
        # What follows in the line needs columns too, as long as there are enough.
        most = max(least, len(columns) - (len(line) - index))
        column = max(
            range(least, min(most, len(columns) - 1) + 1),
            key=lambda at: (_measure_overlap(piece, columns[at]), -at),
        )
        texts[column] = f"{texts[column]} {piece.text}".strip()
        least = min(column + 1, len(columns) - 1)
    return texts


def place_below_heads(line: Line, heads: Sequence[Band]) -> list[str]:
    """Return the texts of a line by the header above each, for a table with hardly a row.

    Figures stand at the left, the middle or the right of their cells, headers in the middle: of
    all ways to place them in their order, that one is chosen in which they stand nearest to
    their headers, and all to the same side. If two ways are as good, each stands where it
    overlaps most.
    """
    if len(line) > len(heads) or comb(len(heads), len(line)) > _MOST_WAYS:
        return place_pieces(line, heads)
    ways = combinations(range(len(heads)), len(line))
    rated = sorted((_measure_way(line, [heads[at] for at in way]), way) for way in ways)
    least, best = rated[0]
    figures = [place for place, piece in enumerate(line) if piece.is_precise]
    for measure, way in rated[1:]:
        if measure >= _CLEAR * least:
            break
        if any(way[place] != best[place] for place in figures):
            return place_pieces(line, heads)
    texts = [""] * len(heads)
    for piece, at in zip(line, best, strict=True):
        texts[at] = piece.text
    return texts


def _measure_way(line: Line, heads: Sequence[Band]) -> float:
    """Return how far pieces stand from their headers, and how unevenly the figures do.

    A figure seldom stands at the left of its cell; words may begin anywhere in theirs.
    """
    aside = [
        (piece.start + piece.end - head[0] - head[1]) / 2
        for piece, head in zip(line, heads, strict=True)
        if piece.is_precise
    ]
    usual = median(aside) if aside else 0.0
    apart = sum(
        max(0, -_measure_overlap(piece, head))
        for piece, head in zip(line, heads, strict=True)
        if not piece.is_precise
    )
    return apart + sum(abs(gap) + abs(gap - usual) + max(0.0, -gap) for gap in aside)


def _measure_overlap(piece: Piece, band: Band) -> int:
    """Return how far a piece lies in a column; how far off, below zero, if it does not."""
    return min(piece.end, band[1]) - max(piece.start, band[0])
