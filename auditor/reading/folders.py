"""Find the documents that a command names. Looks at names and kinds of file, never inside."""

import os
import stat
from collections.abc import Sequence
from typing import NamedTuple

from auditor.errors import ReadingError
from auditor.reading.opening import is_remote

KNOWN_SUFFIXES = (
    *(".txt", ".text", ".md", ".tsv", ".csv", ".pdf", ".ofd", ".docx", ".docm", ".dotx"),
    *(".xlsx", ".xlsm", ".xltx", ".xls", ".doc", ".dot", ".wps", ".wpt", ".et", ".ett"),
    *(".dotm", ".xltm", ".xlsb", ".odt", ".ods", ".fodt", ".fods", ".rtf"),
    *(".html", ".htm", ".mht", ".mhtml"),
)


# Lies in a folder that a run has made for its reports: they are no documents.
REPORT_MARK = ".auditor-report"
_MAGIC = frozenset("*?[")


class Found(NamedTuple):
    """The files to read, what was passed over in folders, and the paths that gave nothing.

    A folder that was passed over, because reports lie in it, ends in /.
    """

    files: tuple[str, ...]
    skipped: tuple[str, ...]
    problems: tuple[ReadingError, ...]


def find_documents(paths: Sequence[str]) -> Found:
    """List the files under the paths, in the order given and by name inside a folder.

    A file that is named is taken whatever its suffix, a file in a folder only with a known one.
    Hidden names, locks of office programs and links to folders are passed over. The same file is
    listed once.
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


def _explain(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "文件不存在 / no such file or folder"
    return f"无法打开：{error.strerror} / cannot be opened: {error.strerror}"


class _Search:
    """What has been found so far."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}  # by the file's true path, so that none comes twice
        self.skipped: list[str] = []
        self.problems: list[ReadingError] = []

    def add_path(self, path: str) -> None:
        if is_remote(path):
            self._add_remote(path)
            return
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - Path("") is a folder
        except OSError as error:
            if not self._add_matches(path):
                self._add_problem(path, _explain(error))
        else:
            (self._add_folder if is_folder else self._add_file)(path)

    def _add_remote(self, path: str) -> None:
        """Take a file behind a URL, or the documents of the folder there."""
        from auditor.reading.remote import (  # noqa: PLC0415 - few runs need it
            is_remote_folder,
            iterate_remote_files,
        )

        try:
            if not is_remote_folder(path):
                self.files.setdefault(path, path)
                return
            files = tuple(iterate_remote_files(path))
            documents = [file.path for file in files if _is_document_name(file.name)]
            self.skipped += [file.path for file in files if not _is_document_name(file.name)]
            self.files.update({one: one for one in documents if one not in self.files})
            if not documents:
                self._add_empty(path)
        except ReadingError as error:
            self.problems.append(error)

    def _add_matches(self, pattern: str) -> bool:
        """Add what a pattern with * or ? matches, where no shell has done so already."""
        if not _MAGIC.intersection(pattern):
            return False
        import glob  # noqa: PLC0415 - shells mostly do it

        matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - absolute ones too
        for path in matches:
            self.add_path(path)
        return bool(matches)

    def _add_folder(self, folder: str) -> None:
        problems = len(self.problems)
        if not self._walk(folder) and len(self.problems) == problems:
            self._add_empty(folder)

    def _add_empty(self, folder: str) -> None:
        kinds = " ".join(KNOWN_SUFFIXES)
        zh = f"文件夹中没有可读的文件（{kinds}）"
        self._add_problem(folder, f"{zh} / no file of a known kind in this folder ({kinds})")

    def _walk(self, folder: str) -> int:
        """Walk a folder in the order of its names and return how many documents are in it."""
        try:
            with os.scandir(folder) as entries:
                names = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            reason = error.strerror
            self._add_problem(
                folder, f"文件夹无法打开：{reason} / folder cannot be opened: {reason}"
            )
            return 0
        return sum(map(self._visit, names))

    def _visit(self, entry: os.DirEntry[str]) -> int:
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            if os.path.lexists(os.path.join(entry.path, REPORT_MARK)):  # noqa: PTH118 - as given
                self.skipped.append(f"{render_path(entry.path)}/")
                return 0
            return self._walk(entry.path)
        if not _is_document_name(entry.name) or _is_folder(entry):
            self.skipped.append(render_path(entry.path))
            return 0
        self._add_file(entry.path)  # whatever it is: reading says so if it is no file
        return 1

    def _add_file(self, path: str) -> None:
        self.files.setdefault(os.path.realpath(path), render_path(path))

    def _add_problem(self, path: str, reason: str) -> None:
        self.problems.append(ReadingError(render_path(path), reason))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Say whether a name leads to a folder; a link that leads in a circle does not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_document_name(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower().endswith(KNOWN_SUFFIXES)
