"""What is missing, late, unlisted or there twice, by the list of an office. Reads no file."""

from collections.abc import Mapping, Sequence

from auditor.budget.facts import DocumentFacts
from auditor.engine.sets.days import ALLOWED, judge_days, parse_day, say_days
from auditor.engine.sets.ledgers import Ledgers
from auditor.engine.sets.list_issuers import IssuerBook
from auditor.engine.sets.list_paths import PathBook
from auditor.engine.sets.own_rules import (
    CONTRADICTED,
    LATE,
    MISSING,
    REPEATED,
    SUPERSEDED,
    UNLISTED,
    UNREADABLE,
)
from auditor.engine.sets.publications import Archive
from auditor.engine.sets.roster import Expected, Roster
from auditor.finding import Bilingual, Outcome, Place, Verdict

_NO_DATES = Bilingual(
    "名单没有同时写明批复日期和公开日期，不能判断是否在二十日内公开",
    "the list does not give both dates, so nobody can tell whether 20 days were kept",
)
_UNLISTED = Bilingual("这份文件不在名单上", "this document is not on the list")
_MOST_NAMED = 3


def judge_roster(
    roster: Roster,
    documents: Sequence[DocumentFacts],
    archive: Archive,
    ledgers: Ledgers,
    number: int,
    *,
    unread: Sequence[str] = (),
) -> None:
    """Hold the documents against the list; `number` is the list's, `unread` are broken files."""
    for fault in roster.faults:
        verdict = Verdict.REVIEW if fault.is_mild else Verdict.FAIL
        place = Place(location=fault.location, column=fault.heading)
        ledgers.note_alone(UNREADABLE, Outcome(verdict, place), number, fault.words)
    for one, first in roster.repeated:
        ledgers.note_alone(REPEATED, _fail(_place(one)), number, _say_repeated(one, first))
    if not roster.expected:
        return
    issuers = IssuerBook(archive.names, archive.issuers)
    seeker = _Seeker(documents, issuers, unread)
    versions = _index_versions(archive)
    taken: set[int] = set()
    for one in roster.expected:
        mine = seeker.find(one)
        taken.update(mine)
        if not mine:
            ledgers.note_alone(MISSING, _fail(_place(one)), number, seeker.say_missing(one))
        for group in dict.fromkeys(versions[member] for member in mine if member in versions):
            words = _say_superseded(one, [documents[member].path for member in group])
            ledgers.note_alone(SUPERSEDED, _fail(_place(one)), number, words)
        for member in mine:
            _compare(one, documents[member], issuers, ledgers, member)
        _judge_days(one, ledgers, [number, *mine])
    for member in range(len(documents)):
        if member not in taken:
            ledgers.note_alone(UNLISTED, _fail(Place()), member, _UNLISTED)


class _Seeker:
    """Finds the documents that an entry of the list means."""

    def __init__(
        self, documents: Sequence[DocumentFacts], issuers: IssuerBook, unread: Sequence[str]
    ) -> None:
        """Index the documents by paths and by issuers: a list may be very long."""
        self._documents = documents
        self._issuers = issuers
        self._unread = unread
        self._book = PathBook([facts.path for facts in documents])
        self._broken = PathBook(unread)
        self._by_issuer: dict[str, list[int]] = {}
        for number, facts in enumerate(documents):
            if facts.issuer:
                self._by_issuer.setdefault(issuers.find(facts.issuer), []).append(number)

    def find(self, one: Expected) -> Sequence[int]:
        """Find the documents that an entry means: by its path, else by what it says of them."""
        if one.path:
            return self._book.find(one.path)
        known = self._by_issuer.get(self._issuers.find(one.issuer), ())
        mine = [number for number in known if _is_meant(self._documents[number], one)]
        hinted = [number for number in mine if self._documents[number].level == one.hint]
        return hinted or mine

    def say_missing(self, one: Expected) -> Bilingual:
        """Say what is not here, or is here and cannot be read."""
        known = [one.issuer, f"{one.year}年" if one.year else "", one.level, one.kind, one.path]
        named = " ".join(word for word in known if word)
        if one.path and self._broken.find(one.path):
            return Bilingual(
                f"名单上的文件在，但无法读取：{named}", f"here, but it cannot be read: {named}"
            )
        zh, en = f"名单上有，本次没有：{named}", f"on the list, but not here: {named}"
        if one.path or not self._unread:
            return Bilingual(zh, en)
        shown = self._unread[:_MOST_NAMED]
        more = "…" if len(self._unread) > _MOST_NAMED else ""
        return Bilingual(
            f"{zh}（可能是无法读取的文件：{'、'.join(shown)}{more}）",
            f"{en} (it may be one that cannot be read: {', '.join(shown)}{more})",
        )


