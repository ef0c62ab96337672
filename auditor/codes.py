"""The code catalogue: official codes and names with their years of validity and trust."""

from dataclasses import dataclass, field
from typing import NamedTuple


class CodeName(NamedTuple):
    """An official code (3, 5 or 7 digits) with a name, its years (None: open) and trust V L U."""

    code: str
    name: str
    first: int | None
    last: int | None
    trust: str
    account: str = ""

    def is_valid(self, year: int | None) -> bool:
        """Say whether the name is the official one in a year; an unknown year is covered."""
        if year is None:
            return True
        return (self.first or year) <= year <= (self.last or year)


_FOLDED = str.maketrans("()", "（）", '“”"')


def normalise_name(name: str) -> str:
    """Fold brackets, quotes and blanks: what official names are compared by."""
    return "".join(name.split()).translate(_FOLDED)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One classification, such as the functional or the economic one."""

    name: str
    entries: tuple[CodeName, ...]
    _by_name: dict[str, list[CodeName]] = field(init=False, repr=False, compare=False)
    _by_code: dict[str, list[CodeName]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name: dict[str, list[CodeName]] = {}
        by_code: dict[str, list[CodeName]] = {}
        for entry in self.entries:
            by_name.setdefault(normalise_name(entry.name), []).append(entry)
            by_code.setdefault(entry.code, []).append(entry)
        object.__setattr__(self, "_by_name", by_name)
        object.__setattr__(self, "_by_code", by_code)

    def list_names(self, code: str) -> tuple[CodeName, ...]:
        """Return every name the code has ever had."""
        return tuple(self._by_code.get(code, ()))

    def list_entries(self, name: str) -> tuple[CodeName, ...]:
        """Return every code that has ever had the name."""
        return tuple(self._by_name.get(normalise_name(name), ()))

    def find_code(self, name: str, year: int | None, length: int) -> str | None:
        """Find the code of `length` digits by name: valid in the year first, else ever.

        None if no code or several codes of that length have the name.
        """
        named = [e for e in self._by_name.get(normalise_name(name), ()) if len(e.code) == length]
        valid = [entry for entry in named if entry.is_valid(year)]
        codes = {entry.code for entry in valid or named}
        return codes.pop() if len(codes) == 1 else None
