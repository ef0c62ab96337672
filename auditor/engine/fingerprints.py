"""Fingerprints: the same finding has the same name in every run and after lines have moved."""

import hashlib
from collections import Counter

from auditor.budget import Budget
from auditor.finding import Place


def hash_parts(parts: tuple[str, ...]) -> str:
    """Return the fingerprint that the parts make, in their order."""
    text = "\x1f".join(parts)
    return "f1:" + hashlib.sha256(text.encode()).hexdigest()[:20]


class Fingerprinter:
    """Names findings of one document; equal places are told apart by their order."""

    def __init__(self, budget: Budget) -> None:
        """Take the identity of the document: issuer, year, kind, role."""
        year = "" if budget.year is None else str(budget.year)
        self._identity = (budget.issuer, year, budget.kind, budget.role)
        self._forms = [(form.location.line, form.project) for form in budget.forms]
        self._projects = {form.id: form.project for form in budget.forms}
        self._seen: Counter[tuple[str, ...]] = Counter()

    def name(self, rule: str, place: Place) -> str:
        """Return the fingerprint of a rule at a place; unique within the document."""
        table = self._projects.get(place.table) or place.table or self._find_project(place)
        parts = (rule, *self._identity, table, place.key or place.row, place.column)
        ordinal = self._seen[parts]
        self._seen[parts] += 1
        return hash_parts((*parts, str(ordinal)))

    def _find_project(self, place: Place) -> str:
        above = [project for line, project in self._forms if line <= place.location.line]
        return above[-1] if above else ""
