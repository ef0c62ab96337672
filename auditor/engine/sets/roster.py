"""The list of documents that an office expects, read. Reads no file, judges no document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from auditor.budget.facts import DocumentFacts
from auditor.budget.pattern import normalise_label
from auditor.engine.sets.days import parse_year
from auditor.engine.sets.list_paths import PathBook, fold_path
from auditor.engine.sets.lists import ISSUER_HEADINGS, ListCell, ListRow, OfficeFile, parse_list
from auditor.engine.sets.names import normalise_name
from auditor.finding import Bilingual
from auditor.location import START, Location

HEADINGS = {
    "issuer": ISSUER_HEADINGS,
    "path": (
        *("文件路径", "路径", "文件", "文件名", "文件名称", "公开文件", "附件", "附件名称"),
        *("path", "filepath", "file", "filename", "document"),
    ),
    "year": (
        *("年度", "年份", "预算年度", "财政年度", "会计年度", "公开年度", "年", "year"),
        *("fiscalyear", "budgetyear"),
    ),
    "kind": (
        *(
            "类型",
            "文种",
            "预决算",
            "文件类型",
            "公开类型",
            "类别",
            "文件类别",
            "种类",
            "预算/决算",
        ),
        *("公开内容", "kind", "type", "documenttype"),
    ),
    "level": ("级别", "层级", "部门级别", "单位级别", "单位层级", "level"),
    "pack": ("规则包", "pack", "rulepack"),
    "approved": (
        *("批复日期", "批复时间", "批复日", "财政批复日期", "财政批复时间", "预算批复日期"),
        *("决算批复日期", "approved", "approvedon", "approvaldate", "dateapproved"),
        *("dateofapproval", "approveddate"),
    ),
    "published": (
        *("公开日期", "公开时间", "公开日", "公布日期", "公布时间", "发布日期", "发布时间"),
        *("published", "publishedon", "publicationdate", "datepublished", "dateofpublication"),
        *("publisheddate",),
    ),
}
_KINDS = {"决算": ("决算", "account"), "预算": ("预算", "budget")}
_LEVELS = {"部门": ("部门", "department"), "单位": ("单位", "unit")}
_BOTH = ("预决算", "预算决算", "预算、决算", "预算和决算", "预算及决算")
_BESIDE = frozenset(
    (
        "序号",
        "编号",
        "备注",
        "说明",
        "no",
        "no.",
        "#",
        "remark",
        "remarks",
        "note",
        "notes",
        "comment",
    )
)
_EMPTY = Bilingual("名单没有列出一份文件", "the list names no document")
_COUNTS = re.compile(r"(?:合计|总计|共计|小计).{0,8}")


class Expected(NamedTuple):
    """A document as the list names it; "" and None where it is silent.

    `hint` is the level that its kind (部门预算) speaks of, by which offices do not always mean it.
    """

    row: ListRow
    path: str
    issuer: str
    year: int | None
    kind: str
    level: str
    hint: str


class ListFault(NamedTuple):
    """What in a list is not clear: where, under which heading, in words; mild if it may be so."""

    location: Location
    heading: str
    words: Bilingual
    is_mild: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The documents that are expected, in the order of the list, and what is not clear in it.

    `repeated` are entries that stand a second time, each with the first one.
    """

    expected: tuple[Expected, ...]
    faults: tuple[ListFault, ...] = ()
    repeated: tuple[tuple[Expected, Expected], ...] = ()


def parse_roster(file: OfficeFile) -> Roster:
    """Parse a manifest; all of its columns but the issuer may be absent.

    A blank issuer is that of the row above, as in merged cells.
    """
    read = parse_list(file, HEADINGS, ("issuer",))
    faults = [] if read.reason is None else [ListFault(read.location, "", read.reason)]
    unused = [cell for cell in read.unused if normalise_label(cell.text).lower() not in _BESIDE]
    faults += [_make_unused(one) for one in unused]
    expected: list[Expected] = []
    for row in read.rows:
        if row.is_note() or _COUNTS.fullmatch(row.first):
            continue
        above = expected[-1].issuer if expected else ""
        one = _make_expected(row, row.read_issuer() or ("" if row.read("path") else above))
        faults += _list_faults(one)
        if one.issuer or one.path:
            expected.append(one)
    if not read.reason and not expected and not faults:
        faults.append(ListFault(START, "", _EMPTY))
    return Roster(
        expected=tuple(expected), faults=tuple(faults), repeated=tuple(_list_repeated(expected))
    )


