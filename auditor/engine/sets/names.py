"""Names of organisations: the same one, with and without regions before it. Knows no budget."""

import re
from collections.abc import Iterable, Mapping

from auditor.budget.pattern import normalise_label

# 省 市 区 and so on end the name of a region, which has a character or more before it.
_REGION = re.compile(r"[^省市区县旗州镇乡]{1,9}?(?:自治[区州县旗]|[省市区县旗州])")
_BESIDE = re.compile(r"[（(](?:本级|本部|汇总|机关|公章|盖章)[)）]")
_SHORTEST = 4


def normalise_name(name: str) -> str:
    """Return a name without blanks, widths and remarks such as （本级）."""
    return normalise_label(_BESIDE.sub("", name))


def list_shorter(name: str) -> list[str]:
    """List what is left of a name when the regions before it are dropped one by one."""
    shorter = []
    rest = name
    while found := _REGION.match(rest):
        rest = rest[found.end() :]
        if len(rest) < _SHORTEST:
            break
        shorter.append(rest)
    return shorter


class NameBook:
    """The names of a run; a short one stands for a longer one where only one can be meant."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take all names that are to be told apart."""
        longest = sorted({normalise_name(name) for name in names if name}, key=_rank)
        owners: dict[str, set[str]] = {}
        self._full: dict[str, str] = {}
        for name in longest:
            meant = owners.get(name, set())
            (full,) = meant if len(meant) == 1 else (name,)
            self._full[name] = full
            for shorter in list_shorter(name):
                owners.setdefault(shorter, set()).add(full)
        self._owners: Mapping[str, set[str]] = owners

    def find_full(self, name: str) -> str:
        """Return the one name that an organisation is known by; an ambiguous one stays."""
        plain = normalise_name(name)
        if plain in self._full:
            return self._full[plain]
        meant = self._owners.get(plain, set())
        return next(iter(meant)) if len(meant) == 1 else plain


def _rank(name: str) -> tuple[int, str]:
    return -len(name), name
