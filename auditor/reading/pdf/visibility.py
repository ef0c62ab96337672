"""Tell writing of a PDF page that nobody sees: not drawn, white, or clipped away."""

import ctypes
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from auditor.reading.matrices import Matrix, transform_box
from auditor.reading.pdf.calls import (
    INT,
    POINTER,
    Handle,
    bind,
    bind_writer,
    read_numbers,
)
from auditor.reading.pdf.page import Box

_LIGHT = 245  # of 255: as light as paper
_FILLED = 0  # as nearly all writing is
_UNDRAWN = frozenset((3, 7))  # the modes of writing that draw nothing: invisible, only a clip
_MOST_LOOKED_AT = 200
_ENDS = 16
_STRIDE = 16
_MOST_CORNERS = 40
_SLACK = 3.0
_RECTANGLE = (4, 5)  # corners, the first one named again or not
_UNBOUNDED: Box = (-1e9, -1e9, 1e9, 1e9)
_get_mode = bind("FPDFTextObj_GetTextRenderMode", INT, POINTER)
_get_fill = bind_writer("FPDFPageObj_GetFillColor", 4)
_get_bounds = bind_writer("FPDFPageObj_GetBounds", 4)
_get_clip = bind("FPDFPageObj_GetClipPath", POINTER, POINTER)
_count_paths = bind("FPDFClipPath_CountPaths", INT, POINTER)
_count_corners = bind("FPDFClipPath_CountPathSegments", INT, POINTER, INT)
_get_corner = bind("FPDFClipPath_GetPathSegment", POINTER, POINTER, INT, INT)
_get_point = bind_writer("FPDFPathSegment_GetPoint", 2)


class Cover(NamedTuple):
    """Why a piece of writing is not seen: "" where only what lies outside `window` is not.

    `is_white` if it is seen on a darker ground.
    """

    is_undrawn: bool = False
    is_white: bool = False
    window: Box | None = None


def find_covers(writings: Sequence[Handle], matrix: Matrix) -> dict[Handle, Cover]:
    """Return the pieces of writing that are not or not wholly seen, by their addresses.

    Many programs write each character as a piece of its own, and each may have its clip: of many
    pieces the first and last are looked at for it and every sixteenth between, and all of them
    as soon as one is not seen.
    """
    covers = _judge_colors(writings)
    windows = {} if covers else _find_windows(_sample(writings), matrix)
    if covers or windows:
        windows = _find_windows(writings, matrix)
    for writing, window in windows.items():
        covers[writing] = covers.get(writing, Cover())._replace(window=window)
    return covers


def _judge_colors(writings: Sequence[Handle]) -> dict[Handle, Cover]:
    """Return the pieces that are not drawn, or drawn as light as paper."""
    covers = {}
    modes = list(map(_get_mode, writings))
    filled = [writing for writing, mode in zip(writings, modes, strict=True) if mode == _FILLED]
    if len(filled) < len(writings):
        for writing, mode in zip(writings, modes, strict=True):
            if mode in _UNDRAWN:
                covers[writing] = Cover(is_undrawn=True)
    colors = list(read_numbers(_get_fill, ctypes.c_uint, 4, filled, pointers=4))
    kinds = {color: _judge_color(*color) for color in set(colors)}
    if any(kinds.values()):
        for writing, color in zip(filled, colors, strict=True):
            cover = kinds[color]
            if cover:
                covers[writing] = cover
    return covers


def _judge_color(is_known: int, red: int, green: int, blue: int, alpha: int) -> Cover | None:
    if is_known and alpha == 0:
        return Cover(is_undrawn=True)
    if is_known and red > _LIGHT and green > _LIGHT and blue > _LIGHT:
        return Cover(is_white=True)
    return None


def _sample(writings: Sequence[Handle]) -> Sequence[Handle]:
    if len(writings) <= _MOST_LOOKED_AT:
        return writings
    return [*writings[:_ENDS], *writings[_ENDS:-_ENDS:_STRIDE], *writings[-_ENDS:]]


def _find_windows(writings: Sequence[Handle], matrix: Matrix) -> dict[Handle, Box]:
    """Return the windows of pieces of writing that do not lie within them, but for a little."""
    clips = list(map(_get_clip, writings))
    pieces = [
        (writing, clip, count)
        for writing, clip in zip(writings, clips, strict=True)
        if clip and (count := _count_paths(clip)) > 0
    ]
    clipped = [writing for writing, _, _ in pieces]
    bounds = read_numbers(_get_bounds, ctypes.c_float, 4, clipped, pointers=4)
    openings = _measure_clips([(clip, count) for _, clip, count in pieces])
    return {
        writing: transform_box(matrix, window)
        for writing, (_, *box), window in zip(clipped, bounds, openings, strict=True)
        if not _is_within(box, window)
    }


def _measure_clips(clips: Sequence[tuple[Handle, int]]) -> list[Box]:
    """Return for each clip, of so many paths, the box that all of them leave open."""
    paths: list[tuple[int, int]] = []  # whose it is, and of how many corners
    corners: list[Handle] = []
    for place, (clip, count) in enumerate(clips):
        for path in range(count):
            found = _list_corners(clip, path)
            paths.append((place, len(found)))
            corners += found
    points = read_numbers(_get_point, ctypes.c_float, 2, corners, pointers=2)
    windows = [_UNBOUNDED] * len(clips)
    for place, count in paths:
        own = list(islice(points, count))
        if own:
            xs, ys = [x for _, x, _ in own], [y for _, _, y in own]
            windows[place] = _intersect(windows[place], (min(xs), min(ys), max(xs), max(ys)))
    return windows


def _list_corners(clip: Handle, path: int) -> list[Handle]:
    """Return the corners of a path of a clip; two are enough for a rectangle."""
    count = _count_corners(clip, path)
    if count in _RECTANGLE:
        return [_get_corner(clip, path, 0), _get_corner(clip, path, 2)]
    return [
        _get_corner(clip, path, place) for place in range(count if count <= _MOST_CORNERS else 0)
    ]


def _is_within(box: Sequence[float], window: Box) -> bool:
    return (
        window[0] - _SLACK <= box[0]
        and window[1] - _SLACK <= box[1]
        and box[2] <= window[2] + _SLACK
        and box[3] <= window[3] + _SLACK
    )


def _intersect(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
