"""Which issuers of a run an office means by the names in its lists. Knows no list."""

from collections.abc import Iterable

from auditor.engine.sets.names import NameBook, normalise_name

_SHORTEST = 4


class IssuerBook:
    """The issuers of a run, to be found by what a list calls them.

    Offices call each other by the end of a name: 某街道办事处 is 某市某区人民政府某街道办事处,
    where only one in the run can be meant.
    """

    def __init__(self, names: NameBook, issuers: Iterable[str]) -> None:
        """Index the issuers, which are known by their full names, by how they end."""
        self._names = names
        self._issuers = frozenset(issuers)
        self._ends: dict[str, list[str]] = {}
        for issuer in sorted(self._issuers):
            self._ends.setdefault(issuer[-_SHORTEST:], []).append(issuer)

    def find(self, name: str) -> str:
        """Find the full name of the issuer that is meant; a name of nobody here stays."""
        full = self._names.find_full(name)
        plain = normalise_name(name)
        if full in self._issuers or len(plain) < _SHORTEST:
            return full
        longer = [one for one in self._ends.get(plain[-_SHORTEST:], ()) if one.endswith(plain)]
        return longer[0] if len(longer) == 1 else full
