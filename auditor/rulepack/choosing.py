"""Which pack a document asks for, by its own words: issuer, titles, years. Judges no figure.

Only the heads of the packs are read: titles of tables that one form alone has, names by which
issuers are known, and the years of the form.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from auditor.budget.pattern import Pattern, normalise_label
from auditor.finding import Bilingual
from auditor.rulepack.heads import PackHead
from auditor.rulepack.sources import read_shipped_heads

FALLBACK = "cn"
_LONGEST_TITLE = 60
_LONGEST_ROW = 300
_OPENING = 12
_LABELLED = re.compile(
    r"^(?:预算|填报|编制|公开|主管)?(?:部门|单位)(?:\(单位\))?(?:名称)?[:：]|编制(?:部门|单位)"
)
_ISSUER_LABEL = re.compile(
    r"(?:主管|预算|实施|项目|填报|申报)?(?:部门|单位)(?:\((?:部门|单位)\))?(?:名称)?"
)
_ISSUER_SIGNS = tuple("主预实项填申部单")  # what those labels begin with: a quick no to others
_YEAR = re.compile(r"((?:19|20)\d\d)年[^，。]{0,30}(?:预算|决算)")
_FINAL = re.compile(r"决算(?:总|明细)?表|(?:部门|单位)决算")
_BUDGET = re.compile(r"预算(?:总|明细)?表|(?:部门|单位)(?:综合)?预算|收支总(?:体情况)?表")
_SENTENCE = ("。", ";")
_PLACE_WEIGHT, _TITLE_WEIGHT, _MOST_TABLES = 4, 1, 9
_LEAST_SCORE, _FEW_TABLES = 2, 2
_FALLBACK_REASON = Bilingual(
    "文件的编制主体和表名不属于任何地区的规则包",
    "neither the issuer nor the table titles belong to any region's pack",
)


class Choice(NamedTuple):
    """The names of the packs that a document asks for, and why."""

    names: tuple[str, ...]
    reason: Bilingual


class _Words(NamedTuple):
    """What a document says of itself: short lines, those that name its issuer, its year.

    `is_final` says that more of them name final accounts than budgets, `is_untitled` that none
    names either, as in an annex of performance forms.
    """

    titles: tuple[str, ...]
    issuers: tuple[str, ...]
    year: int | None
    is_final: bool
    is_untitled: bool


class _Fit(NamedTuple):
    """How a document fits a pack; compared by score, then lines that name the place."""

    score: int
    places: int
    tables: tuple[str, ...]
    place: str
    head: PackHead


def choose_pack(lines: Iterable[str]) -> Choice:
    """Choose the shipped pack that fits the lines of a document best.

    The issuer's place counts most, then tables that only that form has, then the document's
    title; a pack for other years does not count. Where no pack fits, it is the one that all
    extend. The same lines always give the same pack.
    """
    words = _gather_words(lines)
    fits = [fit for head in _recall_heads() if (fit := _fit(head, words)) is not None]
    best = max(fits, key=lambda fit: (fit.score, fit.places), default=None)
    if best is None or best.score < _find_least(words, best):
        return Choice((FALLBACK,), _FALLBACK_REASON)
    return Choice((best.head.name,), _explain(best, words))


def _find_least(words: _Words, fit: _Fit) -> int:
    """Find what is enough: of a file with a table or two, one that a form alone has."""
    titles = sum(title.endswith("表") for title in words.titles)
    return 1 if fit.tables and titles <= _FEW_TABLES else _LEAST_SCORE


@cache
def _recall_heads() -> tuple[PackHead, ...]:
    return read_shipped_heads()


def _gather_words(lines: Iterable[str]) -> _Words:
    titles: dict[str, None] = {}
    issuers: list[str] = []
    seen = 0
    for line in lines:
        if not line or line.isspace():
            continue
        seen += 1
        if "\t" in line.strip() or len(line) > _LONGEST_TITLE:
            issuers += _list_issuer_cells(line)
            continue
        label = normalise_label(line)
        if label.endswith(_SENTENCE):
            continue
        titles[label] = None
        if seen <= _OPENING or _LABELLED.search(label):
            issuers.append(label)
    finals = sum(_FINAL.search(title) is not None for title in titles)
    budgets = sum(_BUDGET.search(title) is not None for title in titles)
    return _Words(
        titles=tuple(titles),
        issuers=tuple(issuers),
        year=_find_year(titles),
        is_final=finals > budgets,
        is_untitled=not finals and not budgets,
    )


def _list_issuer_cells(line: str) -> list[str]:
    """Return the names that a row of a form gives for its department or unit, once each."""
    if len(line) > _LONGEST_ROW or not ("部" in line or "单" in line):
        return []
    filled = [cell for cell in map(str.strip, line.split("\t")) if cell]
    return [
        normalise_label(name)
        for label, name in pairwise(filled)
        if label.startswith(_ISSUER_SIGNS) and _ISSUER_LABEL.fullmatch(normalise_label(label))
    ]


def _find_year(titles: Iterable[str]) -> int | None:
    """Find the year of the first title that names one."""
    found = (_YEAR.search(title) for title in titles)
    return next((int(match.group(1)) for match in found if match), None)


def _fit(head: PackHead, words: _Words) -> _Fit | None:
    """Measure how a document fits a pack; None if it is for other years or other documents."""
    if not (head.places or head.tables) or not head.years.covers(words.year):
        return None
    if words.is_final != any("决算" in pattern.source for pattern in head.titles):
        return None
    tables = _list_matches(head.tables, words.titles)
    is_titled = any(pattern.search(title) for title in words.titles for pattern in head.titles)
    named = _list_matches(head.places, words.issuers)
    if head.titles and not is_titled and not tables and not named:
        return None
    count = sum(any(pattern.search(line) for pattern in head.places) for line in words.issuers)
    score = min(len(tables), _MOST_TABLES) + _TITLE_WEIGHT * is_titled
    score += _PLACE_WEIGHT * bool(named)
    return _Fit(score, count, tables, named[0] if named else "", head)


def _list_matches(patterns: Sequence[Pattern], texts: Sequence[str]) -> tuple[str, ...]:
    """Return the first text found by each of the patterns that find any."""
    found = []
    for pattern in patterns:
        hits = (pattern.search(text) for text in texts)
        hit = next((hit.group() for hit in hits if hit), None)
        if hit is not None:
            found.append(hit)
    return tuple(found)


def _explain(fit: _Fit, words: _Words) -> Bilingual:
    """Say what a pack was chosen by."""
    zh, en = [], []
    if fit.place:
        zh.append(f"编制主体在“{fit.place}”")
        en.append(f"the issuer is of {fit.place}")
    if fit.tables:
        zh.append(f"有 {len(fit.tables)} 种表名属于此格式，如“{fit.tables[0]}”")
        en.append(f"{len(fit.tables)} table titles are of this form, such as {fit.tables[0]}")
    if words.year is not None:
        zh.append(f"{words.year} 年度")
        en.append(f"of {words.year}")
    return Bilingual("，".join(zh) or "文件标题相符", ", ".join(en) or "the title fits")
