"""Judge a printed name against the official ones. Knows no table and no sentence.

What only looks different is none: brackets, blanks, quotes, a name cut at the end of a cell, a
name joined with the next.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from auditor.codes import Catalogue, CodeName

_SIGNS = re.compile(r"[\W_]+")
_LEAST_CUT = 3
_LIKENESS = 0.7
_SURE = "V"
_MOST_JUDGED = 4096

_Official = tuple[str, str, frozenset[str]]
_OFFICIAL: dict[tuple[int, int, int | None], tuple[Catalogue, list[_Official]]] = {}


class NameJudgement(NamedTuple):
    """What is wrong with a name: `fault` is outdated, other or unknown; the official name.

    `is_sure` says that the catalogue's lines were read in published budgets.
    """

    fault: str
    expected: str
    is_sure: bool


_JUDGED: dict[tuple[tuple[int, ...], str, int, int | None], NameJudgement | None] = {}


def fold_name(name: str) -> str:
    """Keep letters and digits only: what names are compared by."""
    return name if name.isalnum() else _SIGNS.sub("", name)


def judge_coded_name(
    catalogue: Catalogue, code: str, name: str, year: int | None
) -> NameJudgement | None:
    """Judge a name printed with a code; None if it is right, or the code is not known."""
    entries = catalogue.list_names(code)
    folded = fold_name(name)
    if not entries or not folded:
        return None
    current = [entry for entry in entries if entry.is_valid(year)] or list(entries)
    if any(fold_name(entry.name) == folded for entry in current):
        return None
    former = [entry for entry in entries if fold_name(entry.name) == folded]
    if not former and any(_resembles(folded, fold_name(entry.name)) for entry in current):
        return None
    if former:
        return NameJudgement("outdated", current[-1].name, former[0].trust == _SURE)
    known = all(entry.trust == _SURE for entry in entries) and not _is_misprint(folded, entries)
    sure = known and bool(catalogue.list_entries(name))  # other words may be misread ones
    return NameJudgement("other", current[-1].name, sure)


def judge_bare_name(
    catalogues: Mapping[str, Catalogue], name: str, digits: int, year: int | None
) -> NameJudgement | None:
    """Judge a name printed without a code; `digits` limits the level, 0 allows any."""
    folded = fold_name(name)
    if len(folded) < _LEAST_CUT - 1:
        return None
    found = [
        (catalogue, entry)
        for catalogue in catalogues.values()
        for entry in catalogue.list_entries(name)
        if digits in (0, len(entry.code))
    ]
    if any(entry.is_valid(year) for _, entry in found):
        return None
    if found:
        catalogue, entry = found[0]
        current = [e for e in catalogue.list_names(entry.code) if e.is_valid(year)]
        expected = current[-1].name if current else ""
        return NameJudgement("outdated", expected, entry.trust == _SURE)
    key = (tuple(map(id, catalogues.values())), folded, digits, year)
    if key not in _JUDGED:  # catalogues live as long as the program, see _list_official
        if len(_JUDGED) >= _MOST_JUDGED:
            _JUDGED.clear()
        _JUDGED[key] = _judge_unknown(catalogues, folded, digits, year)
    return _JUDGED[key]


def _judge_unknown(
    catalogues: Mapping[str, Catalogue], folded: str, digits: int, year: int | None
) -> NameJudgement | None:
    signs = frozenset(folded)
    best, nearest = _LIKENESS, ""
    for catalogue in catalogues.values():
        for name, official, known in _list_official(catalogue, digits, year):
            shared = len(signs & known)
            if not shared:
                continue
            if _resembles(folded, official):
                return None
            likeness = 2 * shared / (len(signs) + len(known))
            if likeness > best:
                best, nearest = likeness, name
    return NameJudgement("unknown", nearest, is_sure=False)


def _list_official(catalogue: Catalogue, digits: int, year: int | None) -> list[_Official]:
    """Return the names that are valid in a year, at one level or (0 digits) all, each folded.

    The catalogue is kept with them, so that nothing else can come to have its identity.
    """
    key = (id(catalogue), digits, year)
    found = _OFFICIAL.get(key)
    if found is None:
        names = dict.fromkeys(
            entry.name
            for entry in catalogue.entries
            if digits in (0, len(entry.code)) and entry.is_valid(year)
        )
        folded = [(name, fold_name(name)) for name in names]
        listed = [(name, short, frozenset(short)) for name, short in folded]
        found = _OFFICIAL[key] = (catalogue, listed)
    return found[1]


def _resembles(printed: str, official: str) -> bool:
    """Say whether a name is the official one, cut short, or joined with other words."""
    if printed == official or (len(official) > _LEAST_CUT and official in printed):
        return True
    return len(printed) >= _LEAST_CUT and official.startswith(printed)


def _is_misprint(printed: str, entries: Iterable[CodeName]) -> bool:
    """Say whether one sign differs: a slip of the reader as likely as of the writer."""
    for entry in entries:
        official = fold_name(entry.name)
        if len(official) == len(printed):
            differing = sum(a != b for a, b in zip(official, printed, strict=True))
            if differing == 1:
                return True
    return False


def is_short_for(short: str, long: str) -> bool:
    """Say whether the signs of one text all stand in the other, in their order."""
    signs = iter(long)
    return all(sign in signs for sign in short)
