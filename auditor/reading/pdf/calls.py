"""Calls into pdfium, many at a time. Knows nothing of what they are about.

A page has thousands of characters, and ctypes takes longer to check the arguments of a call than
pdfium to answer it. Here handles and places in memory are bare numbers, and `map` makes the calls.
"""

import ctypes
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import repeat
from pathlib import Path
from typing import Any

Handle = int  # the address of a document, of a page or of a thing on it; 0 where there is none
Ask = Callable[..., Any]
POINTER, INT = ctypes.c_void_p, ctypes.c_int
_PACKAGE = "pypdfium2_raw"
_FILES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}


def _load_library() -> Any:  # noqa: ANN401 - ctypes knows its functions by name alone
    """Load the library that pypdfium2 ships. Raises ModuleNotFoundError.

    Its own bindings prepare hundreds of functions, which takes a tenth of the time of a document;
    they serve where they are made for a library that lies elsewhere.
    """
    package = find_spec(_PACKAGE)
    if package is None or package.origin is None:
        raise ModuleNotFoundError(name=_PACKAGE)
    file = Path(package.origin).with_name(_FILES.get(sys.platform, "libpdfium.so"))
    if file.is_file():
        return ctypes.CDLL(str(file))
    import pypdfium2.raw  # noqa: PLC0415 - slow, and seldom needed

    return pypdfium2.raw


_library = _load_library()


def bind(name: str, result: Any, *arguments: Any) -> Ask:  # noqa: ANN401 - types of ctypes
    """Return a function of pdfium that takes and gives numbers for pointers."""
    address = ctypes.cast(getattr(_library, name), POINTER).value or 0
    bound: Ask = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return bound


def bind_writer(name: str, pointers: int) -> Ask:
    """Return a function of pdfium that writes what it knows of a thing to so many pointers."""
    return bind(name, INT, POINTER, *[POINTER] * pointers)


def ask_places(ask: Ask, of: Handle, count: int) -> list[Any]:
    """Return what a function of a thing and a place answers for its first places."""
    return list(map(ask, repeat(of), range(count)))


def read_numbers(
    ask: Ask,
    kind: Any,  # noqa: ANN401 - a class of ctypes
    length: int,
    things: Sequence[int],
    *,
    of: Handle | None = None,
    pointers: int = 1,
) -> Iterator[Any]:
    """Yield for each thing what a function answers of it and the numbers, `length`, it writes.

    It takes one pointer for all of them or one for each; with `of`, things are places in that.
    What it does not write is 0.
    """
    room = (kind * (length * len(things)))()
    width = ctypes.sizeof(kind)
    start, step = ctypes.addressof(room), width * length
    end = start + step * len(things)
    targets = [range(start + width * i, end + width * i, step) for i in range(pointers)]
    places = (things,) if of is None else (repeat(of), things)
    answers = list(map(ask, *places, *targets))
    numbers = iter(room[:])
    return zip(answers, *[numbers] * length, strict=True)


def read_text(ask: Ask, *arguments: Any) -> str:  # noqa: ANN401
    """Return what a function writes as UTF-16 that says before how many bytes it will be."""
    size = ask(*arguments, None, 0)
    room = ctypes.create_string_buffer(size)
    ask(*arguments, ctypes.addressof(room), size)
    return room.raw.decode("utf-16-le", errors="replace").rstrip("\0")
