"""Demands on what stands in one form: names, values, labels, branches. Knows no units."""

from collections.abc import Iterator

from auditor.budget import Form
from auditor.budget.form import Indicator
from auditor.budget.form_book import FormBook
from auditor.checks.indicators.places import (
    Hit,
    hit_name,
    hit_value,
    locate_in_form,
    make_operands,
    pass_form,
    report_each,
    skip_form,
)
from auditor.checks.indicators.target_values import is_cut_open, measure_width, read_target
from auditor.finding import Bilingual, Outcome, Verdict

_FUNDS_SHOWN = 3
_MOST_SHOWN = 8
_LONG_END = 4
_LEAST_WIDTH = 16
_LOST = Bilingual("指标值整列缺失", "the whole column of target values is missing")


def judge_values(form: Form, _book: FormBook, _year: int | None) -> Iterator[Outcome]:
    """Every named indicator has a target value."""
    if form.lacks_values():
        yield skip_form(form, _LOST)
        return
    blank = [one for one in form.indicators if one.name and not one.value and one.is_certain]
    yield from report_each(form, [hit_name(one) for one in blank if is_word(one.name)])


def judge_all_values(form: Form, _book: FormBook, _year: int | None) -> Iterator[Outcome]:
    """Most indicators of the form have a value: else the whole column was lost."""
    if not form.lacks_values():
        yield pass_form(form)
        return
    lost = [one for one in form.indicators if not one.value]
    blank = [fund for fund in form.funds if fund.name and fund.amount is None]
    hits = [Hit(fund.location, "", fund.name) for fund in blank[:_FUNDS_SHOWN]]
    hits += [hit_name(one) for one in lost]
    yield Outcome(
        verdict=Verdict.FAIL,
        place=locate_in_form(form, form.header_location or form.location, form.project),
        found=str(len(lost)),
        operands=make_operands(form, hits[:_MOST_SHOWN]),
    )


def judge_branches(form: Form, book: FormBook, year: int | None) -> Iterator[Outcome]:
    """The branches that the form type requires have indicators."""
    kind = next((one for one in book.types if one.name == form.template), None)
    if kind is None or not form.indicators:
        yield skip_form(
            form, Bilingual("表式不明或没有指标", "the form type is not known, or it is empty")
        )
        return
    if kind.first_year and year and year < kind.first_year:
        yield skip_form(form, Bilingual("该年度尚无此要求", "not yet required in that year"))
        return
    there = {one.branch for one in form.indicators} | set(form.branches)
    if any(one.name.endswith(book.satisfaction) for one in form.indicators):
        there |= set(book.satisfaction)  # its label is lost, the branch is there
    missing = [branch for branch in kind.branches if branch not in there]
    if not missing:
        yield pass_form(form)
        return
    yield Outcome(
        verdict=Verdict.FAIL,
        place=locate_in_form(form, form.indicators[0].location, form.project),
        expected="、".join(f"{branch}指标" for branch in missing),
    )


def find_incomplete(form: Form, _book: FormBook) -> Iterator[Hit]:
    """Find rows without a name, or without a value where cells slid."""
    if form.lacks_values():
        return
    for one in form.indicators:
        is_lost = not one.name or (not one.value and not one.is_certain)
        if is_lost and is_word(one.name or one.value):
            place = one.name_location if one.name else one.value_location
            yield Hit(place, one.name or one.value, "")


def find_unlabelled(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find indicators of satisfaction outside their branch."""
    for one in form.indicators:
        if one.name.endswith(book.satisfaction) and one.branch not in book.satisfaction:
            yield Hit(one.name_location, one.name, one.level or one.branch)


def find_misplaced(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find second levels under a foreign branch, and names that tell another second level.

    A target in a unit that measures something else than its level is misplaced too, where the
    level stands in its very row: labels of merged cells are printed beside any of their rows.
    """
    misfits = dict(book.level_misfits)
    for one in form.list_valued():
        target = read_target(one.value, book.units)
        is_other = target.unit in misfits.get(one.level, ()) and not target.is_compound
        if one.is_labelled and is_other:
            yield Hit(one.name_location, one.name, f"{one.branch}·{one.level}")
    parents = {second: first for first, seconds in book.levels for second in seconds}
    seen: set[tuple[str, str]] = set()
    for one in form.indicators:
        told = next((level for level, ends in book.telling if one.name.endswith(ends)), "")
        foreign = [
            level for level in (one.level, told) if parents.get(level, one.branch) != one.branch
        ]
        known = (one.branch, one.level) in seen and not told
        if foreign and one.branch and not known:
            seen.add((one.branch, one.level))
            under = "·".join(word for word in (one.branch, one.level) if word)
            yield Hit(one.name_location, one.name, under)


def find_missing_levels(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find forms without one of the second levels that every project is to have.

    A form that prints no second level at all cannot be judged.
    """
    if not form.indicators or not form.levels:
        return
    missing = [level for level in book.core_levels if level not in form.levels]
    if missing:
        words = "、".join(f"{level}指标" for level in missing)
        yield Hit(form.indicators[0].location, words, form.project)


def find_repeating(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find targets that only repeat the indicator's name, or its end."""
    for one in form.list_valued():
        value = "".join(one.value.split())
        is_said = len(value) >= _LONG_END or (len(value) > 2 and value[-1] in book.name_ends)
        if value == one.name or (is_said and one.name.endswith(value)):
            yield hit_value(one)


def find_cut(form: Form, _book: FormBook) -> Iterator[Hit]:
    """Find targets that end within a bracket, and those as wide as one that does.

    The second only where that is the greatest width: there the export cut them all.
    """
    valued = form.list_valued()
    opened = [one for one in valued if is_cut_open(one.value)]
    width = max((_measure(one) for one in valued), default=0)
    is_fixed = width >= _LEAST_WIDTH and any(_measure(one) == width for one in opened)
    yield from map(hit_value, opened)
    for one in valued if is_fixed else ():
        if _measure(one) == width and not is_cut_open(one.value):
            yield hit_value(one)


def _measure(one: Indicator) -> int:
    return measure_width("".join(one.value.split()))


def find_placeholders(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find names and targets that were never filled in."""
    for one in form.indicators:
        for place, text in ((one.name_location, one.name), (one.value_location, one.value)):
            if text and is_placeholder(text, book):
                yield Hit(place, text, one.name)


def is_placeholder(text: str, book: FormBook) -> bool:
    """Say whether a text only holds a place."""
    plain = "".join(text.split())
    return plain.upper() in book.placeholders or not is_word(plain)


def is_word(text: str) -> bool:
    """Say whether a text has any letter or digit."""
    return any(sign.isalnum() for sign in text)
