# ruff: noqa: PLC0415 - a report imports only what it needs: the start is part of its price
"""A run in any format, as the bytes of a file. The one list of formats."""

from collections.abc import Callable, Iterable, Iterator

from auditor.report.pieces import Pieces
from auditor.report.run import Run


def encode_text(text: str) -> bytes:
    """Encode as UTF-8; a half of a character, from a file name, becomes an escape."""
    return text.encode("utf-8", "backslashreplace")


def _render_json(run: Run) -> str:
    from auditor.report.json_report import render_json

    return render_json(run)


def _render_lines(run: Run) -> str:
    from auditor.report.lines import render_lines

    return render_lines(run)


def _render_sarif(run: Run) -> str:
    from auditor.report.sarif.log import render_sarif

    return render_sarif(run)


def _render_markdown(run: Run) -> str:
    from auditor.report.markdown import render_markdown

    return render_markdown(run)


def _render_junit(run: Run) -> str:
    from auditor.report.junit import render_junit

    return render_junit(run)


def _render_github(run: Run) -> str:
    from auditor.report.github import render_github

    return render_github(run)


def _render_csv(run: Run) -> str:
    from auditor.report.csv_report import render_csv

    return render_csv(run)


def _render_xlsx(run: Run) -> bytes:
    from auditor.report.xlsx import render_exceptions

    return render_exceptions(run)


def _render_html(run: Run) -> str:
    from auditor.report.html import render_html

    return render_html(run)


def _render_parquet(run: Run) -> bytes:
    from auditor.report.parquet import render_parquet

    return render_parquet(run)


# Each imports its own writer; what is bytes already is not encoded.
_WRITERS: dict[str, Callable[[Run], str | bytes]] = {
    "json": _render_json,
    "lines": _render_lines,
    "markdown": _render_markdown,
    "sarif": _render_sarif,
    "junit": _render_junit,
    "github": _render_github,
    "csv": _render_csv,
    "xlsx": _render_xlsx,
    "html": _render_html,
    "parquet": _render_parquet,
}
FORMATS = ("terminal", *_WRITERS)
_IN_PIECES = {
    "json": "json_report",
    "lines": "lines",
    "markdown": "markdown",
    "github": "github",
    "sarif": "sarif.log",
    "junit": "junit",
    "csv": "csv_report",
}
# A format that is made of what another one says of each document.
MADE_OF = {"parquet": "json"}
# Of several documents these are a folder (folders.py), not one file.
FOLDER_FORMATS = frozenset({"html", "xlsx"})


def iterate_made(report_format: str, documents: Iterable[str]) -> Iterator[bytes]:
    """Yield a report of MADE_OF piece by piece, from what its other format says of documents."""
    from auditor.report.parquet import iterate_parquet

    makers = {"parquet": iterate_parquet}
    return makers[report_format](documents)


def find_pieces(report_format: str, *, width: int, colour: bool) -> Pieces | None:
    """Find how a format is written document by document; None where it is written whole."""
    if report_format == "terminal":
        from auditor.report.terminal import build_pieces

        return build_pieces(width=width, colour=colour)
    if report_format not in _IN_PIECES:
        return None
    from importlib import import_module

    found: Pieces = import_module(f"auditor.report.{_IN_PIECES[report_format]}").PIECES
    return found


def render_report(
    run: Run, report_format: str, *, width: int = 100, colour: bool = False
) -> bytes:
    """Render a run in one of FORMATS; `width` in cells and `colour` are for the terminal."""
    write = _WRITERS.get(report_format)
    if write is not None:
        content = write(run)
        return content if isinstance(content, bytes) else encode_text(content)
    from auditor.report.terminal import render_terminal

    return encode_text(render_terminal(run, width=width, colour=colour))
