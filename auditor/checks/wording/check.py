"""Kind `wording`: what should not be left in the text.

Field: `find`, one of
  phrases       any of the `phrases`, in headings, sentences, notes and rows
  lines         headings or paragraphs that are one of the `phrases` and nothing more
  sample-rows   coded rows without figures in a table that has none
  doubled       words or punctuation printed twice in a row; of single words those of `phrases`
  repeated      a clause or a sentence said twice in a row
  scope         words of another scope: `words` of a document's level (部门, 单位) or of another
                issuer's level (市级, 区级 …), each with the spellings that belong to it
  names         another organisation where `phrases` with a {name}, at the start of a paragraph,
                name the issuer
  near-names    the issuer's own name with two signs swapped, one doubled, or one of a group of
                `phrases` for another; in titles also without its district
  towns         lines that name a body of another town than the issuer's
  preparers     tables prepared, by the words behind `phrases`, by another body than the issuer
  projects      goals that name another body of one of the sorts in `phrases` than the project's
                name does; words of `apart-from` are no names
  orphans       paragraphs that begin with a closing mark
  cut           paragraphs that end in one of the `phrases`, or within a bracket, and break off
  unclosed      paragraphs that end with their sentence, but within a bracket
  misnumbered   list marks of headings, paragraphs and contents that repeat or leave one out
  quoted        cells that stand in straight quotation marks
  identity      identity-card numbers (the check digit is tested)
  mobile        mobile-phone numbers
  account       bank-account numbers
`form`: titles of the form that demands it; documents without such a table are not judged.
Each finding of one sort is one outcome, with its further places as evidence.
Source: 地方预决算公开操作规程 (财预〔2016〕143号): accurate content in the standard form.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from auditor.budget import Budget
from auditor.checks.conditions import find_obstacle
from auditor.checks.places import MOST_BESIDE, divide_places, find_other_form, make_witness
from auditor.checks.wording.cuts import find_cut, find_orphans
from auditor.checks.wording.marks import find_quoted, find_unclosed
from auditor.checks.wording.near_names import find_near_names
from auditor.checks.wording.numbering import find_misnumbered
from auditor.checks.wording.numbers import find_accounts, find_identities, find_mobiles
from auditor.checks.wording.phrases import find_lines, find_phrases, find_sample_rows
from auditor.checks.wording.preparers import find_preparers
from auditor.checks.wording.projects import find_other_projects
from auditor.checks.wording.remarks import Remark, WordingParameters
from auditor.checks.wording.repetition import find_doubled, find_repeated
from auditor.checks.wording.scope import find_foreign_names, find_scope_words
from auditor.checks.wording.towns import find_other_towns
from auditor.finding import Outcome, Place, Verdict

_FINDERS: dict[str, Callable[[WordingParameters, Budget], Iterable[Remark]]] = {
    "phrases": find_phrases,
    "lines": find_lines,
    "sample-rows": find_sample_rows,
    "doubled": find_doubled,
    "repeated": find_repeated,
    "scope": find_scope_words,
    "names": find_foreign_names,
    "near-names": find_near_names,
    "towns": find_other_towns,
    "preparers": find_preparers,
    "projects": find_other_projects,
    "orphans": find_orphans,
    "cut": find_cut,
    "unclosed": find_unclosed,
    "misnumbered": find_misnumbered,
    "quoted": find_quoted,
    "identity": find_identities,
    "mobile": find_mobiles,
    "account": find_accounts,
}
SORTS = tuple(_FINDERS)


def check_wording(parameters: WordingParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield a failure for each sort of remark, more where there are many; a pass for none."""
    obstacle = find_obstacle(parameters.condition, budget)
    obstacle = obstacle or find_other_form(parameters.form, budget)
    if obstacle is not None:
        yield obstacle
        return
    groups: dict[str, list[Remark]] = {}
    for remark in _FINDERS[parameters.find](parameters, budget):
        groups.setdefault(remark.sort, []).append(remark)
    for group in groups.values():
        for part in divide_places(group):
            yield _report(part)
    if not groups:
        yield Outcome(verdict=Verdict.PASS, place=Place())


def _report(group: Sequence[Remark]) -> Outcome:
    first = group[0]
    return Outcome(
        verdict=Verdict.FAIL,
        place=first.place,
        found=first.text,
        expected=first.expected,
        operands=tuple(make_witness(each.place, each.text) for each in group[1 : MOST_BESIDE + 1]),
    )
