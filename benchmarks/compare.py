"""Compare the audit with what a user would pick instead, on the same tables, in one run.

    python benchmarks/compare.py                the sums of tables (benchmarks/tables.py)
    python benchmarks/compare.py FILE…          whole documents against the bare extraction

Prints Markdown. Every rival is a fresh process. Times are of the processor, which a busy machine
disturbs least, the least of several rounds in which all take turns, and shown as ratios to the
first rival. Needs the extra `benchmark`.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tables import CASES, Line, count_checks, list_planted, write_cases

_FOLDER = Path(__file__).resolve().parent
_RIVALS = {
    "Decimal loop": ("with_decimal.py",),
    "pandas, ==": ("with_pandas.py",),
    "pandas, numpy.isclose": ("with_pandas.py", "close"),
    "pandera, ± one last digit": ("with_pandera.py",),
    "frictionless": ("with_frictionless.py",),
    "Arelle, Calculations 1.1": ("with_arelle.py",),
    "auditor, the two rules": ("with_auditor.py",),
}
_SMALL, _LARGE, _JUDGED = 1, 400, 60  # classes
_ROUNDS = 3
_NOISE = 0.1  # of a start-up: less than that is not told from its scatter
_MEGABYTE = 1024  # of ru_maxrss, which counts kilobytes


class Measurement(NamedTuple):
    """One process: its seconds of the processor, the most memory it held, what it printed."""

    seconds: float
    megabytes: float
    printed: str


def measure_process(words: Sequence[str]) -> Measurement:
    """Run a command of this interpreter to its end. Raises RuntimeError if it fails."""
    environment = os.environ | {"PYTHONPATH": str(_FOLDER.parent), "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        child = subprocess.Popen([sys.executable, *words], stdout=output, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        printed = output.read()
    if child.returncode:
        raise RuntimeError(f"{words} ended with {child.returncode}")
    return Measurement(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _MEGABYTE, printed)


def run_rival(rival: str, folder: Path) -> Measurement:
    """Let a rival check the table of a folder."""
    script, *words = _RIVALS[rival]
    return measure_process([str(_FOLDER / "rivals" / script), str(folder), *words])


def compare_speed(place: Path) -> None:
    """Print checks per second without the start, the start alone, and memory."""
    write_cases(place / "small", _SMALL)
    checks = count_checks(write_cases(place / "large", _LARGE))
    runs: dict[str, list[tuple[Measurement, Measurement]]] = {name: [] for name in _RIVALS}
    for _ in range(_ROUNDS):
        for name, measured in runs.items():
            small, large = (run_rival(name, place / size / "exact") for size in ("small", "large"))
            measured.append((small, large))
    starts = {name: min(small.seconds for small, _ in runs[name]) for name in runs}
    works = {name: min(large.seconds for _, large in runs[name]) - starts[name] for name in runs}
    print(f"\nA table of {checks} checks; start-up is a table of one class.\n")
    print("| | time per check | start-up | memory |\n|---|---:|---:|---:|")
    first = next(iter(runs))
    for name, measured in runs.items():
        memory = max(large.megabytes for _, large in measured)
        work = f"× {works[name] / works[first]:.1f}"
        if works[name] < _NOISE * starts[name]:
            work = "lost in its start-up"
        print(f"| {name} | {work} | × {starts[name] / starts[first]:.1f} | {memory:.0f} MB |")


def compare_verdicts(place: Path) -> None:
    """Print how many sound sums each rival calls wrong, and how many wrong ones it misses."""
    lines = write_cases(place / "verdicts", _JUDGED)
    print(
        f"\n{count_checks(lines)} checks a table; 20 of its totals are changed in the last two.\n"
    )
    print(f"| | {' | '.join(_describe(case) for case in CASES)} |")
    print("|---|" + "---:|" * len(CASES))
    for name in _RIVALS:
        counts = [_count_mistakes(name, place / "verdicts", case, lines) for case in CASES]
        print(f"| {name} | {' | '.join(map(str, counts))} |")


def _describe(case: str) -> str:
    unit = "元, exact" if case.startswith("exact") else "万元, rounded"
    return f"missed, {unit}" if case.endswith("faulty") else f"false alarms, {unit}"


def _count_mistakes(name: str, folder: Path, case: str, lines: Sequence[Line]) -> int:
    checks, *failed = run_rival(name, folder / case).printed.split("\n")[:-1]
    if int(checks) != count_checks(lines):
        raise RuntimeError(f"{name} made {checks} checks, not {count_checks(lines)}")
    if case.endswith("faulty"):
        return len(set(list_planted(lines)) - set(failed))
    return len(failed)


def compare_documents(paths: Sequence[str]) -> None:
    """Print what an audit of whole documents costs beside the bare extraction of their text."""
    bare = str(_FOLDER / "rivals" / "bare_text.py")
    print(
        "\n| document | time: audit ÷ extraction | memory: audit ÷ extraction |\n|---|---:|---:|"
    )
    for path in paths:
        audit = ["-m", "auditor", "check", "--fail-on", "never", "--allow-incomplete", path]
        pairs = [(measure_process(audit), measure_process([bare, path])) for _ in range(_ROUNDS)]
        ours, theirs = (min(one.seconds for one in runs) for runs in zip(*pairs, strict=True))
        memory = max(one.megabytes for one, _ in pairs) / max(one.megabytes for _, one in pairs)
        size = Path(path).stat().st_size // 1024
        print(f"| {Path(path).suffix[1:]}, {size} kB | {ours / theirs:.2f} | {memory:.2f} |")


def main(words: Sequence[str]) -> None:
    """Compare tables, or the documents that are named."""
    if words:
        compare_documents(words)
        return
    with tempfile.TemporaryDirectory() as place:
        compare_verdicts(Path(place))
        compare_speed(Path(place))


if __name__ == "__main__":
    main(sys.argv[1:])
