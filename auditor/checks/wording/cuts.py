"""Kind `wording`: sentences that break off, and lines that begin with the end of one."""

import re
from collections.abc import Iterator

from auditor.budget import Budget, Passage
from auditor.checks.indicators.target_values import is_cut_open
from auditor.checks.wording.remarks import Remark, WordingParameters, iterate_texts, place_text

_ORPHAN = re.compile(r"[。，；：、！？）》”]")
_ENDS = "。；;！？"
_TAIL = 14
_LEAST = 6


def find_orphans(_parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find paragraphs that begin with a closing mark: it belongs to the line above."""
    for section in budget.sections:
        for passage in section.passages:
            match = _ORPHAN.match(passage.text.strip())
            if match is not None:
                yield _remark(budget, passage, match.group())


def find_cut(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find paragraphs that end in one of the `phrases`, or within a title or bracket.

    Only where a blank line or the end follows, and nothing below closes the bracket.
    """
    texts = [Passage(*text) for text in iterate_texts(budget)]
    for index, passage in enumerate(texts):
        if passage.text.rstrip()[-1:] in _ENDS:
            continue
        line = passage.location.end_line
        if "".join(budget.lines[line : line + 1]).strip() or len(passage.label) < _LEAST:
            continue
        below = texts[index + 1].text if index + 1 < len(texts) else ""
        tail = passage.text.rpartition("。")[2]
        is_open = is_cut_open(tail) and is_cut_open(tail + below)
        if is_open or any(phrase.ends(passage.label) for phrase in parameters.phrases):
            yield _remark(budget, passage, passage.text.strip()[-_TAIL:])


def _remark(budget: Budget, passage: Passage, part: str) -> Remark:
    return Remark("", place_text(budget, passage.text, part, passage.location), part)
