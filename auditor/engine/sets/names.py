"""Names of organisations: the same one, with and without regions before it. Knows no budget."""

import re
from collections.abc import Iterable, Mapping

from auditor.budget.pattern import normalise_label

# 省 市 区 and so on end the name of a region, which has a character or more before it.
_REGION = re.compile(r"[^省市区县旗州镇乡]{1,9}?(?:自治[区州县旗]|[省市区县旗州])")
_BESIDE = re.compile(r"[（(](?:本级|本部|汇总|机关|部门|单位|公章|盖章)[)）]")
_GOVERNMENT = "人民政府"  # of a place, before the name of an office of its own
_SHORTEST = 4
_OFFICES = ("本级", "本部", "机关")  # an office by itself, where the rest of the name is known
_PLACE = re.compile(r"[^省市区县旗州镇乡]{1,9}?(?:自治[区州县旗]|街道|[省市区县旗州镇乡])")


def normalise_name(name: str) -> str:
    """Return a name without blanks, widths and remarks such as （本级）."""
    return normalise_label(_BESIDE.sub("", name))


def is_short_for(short: str, name: str) -> bool:
    """Say whether a name is how people call an organisation in short: 平安办 for …平安建设办公室.

    It begins with the same two characters behind the places, and its others follow in order.
    """
    plain, whole = normalise_name(short), normalise_name(name)
    if len(plain) < _SHORTEST - 1:
        return False
    if whole.endswith(plain):
        return True
    own = whole.rpartition(plain[:2])[1:]
    rest = iter("".join(own))
    return bool(own[0]) and all(letter in rest for letter in plain)


def list_shorter(name: str) -> list[str]:
    """List what is left of a name when the regions before it are dropped one by one."""
    shorter = []
    rest = name
    while found := _REGION.match(rest):
        rest = rest[found.end() :]
        if len(rest) < _SHORTEST:
            break
        shorter.append(rest)
    office = rest.removeprefix(_GOVERNMENT)
    if shorter and len(office) >= _SHORTEST and office != rest:
        shorter.append(office)
    return shorter


class NameBook:
    """The names of a run; a short one stands for a longer one where only one can be meant."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take all names that are to be told apart."""
        longest = sorted({normalise_name(name) for name in names if name}, key=_rank)
        owners: dict[str, set[str]] = {}
        self._full: dict[str, str] = {}
        self._longest = len(longest[0]) if longest else 0
        for name in longest:
            meant = owners.get(name, set())
            (full,) = meant if len(meant) == 1 else (name,)
            self._full[name] = full
            for shorter in list_shorter(name):
                owners.setdefault(shorter, set()).add(full)
        self._owners: Mapping[str, set[str]] = owners
        self._endings: dict[str, list[str]] = {}
        for name in dict.fromkeys(self._full.values()):
            self._endings.setdefault(name[-_SHORTEST:], []).append(name)

    def find_full(self, name: str) -> str:
        """Return the one name that an organisation is known by; an ambiguous one stays."""
        plain = normalise_name(name)
        for office in _OFFICES:
            rest = self._find_known(plain.removesuffix(office))
            if plain.endswith(office) and rest is not None:
                return rest
        return self._find_known(plain) or plain

    def find_inside(self, text: str) -> str:
        """Find the organisation that a text names by the longest name in it; else return ""."""
        plain = normalise_name(text)
        for length in range(min(len(plain), self._longest), _SHORTEST - 1, -1):
            for start in range(len(plain) - length + 1):
                found = self._find_known(plain[start : start + length])
                if found is not None:
                    return found
        return ""

    def list_longer(self, name: str, department: str) -> list[str]:
        """List the names that a department may mean by a short one of a unit of its own.

        They end so, and all that comes before is the department's own name or its places.
        """
        plain = normalise_name(name)
        if len(plain) < _SHORTEST:
            return []
        known = self._endings.get(plain[-_SHORTEST:], ())
        return [one for one in known if _is_meant(one, plain, department)]

    def _find_known(self, plain: str) -> str | None:
        """Find the full name that one of the run stands for."""
        if plain in self._full:
            return self._full[plain]
        meant = self._owners.get(plain, set())
        return next(iter(meant)) if len(meant) == 1 else None


def _is_meant(name: str, ending: str, department: str) -> bool:
    """Say whether a name is its ending behind the department's name, or behind its places."""
    if not name.endswith(ending):
        return False
    before = name.removesuffix(ending)
    if before in department:
        return True
    places = _PLACE.findall(before)
    return "".join(places) == before and all(place in department for place in places)


def _rank(name: str) -> tuple[int, str]:
    return -len(name), name
