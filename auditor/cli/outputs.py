"""Where reports go: which format to which place, and files that appear whole or not at all."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from auditor.cli.errors import UsageError
from auditor.cli.options import Output
from auditor.report.rendering import FORMATS, encode_text

Event = tuple[str, str]


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
    _require_separate(outputs)
    return tuple(outputs) or (Output(FORMATS[0]),)


def _require_format(word: str) -> str:
    if word not in FORMATS:
        message = f"--format: {word!r} 不是报告格式 / is no report format ({', '.join(FORMATS)})"
        raise UsageError(message)
    return word


def _require_separate(outputs: Sequence[Output]) -> None:
    places = [os.path.realpath(output.path) for output in outputs if output.path is not None]
    if len(places) + 1 < len(outputs):
        message = (
            "只能有一种格式写到标准输出，其余须各带 --output / "
            "only one format can go to standard output; give each other one its --output"
        )
        raise UsageError(message)
    twice = [place for place in places if places.count(place) > 1]
    if twice:
        message = f"--output: 同一文件出现两次 / a file is named twice: {twice[0]}"
        raise UsageError(message)


def require_no_input(outputs: Sequence[Output], paths: Sequence[str]) -> None:
    """Raise UsageError where a report would overwrite one of the documents."""
    documents = {os.path.realpath(path) for path in paths}
    for output in outputs:
        if output.path is not None and os.path.realpath(output.path) in documents:
            message = f"--output: 会覆盖被审文件 / would overwrite a document: {output.path}"
            raise UsageError(message)


def write_stdout(content: str | bytes) -> None:
    """Write to standard output, text as UTF-8 whatever the locale; a closed pipe ends it quietly.

    Raises UsageError where there is no standard output, or no room for it.
    """
    if not has_stdout():
        raise UsageError("标准输出已关闭 / standard output is closed")
    try:
        sys.stdout.buffer.write(encode_text(content) if isinstance(content, str) else content)
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


def write_file(path: str, content: bytes) -> None:
    """Write a file that appears whole or not at all. Raises UsageError if it cannot."""
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a device or a pipe cannot be replaced
        else:
            _replace_file(target, content)
    except OSError as fault:
        message = f"--output: {path}: {fault.strerror or fault}"
        raise UsageError(message) from fault


def _replace_file(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
