"""Walk through what is drawn on a PDF page: lines, images, and writing that nobody sees."""

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

from auditor.reading.matrices import UNTURNED, Matrix, multiply, transform_box
from auditor.reading.pdf.calls import (
    INT,
    POINTER,
    Handle,
    ask_places,
    bind,
)
from auditor.reading.pdf.page import Box
from auditor.reading.pdf.strokes import list_strokes, read_matrix
from auditor.reading.pdf.visibility import Cover, find_covers

_WRITING, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # kinds of objects
_DEEPEST_FORM = 8
_MOST_PATHS = 50_000
_SQUARE = (0.0, 0.0, 1.0, 1.0)  # what an image fills, before its matrix
_count_objects = bind("FPDFPage_CountObjects", INT, POINTER)
_get_object = bind("FPDFPage_GetObject", POINTER, POINTER, INT)
_get_kind = bind("FPDFPageObj_GetType", INT, POINTER)
_count_inside = bind("FPDFFormObj_CountObjects", INT, POINTER)
_get_inside = bind("FPDFFormObj_GetObject", POINTER, POINTER, ctypes.c_ulong)


class Drawn(NamedTuple):
    """What a page holds beside its characters, in the page's own coordinates.

    `covers` tells of each piece of writing that is not or not wholly seen, by its address.
    """

    strokes: list[Box]
    images: list[Box]
    covers: dict[Handle, Cover]


class _Group(NamedTuple):
    """The objects that a page, or a form on it, draws under one matrix."""

    matrix: Matrix
    writings: list[Handle]
    paths: list[Handle]
    images: list[Handle]


def read_drawn(page: Handle) -> Drawn:
    """Read the objects of a page, those inside forms included."""
    objects = ask_places(_get_object, page, _count_objects(page))
    drawn = Drawn([], [], {})
    paths = 0
    for group in _list_groups(objects, UNTURNED, 0):
        most = max(0, _MOST_PATHS - paths)
        paths += len(group.paths)
        drawn.strokes.extend(list_strokes(group.paths[:most], group.matrix))
        drawn.covers.update(find_covers(group.writings, group.matrix))
        for image in group.images:
            box = transform_box(multiply(read_matrix(image), group.matrix), _SQUARE)
            drawn.images.append(box)
    return drawn


def _list_groups(objects: list[Handle], matrix: Matrix, depth: int) -> Iterator[_Group]:
    """Yield the objects sorted by kind, and those of each form among them."""
    kinds = list(map(_get_kind, objects))

    def choose(kind: int) -> list[Handle]:
        return [drawn for drawn, own in zip(objects, kinds, strict=True) if own == kind]

    yield _Group(matrix, choose(_WRITING), choose(_PATH), choose(_IMAGE))
    for form in choose(_FORM) if depth < _DEEPEST_FORM else ():
        inside = ask_places(_get_inside, form, _count_inside(form))
        yield from _list_groups(inside, multiply(read_matrix(form), matrix), depth + 1)
