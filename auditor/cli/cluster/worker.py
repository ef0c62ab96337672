"""What runs on a node: audit a batch of files. Knows neither Ray nor the other batches."""

from __future__ import annotations

import os
import platform
import sys
import threading
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from auditor import __version__
from auditor.cli.limits import find_audit_seconds
from auditor.cli.many.auditing import Begin, Parcel, Refusal
from auditor.cli.options import CheckOptions
from auditor.cli.parts import Parts
from auditor.cli.shelf import PackShelf
from auditor.cli.versions import list_library_versions
from auditor.errors import RulePackError

Packs: TypeAlias = tuple[tuple[str, str, str], ...]
_READERS = ("lxml", "pypdfium2", "xlrd")

# What this process has loaded, for the batches that follow.
_loaded: list[tuple[Work, PackShelf]] = []


class Work(NamedTuple):
    """What every batch of a run needs; `run` tells two runs of one process apart."""

    run: str
    options: CheckOptions
    parts: Parts


class BatchAnswer(NamedTuple):
    """What each file gave; on which versions it rests, and on which packs, by the last's name."""

    results: tuple[Parcel | Refusal, ...]
    versions: tuple[tuple[str, str], ...]
    packs: tuple[tuple[str, Packs], ...]


def audit_batch(paths: tuple[str, ...], work: Work) -> BatchAnswer:
    """Audit files on this node; packs are loaded once in each process."""
    shelf = _find_shelf(work)
    audit = Begin(paths, work.options, work.parts, shelf)()
    seconds = find_audit_seconds(work.options.limits)
    results = tuple(_audit_in_time(audit, number, seconds) for number in range(len(paths)))
    parcels = [result for result in results if isinstance(result, Parcel)]
    names = dict.fromkeys(parcel.brief.pack for parcel in parcels if parcel.brief.pack)
    packs = tuple((name, list_packs(shelf, name)) for name in names)
    return BatchAnswer(results, describe_node(), packs)


def _audit_in_time(
    audit: Callable[[int], Parcel | Refusal], number: int, seconds: int
) -> Parcel | Refusal:
    """Audit a file; what takes too long ends this process, and is then tried alone."""
    timer = threading.Timer(seconds, os._exit, (1,))
    timer.daemon = True
    timer.start()
    try:
        return audit(number)
    finally:
        timer.cancel()


def list_packs(shelf: PackShelf, name: str) -> Packs:
    """List name, version and sha256 of the packs by which a document was judged."""
    try:
        packs = shelf.find_named(name).packs
    except RulePackError:  # a manifest's own folder: only its documents can find it
        return ()
    return tuple((pack.name, pack.version, pack.sha256) for pack in packs)


def describe_node() -> tuple[tuple[str, str], ...]:
    """Return the versions on which results depend: the program's, Python's, the libraries'."""
    python = ".".join(map(str, sys.version_info[:2]))
    known = (("auditor", __version__), (platform.python_implementation(), python))
    return (*known, *list_library_versions(_READERS))


def _find_shelf(work: Work) -> PackShelf:
    if not _loaded or _loaded[-1][0].run != work.run:
        _loaded[:] = [(work, PackShelf(work.parts, work.options.packs))]
    return _loaded[-1][1]
