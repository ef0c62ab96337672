"""Kind `present`, mentions: words that a section must hold. Knows nothing of headings' order."""

from collections.abc import Iterator

from auditor.budget import Budget, Passage, Section
from auditor.checks.places import make_not_applicable
from auditor.checks.present.required import PresentParameters
from auditor.finding import Bilingual, Outcome, Place, Verdict


def check_mentions(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each section of `within` that has text: it names all `headings`."""
    found = False
    for section, passages in _list_sections(parameters, budget):
        found = True
        missing = [
            wanted.name
            for wanted in parameters.headings
            if not any(p.search(one.label) for p in wanted.spellings for one in passages)
        ]
        yield Outcome(
            verdict=Verdict.FAIL if missing else Verdict.PASS,
            place=Place(location=section.location, row=section.text),
            expected="、".join(missing),
        )
    if not found:
        names = "、".join(pattern.source for pattern in parameters.within)
        yield make_not_applicable(
            Bilingual(f"“{names}”没有文字", f"there is no text under {names}")
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