def _is_meant(facts: DocumentFacts, one: Expected) -> bool:
    return all(
        not wanted or not said or wanted == said
        for wanted, said in (
            (one.year, facts.year),
            (one.kind, facts.kind),
            (one.level, facts.level),
        )
    )


def _index_versions(archive: Archive) -> Mapping[int, tuple[int, ...]]:
    return {
        number: versions
        for publication in archive.publications
        for versions in publication.versions
        for number in versions
    }


def _say_superseded(one: Expected, paths: Sequence[str]) -> Bilingual:
    """Say of an entry that it has several versions here, and which."""
    named = one.issuer or one.path
    return Bilingual(
        f"{named}：名单上是一份文件，本次有 {len(paths)} 个版本：{'、'.join(paths)}",
        f"{named}: one document on the list, {len(paths)} versions here: {', '.join(paths)}",
    )


def _compare(
    one: Expected, facts: DocumentFacts, issuers: IssuerBook, ledgers: Ledgers, member: int
) -> None:
    """Say where a document that the list names by its path says something else of itself."""
    same_issuer = issuers.find(facts.issuer) == issuers.find(one.issuer)
    pairs = (
        ("编制单位", "issuer", "" if same_issuer else facts.issuer, one.issuer),
        ("年度", "year", str(facts.year or ""), str(one.year or "")),
        ("类型", "kind", facts.kind, one.kind),
        ("级别", "level", facts.level, one.level),
    )
    for zh, en, said, wanted in pairs:
        if said and wanted and said != wanted:
            row = one.row.location.line
            words = Bilingual(
                f"{zh}：文件为“{said}”，名单（第 {row} 行）为“{wanted}”",
                f"{en}: the document says {said}, the list (line {row}) {wanted}",
            )
            outcome = _fail(Place(column=zh))._replace(found=said, expected=wanted)
            ledgers.note_alone(CONTRADICTED, outcome, member, words)


def _judge_days(one: Expected, ledgers: Ledgers, numbers: Sequence[int]) -> None:
    """Count the days from the approval to the publication; a day that cannot be read is said."""
    said = {name: one.row.read(name) for name in ("approved", "published")}
    read = {name: parse_day(text) for name, text in said.items()}
    for name, text in said.items():
        if text and read[name] is None:
            place = Place(one.row.locate(name), row=one.issuer, column=one.row.headings[name])
            words = Bilingual(f"“{text}”不是日期", f"{text!r} is no date")
            ledgers.note_alone(UNREADABLE, _fail(place), numbers[0], words)
    approved, published = read["approved"], read["published"]
    if approved is None or published is None:
        ledgers.find(numbers[0]).reasons.setdefault(LATE.id, _NO_DATES)
        return
    days = (published - approved).days
    words = say_days(one.issuer or one.path, str(approved), str(published), days)
    for number in numbers:
        outcome = Outcome(
            verdict=judge_days(days),
            place=_place(one) if number == numbers[0] else Place(),
            expected=str(ALLOWED),
            found=str(days),
            difference=str(days - ALLOWED),
            unit="天",
        )
        ledgers.note_alone(LATE, outcome, number, words)


def _say_repeated(one: Expected, first: Expected) -> Bilingual:
    named, line = one.path or one.issuer, first.row.location.line
    return Bilingual(
        f"“{named}”在名单第 {line} 行已经列出",
        f"{named} stands on line {line} of the list already",
    )


def _place(one: Expected) -> Place:
    return Place(location=one.row.location, row=one.issuer)


def _fail(place: Place) -> Outcome:
    return Outcome(verdict=Verdict.FAIL, place=place)
