"""Kind `present`, sections: required headings are there, in order, and not empty.

Source: 地方预决算公开操作规程 (财预〔2016〕143号).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from auditor.budget import Budget, HeadingTemplate, Section
from auditor.budget.pattern import normalise_label
from auditor.checks.places import make_not_applicable, make_witness
from auditor.checks.present.required import PresentParameters
from auditor.finding import Bilingual, Outcome, Place, Verdict

_FIRST_NUMBERS = ("一", "1")
_LONGEST_INLINE = 40
_FEWEST_ENTRIES = 5  # headings with nothing between them: fewer may have been left empty
_FORM_WORD = "绩效"
_CHAPTER_ENDS = ("情况说明", "编制说明", "名词解释")  # a heading, and no text without its mark
Group = Sequence[Section]


def check_headings(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each group of sections: it has all the headings."""
    groups = _list_groups(parameters, budget)
    if not groups:
        yield _say_no_section(parameters)
    for group in groups:
        missing = [h.name for h in parameters.headings if not _has_heading(group, h)]
        place = Place(location=group[0].location, row=_name(group, parameters))
        if not missing:
            yield Outcome(verdict=Verdict.PASS, place=place)
        elif len(missing) < len(parameters.headings) or not parameters.within:
            yield Outcome(verdict=Verdict.FAIL, place=place, expected="、".join(missing))


def check_content(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each of the headings that is printed: something stands under it."""
    groups = _list_groups(parameters, budget)
    if not groups:
        yield _say_no_section(parameters)
    standard = {normalise_label(table.title) for table in budget.tables if table.template}
    for group in groups:
        for index, section in enumerate(group):
            heading = _find_heading(section, parameters.headings)
            if heading is None:
                continue
            following = group[index + 1] if index + 1 < len(group) else None
            empty = _is_empty(section, heading, following, parameters, standard)
            if _is_bare(section) and not parameters.within and _is_contents(group, index):
                continue  # a line of a contents list that is printed as headings
            yield Outcome(
                verdict=Verdict.FAIL if empty else Verdict.PASS,
                place=Place(location=section.location, row=_name(group, parameters)),
                found=section.text,
            )


def check_order(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each group: the headings that are there stand in the given order."""
    groups = _list_groups(parameters, budget)
    if not groups:
        yield _say_no_section(parameters)
    for group in groups:
        printed = []
        for rank, heading in enumerate(parameters.headings):
            first = next((s for s in group if heading.fits(s.label)), None)
            if first is not None:
                printed.append((rank, heading.name, first))
        by_place = sorted(printed, key=lambda found: found[2].location)
        for (before, other, above), (rank, name, section) in pairwise(by_place):
            place = Place(location=section.location, row=_name(group, parameters))
            if rank < before:
                yield Outcome(
                    verdict=Verdict.FAIL,
                    place=place,
                    expected=name,
                    found=other,
                    operands=(make_witness(Place(location=above.location), above.text),),
                )
            else:
                yield Outcome(verdict=Verdict.PASS, place=place)


def _list_groups(parameters: PresentParameters, budget: Budget) -> list[Group]:
    """Return the runs of sections to be judged: each from a heading of `within` to the next."""
    if not parameters.within:
        return [budget.sections] if budget.sections else []
    starts = [
        index
        for index, section in enumerate(budget.sections)
        if section.label and any(w.ends(section.label) for w in parameters.within)
    ]
    if not starts:
        return []
    ends = [*starts[1:], len(budget.sections)]
    return [budget.sections[start:end] for start, end in zip(starts, ends, strict=True)]


def _name(group: Group, parameters: PresentParameters) -> str:
    return group[0].text if parameters.within else ""


def _find_heading(
    section: Section, headings: tuple[HeadingTemplate, ...]
) -> HeadingTemplate | None:
    if not section.label:
        return None
    return next((heading for heading in headings if heading.fits(section.label)), None)


def _has_heading(group: Group, heading: HeadingTemplate) -> bool:
    """Say whether the heading stands in the group, be it run into the end of a paragraph."""
    for section in group:
        if section.label and heading.fits(section.label):
            return True
        for passage in section.passages:
            if any(heading.fits(part) for part in _list_inline(passage.label)):
                return True
    return False


def _list_inline(label: str) -> list[str]:
    """Return the ends of a paragraph where a numbered heading may have run into it."""
    head = label[:_LONGEST_INLINE].partition(":")[0].partition("。")[0]
    tail = label[-_LONGEST_INLINE:].rstrip(":")
    return [part for part in (head, tail) if "、" in part]


def _is_empty(
    section: Section,
    heading: HeadingTemplate,
    following: Section | None,
    parameters: PresentParameters,
    standard: set[str],
) -> bool:
    """Say whether nothing stands under a heading: no text, no table, no heading of its own."""
    if section.passages or section.bare_grids:
        return False
    if section.grid_titles:
        first = section.grid_titles[0]
        is_own = first not in standard and _FORM_WORD not in first
        return not is_own and heading.name not in parameters.filled_by_tables
    if following is None:
        return True
    other = _find_heading(following, parameters.headings)
    if other is heading or following.number in _FIRST_NUMBERS:
        return False
    is_chapter = not following.number and following.label.endswith(_CHAPTER_ENDS)
    return other is not None or (bool(section.number) and is_chapter)


def _is_contents(group: Group, index: int) -> bool:
    """Tell an entry of a contents list: its heading comes again, or many bare ones are a list."""
    if _comes_again(group[index], group[index + 1 :]):
        return True
    bare = [_is_bare(one) for one in group]
    before = sum(1 for _ in takewhile(bool, reversed(bare[:index])))
    after = sum(1 for _ in takewhile(bool, bare[index:]))
    return before + after >= _FEWEST_ENTRIES


def _is_bare(section: Section) -> bool:
    return not (section.passages or section.grid_titles or section.bare_grids)


def _comes_again(section: Section, below: Group) -> bool:
    """Say whether the same heading stands further below, with something under it."""
    return any(one.label == section.label and (one.passages or one.grid_titles) for one in below)


def _say_no_section(parameters: PresentParameters) -> Outcome:
    names = "、".join(pattern.source for pattern in parameters.within)
    return make_not_applicable(
        Bilingual(f"文件中没有“{names}”一节", f"the document has no section {names}")
    )
