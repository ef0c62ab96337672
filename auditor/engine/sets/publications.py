"""Which documents are one publication, and which are versions. Knows no rule and no figure.

A publication is what one issuer makes public of one year, kind and level, in one file or several.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.budget.facts import DocumentFacts
from auditor.engine.sets.names import NameBook, normalise_name

ANNEX = "annex"
_WHOLE = ("whole", "narrative")
_Mark = tuple[str, str, str]


class Identity(NamedTuple):
    """Whose publication it is: the issuer by its full name, the year, the kind, the level."""

    issuer: str
    year: int | None
    kind: str
    level: str


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

    def find(self, identity: Identity) -> Publication | None:
        """Find a publication."""
        return self.by_identity.get(identity)


def group_documents(
    documents: Sequence[DocumentFacts], other_names: Iterable[str] = ()
) -> Archive:
    """Group the documents of a run into publications, in the order of the documents.

    `other_names` are those of issuers that lists of the office name.
    """
    names = NameBook((*_list_names(documents), *other_names))
    groups: dict[Identity, list[int]] = {}
    loose: list[int] = []
    for number, facts in enumerate(documents):
        if facts.issuer and facts.year is not None and facts.kind and facts.role != ANNEX:
            groups.setdefault(_identify(facts, names), []).append(number)
        else:
            loose.append(number)
    _join_levels(groups)
    _place_loose(loose, documents, names, groups)
    found = tuple(
        _make_publication(identity, numbers, documents) for identity, numbers in groups.items()
    )
    by_identity = {publication.identity: publication for publication in found}
    return Archive(publications=found, names=names, by_identity=by_identity)


def _list_names(documents: Iterable[DocumentFacts]) -> Iterator[str]:
    for facts in documents:
        yield facts.issuer
        yield from facts.bodies


def _identify(facts: DocumentFacts, names: NameBook) -> Identity:
    issuer = names.find_full(facts.issuer) if facts.issuer else ""
    return Identity(issuer, facts.year, facts.kind, facts.level)


def _join_levels(groups: dict[Identity, list[int]]) -> None:
    """Put documents that do not say their level to the only one that it can be."""
    fitting: dict[Identity, list[Identity]] = {}
    for identity in groups:
        if identity.level:
            fitting.setdefault(identity._replace(level=""), []).append(identity)
    for identity in [one for one in groups if not one.level]:
        known = fitting.get(identity, [])
        if len(known) == 1:
            groups[known[0]] = sorted([*groups[known[0]], *groups.pop(identity)])


def _place_loose(
    loose: Sequence[int],
    documents: Sequence[DocumentFacts],
    names: NameBook,
    groups: dict[Identity, list[int]],
) -> None:
    """Put documents that do not say all of themselves to every publication they can belong to.

    An annex may serve several; any other must have only one that fits.
    """
    by_issuer: dict[str, list[Identity]] = {}
    for identity in groups:
        by_issuer.setdefault(identity.issuer, []).append(identity)
    for number in loose:
        facts = documents[number]
        is_annex = facts.role == ANNEX
        named = (facts.issuer, *facts.bodies) if is_annex else (facts.issuer,)
        issuers = dict.fromkeys(names.find_full(name) for name in named if name)
        fitting = [
            identity
            for issuer in issuers
            for identity in by_issuer.get(issuer, ())
            if _fits(facts, identity, groups[identity], documents)
        ]
        if not fitting or (not is_annex and len(fitting) > 1):
            fitting = [_identify(facts, names)]
        for identity in fitting:
            groups.setdefault(identity, []).append(number)


def _fits(
    facts: DocumentFacts,
    identity: Identity,
    numbers: Sequence[int],
    documents: Sequence[DocumentFacts],
) -> bool:
    """Say whether a document can belong to a publication of its issuer."""
    is_same_time = facts.year in (None, identity.year) and facts.kind in ("", identity.kind)
    if not is_same_time or facts.level not in ("", identity.level):
        return False
    return facts.role == ANNEX or all(documents[other].role != facts.role for other in numbers)


def _make_publication(
    identity: Identity, numbers: Sequence[int], documents: Sequence[DocumentFacts]
) -> Publication:
    """Tell parts from versions: two files that print the same part are versions of one another."""
    clusters = _cluster(numbers, documents)
    versions = tuple(tuple(cluster) for cluster in clusters if len(cluster) > 1)
    kept = [cluster[0] for cluster in clusters if _is_one(cluster, documents)]
    members = sorted(kept, key=lambda number: (documents[number].role == ANNEX, number))
    return Publication(identity=identity, members=tuple(members), versions=versions)


def _cluster(numbers: Sequence[int], documents: Sequence[DocumentFacts]) -> list[list[int]]:
    """Put together what prints the same, directly or by way of a third."""
    first: dict[int, int] = {}
    owner: dict[_Mark, int] = {}
    for number in sorted(numbers):
        first[number] = number
        for mark in _list_marks(documents[number]):
            one, other = (
                _find_first(first, owner.setdefault(mark, number)),
                _find_first(first, number),
            )
            first[max(one, other)] = min(one, other)
    clusters: dict[int, list[int]] = {}
    for number in sorted(numbers):
        clusters.setdefault(_find_first(first, number), []).append(number)
    return list(clusters.values())


def _find_first(first: dict[int, int], number: int) -> int:
    """Find the first document of a cluster, and shorten the way to it."""
    while first[number] != number:
        first[number] = first[first[number]]
        number = first[number]
    return number


def _list_marks(facts: DocumentFacts) -> list[_Mark]:
    """List what two files cannot both have and be parts of one publication.

    There is one main text; tables and forms may come in several files, each once.
    """
    if facts.role in _WHOLE:
        return [(facts.role, "", "")]
    issuer = normalise_name(facts.issuer) if facts.role == ANNEX else ""
    return [(facts.role, issuer, content) for content in facts.contents]


def _is_one(cluster: Sequence[int], documents: Sequence[DocumentFacts]) -> bool:
    """Say whether the versions are byte for byte the same, so that it does not matter which."""
    return len({documents[number].sha256 for number in cluster}) == 1
