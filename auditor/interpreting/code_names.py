"""Codes by name: what the document itself prints with a code, then the catalogue."""

from collections.abc import Mapping

from auditor.codes import Catalogue, normalise_name

_CLASS = 3


class CodeNames:
    """Looks codes up by name in one document; remembers what it has seen."""

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        """Take the catalogues by name."""
        self._catalogues = catalogues
        self._printed: dict[tuple[str, int, str], str] = {}
        self._known: dict[tuple[str, str, int], str | None] = {}

    def note(self, catalogue: str, code: str, label: str) -> None:
        """Note a name that the document prints with a code; the first one counts."""
        self._printed.setdefault((catalogue, len(code), normalise_name(label)), code)

    def find(self, catalogue: str, label: str, digits: int) -> str | None:
        """Find the code of so many digits that a name has, if it is only one."""
        if not digits:
            return None
        printed = self._printed.get((catalogue, digits, normalise_name(label)))
        if printed:
            return printed
        key = (catalogue, label, digits)
        if key not in self._known:
            named = self._catalogues.get(catalogue)
            self._known[key] = named.find_code(label, None, digits) if named else None
        return self._known[key]

    def find_below(self, catalogue: str, label: str, above: str) -> str | None:
        """Find the code of a name in a table without codes, by the code of the row before it.

        Rows stand under their class and section: a name is first looked for right below the row
        before, then beside it, then beside what that one stands under, then among the classes.
        """
        named = self._catalogues.get(catalogue)
        if named is None:
            return None
        codes = {entry.code for entry in named.list_entries(label)}
        for prefix in (above, above[:-2], above[:-4], ""):
            if len(prefix) not in (0, _CLASS, _CLASS + 2):
                continue
            found = {code for code in codes if (code[:-2] if len(code) > _CLASS else "") == prefix}
            if len(found) == 1:
                return found.pop()
        return None
