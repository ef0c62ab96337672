"""Where reports go: which format to which place, and files that appear whole or not at all."""

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from auditor.cli.drafts import name_draft, remove_abandoned
from auditor.cli.errors import UsageError
from auditor.cli.options import CheckOptions, Output
from auditor.report.rendering import FOLDER_FORMATS, FORMATS, encode_text

Event = tuple[str, str]
# Formats that are no text: the library that writes each, and the extra that brings it.
_BINARY = {"xlsx": ("openpyxl", "office"), "parquet": ("pyarrow", "ray")}
# What a report is called in a folder, where its format is no usual suffix.
_SUFFIXES = {
    "terminal": "txt",
    "lines": "lines.txt",
    "markdown": "md",
    "junit": "xml",
    "github": "github.txt",
}


def pair_outputs(events: Sequence[Event]) -> tuple[Output, ...]:
    """Pair each ("output", path) with the ("format", name) before it, else with the terminal.

    Raises UsageError for an unknown format, a file named twice, or two formats that would
    both go to standard output.
    """
    outputs: list[Output] = []
    for kind, word in events:
        if kind == "format":
            outputs.append(Output(_require_format(word)))
        elif outputs and outputs[-1].path is None:
            outputs[-1] = Output(outputs[-1].format, word)
        else:
            outputs.append(Output(outputs[-1].format if outputs else FORMATS[0], word))
    outputs = [_place_output(output) for output in outputs]
    _require_separate(outputs)
    return tuple(outputs) or (Output(FORMATS[0]),)


def names_folder(path: str) -> bool:
    """Say whether a path is a folder, or its name says that it should become one."""
    return path.endswith(("/", "\\")) or os.path.isdir(path)  # noqa: PTH112 - Path drops the end


def _place_output(output: Output) -> Output:
    """Put a format of one file into the folder that is named in its place."""
    if output.path is None or output.format in FOLDER_FORMATS or not names_folder(output.path):
        return output
    suffix = _SUFFIXES.get(output.format, output.format)
    folder = Path(output.path.rstrip("/\\") or "/")
    return output._replace(path=str(folder / f"report.{suffix}"), in_folder=True)


def _require_format(word: str) -> str:
    if word not in FORMATS:
        message = f"--format: {word!r} 不是报告格式 / is no report format ({', '.join(FORMATS)})"
        raise UsageError(message)
    if word in _BINARY:
        _require_library(word, *_BINARY[word])
    return word


def _require_library(word: str, library: str, extra: str) -> None:
    from importlib.util import find_spec  # noqa: PLC0415 - few runs need it

    if find_spec(library) is None:
        said = "需要另装的扩展 / needs an extra"
        message = f'--format {word}: {said}: pip install "auditor[{extra}]"'
        raise UsageError(message)


def _require_separate(outputs: Sequence[Output]) -> None:
    places = [os.path.realpath(output.path) for output in outputs if output.path is not None]
    if len(places) + 1 < len(outputs):
        message = (
            "只能有一种格式写到标准输出，其余须各带 --output / "
            "only one format can go to standard output; give each other one its --output"
        )
        raise UsageError(message)
    shown = [out.format for out in outputs if out.path is None and out.format in _BINARY]
    if shown and _is_watched():
        message = f"--format {shown[0]}: 须带 --output / is no text; give it an --output"
        raise UsageError(message)
    twice = [place for place in places if places.count(place) > 1]
    if twice:
        message = f"--output: 同一文件出现两次 / a file is named twice: {twice[0]}"
        raise UsageError(message)


def _is_watched() -> bool:
    """Say whether standard output is a screen."""
    return has_stdout() and sys.stdout.isatty()


