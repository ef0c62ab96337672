"""Kind `codes`, demand `name`: code and name belong together in the budget's year.

In tables, a row without a code is judged by its name. A name that the catalogue surely knows to
be another fails; what rests on background knowledge, or on many rows at once (a table read
askew), is a review.
Source: 预算法 第三十二条; 财政部 政府收支分类科目 of the year.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.budget import Budget, Naming, RowKind, Table, TableRow
from auditor.budget.pattern import Pattern
from auditor.checks.codes.names import NameJudgement, fold_name, judge_bare_name, judge_coded_name
from auditor.checks.places import locate_line, locate_row, make_not_applicable, make_witness
from auditor.codes import Catalogue
from auditor.finding import Bilingual, Outcome, Place, Verdict

_MOST_OTHERS = 3
_MOST_WITNESSES = 7
_CLASS = 3
_FAULTS = {
    "outdated": Bilingual("是已停用的旧名称", "is a former name"),
    "other": Bilingual("与编码不符", "does not belong to the code"),
    "unknown": Bilingual("不是规范的科目名称", "is no official name"),
}


class _Printed(NamedTuple):
    """A name that is wrong, and where it stands."""

    place: Place
    code: str
    name: str
    judgement: NameJudgement


def check_table_names(
    tables: Sequence[Table],
    catalogues: Mapping[str, Catalogue],
    apart_from: Sequence[Pattern],
    budget: Budget,
) -> Iterator[Outcome]:
    """Yield a pass for every right row, and one outcome for each wrong name of the document."""
    wrong: list[_Printed] = []
    for table in tables:
        seen: set[str] = set()
        for row in table.rows:
            if row.printed_code and row.code in seen:
                continue  # the code itself is in doubt: demand `unique` says so
            seen.add(row.code)
            judged, printed = _judge_row(table, row, catalogues, apart_from, budget)
            if printed is not None:
                wrong.append(printed)
            elif judged:
                place = locate_row(table, row, row.label_location, "")
                yield Outcome(verdict=Verdict.PASS, place=place)
    yield from _report(wrong)


def _judge_row(
    table: Table,
    row: TableRow,
    catalogues: Mapping[str, Catalogue],
    apart_from: Sequence[Pattern],
    budget: Budget,
) -> tuple[bool, _Printed | None]:
    """Say whether the row could be judged, and what is wrong with its name."""
    side = (
        next((s for s in table.template.sides if s.name == row.side), None)
        if (table.template)
        else None
    )
    catalogue = catalogues.get(side.codes) if side and side.codes else None
    if catalogue is None or row.is_total or row.name or not row.label:
        return False, None
    if any(pattern.matches(row.label) for pattern in apart_from):
        return False, None
    if row.printed_code:
        judgement = judge_coded_name(catalogue, row.code, row.label, budget.year)
        known = bool(catalogue.list_names(row.code))
    elif table.template is None or table.template.row_kind is not RowKind.TWO_SIDED:
        return False, None
    elif len(row.code) > _CLASS:  # found by its name, below its class
        return True, None
    else:
        only = {catalogue.name: catalogue}
        judgement = judge_bare_name(only, row.label, _CLASS, budget.year)
        known = True
    if judgement is None:
        return known, None
    place = locate_row(table, row, row.label_location, "")
    return True, _Printed(place, row.code if row.printed_code else "", row.label, judgement)


def check_sentence_names(catalogues: Mapping[str, Catalogue], budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every name of a code in headings and sentences."""
    if not budget.namings:
        yield make_not_applicable(
            Bilingual("文字部分没有引用科目名称", "no sentence names a code")
        )
    wrong: list[_Printed] = []
    for naming in budget.namings:
        place = locate_line(budget, naming.location)
        judgement = None
        known = False
        if naming.code:
            catalogue = _find_catalogue(naming.code, catalogues)
            known = catalogue is not None
            if catalogue is not None:
                judgement = judge_coded_name(catalogue, naming.code, naming.name, budget.year)
        if not known:
            judgement = _judge_bare(naming, catalogues, budget.year)
        if judgement is None:
            yield Outcome(verdict=Verdict.PASS, place=place)
        else:
            wrong.append(_Printed(place, naming.code, naming.name, judgement))
    yield from _report(wrong)


def _judge_bare(
    naming: Naming, catalogues: Mapping[str, Catalogue], year: int | None
) -> NameJudgement | None:
    """Judge a name without a code; a class may leave its 支出 out."""
    judgement = judge_bare_name(catalogues, naming.name, naming.digits, year)
    if judgement is not None and naming.digits == _CLASS:
        whole = judge_bare_name(catalogues, f"{naming.name}支出", naming.digits, year)
        return None if whole is None else judgement
    return judgement


def _find_catalogue(code: str, catalogues: Mapping[str, Catalogue]) -> Catalogue | None:
    return next((c for c in catalogues.values() if c.list_names(code)), None)


def _report(wrong: Sequence[_Printed]) -> Iterator[Outcome]:
    """Yield one outcome for each name, with its further places as evidence."""
    groups: dict[tuple[str, str], list[_Printed]] = {}
    for printed in wrong:
        groups.setdefault((printed.code, fold_name(printed.name)), []).append(printed)
    others = Counter(
        group[0].place.table for group in groups.values() if group[0].judgement.fault == "other"
    )
    for group in groups.values():
        first = group[0]
        judgement = first.judgement
        askew = judgement.fault == "other" and others[first.place.table] > _MOST_OTHERS
        yield Outcome(
            verdict=Verdict.FAIL if judgement.is_sure and not askew else Verdict.REVIEW,
            place=first.place,
            expected=judgement.expected,
            found=first.name,
            operands=tuple(
                make_witness(each.place, each.name) for each in group[1 : _MOST_WITNESSES + 1]
            ),
            facts=(
                ("fault", _FAULTS[judgement.fault]),
                ("official", _word_official(judgement)),
            ),
        )


def _word_official(judgement: NameJudgement) -> Bilingual:
    if not judgement.expected:
        return Bilingual("", "")
    return Bilingual(
        f"，规范名称为“{judgement.expected}”", f"; the official name is {judgement.expected}"
    )
