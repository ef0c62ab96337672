# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""Which versions of the program and its libraries are at work."""

import sys
from collections.abc import Iterable
from pathlib import Path

LIBRARIES = ("lark", "PyYAML", "rich")


def find_library_version(name: str) -> str:
    """Find the installed version of a library, "" if it is not installed.

    The folder that every installer leaves beside a library states it. Reading only the name of
    that folder saves the 30 ms that importing importlib.metadata costs.
    """
    wanted = name.lower()
    for folder in sys.path:
        for place in sorted(Path(folder).glob("*.dist-info")):
            library, _, version = place.name.removesuffix(".dist-info").partition("-")
            if library.lower() == wanted:
                return version
    return _read_library_version(name)


def _read_library_version(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def list_library_versions(readers: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return the libraries that shape results, with their versions.

    `readers` are those by which documents were read; a run over text depends on none of them.
    """
    names = (*LIBRARIES, *sorted(set(readers) - set(LIBRARIES)))
    return tuple((name, find_library_version(name)) for name in names)
