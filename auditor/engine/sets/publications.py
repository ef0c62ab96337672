"""Which documents are one publication, and which are versions. Knows no rule and no figure.

A publication is what one issuer makes public of one year, kind and level, in one file or several.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.budget.facts import DocumentFacts
from auditor.engine.sets.names import NameBook, normalise_name

ANNEX = "annex"
_WHOLE = ("whole", "narrative")
_HALVES = ("narrative", "tables")
_NAMELESS = "\0"  # before what stands for an issuer that nobody knows; no name begins so
_Mark = tuple[str, str, str]


class Identity(NamedTuple):
    """Whose publication it is: the issuer by its full name, the year, the kind, the level."""

    issuer: str
    year: int | None
    kind: str
    level: str

    @property
    def is_named(self) -> bool:
        """True if the documents say who issued them."""
        return not self.issuer.startswith(_NAMELESS)


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


def group_documents(
    documents: Sequence[DocumentFacts], other_names: Iterable[str] = ()
) -> Archive:
    """Group the documents of a run into publications, in the order of the documents.

    `other_names` are those of issuers that lists of the office name.
    """
    names = NameBook((*_list_names(documents), *other_names))
    groups: dict[Identity, list[int]] = {}
    loose: list[int] = []
    unnamed: list[int] = []
    for number, facts in enumerate(documents):
        if facts.issuer and facts.year is not None and facts.kind and facts.role != ANNEX:
            groups.setdefault(_identify(facts, names), []).append(number)
        elif facts.issuer or facts.bodies:
            loose.append(number)
        else:
            unnamed.append(number)
    _join_levels(groups)
    _place_loose(loose, documents, names, groups)
    _place_unnamed(unnamed, documents, groups)
    found = tuple(
        _make_publication(identity, numbers, documents) for identity, numbers in groups.items()
    )
    by_identity = {publication.identity: publication for publication in found}
    issuers = frozenset(publication.identity.issuer for publication in found)
    return Archive(publications=found, names=names, by_identity=by_identity, issuers=issuers)


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
    roles: dict[Identity, set[str]] = {}
    for identity, numbers in groups.items():
        by_issuer.setdefault(identity.issuer, []).append(identity)
        roles[identity] = {documents[number].role for number in numbers}
    for number in loose:
        facts = documents[number]
        is_annex = facts.role == ANNEX
        named = (facts.issuer, *facts.bodies) if is_annex else (facts.issuer,)
        issuers = dict.fromkeys(names.find_full(name) for name in named if name)
        fitting = [
            identity
            for issuer in issuers
            for identity in by_issuer.get(issuer, ())
            if _fits(facts, identity, roles[identity])
        ]
        if not fitting or (not is_annex and len(fitting) > 1):
            fitting = [_identify(facts, names)]
        for identity in fitting:
            groups.setdefault(identity, []).append(number)
            roles.setdefault(identity, set()).add(facts.role)


def _fits(facts: DocumentFacts, identity: Identity, roles: Collection[str]) -> bool:
    """Say whether a document can belong to a publication of its issuer."""
    is_same_time = facts.year in (None, identity.year) and facts.kind in ("", identity.kind)
    if not is_same_time or facts.level not in ("", identity.level):
        return False
    return facts.role == ANNEX or facts.role not in roles


def _place_unnamed(
    unnamed: Sequence[int],
    documents: Sequence[DocumentFacts],
    groups: dict[Identity, list[int]],
) -> None:
    """Put documents that name no issuer beside the other half of a publication in their folder.

    Tables without a narrative and a narrative without tables are halves. Where a folder holds
    anything else, nobody knows whose the document is, and it stays alone.
    """
    by_folder: dict[str, set[Identity]] = {}
    for identity, numbers in groups.items():
        for number in numbers:
            by_folder.setdefault(_find_folder(documents[number]), set()).add(identity)
    nameless: dict[str, list[int]] = {}
    for number in unnamed:
        nameless.setdefault(_find_folder(documents[number]), []).append(number)
    for folder, numbers in nameless.items():
        known = by_folder.get(folder, set())
        for number in numbers:
            facts = documents[number]
            beside = next(iter(known)) if len(known) == 1 and len(numbers) == 1 else None
            if beside is None or not _completes(facts, beside, groups[beside], documents):
                beside = Identity(_NAMELESS + facts.sha256, facts.year, facts.kind, facts.level)
            groups.setdefault(beside, []).append(number)


def _find_folder(facts: DocumentFacts) -> str:
    return facts.path.rpartition("/")[0]


def _completes(
    facts: DocumentFacts,
    identity: Identity,
    numbers: Sequence[int],
    documents: Sequence[DocumentFacts],
) -> bool:
    """Say whether a document is the half that a publication lacks."""
    roles = {documents[number].role for number in numbers} - {ANNEX}
    return {*roles, facts.role} == set(_HALVES) and _fits(facts, identity, roles)


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
