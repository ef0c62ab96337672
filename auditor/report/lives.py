"""What became of a finding since the runs before. Knows no store."""

from collections.abc import Sequence
from typing import NamedTuple


class Life(NamedTuple):
    """A finding with its state in a run, of words_store.LIVES, and the run that saw it first.

    `path` is that of the document where it was seen last, `message` in the report's language.
    """

    state: str
    severity: str
    rule: str
    path: str
    message: str
    first_run: int
    fingerprint: str


class FindingLife(NamedTuple):
    """What a document's own page says of a finding."""

    state: str
    first_run: int


def group_lives(lives: Sequence[Life]) -> dict[str, dict[str, FindingLife]]:
    """Group lives by the path of their document, and there by fingerprint."""
    grouped: dict[str, dict[str, FindingLife]] = {}
    for life in lives:
        told = FindingLife(life.state, life.first_run)
        grouped.setdefault(life.path, {})[life.fingerprint] = told
    return grouped
