"""Measure what a run over many documents costs beside the audits themselves.

    python benchmarks/around.py [COUNT] [KIND…]     by default 2000 documents, of every kind

Each document is read, packed, kept, compared in sets and reported as ever, but its audit is that
of a sample, made once in each process. A run over COUNT documents is compared with one over a
quarter of them; seconds are of the processor, in the first process and in all others together.
"""

import hashlib
import json
import resource
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from compare import measure_process

from auditor.cli.main import run_command
from auditor.cli.options import CheckOptions
from auditor.cli.parts import Parts
from auditor.finding import Audit
from auditor.reading import Source
from auditor.rulepack import RulePack

_SAMPLES = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.txt"))
_COUNT = 2_000
_PART = 4  # the shorter run has this part of the documents
_MILLI = 1_000
_KINDS = {
    "json": ("--format", "json", "--output", "r.json"),
    "json, no sets": ("--format", "json", "--output", "r.json", "--no-sets"),
    "terminal": ("--format", "terminal", "--output", "r.txt"),
    "sarif": ("--format", "sarif", "--output", "r.sarif"),
    "junit": ("--format", "junit", "--output", "r.xml"),
    "csv": ("--format", "csv", "--output", "r.csv"),
    "parquet": ("--format", "parquet", "--output", "r.parquet"),
    "html, a folder": ("--format", "html", "--output", "pages/"),
    "json and a store": ("--format", "json", "--output", "r.json", "--store", "r.store"),
    "json, cached": ("--format", "json", "--output", "r.json", "--cache", "kept"),
    "json, cached before": ("--format", "json", "--output", "r.json", "--cache", "kept"),
}


class Usage(NamedTuple):
    """Seconds of the processor and the most memory, in megabytes, of first process and others."""

    first: float
    others: float
    first_memory: float
    other_memory: float


class ReadyParts(Parts):
    """The program with audits that are ready."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[tuple[object, ...], Audit] = {}

    def audit_document(self, source: Source, rule_pack: RulePack, options: CheckOptions) -> Audit:
        """Return the audit of a sample under the name of this document and of its own issuer."""
        number = int(Path(source.path).stem)
        sample = _SAMPLES[number % len(_SAMPLES)]
        key = (sample, options.gathers_facts, options.slims)
        if key not in self._known:
            text = sample.read_text(encoding="utf-8")
            whole = source._replace(text=text)
            self._known[key] = super().audit_document(whole, rule_pack, options)
        audit = self._known[key]
        sha256 = hashlib.sha256(source.text.encode()).hexdigest()
        issuer = f"{audit.issuer}{number}"
        facts = audit.facts and audit.facts._replace(
            path=source.path, sha256=sha256, issuer=issuer, bodies=(), listed=()
        )
        return replace(audit, path=source.path, sha256=sha256, issuer=issuer, facts=facts)


def run_here(words: Sequence[str]) -> None:
    """Run the program in this process and print what it took."""
    run_command(["check", *words, "--fail-on", "never"], ReadyParts())
    mine, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = [each.ru_utime + each.ru_stime for each in (mine, others)]
    print(json.dumps([*seconds, mine.ru_maxrss / 1024, others.ru_maxrss / 1024]))


def measure_run(folder: Path, words: Sequence[str]) -> Usage:
    """Measure a run over a folder, in a process of its own."""
    placed = [
        str(folder.parent / f"{folder.name}-{word}")
        if before in ("--output", "--store", "--cache")
        else word
        for before, word in zip(("", *words), words, strict=False)
    ]
    ends = [
        f"{place}/" if word.endswith("/") else place
        for place, word in zip(placed, words, strict=True)
    ]
    printed = measure_process([__file__, "--here", str(folder), "--jobs", "2", *ends]).printed
    return Usage(*json.loads(printed.splitlines()[-1]))


def write_documents(folder: Path, count: int) -> None:
    """Write documents of the samples' sizes, all different."""
    texts = [path.read_text(encoding="utf-8") for path in _SAMPLES]
    folder.mkdir()
    for number in range(count):
        text = f"{texts[number % len(texts)]}\n{number}\n"
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def main(words: Sequence[str]) -> None:
    """Measure every kind of run that was asked for."""
    count = int(words[0]) if words else _COUNT
    kinds = {name: _KINDS[name] for name in words[1:]} or _KINDS
    print(
        f"\n{count} documents, and {count // _PART}; milliseconds of the processor a document.\n"
    )
    print("| | first process | others | first process, MB | each other, MB |")
    print("|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as place:
        few, many = Path(place) / "few", Path(place) / "many"
        write_documents(few, count // _PART)
        write_documents(many, count)
        for name, options in kinds.items():
            short, long = measure_run(few, options), measure_run(many, options)
            more = count - count // _PART
            first = (long.first - short.first) / more * _MILLI
            others = (long.others - short.others) / more * _MILLI
            memory = f"{long.first_memory:.0f} | {long.other_memory:.0f}"
            print(f"| {name} | {first:.2f} | {others:.2f} | {memory} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        run_here(sys.argv[2:])
    else:
        main(sys.argv[1:])
