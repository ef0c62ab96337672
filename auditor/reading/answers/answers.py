"""Answers out of a workbook that carries its own digest. Decides nothing: an answer is a claim."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from auditor.errors import ReadingError
from auditor.finding import Bilingual
from auditor.reading.answers.form import (
    ANSWER,
    ANSWERS,
    CHECK,
    EXPLANATION,
    FIELDS,
    FINDINGS,
    SHEETS,
    Sheet,
    compute_digest,
    compute_row_check,
    find_seal,
    is_finding_row,
)
from auditor.reading.answers.workbook import FORMULA, LIMITS, read_sheets
from auditor.reading.folders import render_path

_FOREIGN = (
    "没有答复表的校验码，不是本程序生成的答复表 / no digest: not a sheet that asked for answers"
)
_CHANGED = (
    "答复以外的单元格被改动{where}，不予采用 / cells other than the answers were changed{place}"
)
_NO_FILE = "无法打开：{reason} / cannot be opened: {reason}"
_FORMULA = Bilingual("是公式，不读取", "is a formula and is not read")
_UNKNOWN = Bilingual("答复“{answer}”不在可选项之中", "{answer!r} is none of the answers")
_NO_ANSWER = Bilingual("有说明而没有选择答复", "is explained, but no answer is chosen")
_NO_REASON = Bilingual("没有填写说明", "has no explanation")
_PLACES = 10


class Answer(NamedTuple):
    """What the auditee says of a finding. `kind` is accept, explain or correct.

    `row` is the row of the sheet (from 1); all else is text as it stands there.
    """

    row: int
    kind: str
    explanation: str
    rule: str
    fingerprint: str
    document: str
    message: str
    difference: str
    unit: str


class AnswerFault(NamedTuple):
    """An answer that cannot be used, at its row, and why."""

    row: int
    reason: Bilingual


class Answers(NamedTuple):
    """All answers of one workbook; `sheet` is where they stand, `unread` are sheets not ours."""

    digest: str
    sheet: str
    answers: tuple[Answer, ...]
    faults: tuple[AnswerFault, ...]
    unanswered: int
    unread: tuple[str, ...]


def read_answers(path: str) -> Answers:
    """Read the answers of an exceptions sheet: its answer cells and no others.

    Raises ReadingError if it is no such workbook, or anything but an answer was changed in it.
    """
    shown = render_path(path)
    sheets = read_sheets(_read_content(path, shown), shown)
    ours = tuple(sheet for sheet in sheets if _is_ours(sheet.title))
    findings = next((sheet for sheet in ours if sheet.title in FINDINGS), None)
    seal = find_seal(ours)
    if seal is None or findings is None:
        raise ReadingError(shown, _FOREIGN)
    if compute_digest(ours) != seal:
        raise ReadingError(shown, _word_change(findings))
    return _gather(findings, seal, tuple(s.title for s in sheets if not _is_ours(s.title)))


def _read_content(path: str, shown: str) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(LIMITS.office_bytes + 1)
    except (OSError, ValueError) as fault:
        reason = _NO_FILE.format(reason=getattr(fault, "strerror", None) or fault)
        raise ReadingError(shown, reason) from fault


def _is_ours(title: str) -> bool:
    return any(title in words for words in SHEETS)


def _word_change(findings: Sheet) -> str:
    """Name the rows whose own check does not hold; there may be none, if a row is missing."""
    check = FIELDS.index(CHECK)
    rows = [
        str(number)
        for number, row in _iterate_findings(findings)
        if len(row) <= check or row[check] != compute_row_check(row)
    ]
    if not rows:
        return _CHANGED.format(where="", place="")
    named = ", ".join(rows[:_PLACES]) + (" …" if len(rows) > _PLACES else "")
    where = f"（“{findings.title}”第 {named} 行）"
    return _CHANGED.format(where=where, place=f" (sheet {findings.title}, rows {named})")


def _iterate_findings(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(sheet.rows, start=1):
        if is_finding_row(row):
            yield number, row


def _gather(sheet: Sheet, digest: str, unread: tuple[str, ...]) -> Answers:
    answers: list[Answer] = []
    faults: list[AnswerFault] = []
    unanswered = 0
    for number, row in _iterate_findings(sheet):
        read = _read_row(number, dict(zip(FIELDS, row, strict=False)))
        if read is None:
            unanswered += 1
        elif isinstance(read, Answer):
            answers.append(read)
        else:
            faults.append(read)
    return Answers(digest, sheet.title, tuple(answers), tuple(faults), unanswered, unread)


def _read_row(number: int, row: dict[str, str]) -> Answer | AnswerFault | None:
    """Read one answer; None where nothing was filled in."""
    said, why = row[ANSWER].strip(), row[EXPLANATION].strip()
    if not said and not why:
        return None
    if FORMULA in (said, why):
        return AnswerFault(number, _FORMULA)
    if not said:
        return AnswerFault(number, _NO_ANSWER)
    kind = next((kind for kind, words in ANSWERS.items() if said.lower() in words), None)
    if kind is None:
        shown = Bilingual(_UNKNOWN.zh.format(answer=said), _UNKNOWN.en.format(answer=said))
        return AnswerFault(number, shown)
    if not why and kind != "correct":
        return AnswerFault(number, _NO_REASON)
    return Answer(
        row=number,
        kind=kind,
        explanation=why,
        rule=row["rule"],
        fingerprint=row["fingerprint"],
        document=row["document"],
        message=row["message"],
        difference=row["difference"],
        unit=row["unit"],
    )
