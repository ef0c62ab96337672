"""What the reading process answers, as JSON. Believes nothing that it has not looked at.

The other side has read a file that nobody vouches for, so an answer is plain text and numbers,
and each is checked before it becomes a Source.
"""

import json
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from auditor.errors import ReadingError
from auditor.reading.source import Source
from auditor.unseen import UNSEEN_KINDS, Unseen

_Value = TypeVar("_Value")


class MalformedAnswerError(Exception):
    """An answer is not what the reading process writes."""


class Answer(NamedTuple):
    """A source, or why there is none; `is_limited` if the limit on memory is enforced.

    `is_spent` if the process ran out of memory and is not to be asked again.
    """

    source: Source | None = None
    refusal: ReadingError | None = None
    is_limited: bool = True
    is_spent: bool = False


def render_answer(answer: Answer) -> bytes:
    """Return an answer as JSON; path and hash are known to who asked."""
    written: dict[str, object] = {"limited": answer.is_limited, "spent": answer.is_spent}
    if answer.refusal is not None:
        written["refusal"] = [answer.refusal.reason, answer.refusal.page]
    if answer.source is not None:
        source = answer.source
        written["source"] = {
            "text": source.text,
            "pages": source.pages,
            "sheets": source.sheets,
            "incomplete": [(error.reason, error.page) for error in source.incomplete],
            "unseen": source.unseen,
        }
    return json.dumps(written).encode("ascii")


def parse_answer(content: bytes, path: str, sha256: str) -> Answer:
    """Read an answer about the file of that path. Raises MalformedAnswerError."""
    try:
        written = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise MalformedAnswerError from error
    fields = _take(written, dict)
    is_limited = _take(fields.get("limited"), bool)
    is_spent = _take(fields.get("spent"), bool)
    if "refusal" in fields:
        refusal = _parse_error(fields["refusal"], path)
        return Answer(refusal=refusal, is_limited=is_limited, is_spent=is_spent)
    source = _parse_source(_take(fields.get("source"), dict), path, sha256)
    return Answer(source=source, is_limited=is_limited, is_spent=is_spent)


def _parse_source(fields: dict[str, object], path: str, sha256: str) -> Source:
    text = _take(fields.get("text"), str)
    source = Source(
        path=path,
        text=text,
        sha256=sha256,
        pages=_parse_all(fields.get("pages"), _parse_count),
        sheets=_parse_all(fields.get("sheets"), lambda sheet: _take(sheet, str)),
        incomplete=_parse_all(fields.get("incomplete"), lambda error: _parse_error(error, path)),
        unseen=_parse_all(fields.get("unseen"), _parse_unseen),
    )
    lines = text.count("\n") + (not text.endswith("\n"))
    if {len(source.pages), len(source.sheets)} - {0, lines}:
        raise MalformedAnswerError
    return source


def _parse_error(written: object, path: str) -> ReadingError:
    reason, page = _split(written, 2)
    return ReadingError(path, _take(reason, str), None if page is None else _parse_count(page))


def _parse_unseen(written: object) -> Unseen:
    kind, line, text = _split(written, 3)
    if kind not in UNSEEN_KINDS:
        raise MalformedAnswerError
    return Unseen(_take(kind, str), _parse_count(line), _take(text, str))


def _parse_count(written: object) -> int:
    count = _take(written, int)
    if count < 1:
        raise MalformedAnswerError
    return count


def _parse_all(written: object, parse: Callable[[object], _Value]) -> tuple[_Value, ...]:
    return tuple(map(parse, _take(written, list)))


def _split(written: object, count: int) -> list[object]:
    parts = _take(written, list)
    if len(parts) != count:
        raise MalformedAnswerError
    return parts


def _take(written: object, kind: type[_Value]) -> _Value:
    """Return a value of just that type: True is no number here."""
    if type(written) is not kind:
        raise MalformedAnswerError
    return written
