"""Kind `wording`: words, punctuation, clauses and sentences printed twice in a row."""

import re
from collections.abc import Iterator

from auditor.budget import Budget
from auditor.checks.wording.remarks import Remark, WordingParameters, iterate_texts, place_text

_MARKS = re.compile(r"([。，；：、])\s*([。，；：、])")
_WORDS = re.compile(r"([一-鿿]{3,8})\1")
_SENTENCE = re.compile(r"[^。！？]+")
_CLAUSE = re.compile(r"[^，,；;。！？]+")
_NUMBER = re.compile(
    r"^(?:-\s*)?(?:[0-9]{1,3}[.、．]|[一二三四五六七八九十]+、|[（(][^）)]{1,3}[）)])\s*"
)
_LEAST_SENTENCE = 12
_SHOWN = 40
_ENDS = ("。", "；", ";")
_LONGEST_TAG = 8
_NOTES = ("注", "备注", "说明")
_LEAST_CLAUSE = 16
_MAY_RECUR = re.compile(r"\d|原因|的$")


def find_doubled(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find words of three signs and more, listed shorter ones, and punctuation twice in a row."""
    for text, label, location in iterate_texts(budget):
        for match in _MARKS.finditer(text):
            if match.group(1) == match.group(2) or match.group(2) == "。":
                place = place_text(budget, text, match.group(), location)
                yield Remark("marks", place, match.group())
        for match in _WORDS.finditer(text):
            yield Remark("words", place_text(budget, text, match.group(), location), match.group())
        for phrase in parameters.phrases:
            found = phrase.search(label)
            if found is not None:
                place = place_text(budget, text, found.group(), location)
                yield Remark("words", place, found.group())


def find_repeated(_parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find a sentence or paragraph equal to that before it, and a clause twice in a sentence."""
    above = ""
    for text, label, location in iterate_texts(budget):
        if label == above and _is_sentence(label):
            yield Remark("", place_text(budget, text, text, location), text[:_SHOWN])
        above, before = label, ""
        for match in _SENTENCE.finditer(text):
            sentence = _NUMBER.sub("", match.group().strip())
            if sentence == before and len(sentence) >= _LEAST_SENTENCE:
                yield Remark("", place_text(budget, text, sentence, location), sentence)
            before = sentence
            for clause in _list_twice(sentence):
                yield Remark("", place_text(budget, text, clause, location), clause)


def _is_sentence(label: str) -> bool:
    """Say whether a paragraph stands for itself: notes, and what fills in 目标：, may be alike."""
    is_whole = len(label) >= _LEAST_SENTENCE and label.endswith(_ENDS)
    return is_whole and not label.startswith(_NOTES) and ":" not in label[:_LONGEST_TAG]


def _list_twice(sentence: str) -> Iterator[str]:
    """Yield the clauses that stand twice in a sentence; figures and reasons are listed alike."""
    seen: set[str] = set()
    for match in _CLAUSE.finditer(sentence):
        clause = match.group().strip()
        if len(clause) < _LEAST_CLAUSE or _MAY_RECUR.search(clause):
            continue
        if clause in seen:
            yield clause
        seen.add(clause)
