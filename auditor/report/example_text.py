"""What came of an example instead of what it promised, in the words of its YAML."""

from collections.abc import Iterator, Sequence

from auditor.finding import Outcome, Verdict
from auditor.rule import Example

_MOST = 5
_ORDER = (Verdict.ERROR, Verdict.FAIL, Verdict.REVIEW, Verdict.PASS)
_MORE = {"zh": "    # 另有 {count} 处", "en": "    # and {count} more places"}
_NONE = {"zh": "没有任何结果", "en": "there was no outcome at all"}
_FIGURES = {"zh": "应为 {expected}，实为 {found}", "en": "expected {expected}, found {found}"}


def render_difference(wanted: Example, came: Sequence[Outcome], language: str) -> Iterator[str]:
    """Yield a line that was expected (-), then those that came instead (+), gravest first."""
    place = [f"{key}: {said}" for key, said in wanted.place]
    yield f"  - {_render_expectation(wanted.expect, place)}"
    judged = [outcome for outcome in came if outcome.verdict in _ORDER]
    ranked = sorted(judged or came, key=_rank)
    for outcome in ranked[:_MOST]:
        said = _render_expectation(outcome.verdict.value, _list_place(outcome))
        remark = _find_remark(outcome, language)
        yield f"  + {said}{f'  # {remark}' if remark else ''}"
    if not ranked:
        yield f"  + expect: not_applicable  # {_NONE[language]}"
    if len(ranked) > _MOST:
        yield _MORE[language].format(count=len(ranked) - _MOST)


def _render_expectation(verdict: str, place: Sequence[str]) -> str:
    return f"expect: {verdict}" + (f", at: {{{', '.join(place)}}}" if place else "")


def _rank(outcome: Outcome) -> int:
    return _ORDER.index(outcome.verdict) if outcome.verdict in _ORDER else len(_ORDER)


def _list_place(outcome: Outcome) -> list[str]:
    place = outcome.place
    named = (("row", place.row), ("column_name", place.column))
    return [f"line: {place.location.line}", *(f"{key}: {said}" for key, said in named if said)]


def _find_remark(outcome: Outcome, language: str) -> str:
    """Say the figures of what did not hold, and why something could not be judged."""
    if outcome.reason.zh:
        return outcome.reason.speak(language)
    if outcome.verdict is not Verdict.PASS and (outcome.expected or outcome.found):
        return _FIGURES[language].format(expected=outcome.expected, found=outcome.found or "—")
    return ""