def list_packs(file: OfficeFile, paths: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """List the rule packs that a manifest gives to files, by the files' own paths."""
    book = PathBook(paths)
    packs: dict[str, str] = {}
    for row in parse_list(file, HEADINGS, ("issuer",)).rows:
        for number in book.find(row.read("path")) if row.read("pack") else ():
            packs.setdefault(paths[number], row.read("pack"))
    return tuple(packs.items())


def list_paths(file: OfficeFile) -> tuple[str, ...]:
    """List the paths that a manifest names."""
    rows = parse_list(file, HEADINGS, ("issuer",)).rows
    return tuple(row.read("path").replace("\\", "/") for row in rows if row.read("path"))


def complete_documents(documents: Sequence[DocumentFacts], roster: Roster) -> list[DocumentFacts]:
    """Take from the list what a document does not say of itself."""
    book = PathBook([facts.path for facts in documents])
    meant: dict[int, Expected] = {}
    for one in roster.expected:
        for number in book.find(one.path):
            meant.setdefault(number, one)
    return [
        _complete(facts, meant[number]) if number in meant else facts
        for number, facts in enumerate(documents)
    ]


def list_names(roster: Roster) -> Iterator[str]:
    """List the issuers that are expected."""
    yield from (one.issuer for one in roster.expected)


def _complete(facts: DocumentFacts, one: Expected) -> DocumentFacts:
    return facts._replace(
        issuer=facts.issuer or one.issuer,
        year=facts.year if facts.year is not None else one.year,
        kind=facts.kind or one.kind,
        level=facts.level or one.level,
    )


def _make_expected(row: ListRow, issuer: str) -> Expected:
    return Expected(
        row=row,
        path=row.read("path"),
        issuer=issuer,
        year=parse_year(row.read("year")),
        kind=_find_word(row.read("kind"), _KINDS),
        level=_find_word(row.read("level"), _LEVELS),
        hint=_find_word(row.read("kind"), _LEVELS),
    )


def _find_word(text: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """Find which of the words a cell means; "" if it says nothing or all of them."""
    plain = normalise_label(text).lower()
    if any(both in plain for both in _BOTH):
        return ""
    found = [name for name, spelled in words.items() if any(word in plain for word in spelled)]
    return found[0] if len(found) == 1 else ""


def _list_faults(one: Expected) -> Iterator[ListFault]:
    """List the cells of a row that cannot be understood."""
    if not (one.issuer or one.path):
        words = Bilingual(
            "这一行没有编制单位，也没有文件", "the row names neither issuer nor file"
        )
        yield ListFault(one.row.location, "", words)
    year, kind, level = (one.row.read(name) for name in ("year", "kind", "level"))
    if year and one.year is None:
        yield _make_fault(one, "year", Bilingual(f"“{year}”不是年度", f"{year!r} is no year"))
    is_both = any(both in normalise_label(kind) for both in _BOTH)
    if kind and not one.kind and not is_both:
        words = Bilingual(
            f"“{kind}”不是预算，也不是决算，未使用",
            f"{kind!r} is no budget and no account; not used",
        )
        yield _make_fault(one, "kind", words, is_mild=True)
    if level and not one.level:
        words = Bilingual(
            f"“{level}”不是部门，也不是单位，未使用",
            f"{level!r} is no department and no unit; not used",
        )
        yield _make_fault(one, "level", words, is_mild=True)


def _make_fault(one: Expected, name: str, words: Bilingual, *, is_mild: bool = False) -> ListFault:
    return ListFault(one.row.locate(name), one.row.headings[name], words, is_mild)


def _make_unused(heading: ListCell) -> ListFault:
    text = heading.text
    words = Bilingual(f"这一栏“{text}”未使用", f"the column {text!r} is not used")
    return ListFault(heading.location, text, words, is_mild=True)


def _list_repeated(expected: Sequence[Expected]) -> Iterator[tuple[Expected, Expected]]:
    first: dict[tuple[str, ...], Expected] = {}
    for one in expected:
        whose = (normalise_name(one.issuer), str(one.year), one.kind, one.level or one.hint)
        key = (fold_path(one.path),) if one.path else whose
        if key in first:
            yield one, first[key]
        first.setdefault(key, one)
