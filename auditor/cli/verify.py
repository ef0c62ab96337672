"""`auditor verify`: repeat the run that a JSON report records, and compare byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from auditor.cli.limits import require_limits
from auditor.cli.notes import escape_lines
from auditor.cli.options import LARGEST_COUNT, CheckOptions
from auditor.cli.outputs import write_stdout
from auditor.cli.running import make_run
from auditor.errors import ReadingError
from auditor.finding import Bilingual
from auditor.report.json_difference import find_difference
from auditor.report.json_report import render_json
from auditor.report.renaming import rename_run
from auditor.report.rendering import encode_text
from auditor.report.stored_report import StoredDocument, StoredReport, read_report

if TYPE_CHECKING:
    from auditor.cli.parts import Parts

EQUAL = 0
DIFFERS = 1
_SAME = Bilingual("结果相同，逐字节一致：{path}", "the same, byte for byte: {path}")
_DIFFERENT = Bilingual("结果不同：{path}", "not the same: {path}")
_PARTS = {
    "tool": Bilingual("程序、程序库或规则包", "program, library or rule pack"),
    "settings": Bilingual("设置、豁免或基线", "settings, waivers or baseline"),
}
_DOCUMENT = Bilingual("文件内容已变", "the document has changed")
_STRAY = Bilingual("报告中没有这份文件", "the report has no such document")
_RESULT = Bilingual("审计结果", "result")
_BYTES = Bilingual(
    "内容相同，但字节不同，从第 {line} 行起", "the same content in other bytes, from line {line}"
)


class Places(NamedTuple):
    """Where documents, packs, waivers and baseline lie now; empty means: as the report says."""

    files: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    waivers: tuple[str, ...] = ()
    baseline: str | None = None


class _Pair(NamedTuple):
    """The path that the report gives a document, and where it is read from now."""

    recorded: str
    present: str


def run_verify(path: str, places: Places, language: str, parts: Parts) -> int:
    """Repeat a run and say what differs; 0 if nothing does.

    Raises RecordError for what is no report, UsageError, RulePackError and ReadingError.
    """
    report = read_report(path)
    found = parts.find_documents(places.files) if places.files else None
    for problem in found.problems if found else ():
        raise ReadingError(problem.path, problem.reason)
    pairs, strays = _pair_documents(report.documents, found.files if found else ())
    options = _repeat_options(report, pairs, places)
    names = {pair.present: pair.recorded for pair in (*pairs, *_pair_inputs(report, options))}
    run = make_run(options, parts)
    content = encode_text(render_json(rename_run(run, report.settings, names)))
    said = [f"{_STRAY.speak(language)}: {stray}" for stray in strays]
    if content != report.content:
        said += _list_differences(report, content, language)
    words = _DIFFERENT if said else _SAME
    lines = [words.speak(language).format(path=path), *(f"  {line}" for line in said)]
    write_stdout(escape_lines(lines))
    return DIFFERS if said else EQUAL


def _pair_documents(
    documents: Sequence[StoredDocument], files: Sequence[str]
) -> tuple[tuple[_Pair, ...], tuple[str, ...]]:
    """Pair each document with a file: of its path, else its content, else its name.

    A document without a file is read from where the report says. Files without a document are
    returned too.
    """
    left = dict.fromkeys(files)
    chosen: dict[int, str] = {}
    hashes = {file: _compute_sha256(file) for file in files}
    for is_it in (_has_path, _has_content, _has_name):
        for number, document in enumerate(documents):
            match = next((file for file in left if is_it(document, file, hashes[file])), None)
            if number not in chosen and match is not None:
                chosen[number] = match
                del left[match]
    pairs = tuple(
        _Pair(document.path, chosen.get(number, document.path))
        for number, document in enumerate(documents)
    )
    return pairs, tuple(left)


def _has_path(document: StoredDocument, file: str, _sha256: str) -> bool:
    return document.path == file


def _has_content(document: StoredDocument, _file: str, sha256: str) -> bool:
    return document.sha256 == sha256


def _has_name(document: StoredDocument, file: str, _sha256: str) -> bool:
    return document.path.rpartition("/")[2] == file.rpartition("/")[2]


def _compute_sha256(file: str) -> str:
    """Compute the hash of a file, "" if it cannot be read: the run will say why."""
    try:
        with Path(file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _repeat_options(report: StoredReport, pairs: Sequence[_Pair], places: Places) -> CheckOptions:
    settings = report.settings
    recorded = None if settings.baseline is None else settings.baseline.path
    lists = _find_lists(report, pairs)
    return CheckOptions(
        paths=tuple(pair.present for pair in pairs if pair.present not in lists.values()),
        packs=places.packs or settings.packs,
        config=settings.config,
        language=settings.language,
        fail_on=settings.fail_on,
        select=settings.select,
        ignore=settings.ignore,
        allow_incomplete=settings.allow_incomplete,
        sets=settings.sets,
        max_size=min(settings.max_size, LARGEST_COUNT),
        limits=require_limits(settings.limits),
        waivers=places.waivers or tuple(file.path for file in settings.waivers),
        baseline=places.baseline or recorded,
        manifest=lists.get("manifest"),
        against=lists.get("control"),
        today=settings.today or None,
    )


def _find_lists(report: StoredReport, pairs: Sequence[_Pair]) -> dict[str, str]:
    """Find where the office's lists lie now, by the role that their entries have."""
    present = {pair.recorded: pair.present for pair in pairs}
    lists = (one for one in report.documents if one.role in ("manifest", "control"))
    return {one.role: present[one.path] for one in lists}


def _pair_inputs(report: StoredReport, options: CheckOptions) -> Iterator[_Pair]:
    """Pair waivers, in their order, and baseline with the files that stand for them now."""
    settings = report.settings
    for file, present in zip(settings.waivers, options.waivers, strict=False):
        yield _Pair(file.path, present)
    if settings.baseline is not None and options.baseline is not None:
        yield _Pair(settings.baseline.path, options.baseline)


def _list_differences(report: StoredReport, content: bytes, language: str) -> list[str]:
    """Say what the run was made from that has changed, and where the result first differs."""
    old, new = dict(report.fields), json.loads(content)
    said = []
    for name, label in _PARTS.items():
        found = find_difference(old.pop(name), new.pop(name), name)
        if found is not None:
            said.append(f"{label.speak(language)}: {found.place}: {found.old} → {found.new}")
    hashes = _take_hashes(new["documents"])
    for document, sha256 in zip(report.documents, hashes, strict=False):
        if document.sha256 != (sha256 or ""):
            said.append(f"{_DOCUMENT.speak(language)}: {document.path}")
    _take_hashes(old["documents"])
    found = find_difference(old, new)
    if found is not None:
        place = f"{found.place}: {found.old} → {found.new}"
        said.append(f"{_RESULT.speak(language)}: {place}")
    if not said:
        line = _find_line(report.content, content)
        said.append(_BYTES.speak(language).format(line=line))
    return said


def _take_hashes(documents: object) -> list[str | None]:
    """Take the hashes out of a report's documents: they are compared apart from the result."""
    records = documents if isinstance(documents, list) else []
    return [record.pop("sha256") for record in records]


def _find_line(old: bytes, new: bytes) -> int:
    lines = zip(old.split(b"\n"), new.split(b"\n"), strict=False)
    return next((n for n, (one, other) in enumerate(lines, start=1) if one != other), 1)
