"""Measure what finding causes adds to the run on a long document with many faults.

    python benchmarks/diagnosis.py [FILE…]      without files: the sample of a department

Prints ratios only. The document is the text over and over, about a hundred pages; a digit is
changed in every so many figures, so that there is something to diagnose.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from auditor.budget import Budget
from auditor.engine import findings
from auditor.engine.audits import audit_document
from auditor.engine.settings import Settings
from auditor.engine.strength.planting import Planted, apply_edit, plan_slips
from auditor.engine.strength.trials import Bench, make_bench
from auditor.finding import Outcome
from auditor.reading import Source, read_document
from auditor.rule import Rule
from auditor.rulepack import load_packs

_ROOT = Path(__file__).resolve().parent.parent
_PACKS = ("cn-shanghai",)
_LINES_A_PAGE = 45
_PAGES = 100
_EVERY = (200, 50, 20)
_RUNS = 5


def make_long(source: Source) -> Source:
    """Return a document that holds the text so often that it fills a hundred pages."""
    text = source.text if source.text.endswith("\n") else f"{source.text}\n"
    copies = -(-_PAGES * _LINES_A_PAGE // text.count("\n"))
    return source._replace(text=text * copies, pages=(), sheets=())


def plant_many(bench: Bench, every: int) -> Source:
    """Misprint a digit of every so many figures, one on a line at most."""
    slips = [slip for slip in plan_slips(bench.audit, frozenset(), "0") if _is_digit(slip)]
    lines = dict(slip.lines[0] for slip in slips[::every])
    joined = Planted("many", "", tuple(sorted(lines.items())), ())
    return bench.source._replace(text=apply_edit(bench.audit.lines, joined))


def _is_digit(slip: Planted) -> bool:
    return slip.kind.startswith("digit")


def measure_share(source: Source, bench: Bench) -> tuple[float, int]:
    """Return diagnosis ÷ the rest of the run, the median of some runs, and the findings."""
    spent: list[float] = []
    make_findings = findings.make_findings

    def clock(outcomes: tuple[tuple[Rule, Outcome], ...], budget: Budget) -> object:
        start = time.perf_counter()
        made = make_findings(outcomes, budget)
        spent.append(time.perf_counter() - start)
        return made

    def audit() -> object:
        return audit_document(source, bench.rule_pack, Settings())

    audit_document.__globals__["make_findings"] = clock
    try:
        ratios = []
        for _ in range(_RUNS):
            whole = _measure_seconds(audit)
            ratios.append(spent[-1] / (whole - spent[-1]))
    finally:
        audit_document.__globals__["make_findings"] = make_findings
    audited = audit_document(source, bench.rule_pack, Settings())
    return statistics.median(ratios), len(audited.findings)


def _measure_seconds(task: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def main() -> None:
    """Measure the files of the command line, else a sample."""
    rule_pack = load_packs(_PACKS, examples=False)
    words = sys.argv[1:] or [str(_ROOT / "samples" / "sound-department.txt")]
    for path in words:
        bench = make_bench(make_long(read_document(path)), rule_pack)
        print(f"{Path(path).name} · {_PAGES} pages")
        for every in (0, *_EVERY):
            source = plant_many(bench, every) if every else bench.source
            share, count = measure_share(source, bench)
            faults = f"a digit wrong in every {every}th figure" if every else "as it is"
            print(f"  {faults:<36} {count:5} findings   diagnosis ÷ rest {share:6.3f}")


if __name__ == "__main__":
    main()
