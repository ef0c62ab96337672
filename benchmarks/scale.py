"""Measure what a run over many documents costs: in one process, with sets, on a Ray cluster.

    python benchmarks/scale.py [COUNT]

Makes COUNT documents of the samples, each with an issuer of its own, and a quarter as many, to
tell what a run costs by itself from what a document more costs. Seconds are of the processor. Of
a cluster they are those of the first process alone: what cannot be given to the nodes. Needs the
extra `ray`.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from compare import Measurement, measure_process

_SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_COUNT = 1_000
_PLACE = "虹湾区"
_RUNS = {
    "one machine": ("--jobs", "2", "--no-sets"),
    "one machine, sets": ("--jobs", "2"),
    "Ray, the first process": ("--engine", "ray", "--no-sets"),
}


def make_documents(folder: Path, count: int) -> int:
    """Write documents, each with an issuer of its own; return their mean size in bytes."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_SAMPLES.glob("*.txt"))]
    folder.mkdir()
    for number in range(count):
        name = f"{_PLACE[:-1]}{number}{_PLACE[-1]}"
        text = texts[number % len(texts)].replace(_PLACE, name)
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return sum(path.stat().st_size for path in folder.iterdir()) // count


def measure_run(folder: Path, options: Sequence[str]) -> Measurement:
    """Measure a run that writes a JSON report."""
    words = ["-m", "auditor", "check", str(folder), "--fail-on", "never", "--allow-incomplete"]
    output = ["--format", "json", "--output", str(folder.with_suffix(".json"))]
    return measure_process([*words, *options, *output])


def main(words: Sequence[str]) -> None:
    """Measure every kind of run at both sizes."""
    count = int(words[0]) if words else _COUNT
    few = count // 4
    with tempfile.TemporaryDirectory() as place:
        make_documents(Path(place) / "few", few)
        size = make_documents(Path(place) / "many", count)
        print(f"\n{count} documents of {size / 1000:.0f} kB, and {few}.\n")
        print("| | a run by itself | a document more | memory of the largest process |")
        print("|---|---:|---:|---:|")
        for name, options in _RUNS.items():
            short, long = (measure_run(Path(place) / size, options) for size in ("few", "many"))
            each = (long.seconds - short.seconds) / (count - few)
            rest = short.seconds - each * few
            print(f"| {name} | {rest:.1f} s | {each * 1000:.1f} ms | {long.megabytes:.0f} MB |")


if __name__ == "__main__":
    main(sys.argv[1:])
