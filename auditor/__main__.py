"""The program's entry: streams in UTF-8, and a last word on our own faults."""

import gc
import io
import os
import sys
import traceback

# What starting up makes lives to the end; looking for garbage in it costs a twentieth of it.
gc.set_threshold(2_000_000, 50, 50)

from auditor.cli.early import start_early  # noqa: E402 - the collector first

start_early(sys.argv[1:])

from auditor.expressions import restore_expressions  # noqa: E402 - the other process first

restore_expressions()

from auditor.cli.main import run_command  # noqa: E402 - what it compiles is there by now

_OUR_FAULT = 2
_INTERRUPTED = 130


def main() -> int:
    """Run the command that the arguments give and return the exit status."""
    if sys.stderr is None:  # closed by who started the program: notes are for nobody then
        sys.stderr = io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        return run_command()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - our own fault must not look like a finding
        if os.environ.get("AUDITOR_DEBUG"):
            traceback.print_exc()
        sys.stderr.write(
            f"auditor: 程序自身出错 / our own fault: {type(fault).__name__}: {fault}\n"
            "设置 AUDITOR_DEBUG=1 可看到详情 / set AUDITOR_DEBUG=1 to see where\n"
        )
        return _OUR_FAULT


if __name__ == "__main__":
    raise SystemExit(main())
