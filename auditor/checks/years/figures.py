"""Kind `years`, figures: the year that a sentence gives to a figure of this year's budget.

Judged is a year of recent times with an amount of money behind it in its sentence, one of the
words between them, and no word that looks back. The amount is this year's where a total of the
tables prints it, or where the sentence goes on to compare it with the year before. Any other
amount under last year alone is for review. Headings of what is budgeted are judged as well.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import find_unit
from auditor.budget import Budget, Passage, Section, Table
from auditor.budget.pattern import Pattern, normalise_label
from auditor.checks.places import make_not_applicable, make_witness
from auditor.checks.wording.remarks import place_text
from auditor.finding import Bilingual, Outcome, Place, Verdict

_YEAR = re.compile(r"(?<![\d\-—–~至])(20\d\d)年(?!\s*(?:\d|[\-—–~至底末初]))")
_MONEY = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(亿元|万元|元)")
_QUOTED = re.compile(r"《[^》]*》")
_COMPARING = ("比", "与", "较", "同", "和", "从", "由", "是", "为", "因", "系", "(", "及", "、")
_AGAINST = re.compile(r"[,，。]?(?:比|较|与|同)(?:(20\d\d)年|上年|去年|上一年)")
_SIGNS = re.compile(r"[。；;，,：:]")
_END = re.compile(r"[。;；]")
_LEAST_DIGITS = 4
_CLASS = 3
_BUDGET = "预算"
_SURE = ("说明", "表")
_HEADED = (*_SURE, "情况", "安排")
_LONGEST = 60
_LAST = "last"
_EARLIEST = 2


class FigureYears(NamedTuple):
    """Words of which one stands between year and figure; words that make it another year's."""

    words: tuple[str, ...]
    past_words: tuple[str, ...] = ()
    up_to: tuple[Pattern, ...] = ()
    apart_from: tuple[Pattern, ...] = ()  # headings that are not judged


class _Dated(NamedTuple):
    """A year as printed, the money behind it, and whether that is compared with last year."""

    year: int
    text: str
    base: Decimal
    digits: int
    is_compared: bool
    is_alone: bool


def check_figure_years(parameters: FigureYears, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every year beside a figure of this year."""
    totals = _list_totals(budget)
    found = False
    for section in budget.sections:
        if section.label and any(p.ends(section.label) for p in parameters.up_to):
            break
        for outcome in _judge_section(section, parameters, budget, totals):
            found = True
            yield outcome
    if not found:
        yield make_not_applicable(
            Bilingual("没有写明年度的本年数字", "no sentence gives a year to a figure of the year")
        )


def _judge_section(
    section: Section, parameters: FigureYears, budget: Budget, totals: Mapping[Decimal, Place]
) -> Iterator[Outcome]:
    year = budget.year or 0
    heads = [Passage(section.text, section.label, section.location), *section.passages]
    for text, label, location in heads:
        for dated in _list_headed(label, parameters, year):
            place = place_text(budget, text, str(dated.year), location)
            outcome = _judge(dated, year, place, None)
            yield outcome if label.endswith(_SURE) else _soften(outcome)
    for passage in section.passages:
        for dated in _list_dated(passage.text, parameters, year):
            where = totals.get(dated.base) if dated.digits >= _LEAST_DIGITS else None
            is_known = where is not None or dated.is_compared
            if not is_known and (dated.year == year or not dated.is_alone):
                continue
            place = place_text(budget, passage.text, str(dated.year), passage.location)
            outcome = _judge(dated, year, place, where)
            yield outcome if is_known else _soften(outcome)


def _soften(outcome: Outcome) -> Outcome:
    if outcome.verdict is Verdict.FAIL:
        return outcome._replace(verdict=Verdict.REVIEW)
    return outcome


def _list_headed(label: str, parameters: FigureYears, year: int) -> Iterator[_Dated]:
    """Yield the years of a heading that says what is budgeted."""
    if "年" not in label or _BUDGET not in label or not label.endswith(_HEADED):
        return
    if len(label) > _LONGEST or _SIGNS.search(label):
        return
    if any(pattern.search(label) for pattern in parameters.apart_from):
        return
    for match in _YEAR.finditer(_QUOTED.sub("", label)):
        if year - _EARLIEST <= int(match[1]) <= year:
            yield _Dated(int(match[1]), label, Decimal(0), 0, is_compared=False, is_alone=False)


def _judge(dated: _Dated, year: int, place: Place, where: Place | None) -> Outcome:
    is_sound = dated.year == year
    return Outcome(
        verdict=Verdict.PASS if is_sound else Verdict.FAIL,
        place=place,
        expected=str(year),
        found=str(dated.year),
        suggestion="" if is_sound else str(year),
        operands=() if is_sound or where is None else (make_witness(where, dated.text),),
        facts=(("context", Bilingual(dated.text, dated.text)),),
    )


def _list_dated(text: str, parameters: FigureYears, year: int) -> Iterator[_Dated]:
    label = normalise_label(text) if "年" in text and "元" in text else ""
    quoted = [match.span() for match in _QUOTED.finditer(label)]
    for match in _YEAR.finditer(label):
        named = int(match[1])
        before = label[: match.start()]
        if not year - _EARLIEST <= named <= year or before.endswith(_COMPARING):
            continue
        if any(start <= match.start() < end for start, end in quoted):
            continue
        money = _MONEY.search(label, match.end(), match.end() + _LONGEST)
        between = label[match.end() : money.start()] if money else ""
        is_meant = any(word in between for word in parameters.words)
        if not money or not is_meant or _END.search(between) or _YEAR.search(between):
            continue
        if any(word in between for word in parameters.past_words):
            continue
        is_shared = str(year) in label
        if named != year and is_shared and label.count(money[0]) > 1:
            continue  # the same in both years
        value, unit = Decimal(money[1].replace(",", "")), find_unit(money[2])
        if unit is not None:
            against = _AGAINST.match(label, money.end())
            behind = against is not None and _is_of_year(against[1], year, is_shared=is_shared)
            is_alone = not is_shared and _BUDGET in between
            digits = len(money[1].replace(",", "").replace(".", "").strip("0"))
            shown = label[match.start() : money.end()]
            yield _Dated(named, shown, value * unit.factor, digits, behind, is_alone)


def _is_of_year(compared: str | None, year: int, *, is_shared: bool) -> bool:
    """Say whether what is compared is of this year: not where an earlier year is compared with."""
    return int(compared) == year - 1 if compared else not is_shared


def _list_totals(budget: Budget) -> dict[Decimal, Place]:
    """Return the amounts of this year's totals and classes, in the base unit, with places."""
    found: dict[Decimal, Place] = {}
    for table in budget.tables:
        if table.template is None:
            continue
        past = _list_past_columns(table)
        for row in table.rows:
            is_class = len(row.code) == _CLASS
            if not (row.is_total or row.name or is_class or len(table.rows) == 1):
                continue
            for entry in row.entries:
                if entry.amount is not None and entry.column not in past:
                    place = Place(entry.location, table.id, table.title, row.label, row.key)
                    found.setdefault(entry.amount.compute_base(), place)
    return found


def _list_past_columns(table: Table) -> frozenset[str]:
    columns = table.template.list_columns() if table.template else ()
    return frozenset(column.name for column in columns if column.period == _LAST)
