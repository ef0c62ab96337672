"""Kind `present`, mentions: words that a section must hold. Knows nothing of headings' order."""

from collections.abc import Iterator, Sequence

from auditor.budget import Budget, Passage, Section
from auditor.checks.places import make_not_applicable, make_witness
from auditor.checks.present.required import PresentParameters
from auditor.finding import Bilingual, Operand, Outcome, Place, Verdict

_SHOWN = 40


def check_mentions(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each section of `within` that has text: it names all `headings`.

    Without `within` the whole document is one, but for sections whose heading is of `phrases`.
    """
    if not parameters.within:
        yield from _check_document(parameters, budget)
        return
    found = False
    for section, passages in _list_sections(parameters, budget):
        found = True
        labels = [one.label for one in passages]
        place = Place(location=section.location, row=section.text)
        first = passages[0]
        witness = make_witness(Place(location=first.location), first.text[:_SHOWN])
        yield _judge(parameters, labels, place, witness)
    if not found:
        names = "、".join(pattern.source for pattern in parameters.within)
        yield make_not_applicable(
            Bilingual(f"“{names}”没有文字", f"there is no text under {names}")
        )


def _check_document(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    labels: list[str] = []
    above = 0  # the level of the section that is passed over, 0 for none
    for section in budget.sections:
        if above and section.level > above:
            continue
        is_apart = any(phrase.ends(section.label) for phrase in parameters.phrases)
        above = max(1, section.level) if is_apart else 0
        if not is_apart:
            labels += [section.label, *(passage.label for passage in section.passages)]
    yield _judge(parameters, labels, Place())


def _judge(
    parameters: PresentParameters, labels: Sequence[str], place: Place, *witnesses: Operand
) -> Outcome:
    """Judge what a text leaves out: a line for each of its paragraphs."""
    text = "\n".join(labels)
    missing = [
        wanted.name
        for wanted in parameters.headings
        if not any(spelling.search(text) for spelling in wanted.spellings)
    ]
    return Outcome(
        verdict=Verdict.FAIL if missing else Verdict.PASS,
        place=place,
        expected="、".join(missing),
        operands=witnesses if missing else (),
    )


def _list_sections(
    parameters: PresentParameters, budget: Budget
) -> Iterator[tuple[Section, list[Passage]]]:
    """Yield the sections with text, each with the text of the deeper sections below it."""
    for index, section in enumerate(budget.sections):
        if not section.label or not any(w.ends(section.label) for w in parameters.within):
            continue
        passages = list(section.passages)
        for below in budget.sections[index + 1 :]:
            if below.level <= section.level:
                break
            passages += [Passage(below.text, below.label, below.location), *below.passages]
        if passages and not section.bare_grids:
            yield section, passages
