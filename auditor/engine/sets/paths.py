"""What the path of a file says of a document that does not say it itself. Reads no file."""

import re

from auditor.budget.facts import DocumentFacts
from auditor.engine.sets.names import NameBook

_YEAR = re.compile(r"(?<![0-9A-Za-z])(20[0-9]{2})(?![0-9A-Za-z])")
_SERIES = re.compile(r"(?=\W*\d*[^\W\d_])(.{2,})[-_ .、—（(][^-_ .、—（(]+$")
NO_SERIES = ""
_KINDS = (("决算", "决算"), ("预算", "预算"))
_LEVELS = tuple((level + kind, level) for kind, _ in _KINDS for level in ("部门", "单位"))


def find_folder(path: str) -> str:
    """Find the folder that a file lies in."""
    return path.rpartition("/")[0]


def find_series(path: str) -> str:
    """Find the path up to the last word of a file's name: 文化局-说明 and 文化局-表 are a series.

    Numbers alone make none.
    """
    folder, _, name = path.rpartition("/")
    found = _SERIES.match(name.rpartition(".")[0] or name)
    return f"{folder}/{found.group(1)}" if found else NO_SERIES


def complete_by_path(facts: DocumentFacts) -> DocumentFacts:
    """Take year, kind and level from the names of the file and its folder, where it names none."""
    year, kind, level = facts.year, facts.kind, facts.level
    for name in _list_names(facts.path):
        years = set(_YEAR.findall(name))
        if year is None and len(years) == 1:
            year = int(years.pop())
        kind = kind or _find_word(name, _KINDS)
        level = level or _find_word(name, _LEVELS)
    return facts._replace(year=year, kind=kind, level=level)


def find_issuer_in_path(path: str, names: NameBook) -> str:
    """Find the organisation known in this run that a file, or its folder, is named after."""
    return next(filter(None, map(names.find_inside, _list_names(path))), "")


def _list_names(path: str) -> list[str]:
    """List the name of a file without its suffix, then that of its folder."""
    folder, _, name = path.rpartition("/")
    return [name.rpartition(".")[0] or name, folder.rpartition("/")[2]]


def _find_word(name: str, words: tuple[tuple[str, str], ...]) -> str:
    found = {meaning for word, meaning in words if word in name}
    return found.pop() if len(found) == 1 else ""
