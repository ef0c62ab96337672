"""Reports that are a folder: when a run writes one, and how it appears whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.drafts import name_draft, remove_abandoned
from auditor.cli.errors import UsageError
from auditor.cli.notes import write_note
from auditor.cli.outputs import names_folder
from auditor.finding import Bilingual
from auditor.reading.folders import REPORT_MARK
from auditor.report.folders import (
    OVERVIEW,
    ReportFile,
    can_write_workbooks,
    list_file_names,
    render_folder,
)
from auditor.report.progress import open_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.cli.options import Output
    from auditor.reading import Found
    from auditor.report.progress import Advance
    from auditor.report.run import Run

_WRITING = Bilingual("写报告", "reports")
_INSTALL = 'pip install "auditor[office]"'


def is_folder_output(output: Output, documents: int) -> bool:
    """Say whether an output of a folder format is a folder: for many documents, or as named."""
    return documents != 1 or (output.path is not None and names_folder(output.path))


def require_folder(output: Output, documents: Sequence[str], inputs: Sequence[str]) -> None:
    """Raise UsageError where the folder cannot be, or would overwrite what is read."""
    if not is_folder_output(output, len(documents)):
        return
    if output.path is None:
        zh = f"多份文件的 {output.format} 报告是一个文件夹，请用 --output 指定"
        en = f"{output.format} of several documents is a folder: name it with --output"
        raise UsageError(f"--format {output.format}: {zh} / {en}")
    folder = Path(output.path)
    read = {os.path.realpath(path) for path in inputs}
    for place in (folder, *(folder / name for name in list_file_names(documents))):
        if os.path.realpath(place) in read:
            zh, en = "会覆盖被审文件或其他输入", "would overwrite a document or another input"
            raise UsageError(f"--output: {zh} / {en}: {place}")
    if folder.exists() and not folder.is_dir():
        zh = "多份文件的报告写入文件夹，这里是文件"
        en = "reports on several documents go into a folder, this is a file"
        raise UsageError(f"--output: {zh} / {en}: {output.path}")


def leave_out_reports(found: Found, output: Output, paths: Sequence[str], language: str) -> Found:
    """Pass over the reports of an earlier run: what lies in the output's folder and is not named.

    A folder that is itself among the paths is read like any other.
    """
    if output.path is None or not names_folder(output.path):
        return found
    folder = os.path.realpath(output.path)
    inside = [os.path.realpath(path) for path in paths]
    inside = [path for path in inside if _is_within(path, folder)]
    kept = tuple(
        file
        for file in found.files
        if not _is_within(os.path.realpath(file), folder)
        or any(_is_within(os.path.realpath(file), path) for path in inside)
    )
    count = len(found.files) - len(kept)
    if count:
        zh, en = f"跳过报告文件夹中的 {count} 个文件", f"skipped in the folder of reports: {count}"
        write_note(f"{zh if language == 'zh' else en}: {output.path}")
    return found._replace(files=kept)


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118 - ends in /


def write_folder_report(run: Run, output: Output) -> None:
    """Write the folder of a run. Raises UsageError if it cannot be written."""
    workbooks = can_write_workbooks()
    path = output.path or ""
    language = run.settings.language
    with open_progress(len(run.audits), language, _WRITING.speak(language)) as advance:
        write_files(path, _watch(render_folder(run, workbooks=workbooks), advance))
    is_chinese = language == "zh"
    if not workbooks:
        zh, en = f"未写 Excel 文件，需另装：{_INSTALL}", f"no workbooks written: {_INSTALL}"
        write_note(zh if is_chinese else en)
    write_note(f"{'报告已写入' if is_chinese else 'report written'}: {Path(path) / OVERVIEW}")


def _watch(files: Iterable[ReportFile], advance: Advance) -> Iterator[ReportFile]:
    """Yield the files, and tell of each document's page."""
    for file in files:
        if file.name.endswith(".html") and file.name != OVERVIEW:
            advance(file.name)
        yield file


def write_files(path: str, files: Iterable[ReportFile]) -> None:
    """Write files into a folder, all of them or none. Raises UsageError if it cannot."""
    folder = Path(os.path.realpath(path))
    try:
        if folder.is_dir():
            _fill_folder(folder, files)
        else:
            _make_folder(folder, files)
    except OSError as fault:
        place = f": {Path(fault.filename).name}" if isinstance(fault.filename, str) else ""
        message = f"--output: {path}{place}: {fault.strerror or fault}"
        raise UsageError(message) from fault


def _make_folder(folder: Path, files: Iterable[ReportFile]) -> None:
    remove_abandoned(folder.parent)
    draft = name_draft(folder.parent)
    draft.mkdir()
    try:
        _write_drafts(draft, files)
        (draft / REPORT_MARK).touch()  # a folder that was there may hold documents: no mark
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _fill_folder(folder: Path, files: Iterable[ReportFile]) -> None:
    """Replace files of the same name; if one cannot be replaced, put all the others back."""
    remove_abandoned(folder)
    draft = name_draft(folder)
    draft.mkdir()
    kept = draft / "kept"
    kept.mkdir()
    try:
        names = _write_drafts(draft, files)
        done: list[str] = []
        try:
            for name in names:
                if (folder / name).is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
                if (folder / name).exists():
                    (folder / name).replace(kept / name)
                done.append(name)
                (draft / name).replace(folder / name)
        except OSError:
            _put_back(folder, kept, done)
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put_back(folder: Path, kept: Path, names: Sequence[str]) -> None:
    for name in names:
        if (kept / name).exists():
            (kept / name).replace(folder / name)
        else:
            (folder / name).unlink(missing_ok=True)


def _write_drafts(draft: Path, files: Iterable[ReportFile]) -> list[str]:
    names = []
    for file in files:
        with (draft / file.name).open("xb") as stream:
            stream.write(file.content)
            stream.flush()
            os.fsync(stream.fileno())
        names.append(file.name)
    return names
