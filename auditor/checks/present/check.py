"""Kind `present`: what the form requires is there.

Fields: `what`, one of
  tables        each of the tables in `tables` is in the document
  titles        no table prints the title of another one; told by the order of the tables
  unit-lines    each recognised table with rows states its unit
  unit-words    what a unit line says is a known unit
  grids         each titled table prints a header or rows
  columns       a header names every column of the form; not judged where its line has cells
                that are neither a column nor one of the `phrases`
  notes         a table without figures carries a note
  denials       a note of a table with figures, in `columns` if given, says none of the `phrases`
  note-words    a note of the tables says none of the `phrases`, which belong to others
  headings      each section of `within` (or the document) has the `headings`
  content       something stands under each of the `headings`; a table with a title of its own
                counts only under those of `filled-by-tables`
  order         the `headings` stand in their order
  contents      the contents list and the body name the same
  reasons       in the sections of `within`, a paragraph with one of the `changes` by an amount
                is followed by one of the `reasons`
  reason-text   words follow each of the `reasons`
  mentions      the text of each section of `within` names all of the `headings`; without
                `within` that of the document, but for sections headed by one of the `phrases`
  unseen        the file carries none of the `unseen` kinds of things beside its print
`form`: titles of the form that demands it; documents without such a table are not judged.
Not applicable to a document that holds none of the tables (a narrative or an annex alone), and
to a table whose title stands over the columns or rows of another form. What is missing from a file
that was read in part is not judged.
Source: 地方预决算公开操作规程 (财预〔2016〕143号); 预算法实施条例 第十一条.
"""

from collections.abc import Callable, Iterator

from auditor.budget import Budget
from auditor.checks.conditions import find_obstacle
from auditor.checks.places import find_other_form, make_not_applicable
from auditor.checks.present.contents import check_contents
from auditor.checks.present.mentions import check_mentions
from auditor.checks.present.reasons import check_reason_text, check_reasons
from auditor.checks.present.required import PresentParameters
from auditor.checks.present.sections import check_content, check_headings, check_order
from auditor.checks.present.tables import (
    check_columns,
    check_denials,
    check_grids,
    check_note_words,
    check_notes,
    check_tables,
    check_titles,
)
from auditor.checks.present.units import check_unit_lines, check_unit_words
from auditor.checks.present.unseen import check_unseen
from auditor.finding import Bilingual, Outcome, Verdict

_CHECKS: dict[str, Callable[[PresentParameters, Budget], Iterator[Outcome]]] = {
    "tables": check_tables,
    "titles": check_titles,
    "unit-lines": check_unit_lines,
    "unit-words": check_unit_words,
    "grids": check_grids,
    "columns": check_columns,
    "notes": check_notes,
    "denials": check_denials,
    "note-words": check_note_words,
    "headings": check_headings,
    "content": check_content,
    "order": check_order,
    "contents": check_contents,
    "reasons": check_reasons,
    "reason-text": check_reason_text,
    "mentions": check_mentions,
    "unseen": check_unseen,
}
SUBJECTS = tuple(_CHECKS)
_OF_ANY_DOCUMENT = (
    *("headings", "content", "order", "reasons", "reason-text", "mentions", "unseen"),
)
_OF_ABSENCE = ("tables", "headings", "content", "contents", "mentions", "notes", "grids")
_UNREAD = Bilingual(
    "文件有部分内容未能读取，缺少的内容可能在其中",
    "part of the file was not read: what is missing may stand there",
)


def check_present(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every thing that must be there."""
    obstacle = find_obstacle(parameters.condition, budget)
    obstacle = obstacle or find_other_form(parameters.form, budget)
    if obstacle is not None:
        yield obstacle
        return
    if parameters.what not in _OF_ANY_DOCUMENT and not any(t.template for t in budget.tables):
        yield make_not_applicable(
            Bilingual("文件中没有标准表格", "the document holds no standard table")
        )
        return
    outcomes = _CHECKS[parameters.what](parameters, budget)
    if budget.is_partial and parameters.what in _OF_ABSENCE:
        outcomes = map(_excuse_absence, outcomes)
    yield from outcomes


def _excuse_absence(outcome: Outcome) -> Outcome:
    """Return what can be said where part of the file was not read: nothing of what is missing."""
    return make_not_applicable(_UNREAD) if outcome.verdict is Verdict.FAIL else outcome
