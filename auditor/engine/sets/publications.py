"""Which documents are one publication, and which are versions. Knows no rule and no figure.

A publication is what one issuer makes public of one year, kind and level, in one file or several.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.budget.facts import DocumentFacts
from auditor.engine.sets.names import NameBook, normalise_name

ANNEX = "annex"
_WHOLE = ("whole", "narrative")  # of these there is one; of the others there may be several


class Identity(NamedTuple):
    """Whose publication it is: the issuer by its full name, the year, the kind, the level."""

    issuer: str
    year: int | None
    kind: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The documents (by their numbers in the run) of one identity; `versions` take no part."""

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


def group_documents(documents: Sequence[DocumentFacts]) -> Archive:
    """Group the documents of a run into publications, in the order of the documents."""
    names = NameBook(_list_names(documents))
    groups: dict[Identity, list[int]] = {}
    loose: list[int] = []
    for number, facts in enumerate(documents):
        if facts.issuer and facts.year is not None and facts.kind and facts.role != ANNEX:
            groups.setdefault(_identify(facts, names), []).append(number)
        else:
            loose.append(number)
    _join_levels(groups)
    for number in loose:
        _place_loose(number, documents, names, groups)
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
    for identity in [one for one in groups if not one.level]:
        fitting = [one for one in groups if one.level and one._replace(level="") == identity]
        if len(fitting) == 1:
            groups[fitting[0]] = sorted([*groups[fitting[0]], *groups.pop(identity)])


def _place_loose(
    number: int,
    documents: Sequence[DocumentFacts],
    names: NameBook,
    groups: dict[Identity, list[int]],
) -> None:
    """Put a document that does not say all of itself to every publication it can belong to.

    An annex may serve several; any other must have only one that fits.
    """
    facts = documents[number]
    fitting = [one for one in groups if _fits(facts, one, names, groups[one], documents)]
    if facts.role == ANNEX or len(fitting) == 1:
        for identity in fitting:
            groups[identity].append(number)
    if not fitting or (facts.role != ANNEX and len(fitting) > 1):
        groups.setdefault(_identify(facts, names), []).append(number)


def _fits(
    facts: DocumentFacts,
    identity: Identity,
    names: NameBook,
    numbers: Sequence[int],
    documents: Sequence[DocumentFacts],
) -> bool:
    is_same_time = facts.year in (None, identity.year) and facts.kind in ("", identity.kind)
    if not is_same_time or facts.level not in ("", identity.level):
        return False
    if facts.role != ANNEX:
        is_other_part = all(documents[other].role != facts.role for other in numbers)
        return names.find_full(facts.issuer) == identity.issuer and is_other_part
    own = {names.find_full(name) for name in (facts.issuer, *facts.bodies) if name}
    return identity.issuer in own


def _make_publication(
    identity: Identity, numbers: Sequence[int], documents: Sequence[DocumentFacts]
) -> Publication:
    """Tell parts from versions: two files that print the same part are versions of one another."""
    clusters: list[list[int]] = []
    for number in numbers:
        same = [c for c in clusters if any(_is_version(documents, number, o) for o in c)]
        merged = sorted([number, *(other for cluster in same for other in cluster)])
        clusters = [*(cluster for cluster in clusters if cluster not in same), merged]
    versions = tuple(tuple(cluster) for cluster in clusters if len(cluster) > 1)
    members = sorted(cluster[0] for cluster in clusters if _is_one(cluster, documents))
    return Publication(identity=identity, members=tuple(members), versions=versions)


def _is_one(cluster: Sequence[int], documents: Sequence[DocumentFacts]) -> bool:
    """Say whether the versions are byte for byte the same, so that it does not matter which."""
    return len({documents[number].sha256 for number in cluster}) == 1


def _is_version(documents: Sequence[DocumentFacts], number: int, other: int) -> bool:
    one, two = documents[number], documents[other]
    if one.role != two.role:
        return False
    is_same_issuer = normalise_name(one.issuer) == normalise_name(two.issuer)
    if one.role in _WHOLE:
        return True
    return bool(set(one.contents) & set(two.contents)) and (
        one.role != ANNEX or is_same_issuer or set(one.contents) == set(two.contents)
    )
