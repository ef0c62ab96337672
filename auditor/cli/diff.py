"""`auditor diff`: what differs between two documents, or between two JSON reports."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from auditor.cli.errors import UsageError
from auditor.cli.exit_status import INCOMPLETE
from auditor.cli.options import CheckOptions
from auditor.cli.outputs import write_file, write_stdout
from auditor.cli.running import make_run
from auditor.cli.screen import FILE_WIDTH, find_width, wants_colour
from auditor.cli.shelf import PackShelf
from auditor.engine.figure_changes import compare_figures
from auditor.engine.placed_figures import FigureBook, list_figures
from auditor.errors import ReadingError
from auditor.finding import Bilingual
from auditor.finding.figure_change import FigureChange
from auditor.finding.outcome import NOTHING
from auditor.report import words_difference
from auditor.report.difference import Difference, DocumentDifference, build_difference
from auditor.report.difference_json import render_difference_json
from auditor.report.difference_text import render_difference
from auditor.report.json_report import render_json
from auditor.report.rendering import encode_text
from auditor.report.stored_report import StoredDocument, parse_report, read_report

if TYPE_CHECKING:
    from auditor.cli.parts import Parts

EQUAL = 0
DIFFERS = 1
_START = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffOptions:
    """The options of `auditor diff`; `max_size` is in megabytes, 0 for the usual limits."""

    old: str
    new: str
    packs: tuple[str, ...] = ()
    language: str = "zh"
    format: str = "terminal"
    output: str | None = None
    allow_incomplete: bool = False
    max_size: int = 0


class _Side(NamedTuple):
    """What one of the two paths gives: its documents, and whether it is a report."""

    documents: tuple[StoredDocument, ...]
    is_report: bool


def run_diff(options: DiffOptions, parts: Parts) -> int:
    """Compare and report; 0 no difference, 1 differences, 3 where an audit is incomplete.

    Raises ReadingError, RecordError, RulePackError and UsageError.
    """
    _require_separate(options)
    old, new = (_load_side(path, options, parts) for path in (options.old, options.new))
    differ = _Differ(options, parts, has_report=old.is_report or new.is_report)
    documents = tuple(
        differ.compare(*pair) for pair in _pair_documents(old.documents, new.documents)
    )
    difference = Difference(
        old=options.old,
        new=options.new,
        documents=documents,
        language=options.language,
        exit_status=_compute_status(documents, allow_incomplete=options.allow_incomplete),
    )
    _write(difference, options)
    return difference.exit_status


def _require_separate(options: DiffOptions) -> None:
    """Raise UsageError where the report would overwrite what is compared."""
    inputs = {os.path.realpath(path) for path in (options.old, options.new)}
    if options.output is not None and os.path.realpath(options.output) in inputs:
        said = "会覆盖被比较的文件 / would overwrite what is compared"
        message = f"--output: {said}: {options.output}"
        raise UsageError(message)


def _load_side(path: str, options: DiffOptions, parts: Parts) -> _Side:
    """Read a report, or audit what the path names."""
    if _is_report(path):
        return _Side(read_report(path).documents, is_report=True)
    run = make_run(
        CheckOptions(
            paths=(path,),
            packs=options.packs,
            language=options.language,
            max_size=options.max_size,
        ),
        parts,
    )
    documents = parse_report(encode_text(render_json(run)), path).documents
    unreadable = next((audit for audit in run.audits if audit.status == "unreadable"), None)
    if unreadable is not None and len(documents) == 1:
        raise ReadingError(path, f"{unreadable.reason.zh} / {unreadable.reason.en}")
    return _Side(documents, is_report=False)


def _is_report(path: str) -> bool:
    """Say whether a file is JSON: no budget begins with a brace."""
    try:
        with Path(path).open("rb") as stream:
            start = stream.read(_START)
    except (OSError, ValueError):  # a folder, or nothing: reading says so
        return False
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _pair_documents(
    old: Sequence[StoredDocument], new: Sequence[StoredDocument]
) -> Iterator[tuple[StoredDocument | None, StoredDocument | None]]:
    """Pair documents by the name of their file, else by issuer, year, kind and role.

    One on each side are a pair whatever they are.
    """
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    left = list(new)
    pairs: dict[int, StoredDocument] = {}
    for name in (_get_file_name, _get_identity):
        for number, document in enumerate(old):
            matches = [other for other in left if name(other) == name(document)]
            if number not in pairs and len(matches) == 1:
                pairs[number] = matches[0]
                left.remove(matches[0])
    for number, document in enumerate(old):
        yield document, pairs.get(number)
    yield from ((None, document) for document in left)


def _get_file_name(document: StoredDocument) -> object:
    return document.path.rpartition("/")[2]


def _get_identity(document: StoredDocument) -> object:
    return document.issuer, document.year, document.kind, document.role


class _Differ:
    """Compares the documents of one run, each read once more for its figures."""

    def __init__(self, options: DiffOptions, parts: Parts, *, has_report: bool) -> None:
        self._options = options
        self._parts = parts
        self._has_report = has_report
        self._shelf = PackShelf(parts, options.packs)

    def compare(
        self, old: StoredDocument | None, new: StoredDocument | None
    ) -> DocumentDifference:
        figures, reason = self._compare_figures(old, new)
        return build_difference(old, new, figures, reason)

    def _compare_figures(
        self, old: StoredDocument | None, new: StoredDocument | None
    ) -> tuple[tuple[FigureChange, ...] | None, Bilingual]:
        if self._has_report:
            return None, words_difference.REPORT_GIVEN
        if old is None or new is None:
            return None, words_difference.ONE_SIDE
        if "unreadable" in (old.status, new.status):
            return None, words_difference.NOT_READ
        books = (self._list_figures(side) for side in (old, new))
        return compare_figures(*books), NOTHING

    def _list_figures(self, document: StoredDocument) -> FigureBook:
        source = self._parts.read_document(document.path, self._options.max_size)
        rule_pack, _ = self._shelf.find_pack(source)
        return list_figures(source, rule_pack)


def _compute_status(documents: Sequence[DocumentDifference], *, allow_incomplete: bool) -> int:
    sides = [side for one in documents for side in (one.old, one.new) if side is not None]
    if not allow_incomplete and any(side.status != "complete" for side in sides):
        return INCOMPLETE
    return EQUAL if all(document.is_equal() for document in documents) else DIFFERS


def _write(difference: Difference, options: DiffOptions) -> None:
    if options.format == "json":
        text = render_difference_json(difference)
    else:
        is_file = options.output is not None
        width = FILE_WIDTH if is_file else find_width()
        text = render_difference(difference, width=width, colour=not is_file and wants_colour())
    if options.output is None:
        write_stdout(text)
    else:
        write_file(options.output, encode_text(text))
