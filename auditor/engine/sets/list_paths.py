"""Which files an office means by the paths in its list. Touches no disk.

A list may be written on another machine: with backslashes, other folders, other capitals.
"""

import unicodedata
from collections.abc import Iterator, Sequence


class PathBook:
    """The files of a run, to be found by what a list calls them."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Index the files by their paths, by how these end, and by their ends without suffix."""
        self._whole: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        for number, path in enumerate(paths):
            plain = fold_path(path)
            self._whole.setdefault(plain, []).append(number)
            for end in _list_ends(plain):
                self._ends.setdefault(end, []).append(number)
                self._stems.setdefault(_drop_suffix(end), []).append(number)

    def find(self, named: str) -> Sequence[int]:
        """Find the numbers of the files that a path means, the surest reading first.

        The file's path ends so; or the path ends with the file's; or it has no suffix.
        """
        plain = fold_path(named)
        if not plain:
            return ()
        if plain in self._ends:
            return self._ends[plain]
        for end in _list_ends(plain):
            if end in self._whole:
                return self._whole[end]
        return self._stems.get(plain, ())


def fold_path(path: str) -> str:
    """Return a path as all machines can compare it: one separator, no capitals, no `..` before."""
    folded = unicodedata.normalize("NFC", path.strip().strip("\"'")).casefold()
    parts = [part for part in folded.replace("\\", "/").split("/") if part not in ("", ".")]
    while parts and parts[0] == "..":
        del parts[0]
    return "/".join(parts)


def _list_ends(plain: str) -> Iterator[str]:
    """List the ends of a path, the longest first."""
    yield plain
    start = plain.find("/") + 1
    while start:
        yield plain[start:]
        start = plain.find("/", start) + 1


def _drop_suffix(plain: str) -> str:
    folder, slash, name = plain.rpartition("/")
    stem, dot, _ = name.rpartition(".")
    return f"{folder}{slash}{stem}" if dot else plain
