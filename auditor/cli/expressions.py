"""Keep what auditing a few documents compiles: `python -m auditor.cli.expressions FILE…`.

For the build of the wheel. Writes no report.
"""

# ruff: noqa: PLC0415 - the rest is imported while what it compiles is noted
import contextlib
import io
import sys
from collections.abc import Sequence

from auditor.expressions import keep_expressions, record_expressions


def keep_what_audits_compile(paths: Sequence[str]) -> None:
    """Audit the files and keep the expressions that were compiled; needs no extra."""
    with record_expressions() as found, contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        from auditor.cli.main import run_command

        for path in paths:
            run_command(["check", path, "--format", "json"])
    keep_expressions(found)


if __name__ == "__main__":
    keep_what_audits_compile(sys.argv[1:])
