# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""Read the next file while one is audited: another process reads it. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.errors import ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.cli.options import CheckOptions
    from auditor.cli.parts import Parts
    from auditor.reading import Source


def iterate_sources(
    files: Sequence[str], options: CheckOptions, parts: Parts
) -> Iterator[Source | ReadingError]:
    """Yield each file as it was read, in the order of the files, or why it was not.

    Text is read at once: only files that are read in another process are worth a thread.
    """
    if not parts.is_read_apart(files):
        yield from (_read(path, options, parts) for path in files)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max_workers=1) as reader:
        ahead = reader.submit(_read, files[0], options, parts)
        try:
            parts.load_engine()
            for path in files[1:]:
                source = ahead.result()
                ahead = reader.submit(_read, path, options, parts)
                yield source
            yield ahead.result()
        except (KeyboardInterrupt, GeneratorExit):  # what is being read is not waited for
            parts.abandon_reading()
            raise


def _read(path: str, options: CheckOptions, parts: Parts) -> Source | ReadingError:
    try:
        return parts.read_document(path, options.max_size, options.limits)
    except ReadingError as error:
        return error
