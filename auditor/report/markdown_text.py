"""Text that we do not own, as Markdown that shows it and does nothing else."""

import re

from auditor.report.escaping import escape_path, flatten_text

_MARKS = re.compile(r"[\\`*_\[\]{}<>|~&$^]")
_AT_START = re.compile(r"\d+(?=[.)])|(?=[-+=:#%])")
_LINK = re.compile(r"(?<=\w):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
# Hosts of code make links of @name, #1 and !1 in what is rendered: only a tag between helps.
_MENTION = re.compile(r"([@#!])(?=\w)")


def escape_markdown(text: str) -> str:
    """Escape a text within a line of Markdown: no markup, link, HTML, mention, table border."""
    shown = _MARKS.sub(r"\\\g<0>", flatten_text(text).strip())
    shown = _LINK.sub(r"\\\g<0>", shown)
    return _MENTION.sub(r"\\\1<!-- -->", shown)


def escape_start(text: str) -> str:
    """Escape a text that begins a line or a list entry: it is no list, heading or rule there."""
    shown = escape_markdown(text)
    start = _AT_START.match(shown)
    return f"{shown[: start.end()]}\\{shown[start.end() :]}" if start else shown


def render_code(text: str) -> str:
    """Render a text as a code span, with a fence longer than any run of backticks in it."""
    shown = flatten_text(text).strip()
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if longest else ""
    return f"{fence}{blank}{shown}{blank}{fence}" if shown else ""


def render_path(path: str) -> str:
    """Render a file name as a code span."""
    return render_code(escape_path(path))
