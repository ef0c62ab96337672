"""How wide the screen is, and whether it shows colours. Knows no report."""

import os
import sys

from auditor.cli.outputs import has_stdout

FILE_WIDTH = 100
_LEAST_WIDTH = 40


def find_width() -> int:
    """Return what COLUMNS says, else the terminal's width, else that of files."""
    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit():
        return max(int(said), _LEAST_WIDTH)
    if has_stdout() and sys.stdout.isatty():
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, _LEAST_WIDTH)
    return FILE_WIDTH


def wants_colour() -> bool:
    """Say whether a person watches a terminal that shows colours and has not declined them."""
    declined = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return has_stdout() and sys.stdout.isatty() and not declined
