# ruff: noqa: PLC0415 - a report imports only what it needs: workbooks are an extra
"""A run as a folder: an overview, and for each document a page and an exceptions sheet.

Knows no disk: names and contents only.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from auditor.finding import Audit
from auditor.finding.brief import brief_audits
from auditor.finding.plain import parse_plain, render_plain
from auditor.finding.series import AuditSeries
from auditor.report.lightening import lighten_audit
from auditor.report.rendering import encode_text
from auditor.report.run import Run

OVERVIEW = "index.html"
WORKBOOK = "总表.xlsx"
_LONGEST = 150  # bytes of UTF-8; a file name may have 255
_UNSAFE = re.compile(r"[^\w.()（）《》〔〕+\-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_TAKEN = ("index", "总表")


class ReportFile(NamedTuple):
    """A file of the folder."""

    name: str
    content: bytes


def can_write_workbooks() -> bool:
    """Say whether the library that writes workbooks is installed."""
    return find_spec("openpyxl") is not None


def list_file_names(paths: Sequence[str]) -> list[str]:
    """List the names of all files that a folder for these documents may hold."""
    stems = name_files(paths)
    pages = [f"{stem}{suffix}" for stem in stems for suffix in (".html", ".xlsx")]
    return [OVERVIEW, WORKBOOK, *pages]


def name_files(paths: Sequence[str]) -> tuple[str, ...]:
    """Name each document's files, without suffix: safe on every system, each name once.

    The name is the document's own; of several alike the later ones are numbered in their order.
    """
    names: list[str] = []
    taken = set(_TAKEN)
    last: dict[str, int] = {}  # many folders may hold a file of the same name
    for path in paths:
        stem = _make_safe(path.replace("\\", "/").rstrip("/").rpartition("/")[2])
        name, number = stem, last.get(stem.casefold(), 1)
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        last[stem.casefold()] = number
        names.append(name)
    return tuple(names)


def render_folder(run: Run, *, workbooks: bool) -> Iterator[ReportFile]:
    """Render the files one after another, the overview last; `workbooks` says whether any."""
    from auditor.report.html import render_overview

    briefs = brief_audits(run.audits)
    stems = name_files([brief.path for brief in briefs])
    pages = [f"{stem}.html" for stem in stems]
    sheets = [
        f"{stem}.xlsx" if workbooks and brief.status != "unreadable" else ""
        for stem, brief in zip(stems, briefs, strict=True)
    ]
    beside = dict(zip((brief.path for brief in briefs), pages, strict=True))
    audits, digests = [], []
    for files, page, sheet in zip(
        _iterate_files(run, beside, workbooks=workbooks), pages, sheets, strict=True
    ):
        yield ReportFile(page, files.page)
        if sheet:
            yield ReportFile(sheet, files.sheet)
        audits.append(files.audit)
        digests.append(files.digest)
    run = run._replace(audits=tuple(audits))
    if workbooks:
        yield ReportFile(WORKBOOK, _render_workbook(run, digests))
    workbook = WORKBOOK if workbooks else ""
    overview = render_overview(run, pages=pages, sheets=sheets, workbook=workbook)
    yield ReportFile(OVERVIEW, encode_text(overview))


class _DocumentFiles(NamedTuple):
    """A document's page and sheet, the sheet's digest, and what overviews need of the audit."""

    page: bytes
    sheet: bytes
    digest: str
    audit: Audit


def _iterate_files(
    run: Run, beside: Mapping[str, str], *, workbooks: bool
) -> Iterator[_DocumentFiles]:
    """Yield the files of each document; those of many are written by several processes."""

    def render(audit: Audit) -> _DocumentFiles:
        return _render_files(run._replace(audits=(audit,)), beside, workbooks=workbooks)

    audits = run.audits
    if not isinstance(audits, AuditSeries):
        yield from map(render, audits)
        return
    known = ("folder", run.settings, run.tool, run.mistakes, run.coverage, workbooks, beside)
    for content in audits.map_contents(lambda audit: render_plain(render(audit)), repr(known)):
        yield parse_plain(content, _DocumentFiles)


def _render_files(run: Run, beside: Mapping[str, str], *, workbooks: bool) -> _DocumentFiles:
    from auditor.report.html import render_html

    (audit,) = run.audits
    page = encode_text(render_html(run, overview=OVERVIEW, pages=beside))
    light = lighten_audit(audit)
    if not workbooks or audit.status == "unreadable":
        return _DocumentFiles(page, b"", "", light)
    from auditor.report.xlsx import render_sealed

    sheet = render_sealed(run)
    return _DocumentFiles(page, sheet.content, sheet.digest, light)


def _render_workbook(run: Run, digests: Sequence[str]) -> bytes:
    from auditor.report.xlsx import render_overview_workbook

    return render_overview_workbook(run, digests)


def _make_safe(name: str) -> str:
    """Keep letters, digits and harmless signs of a file name without its suffix."""
    stem = name.rpartition(".")[0] or name
    plain = unicodedata.normalize("NFC", stem.encode("utf-8", "replace").decode("utf-8"))
    safe = _UNSAFE.sub("_", plain).strip("._- ")
    cut = safe.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").rstrip("._- ")
    if not cut or _RESERVED.fullmatch(cut):
        return f"_{cut}" if cut else "document"
    return cut
