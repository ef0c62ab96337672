"""The list of documents that an office expects, against those that are here. Reads no file.

Source: 预算法 第十四条; 预算法实施条例 第六条 (within 20 days of the approval).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from auditor.budget.facts import DocumentFacts
from auditor.engine.sets.ledgers import Ledgers
from auditor.engine.sets.lists import ListRow, OfficeList, parse_list
from auditor.engine.sets.names import NameBook
from auditor.engine.sets.own_rules import CONTRADICTED, LATE, MISSING, UNLISTED, UNREADABLE
from auditor.finding import Bilingual, Outcome, Place, Verdict

HEADINGS = {
    "issuer": ("编制单位", "单位名称", "编制主体", "部门名称", "单位", "部门", "issuer"),
    "path": ("文件", "路径", "文件名", "path", "file"),
    "year": ("年度", "年份", "预算年度", "year"),
    "kind": ("类型", "文种", "预决算", "kind"),
    "level": ("级别", "层级", "level"),
    "pack": ("规则包", "pack"),
    "approved": ("批复日期", "批复时间", "approved"),
    "published": ("公开日期", "公开时间", "published"),
}
_DAYS = 20
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:\s.*)?")
_NO_DATES = Bilingual(
    "名单没有同时写明批复日期和公开日期，不能判断是否在二十日内公开",
    "the list does not give both dates, so nobody can tell whether 20 days were kept",
)


class Expected(NamedTuple):
    """A document as the list names it; "" and None where it is silent."""

    row: ListRow
    path: str
    issuer: str
    year: int | None
    kind: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The documents that are expected, in the order of the list; `reason` as of the list."""

    expected: tuple[Expected, ...]
    reason: Bilingual | None = None


def parse_roster(text: str) -> Roster:
    """Parse a manifest; all of its columns but the issuer may be absent."""
    read: OfficeList = parse_list(text, HEADINGS, ("issuer",))
    named = (row for row in read.rows if row.read("issuer") or row.read("path"))
    return Roster(expected=tuple(map(_make_expected, named)), reason=read.reason)


def list_packs(text: str) -> tuple[tuple[str, str], ...]:
    """List the rule packs that a manifest gives to documents, by their paths."""
    rows = parse_list(text, HEADINGS, ("issuer",)).rows
    return tuple(
        (_plain_path(row.read("path")), row.read("pack"))
        for row in rows
        if row.read("path") and row.read("pack")
    )


def list_paths(text: str) -> tuple[str, ...]:
    """List the paths that a manifest names."""
    rows = parse_list(text, HEADINGS, ("issuer",)).rows
    return tuple(row.read("path").replace("\\", "/") for row in rows if row.read("path"))


def is_path_of(path: str, named: str) -> bool:
    """Say whether a list means this document: by its whole path, or by how the path ends."""
    plain = _plain_path(named)
    return path == plain or path.endswith(f"/{plain}")


def _plain_path(named: str) -> str:
    return named.replace("\\", "/").removeprefix("./")


def list_endings(path: str) -> Iterator[str]:
    """List the paths by which a list may mean this document, the longest first."""
    yield path
    start = path.find("/") + 1
    while start:
        yield path[start:]
        start = path.find("/", start) + 1


def complete_documents(documents: Sequence[DocumentFacts], roster: Roster) -> list[DocumentFacts]:
    """Take from the list what a document does not say of itself."""
    by_path: dict[str, tuple[int, Expected]] = {}
    for place, one in enumerate(roster.expected):
        if one.path:
            by_path.setdefault(_plain_path(one.path), (place, one))
    completed = []
    for facts in documents:
        named = [by_path[ending] for ending in list_endings(facts.path) if ending in by_path]
        completed.append(_complete(facts, min(named, key=itemgetter(0))[1]) if named else facts)
    return completed


def judge_roster(
    roster: Roster,
    documents: Sequence[DocumentFacts],
    names: NameBook,
    ledgers: Ledgers,
    number: int,
) -> None:
    """Say what is missing, what is not on the list, and what came late; `number` is the list's."""
    if roster.reason is not None:
        ledgers.note_alone(UNREADABLE, _fail(Place()), number, roster.reason)
        return
    taken: set[int] = set()
    index = _index_documents(documents, names)
    for one in roster.expected:
        key = _plain_path(one.path) if one.path else names.find_full(one.issuer)
        mine = [n for n in index.get(key, ()) if _is_meant(documents[n], one, names)]
        taken.update(mine)
        if not mine:
            ledgers.note_alone(MISSING, _fail(_place(one)), number, _say_missing(one))
        for member in mine:
            _compare(one, documents[member], names, ledgers, member)
        _judge_days(one, ledgers, [number, *mine])
    for member in range(len(documents)):
        if member not in taken:
            words = Bilingual("这份文件不在名单上", "this document is not on the list")
            ledgers.note_alone(UNLISTED, _fail(Place()), member, words)


