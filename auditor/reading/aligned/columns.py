"""Columns of aligned pieces: which piece stands in which. Knows no text."""

from collections.abc import Sequence
from itertools import pairwise

from auditor.reading.aligned.pieces import Piece

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
    return _join_names(columns, lines)


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


def _measure_overlap(piece: Piece, band: Band) -> int:
    """Return how far a piece lies in a column; how far off, below zero, if it does not."""
    return min(piece.end, band[1]) - max(piece.start, band[0])
