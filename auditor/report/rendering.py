# ruff: noqa: PLC0415 - a report imports only what it needs: the start is part of its price
"""A run in any format, as the bytes of a file. The one list of formats."""

from auditor.report.run import Run

FORMATS = ("terminal", "json")


def encode_text(text: str) -> bytes:
    """Encode as UTF-8; a half of a character, from a file name, becomes an escape."""
    return text.encode("utf-8", "backslashreplace")


def render_report(
    run: Run, report_format: str, *, width: int = 100, colour: bool = False
) -> bytes:
    """Render a run in one of FORMATS; `width` in cells and `colour` are for the terminal."""
    if report_format == "json":
        from auditor.report.json_report import render_json

        return encode_text(render_json(run))
    from auditor.report.terminal import render_terminal

    return encode_text(render_terminal(run, width=width, colour=colour))
