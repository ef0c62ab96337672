"""Audit documents in several processes. Each loads the rule packs once, for itself."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from auditor.cli.auditing import audit_file
from auditor.cli.shelf import PackShelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.cli.options import CheckOptions
    from auditor.cli.parts import Parts
    from auditor.finding import Audit

# What a worker was started with. Rules hold functions, which cannot travel between processes.
_started: list[tuple[PackShelf, CheckOptions, Parts]] = []


def iterate_audits(
    files: Sequence[str], jobs: int, options: CheckOptions, parts: Parts
) -> Iterator[Audit]:
    """Yield the audits in the order of the files, `jobs` at a time."""
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(options, parts)) as executor:
        yield from executor.map(_audit, files)


def _start(options: CheckOptions, parts: Parts) -> None:
    _started.append((PackShelf(parts, options.packs), options, parts))


def _audit(path: str) -> Audit:
    shelf, options, parts = _started[-1]
    return audit_file(path, shelf, options, parts)
