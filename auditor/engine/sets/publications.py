"""A publication, and which of its files are versions of one another. Knows no rule and no figure.

A publication is what one issuer makes public of one year, kind and level, in one file or several.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from auditor.budget.facts import DocumentFacts
from auditor.engine.sets.names import NameBook

ANNEX = "annex"
WHOLE = "whole"
MAIN = (WHOLE, "narrative")
NAMELESS = "\0"  # before what stands for an issuer that nobody knows; no name begins so
_Content = tuple[str, frozenset[str]]
_STATED = "“"  # before the names of statements


class Identity(NamedTuple):
    """Whose publication it is: the issuer by its full name, the year, the kind, the level."""

    issuer: str
    year: int | None
    kind: str
    level: str

    @property
    def is_named(self) -> bool:
        """True if the documents say who issued them."""
        return not self.issuer.startswith(NAMELESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The documents (by their numbers in the run) of one identity, the main one first.

    `versions` are documents that print the same; unless byte for byte, they take no part.
    """

    identity: Identity
    members: tuple[int, ...]
    versions: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """All publications of a run, and the names by which their issuers are known."""

    publications: tuple[Publication, ...]
    names: NameBook
    by_identity: dict[Identity, Publication] = field(repr=False)
    issuers: frozenset[str] = field(repr=False)

    def find(self, identity: Identity) -> Publication | None:
        """Find a publication."""
        return self.by_identity.get(identity)


def make_publication(
    identity: Identity, numbers: Sequence[int], documents: Sequence[DocumentFacts]
) -> Publication:
    """Tell parts from versions: two files that print the same part are versions of one another."""
    clusters = _cluster(numbers, documents)
    versions = tuple(tuple(cluster) for cluster in clusters if len(cluster) > 1)
    kept = [cluster[0] for cluster in clusters if _is_one(cluster, documents)]
    members = sorted(kept, key=lambda number: (_rank_role(documents[number].role), number))
    return Publication(identity=identity, members=tuple(members), versions=versions)


def list_printed(facts: DocumentFacts) -> tuple[str, ...]:
    """List what a file prints: its tables, forms and statements, and whether it is a main text."""
    return (*facts.contents, NAMELESS + facts.role) if facts.role in MAIN else facts.contents


def overlaps(facts: DocumentFacts, printed: Collection[str]) -> bool:
    """Say whether others print most of what a file prints, so that it completes nothing."""
    if facts.role == WHOLE and any(NAMELESS + role in printed for role in MAIN):
        return True
    if facts.role in MAIN and NAMELESS + WHOLE in printed:
        return True
    return 2 * sum(name in printed for name in facts.contents) > len(facts.contents)


def _rank_role(role: str) -> int:
    return 0 if role in MAIN else 2 if role == ANNEX else 1


def _cluster(numbers: Sequence[int], documents: Sequence[DocumentFacts]) -> list[list[int]]:
    """Put together what prints the same, directly or by way of a third."""
    first = {number: number for number in numbers}
    same: dict[_Content, int] = {}
    sharing: defaultdict[tuple[str, str], list[_Content]] = defaultdict(list)
    for number in sorted(numbers):
        content = _list_content(documents[number])
        if not content[1]:
            continue
        if content not in same:
            for name in content[1]:
                sharing[content[0], name].append(content)
        _unite(first, same.setdefault(content, number), number)
    for contents in sharing.values():
        for one, other in pairwise(contents):
            if _is_mostly_same(one[1], other[1]):
                _unite(first, same[one], same[other])
    clusters: dict[int, list[int]] = {}
    for number in sorted(numbers):
        clusters.setdefault(_find_first(first, number), []).append(number)
    return list(clusters.values())


def _unite(first: dict[int, int], one: int, other: int) -> None:
    one, other = _find_first(first, one), _find_first(first, other)
    first[max(one, other)] = min(one, other)


def _find_first(first: dict[int, int], number: int) -> int:
    """Find the first document of a cluster, and shorten the way to it."""
    while first[number] != number:
        first[number] = first[first[number]]
        number = first[number]
    return number


def _list_content(facts: DocumentFacts) -> _Content:
    """List the role of a file and what it prints of it.

    There is one whole; what is said, tables and forms may come in several files, each once.
    """
    if facts.role == WHOLE:
        return facts.role, frozenset((WHOLE,))
    is_said = facts.role in MAIN
    return facts.role, frozenset(
        name for name in facts.contents if is_said is name.startswith(_STATED)
    )


def _is_mostly_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two files have most of what either prints in common."""
    return 2 * len(one & other) > max(len(one), len(other), 1)


def _is_one(cluster: Sequence[int], documents: Sequence[DocumentFacts]) -> bool:
    """Say whether all versions print the same figures, so that it does not matter which."""
    return (
        len({documents[number].substance or documents[number].sha256 for number in cluster}) == 1
    )
