"""Measure runs over many documents: against one at a time, from a cache, and as they grow.

    python benchmarks/many.py [COUNT] [FILE…]   by default 200 variants of every sample

Prints ratios only, and the memory that a document adds: seconds differ from machine to machine.
"""

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_DIGITS = re.compile(r"\d[\d,]*\.\d\d")
_BODY = re.compile(r"(?<=[省市区县镇])[\u4e00-\u9fff]{2,8}(?=局|中心|委员会|人民政府)")
_SIGNS = "甲乙丙丁戊己庚辛壬癸"


def write_variants(folder: Path, files: Sequence[Path], count: int) -> None:
    """Write so many documents, each of another body and with two figures changed."""
    texts = [path.read_text(encoding="utf-8") for path in files]
    for number in range(count):
        chosen = random.Random(number)  # noqa: S311 - no secret
        text = texts[number % len(texts)]
        name = "".join(_SIGNS[int(digit)] for digit in str(number))
        for body in set(_BODY.findall(text)):
            text = text.replace(body, f"{body}{name}")
        figures = list(_DIGITS.finditer(text))
        for found in chosen.sample(figures, min(2, len(figures))):
            start = found.start()
            text = f"{text[:start]}{chosen.randint(1, 9)}{text[start + 1 :]}"
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def run_check(folder: Path, *words: str) -> float:
    """Audit a folder; return the seconds that it took."""
    command = [sys.executable, "-m", "auditor", "check", str(folder), "--format", "json"]
    begun = time.perf_counter()
    subprocess.run(
        [*command, "--output", str(folder.parent / "report.json"), *words],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "XDG_CACHE_HOME": str(folder.parent)},
    )
    return time.perf_counter() - begun


def measure(folder: Path, files: Sequence[Path], count: int) -> Iterator[str]:
    """Yield a line for each ratio."""
    documents, half = folder / "all", folder / "half"
    for place, number in ((documents, count), (half, count // 2)):
        place.mkdir()
        write_variants(place, files, number)
    one = run_check(documents, "--jobs", "1")
    every = run_check(documents)
    part = run_check(half)
    cache = ("--cache", str(folder / "cache"))
    first = run_check(documents, *cache)
    second = run_check(documents, *cache)
    yield f"one process ÷ all {os.cpu_count()} cores        {one / every:8.2f}"
    yield f"{count} documents ÷ half of them      {every / part:8.2f}"
    yield f"first run with a cache ÷ without   {first / every:8.2f}"
    yield f"first run ÷ second, from the cache {first / second:8.2f}"
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    yield f"memory of the largest process      {peak / 1024:8.0f} MiB"


def main() -> None:
    """Measure as the command line says."""
    words = sys.argv[1:]
    count = int(words.pop(0)) if words and words[0].isdigit() else 200
    files = [Path(word) for word in words] or sorted((_ROOT / "samples").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        for line in measure(Path(folder), files, count):
            print(line, flush=True)


if __name__ == "__main__":
    main()
