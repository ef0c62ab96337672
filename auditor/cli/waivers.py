# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""`auditor waivers draft`: read an answered sheet back as waivers that silence nothing yet."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.errors import UsageError
from auditor.cli.notes import write_note
from auditor.cli.outputs import write_file, write_stdout
from auditor.errors import ReadingError

if TYPE_CHECKING:
    import argparse

    from auditor.reading.answers import Answers

_LEAST_DIGEST = 12
_WRITTEN = {"zh": "豁免草稿已写入: {path}", "en": "draft waivers written: {path}"}
_INSTALL = 'pip install "auditor[office]"'


def run_waivers(given: argparse.Namespace) -> int:
    """Draft waivers; 1 where an answer cannot be used. Raises UsageError for a sheet refused."""
    _check_output(given)
    answers = _read_answers(given.workbook)
    _check_digest(given.digest, answers)
    drafts = _render_drafts(answers, given.lang)
    from auditor.report.answer_text import render_answers

    said = render_answers(answers, given.lang)
    if given.output is None:
        write_stdout(drafts)
        sys.stderr.write(said)
    else:
        write_file(given.output, drafts.encode())
        write_stdout(said)
        write_note(_WRITTEN[given.lang].format(path=given.output))
    return 1 if answers.faults else 0


def _check_output(given: argparse.Namespace) -> None:
    """Refuse to write over a file: it may hold waivers that an auditor has approved."""
    if given.output is not None and Path(os.path.realpath(given.output)).is_file():
        said = "文件已存在，不会覆盖 / the file is there and stays"
        message = f"--output: {said}: {given.output}"
        raise UsageError(message)


def _read_answers(path: str) -> Answers:
    try:
        from auditor.reading.answers import read_answers
    except ModuleNotFoundError as error:
        message = f"读回答复表需要另装的扩展 / reading answers needs an extra: {_INSTALL}"
        raise UsageError(message) from error
    try:
        return read_answers(path)
    except ReadingError as error:
        raise UsageError(str(error)) from error


def _check_digest(wanted: str | None, answers: Answers) -> None:
    """Raise UsageError where the sheet is sound but not the one that was sent."""
    if wanted is None:
        return
    if len(wanted) < _LEAST_DIGEST:
        message = f"--digest: 至少 {_LEAST_DIGEST} 位 / at least {_LEAST_DIGEST} signs"
        raise UsageError(message)
    if not answers.digest.startswith(wanted.lower().removeprefix("sha256:")):
        said = "与发出的答复表不是同一份 / not the sheet that was sent"
        message = f"--digest: {said}: sha256:{answers.digest}"
        raise UsageError(message)


def _render_drafts(answers: Answers, language: str) -> str:
    from auditor.report.answer_text import describe_answer
    from auditor.rulepack.waiver_drafts import DraftWaiver, render_waiver_drafts

    drafts = (
        DraftWaiver(
            rule=answer.rule,
            fingerprint=answer.fingerprint,
            difference=answer.difference,
            unit=answer.unit,
            reason=answer.explanation,
            remark=describe_answer(answers, answer, language),
        )
        for answer in answers.answers
        if answer.kind != "correct"
    )
    return render_waiver_drafts(drafts, answers.digest, language)
