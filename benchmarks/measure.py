"""Measure the audit against a bare parse of the same text, in the same run.

    python benchmarks/measure.py [FILE…]        without files: every sample

Prints ratios only: they hold from one machine to the next, seconds do not. The bare parse is
lark's own, by bare.lark, with the contextual lexer and no transformer.
"""

import gc
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from lark import Lark

from auditor.engine import Settings, audit_document
from auditor.reading import Source, read_document
from auditor.rulepack import RulePack, load_packs

_FOLDER = Path(__file__).resolve().parent
_PACKS = ("cn-shanghai",)
_SUFFIXES = (".txt", ".csv", ".pdf")
_COPIES = 100
_RUNS = 9
_LONG_RUNS = 3

Task = Callable[[], object]


def measure_seconds(task: Task) -> float:
    """Return how long a task takes, once."""
    gc.collect()
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def compute_time_ratio(task: Task, yardstick: Task, runs: int) -> float:
    """Return the median of task ÷ yardstick, each pair run back to back."""
    return statistics.median(
        measure_seconds(task) / measure_seconds(yardstick) for _ in range(runs)
    )


def measure_peak(task: Task) -> int:
    """Return the most memory a task holds at once, in bytes."""
    gc.collect()
    tracemalloc.start()
    task()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def copy_source(source: Source, copies: int) -> Source:
    """Return a document that holds the text several times over."""
    text = source.text if source.text.endswith("\n") else f"{source.text}\n"
    return source._replace(
        text=text * copies, pages=source.pages * copies, sheets=source.sheets * copies
    )


def print_ratios(path: Path, rule_pack: RulePack, bare: Lark) -> None:
    """Measure one document and print its ratios."""
    source = copy_source(read_document(path), 1)
    many = copy_source(source, _COPIES)

    def audit() -> object:
        return audit_document(source, rule_pack, Settings())

    def audit_copies() -> object:
        return audit_document(many, rule_pack, Settings())

    def parse() -> object:
        return bare.parse(source.text)

    def start() -> object:
        command = [sys.executable, "-m", "auditor", "check", "--format", "json", str(path)]
        return subprocess.run(command, capture_output=True, check=False)

    for task in (audit, parse):  # caches are filled once, not in the middle of a run
        task()
    print(path.name)
    print(f"  audit ÷ bare parse            {compute_time_ratio(audit, parse, _RUNS):8.2f}")
    growth = compute_time_ratio(audit_copies, audit, _LONG_RUNS) / _COPIES
    print(f"  a copy of {_COPIES} ÷ a single one    {growth:8.2f}")
    print(f"  memory: audit ÷ bare parse    {measure_peak(audit) / measure_peak(parse):8.2f}")
    print(f"  cold start ÷ bare parse       {compute_time_ratio(start, parse, _LONG_RUNS):8.2f}")


def list_samples() -> list[Path]:
    """Return the documents among the samples, in name order."""
    folder = _FOLDER.parent / "samples"
    return sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES)


def main() -> None:
    """Measure the files of the command line, else the samples."""
    grammar = (_FOLDER / "bare.lark").read_text(encoding="utf-8")
    bare = Lark(grammar, parser="lalr", lexer="contextual")
    rule_pack = load_packs(_PACKS)
    for path in [Path(word) for word in sys.argv[1:]] or list_samples():
        print_ratios(path, rule_pack, bare)


if __name__ == "__main__":
    main()