def _index_documents(documents: Sequence[DocumentFacts], names: NameBook) -> dict[str, list[int]]:
    """Index the documents by their paths' endings and by issuer: a list may be very long."""
    index: dict[str, list[int]] = {}
    for number, facts in enumerate(documents):
        for key in {*list_endings(facts.path), names.find_full(facts.issuer)}:
            index.setdefault(key, []).append(number)
    return index


def _make_expected(row: ListRow) -> Expected:
    year = re.search(r"\d{4}", row.read("year"))
    kind = next((word for word in ("预算", "决算") if word in row.read("kind")), "")
    level = next((word for word in ("部门", "单位") if word in row.read("level")), "")
    issuer = row.read("issuer")
    return Expected(row, row.read("path"), issuer, int(year[0]) if year else None, kind, level)


def _complete(facts: DocumentFacts, one: Expected) -> DocumentFacts:
    return facts._replace(
        issuer=facts.issuer or one.issuer,
        year=facts.year if facts.year is not None else one.year,
        kind=facts.kind or one.kind,
        level=facts.level or one.level,
    )


def _is_meant(facts: DocumentFacts, one: Expected, names: NameBook) -> bool:
    if one.path:
        return is_path_of(facts.path, one.path)
    if not facts.issuer or names.find_full(facts.issuer) != names.find_full(one.issuer):
        return False
    return all(
        not wanted or not said or wanted == said
        for wanted, said in (
            (one.year, facts.year),
            (one.kind, facts.kind),
            (one.level, facts.level),
        )
    )


def _compare(
    one: Expected, facts: DocumentFacts, names: NameBook, ledgers: Ledgers, member: int
) -> None:
    """Say where a document that the list names by its path says something else of itself."""
    same_issuer = names.find_full(facts.issuer) == names.find_full(one.issuer)
    pairs = (
        ("编制单位", "issuer", "" if same_issuer else facts.issuer, one.issuer),
        ("年度", "year", str(facts.year or ""), str(one.year or "")),
        ("类型", "kind", facts.kind, one.kind),
        ("级别", "level", facts.level, one.level),
    )
    for zh, en, said, wanted in pairs:
        if said and wanted and said != wanted:
            words = Bilingual(
                f"{zh}：文件为“{said}”，名单为“{wanted}”",
                f"{en}: the document says {said}, the list {wanted}",
            )
            outcome = _fail(Place(column=zh))._replace(found=said, expected=wanted)
            ledgers.note_alone(CONTRADICTED, outcome, member, words)


def _judge_days(one: Expected, ledgers: Ledgers, numbers: Sequence[int]) -> None:
    """Count the days from the approval to the publication; a day that cannot be read is said."""
    said = [one.row.read(name) for name in ("approved", "published")]
    if not all(said):
        ledgers.find(numbers[0]).reasons.setdefault(LATE.id, _NO_DATES)
        return
    approved, published = map(_read_day, said)
    if approved is None or published is None:
        wrong = said[0] if approved is None else said[1]
        words = Bilingual(f"“{wrong}”不是日期", f"{wrong!r} is no date")
        ledgers.note_alone(UNREADABLE, _fail(_place(one)), numbers[0], words)
        return
    days = (published - approved).days
    verdict = Verdict.FAIL if days > _DAYS else Verdict.REVIEW if days < 0 else Verdict.PASS
    for number in numbers:
        place = _place(one) if number == numbers[0] else Place()
        outcome = Outcome(
            verdict=verdict,
            place=place,
            expected=str(_DAYS),
            found=str(days),
            difference=str(days - _DAYS),
            unit="天",
        )
        ledgers.note_alone(LATE, outcome, number, _say_days(one.issuer, said, days))


def _say_days(issuer: str, said: Sequence[str], days: int) -> Bilingual:
    approved, published = said
    if days < 0:
        return Bilingual(
            f"{issuer}：公开日期 {published} 早于批复日期 {approved}，请核对",
            f"{issuer}: published on {published}, before the approval on {approved}; check",
        )
    return Bilingual(
        f"{issuer}：{approved} 批复，{published} 公开，相隔 {days} 天，应在 {_DAYS} 天之内",
        f"{issuer}: approved on {approved}, published on {published}, {days} days later; "
        f"{_DAYS} are allowed",
    )


def _read_day(text: str) -> date | None:
    found = _DATE.fullmatch(text.strip())
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:  # a 31st of June
        return None


def _say_missing(one: Expected) -> Bilingual:
    known = [one.issuer, f"{one.year}年" if one.year else "", one.level, one.kind, one.path]
    named = " ".join(word for word in known if word)
    return Bilingual(f"名单上有，本次没有：{named}", f"on the list, but not here: {named}")


def _place(one: Expected) -> Place:
    return Place(location=one.row.location, row=one.issuer)


def _fail(place: Place) -> Outcome:
    return Outcome(verdict=Verdict.FAIL, place=place)


def list_names(roster: Roster) -> Iterator[str]:
    """List the issuers that are expected."""
    yield from (one.issuer for one in roster.expected)
