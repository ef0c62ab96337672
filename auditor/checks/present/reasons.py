"""Kind `present`, reasons: an increase or a decrease is explained, and not by nothing.

Source: 地方预决算公开操作规程 (财预〔2016〕143号): explain increases and decreases.
"""

from collections.abc import Iterator, Sequence

from auditor.budget import Budget, Passage, Section
from auditor.checks.places import make_not_applicable, make_witness
from auditor.checks.present.required import PresentParameters
from auditor.finding import Bilingual, Outcome, Place, Verdict

_CLOSING = "。;；"
_MOST_WITNESSES = 6


def check_reasons(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each run of paragraphs that state a change."""
    found = False
    for section in _list_sections(parameters, budget):
        for outcome in _check_section(parameters, section.passages):
            found = True
            yield outcome
    if not found:
        yield make_not_applicable(
            Bilingual("没有需要说明原因的增减", "no increase or decrease needs a reason")
        )


def check_reason_text(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each announced reason: words follow it."""
    found = False
    for section in budget.sections:
        for passage in section.passages:
            for reason in parameters.reasons:
                for match in reason.finditer(passage.label):
                    found = True
                    rest = passage.label[match.end() :]
                    place = Place(location=passage.location)
                    cut = rest[:1] in _CLOSING and bool(rest)
                    yield Outcome(
                        verdict=Verdict.FAIL if cut else Verdict.PASS,
                        place=place,
                        found=match.group() + rest[:1],
                    )
    if not found:
        yield make_not_applicable(
            Bilingual("文件没有说明增减原因", "the document announces no reason")
        )


def _list_sections(parameters: PresentParameters, budget: Budget) -> Iterator[Section]:
    for section in budget.sections:
        if any(spelling.ends(section.label) for spelling in parameters.within):
            yield section


def _check_section(
    parameters: PresentParameters, passages: Sequence[Passage]
) -> Iterator[Outcome]:
    """Take changes until a reason comes: one reason explains the paragraphs before it too."""
    pending: list[Passage] = []
    for passage in passages:
        has_reason = any(reason.search(passage.label) for reason in parameters.reasons)
        if has_reason:
            for each in (*pending, passage):
                yield Outcome(verdict=Verdict.PASS, place=Place(location=each.location))
            pending = []
        elif _states_change(parameters, passage):
            pending.append(passage)
    if pending:
        first = pending[0]
        yield Outcome(
            verdict=Verdict.FAIL,
            place=Place(location=first.location),
            found=_quote_change(parameters, first),
            operands=tuple(
                make_witness(Place(location=each.location), _quote_change(parameters, each))
                for each in pending[1:_MOST_WITNESSES]
            ),
        )


def _states_change(parameters: PresentParameters, passage: Passage) -> bool:
    return bool(_quote_change(parameters, passage))


def _quote_change(parameters: PresentParameters, passage: Passage) -> str:
    """Return the first change of a paragraph that is not by 0."""
    for change in parameters.changes:
        for match in change.finditer(passage.label):
            if any(digit in match.group("amount") for digit in "123456789"):
                return match.group()
    return ""
