"""What sets need of the documents of a run, with all that is large in it on disk."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import overload

from auditor.budget.facts import DocumentFacts
from auditor.cli.many.spill import Spill


class KeptFacts(Sequence[DocumentFacts]):
    """Facts in the order in which they are added, without their packed part."""

    def __init__(self, spill: Spill) -> None:
        """Begin without any; their packed parts are in the spill."""
        self._light: list[DocumentFacts] = []
        self._places: list[tuple[int, int]] = []
        self._spill = spill

    def add(self, facts: DocumentFacts, packed: tuple[int, int]) -> None:
        """Keep the facts of one more document, whose packed part has that place."""
        contents = tuple(map(sys.intern, facts.contents))  # most documents have the same tables
        self._light.append(facts._replace(contents=contents, packed=b""))
        self._places.append(packed)

    def read_packed(self, number: int) -> bytes:
        """Read the packed part of the facts with a number."""
        return self._spill.read(self._places[number])

    def __len__(self) -> int:
        return len(self._light)

    @overload
    def __getitem__(self, number: int) -> DocumentFacts: ...

    @overload
    def __getitem__(self, number: slice) -> list[DocumentFacts]: ...

    def __getitem__(self, number: int | slice) -> DocumentFacts | list[DocumentFacts]:
        return self._light[number]
