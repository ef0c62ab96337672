"""Find the documents that a command names. Looks at names and kinds of file, never inside."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import ReadingError

KNOWN_SUFFIXES = (".txt", ".text", ".md", ".tsv", ".csv", ".pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The files to read, what was passed over in folders, and the paths that gave nothing."""

    files: tuple[str, ...]
    skipped: tuple[str, ...]
    problems: tuple[ReadingError, ...]


def find_documents(paths: Sequence[str]) -> Found:
    """List the files under the paths, in the order given and by name inside a folder.

    A file that is named is taken whatever its suffix, a file in a folder only with a known one.
    Hidden names and links to folders are passed over. The same file is listed once.
    """
    search = _Search()
    for path in paths:
        search.add_path(os.fspath(path))
    return Found(
        files=tuple(search.files.values()),
        skipped=tuple(search.skipped),
        problems=tuple(search.problems),
    )


def render_path(path: str | os.PathLike[str]) -> str:
    """Return the path as given, with `/` between its parts."""
    return os.fspath(path).replace(os.sep, "/")


class _Search:
    """What has been found so far."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}  # by the file's true path, so that none comes twice
        self.skipped: list[str] = []
        self.problems: list[ReadingError] = []

    def add_path(self, path: str) -> None:
        if Path(path).is_dir():
            self._add_folder(path)
        elif Path(path).exists():
            self._add_file(path)
        else:
            self._add_problem(path, "文件不存在 / no such file or folder")

    def _add_folder(self, folder: str) -> None:
        problems = len(self.problems)
        if not self._walk(folder) and len(self.problems) == problems:
            kinds = " ".join(KNOWN_SUFFIXES)
            reason = "文件夹中没有可读的文件 / no file of a known kind in this folder"
            self._add_problem(folder, f"{reason} ({kinds})")

    def _walk(self, folder: str) -> int:
        """Walk a folder in the order of its names and return how many documents are in it."""
        try:
            with os.scandir(folder) as entries:
                names = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._add_problem(
                folder, f"文件夹无法打开 / folder cannot be opened: {error.strerror}"
            )
            return 0
        return sum(map(self._visit, names))

    def _visit(self, entry: os.DirEntry[str]) -> int:
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            return self._walk(entry.path)
        if entry.is_file() and _is_document_name(entry.name):
            self._add_file(entry.path)
            return 1
        self.skipped.append(render_path(entry.path))
        return 0

    def _add_file(self, path: str) -> None:
        self.files.setdefault(os.path.realpath(path), render_path(path))

    def _add_problem(self, path: str, reason: str) -> None:
        self.problems.append(ReadingError(render_path(path), reason))


def _is_document_name(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(KNOWN_SUFFIXES)
