"""The code catalogues of a pack: CSV files, read as entries when first asked for."""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from auditor.codes import Catalogue, CodeName
from auditor.errors import Mistake, RulePackError
from auditor.rulepack.pack_files import PackFile
from auditor.rulepack.pack_text import decode_text

COLUMNS = ("code", "level", "name", "parent", "valid_from", "valid_to", "trust", "account")
_LEVELS = {"类": 3, "款": 5, "项": 7}
_TRUSTS = frozenset("VLU")
_CODE = re.compile(r"[0-9]+")
_YEAR = re.compile(r"([0-9]{4})?")


class Catalogues(Mapping[str, Catalogue]):
    """Catalogues by name. Start-up must not pay for thousands of codes that few rules ask for."""

    __slots__ = ("_files", "_parsed")

    def __init__(self, files: Mapping[str, PackFile]) -> None:
        """Take the CSV file of each catalogue."""
        self._files = dict(files)
        self._parsed: dict[str, Catalogue] = {}

    def __getitem__(self, name: str) -> Catalogue:
        """Return a catalogue; raises RulePackError, with all mistakes, if its file has any."""
        if name not in self._parsed:
            self._parsed[name] = parse_catalogue(name, self._files[name])
        return self._parsed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, name: object) -> bool:
        return name in self._files  # without parsing, as Mapping would


def parse_catalogue(name: str, file: PackFile) -> Catalogue:
    """Parse a catalogue's CSV file; raises RulePackError with all its mistakes."""
    text = decode_text(file.content, file.path)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    mistakes: list[Mistake] = []
    entries: list[CodeName] = []
    try:
        if tuple(next(rows, ())) != COLUMNS:
            reason = f"the first line must be: {','.join(COLUMNS)}"
            raise RulePackError([Mistake(file.path, 1, 1, reason)])
        for row in rows:
            reason = _find_fault(row)
            if reason:
                mistakes.append(Mistake(file.path, rows.line_num, 1, reason))
            elif row:
                entries.append(_make_entry(row))
    except csv.Error as error:
        mistakes.append(Mistake(file.path, rows.line_num, 1, f"not CSV: {error}"))
    if mistakes:
        raise RulePackError(mistakes)
    return Catalogue(name, tuple(entries))


def _find_fault(row: list[str]) -> str:
    """Say what is wrong with a row, or ""."""
    if not row:
        return ""
    if len(row) != len(COLUMNS):
        return f"{len(row)} cells instead of {len(COLUMNS)}"
    code, level, name, parent, first, last, trust, _ = row
    if not _CODE.fullmatch(code) or len(code) != _LEVELS.get(level):
        return f"code {code!r} is none of level {level!r}: 类 has 3 digits, 款 5, 项 7"
    if parent != code[:-2] and (parent or len(code) > 3):
        return f"parent {parent!r} is not the code of the level above {code}"
    if not name:
        return f"code {code} has no name"
    if not _YEAR.fullmatch(first) or not _YEAR.fullmatch(last):
        return f"years {first!r} to {last!r}: four digits, or nothing where open"
    if trust not in _TRUSTS:
        return f"trust {trust!r} is none of V, L, U"
    return ""


def _make_entry(row: list[str]) -> CodeName:
    code, _, name, _, first, last, trust, account = row
    return CodeName(
        code, name, int(first) if first else None, int(last) if last else None, trust, account
    )
