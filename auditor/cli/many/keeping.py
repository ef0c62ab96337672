"""What a run takes from earlier ones and leaves to later ones: a cache, or its own beginnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.many.cache import Cache, require_own_folder
from auditor.cli.many.keys import Keys, hash_file, hash_parts
from auditor.cli.many.places import drop_folder, drop_oldest, find_unfinished_folder

if TYPE_CHECKING:
    from auditor.cli.many.ahead import Text
    from auditor.cli.many.auditing import Parcel
    from auditor.cli.options import CheckOptions
    from auditor.cli.shelf import PackShelf

_NAME = 64  # characters of an audit's name


class Keeper:
    """Finds audits by the content of their documents, and keeps those that last."""

    def __init__(
        self,
        cache: Cache | None,
        keys: Keys,
        *,
        reads: bool,
        is_passing: bool,
        wants_rows: bool = False,
    ) -> None:
        """Use a cache, if there is one; a passing one is removed when the run has ended.

        What has no rows for a store counts as absent where the run `wants_rows`.
        """
        self.wants_rows = wants_rows
        self._cache = cache
        self._keys = keys
        self._reads = reads
        self._is_passing = is_passing

    @property
    def program(self) -> str:
        """What stands for program, packs and settings in the names of all that is kept."""
        return self._keys.common

    def find(self, path: str, sha256: str = "") -> Parcel | None:
        """Find the audit of a document that has not changed.

        `sha256` is that of its content where it has been read already.
        """
        if self._cache is None or not self._reads:
            return None
        name = self._keys.name(path, sha256 or hash_file(path))
        parcel = self._cache.find(name, path) if name else None
        if parcel is None or not self.wants_rows:
            return parcel
        rows = self._cache.find_packed(_name_rows(name))
        return None if rows is None else parcel._replace(rows=_parse_rows(rows))

    def keep(self, path: str, parcel: Parcel) -> None:
        """Keep an audit and its texts, unless it might come out otherwise another time."""
        name = self._keys.name(path, parcel.brief.sha256) if parcel.lasts else ""
        if not name or self._cache is None:
            return
        if parcel.rows is not None:
            self._cache.keep_packed(_name_rows(name), _join_rows(parcel.rows))
        self._cache.keep(name, parcel)
        for known, text in parcel.texts:
            self.keep_text(known, text)

    def has_text(self, name: str) -> bool:
        """Say whether what a report says of a document is kept."""
        return self._cache is not None and self._keeps(name) and self._cache.has_text(name)

    def find_text(self, name: str) -> bytes | None:
        """Find what a report says of a document."""
        if self._cache is None or not self._keeps(name):
            return None
        return self._cache.find_text(name)

    def keep_text(self, name: str, text: bytes) -> None:
        """Keep what a report says of a document."""
        if self._cache is not None and self._keeps(name):
            self._cache.keep_text(name, text)

    def _keeps(self, name: str) -> bool:
        """Say whether a text is kept: not of a document whose audit is not, nor in passing."""
        return bool(name) and not self._is_passing

    def end(self) -> None:
        """Remove what only an interrupted run would have needed."""
        if self._is_passing and self._cache is not None:
            drop_folder(self._cache.folder)


def _name_rows(name: str) -> str:
    return hash_parts([name, "rows"])


def _join_rows(rows: Text) -> bytes:
    return rows[0].encode("ascii") + rows[1]


def _parse_rows(content: bytes) -> Text:
    return content[:_NAME].decode("ascii"), content[_NAME:]


def open_keeper(options: CheckOptions, shelf: PackShelf) -> Keeper:
    """Open the cache that was named, else the place for this very run. Raises UsageError."""
    keys = Keys(options, shelf)
    wants_rows = options.store is not None and options.engine == "local"
    if options.cache is not None:
        cache = Cache(require_own_folder(options.cache))
        return Keeper(cache, keys, reads=True, is_passing=False, wants_rows=wants_rows)
    folder = find_unfinished_folder(options, keys.common)
    if folder is None:
        return Keeper(None, keys, reads=False, is_passing=True, wants_rows=wants_rows)
    if not options.resume:
        drop_folder(folder)
    drop_oldest(folder)
    reads = options.resume
    return Keeper(Cache(folder), keys, reads=reads, is_passing=True, wants_rows=wants_rows)
