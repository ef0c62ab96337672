"""Which documents of a run are one publication: by what they say, else by where they lie.

Knows no rule and no figure. A document that does not say all of itself belongs to the only
publication that it can complete; where there are several, to none.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from auditor.budget.facts import DocumentFacts
from auditor.engine.sets.names import NameBook
from auditor.engine.sets.paths import (
    NO_SERIES,
    complete_by_path,
    find_folder,
    find_issuer_in_path,
    find_series,
)
from auditor.engine.sets.publications import (
    ANNEX,
    MAIN,
    NAMELESS,
    WHOLE,
    Archive,
    Identity,
    list_printed,
    make_publication,
    overlaps,
)

_LEAST_LISTED = 6  # shorter ones are short for something
_MOST_BESIDE = 40  # a publication has a file a table, or a form, at most


def group_documents(
    documents: Sequence[DocumentFacts], other_names: Iterable[str] = ()
) -> Archive:
    """Group the documents of a run into publications, in the order of the documents.

    `other_names` are those of issuers that lists of the office name.
    """
    names = NameBook((*_list_names(documents), *other_names))
    groups = _Groups(documents, names)
    groups.place_all()
    found = tuple(
        make_publication(identity, numbers, documents)
        for identity, numbers in groups.list_members()
    )
    by_identity = {publication.identity: publication for publication in found}
    issuers = frozenset(publication.identity.issuer for publication in found)
    return Archive(publications=found, names=names, by_identity=by_identity, issuers=issuers)


def _list_names(documents: Iterable[DocumentFacts]) -> Iterator[str]:
    for facts in documents:
        yield facts.issuer
        yield from facts.bodies
        for _, listed in facts.listed:
            yield from (name for name in listed if len(name) >= _LEAST_LISTED)


class _Groups:
    """The publications so far, each with the numbers of its documents."""

    def __init__(self, documents: Sequence[DocumentFacts], names: NameBook) -> None:
        """Begin without any."""
        self._documents = documents
        self._names = names
        self._members: dict[Identity, list[int]] = {}
        self._by_issuer: defaultdict[str, list[Identity]] = defaultdict(list)
        self._printed: defaultdict[Identity, set[str]] = defaultdict(set)

    def list_members(self) -> list[tuple[Identity, list[int]]]:
        """List the publications in the order of their first documents."""
        found = [(identity, sorted(numbers)) for identity, numbers in self._members.items()]
        return sorted(found, key=lambda one: one[1])

    def place_all(self) -> None:
        """Put each document where it belongs; those that say most of themselves come first."""
        vague: list[tuple[int, int]] = []
        annexes: list[int] = []
        unnamed: list[tuple[int, DocumentFacts]] = []
        for number, facts in enumerate(self._documents):
            if not (facts.issuer or facts.bodies):
                unnamed.append((number, facts))
            elif facts.role == ANNEX:
                annexes.append(number)
            elif unknown := _count_unknown(facts):
                vague.append((unknown, number))
            else:
                self._add(self._identify(facts), number)
        for _, number in sorted(vague):
            self._place_vague(number, complete_by_path(self._documents[number]))
        left = [one for one in unnamed if not self._place_by_name_of_file(*one)]
        for number in annexes:
            facts = complete_by_path(self._documents[number])
            if not self._place_annex(number, facts):
                left.append((number, facts))
        for find_place in (find_series, find_folder):
            left = self._place_beside(left, find_place)
        for number, facts in left:
            self._add(self._identify_alone(facts), number)

    def _place_by_name_of_file(self, number: int, facts: DocumentFacts) -> bool:
        """Put a document that names no issuer to the one that its file is named after."""
        issuer = find_issuer_in_path(facts.path, self._names)
        if not issuer:
            return False
        named = complete_by_path(facts._replace(issuer=issuer))
        if facts.role == ANNEX:
            return self._place_annex(number, named)
        self._place_vague(number, named)
        return True

    def _identify(self, facts: DocumentFacts) -> Identity:
        issuer = self._names.find_full(facts.issuer) if facts.issuer else ""
        return Identity(issuer, facts.year, facts.kind, facts.level)

    def _add(self, identity: Identity, number: int) -> None:
        if identity not in self._members:
            self._by_issuer[identity.issuer].append(identity)
        self._members.setdefault(identity, []).append(number)
        self._printed[identity].update(list_printed(self._documents[number]))

    def _join(self, identity: Identity, number: int, facts: DocumentFacts) -> Identity:
        """Put a document to a publication; return what it is known by from now on."""
        whole = _refine(identity, facts)
        if whole != identity:
            known = self._by_issuer[identity.issuer]
            known.remove(identity)
            for moved in self._members.pop(identity):
                self._add(whole, moved)
        self._add(whole, number)
        return whole

    def _place_vague(self, number: int, facts: DocumentFacts) -> None:
        """Put a document to the only publication of its issuer that it may be of."""
        fitting = self._list_fitting(facts, [facts.issuer])
        if len(fitting) > 1 or facts.year is None:
            fitting = [one for one in fitting if self._completes([facts], one)]
        if len(fitting) == 1:
            self._join(fitting[0], number, facts)
        else:
            self._add(self._identify(facts), number)

    def _place_annex(self, number: int, facts: DocumentFacts) -> bool:
        """Put an annex to every publication of one year whose issuer its forms name."""
        fitting = self._list_fitting(facts, [facts.issuer, *facts.bodies])
        if not facts.kind:  # what is aimed at is in a budget, also where an account is here too
            fitting = [one for one in fitting if one.kind != "决算"] or fitting
        if len({one.year for one in fitting}) != 1:
            return False
        for identity in fitting:
            self._add(identity, number)
        return True

    def _list_fitting(self, facts: DocumentFacts, named: Iterable[str]) -> list[Identity]:
        issuers = dict.fromkeys(self._names.find_full(name) for name in named if name)
        known = (one for issuer in issuers for one in self._by_issuer[issuer])
        return [one for one in known if _fits(facts, one)]

    def _completes(self, facts: Sequence[DocumentFacts], identity: Identity) -> bool:
        """Say whether documents print nothing that a publication, or another of them, prints."""
        printed = set(self._printed.get(identity, ()))
        different = {one.substance or one.path: one for one in facts}  # a copy is no other part
        for one in different.values():
            if overlaps(one, printed):
                return False
            printed.update(list_printed(one))
        return True

    def _place_beside(
        self, unnamed: Sequence[tuple[int, DocumentFacts]], find_place: Callable[[str], str]
    ) -> list[tuple[int, DocumentFacts]]:
        """Put what names no issuer that is here to the publication that it lies with.

        It must complete it. Return what is left: where a place holds anything else, nobody knows
        whose it is.
        """
        if not unnamed:
            return []
        known: defaultdict[str, set[Identity]] = defaultdict(set)
        for identity, numbers in self._members.items():
            for number in numbers:
                known[find_place(self._documents[number].path)].add(identity)
        together: defaultdict[str, list[tuple[int, DocumentFacts]]] = defaultdict(list)
        for number, facts in unnamed:
            together[find_place(facts.path)].append((number, facts))
        left = []
        for place, mine in together.items():
            beside = self._find_beside(place, known.get(place, set()), mine)
            for number, facts in mine:
                if beside is None or not _may_complete(facts, beside):
                    left.append((number, facts))
                elif beside in self._members:
                    beside = self._join(beside, number, facts)
                else:
                    self._add(beside, number)
        return left

    def _identify_alone(self, facts: DocumentFacts) -> Identity:
        if facts.issuer:
            return self._identify(facts)
        return Identity(NAMELESS + facts.sha256, facts.year, facts.kind, facts.level)

    def _find_beside(
        self, place: str, known: set[Identity], unnamed: Sequence[tuple[int, DocumentFacts]]
    ) -> Identity | None:
        """Find the one publication that documents without issuer complete, if there is one."""
        if place == NO_SERIES or len(known) > 1 or len(unnamed) > _MOST_BESIDE:
            return None
        for beside in known:
            fitting = [facts for _, facts in unnamed if _may_complete(facts, beside)]
            return beside if self._completes(fitting, beside) else None
        facts = [one for _, one in unnamed]
        beside = Identity(NAMELESS + place, None, "", "")
        for one in facts:
            if not _may_complete(one, beside):
                return None
            beside = _refine(beside, one)
        mains = sum(one.role in MAIN for one in facts)
        return beside if mains == 1 < len(facts) and self._completes(facts, beside) else None


def _may_complete(facts: DocumentFacts, identity: Identity) -> bool:
    return facts.role != WHOLE and _fits(facts, identity)


def _count_unknown(facts: DocumentFacts) -> int:
    return (facts.year is None) * 3 + (not facts.kind) * 2 + (not facts.level)


def _fits(facts: DocumentFacts, identity: Identity) -> bool:
    """Say whether nothing that a document says of itself keeps it from a publication."""
    return (
        (facts.year is None or identity.year in (None, facts.year))
        and (not facts.kind or identity.kind in ("", facts.kind))
        and (not facts.level or identity.level in ("", facts.level))
    )


def _refine(identity: Identity, facts: DocumentFacts) -> Identity:
    """Add to what is known of a publication what a document of it says."""
    return identity._replace(
        year=facts.year if identity.year is None else identity.year,
        kind=identity.kind or facts.kind,
        level=identity.level or facts.level,
    )