def require_no_input(options: CheckOptions, paths: Sequence[str]) -> None:
    """Raise UsageError where what is written would overwrite what is read, or a report."""
    given = (*paths, *options.waivers, *(one for one in (options.config,) if one))
    inputs = {os.path.realpath(path) for path in given}
    baseline = os.path.realpath(options.baseline) if options.baseline else ""
    reports = [output.path for output in options.outputs if output.path is not None]
    for path in reports:
        if os.path.realpath(path) in {*inputs, baseline}:
            said = "会覆盖被审文件或其他输入 / would overwrite a document or another input"
            message = f"--output: {said}: {path}"
            raise UsageError(message)
    if options.write_baseline is None:
        return
    if os.path.realpath(options.write_baseline) in {*inputs, *map(os.path.realpath, reports)}:
        message = "--write-baseline: 会覆盖输入或报告 / would overwrite an input or a report"
        raise UsageError(message)


def require_places(options: CheckOptions) -> None:
    """Raise UsageError where a folder to write into is missing, or nothing can be written there.

    Said before a long audit.
    """
    named = [("--output", output.path, output.in_folder) for output in options.outputs]
    for option, path, in_folder in (*named, ("--write-baseline", options.write_baseline, False)):
        if path is None:
            continue
        target = Path(os.path.realpath(path))
        folder = target if target.is_dir() else target.parent
        if in_folder and not folder.exists():
            folder = folder.parent  # it is made when the report is written
        if not folder.is_dir():
            raise UsageError(f"{option}: {path}: {os.strerror(errno.ENOENT)}")
        is_replaced = target.is_file() or not target.exists()  # a device or a pipe is not
        if (is_replaced or target.is_dir()) and not os.access(folder, os.W_OK):
            raise UsageError(f"{option}: {path}: {os.strerror(errno.EACCES)}")


def write_stdout(content: str | bytes | Iterable[bytes]) -> None:
    """Write to standard output, text as UTF-8 whatever the locale; a closed pipe ends it quietly.

    Bytes may come in pieces, each written as it comes.

    Raises UsageError where there is no standard output, or no room for it.
    """
    if not has_stdout():
        raise UsageError("标准输出已关闭 / standard output is closed")
    try:
        text = encode_text(content) if isinstance(content, str) else content
        sys.stdout.buffer.writelines((text,) if isinstance(text, bytes) else text)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence_stdout()
    except OSError as fault:
        _silence_stdout()
        reason = fault.strerror or fault
        message = f"无法写到标准输出：{reason} / cannot write to standard output: {reason}"
        raise UsageError(message) from fault


def has_stdout() -> bool:
    """Say whether there is a standard output: who started the program may have closed it."""
    stream: object = sys.stdout  # None then, which its type does not say
    return stream is not None


def _silence_stdout() -> None:
    """Else the interpreter would complain once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_report_file(output: Output, content: bytes | Iterable[bytes]) -> None:
    """Write a report to its file, in a new folder where one was named. Raises UsageError."""
    path = output.path or ""
    folder = os.path.dirname(path)  # noqa: PTH120 - as named
    is_new = output.in_folder and not os.path.isdir(folder)  # noqa: PTH112 - as named
    try:
        if is_new:
            Path(folder).mkdir()
        write_chunks(path, (content,) if isinstance(content, bytes) else content)
    except OSError as fault:
        raise UsageError(f"--output: {folder}: {fault.strerror or fault}") from fault
    except UsageError:
        if is_new:
            Path(folder).rmdir()
        raise


def write_file(path: str, content: bytes, option: str = "--output") -> None:
    """Write a file that appears whole or not at all. Raises UsageError if it cannot."""
    write_chunks(path, (content,), option)


def write_chunks(path: str, chunks: Iterable[bytes], option: str = "--output") -> None:
    """Write a file piece by piece; it appears whole or not at all. Raises UsageError."""
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:  # a device or a pipe cannot be replaced
                stream.writelines(chunks)
        else:
            _replace_file(target, chunks)
    except OSError as fault:
        message = f"{option}: {path}: {fault.strerror or fault}"
        raise UsageError(message) from fault


def _replace_file(target: Path, chunks: Iterable[bytes]) -> None:
    remove_abandoned(target.parent)
    draft = name_draft(target.parent)
    try:
        with draft.open("xb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
