# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""`auditor rules strength`: plant slips in documents and say which of them the rules catch."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from auditor.cli.notes import write_mistakes, write_note, write_skipped
from auditor.cli.outputs import write_stdout
from auditor.cli.shelf import PackShelf
from auditor.engine.strength.plans import plan_trials
from auditor.engine.strength.tallies import count_trials
from auditor.engine.strength.trials import Bench, Trial, make_bench, try_slip
from auditor.report.escaping import escape_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from auditor.cli.parts import Parts
    from auditor.engine.strength.planting import Planted
    from auditor.finding.strength import Strength
    from auditor.reading import Source

_MOST_JOBS = 60  # Windows waits for 61 processes at most
_STEP = 50
# What a worker was started with: rules hold functions, which cannot travel between processes.
_started: list[Bench] = []


def run_strength(given: argparse.Namespace, parts: Parts) -> int:
    """Plant slips in each file and print what came of them; 2 where a pack has a mistake.

    Raises UsageError, RulePackError and, for a file that cannot be read, ReadingError.
    """
    shelf = PackShelf(parts, given.pack or ())
    found, mistakes = [], 0
    documents = parts.find_documents(given.files)
    write_skipped(documents.skipped, given.lang)
    for problem in documents.problems:
        raise problem
    for path in documents.files:
        source = parts.read_document(path, 0)
        rule_pack, _ = shelf.find_pack(source)
        mistakes += len(rule_pack.mistakes)
        write_mistakes(rule_pack.mistakes, given.lang)
        found.append(_measure(source, make_bench(source, rule_pack), given))
    write_stdout(_render(tuple(found), given))
    return 2 if mistakes else 0


def _measure(source: Source, bench: Bench, given: argparse.Namespace) -> Strength:
    plan = plan_trials(bench, given.seed, given.sample or 0)
    trials = []
    for number, trial in enumerate(_iterate_trials(bench, plan.trials, given), start=1):
        _write_progress(number, len(plan.trials), source.path)
        trials.append(trial)
    return count_trials(source.path, trials, plan.planned)


def _iterate_trials(
    bench: Bench, planted: Sequence[Planted], given: argparse.Namespace
) -> Iterator[Trial]:
    jobs = min(given.jobs or 1, len(planted), _MOST_JOBS)
    if jobs < 2:
        yield from (try_slip(bench, one) for one in planted)
        return
    from concurrent.futures import ProcessPoolExecutor

    start = (bench.source, tuple(given.pack or ()))
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=start) as executor:
        yield from executor.map(_try, planted, chunksize=8)


def _start(source: Source, packs: tuple[str, ...]) -> None:
    from auditor.cli.parts import Parts

    rule_pack, _ = PackShelf(Parts(), packs).find_pack(source)
    _started.append(make_bench(source, rule_pack))
    gc.freeze()


def _try(planted: Planted) -> Trial:
    return try_slip(_started[-1], planted)


def _write_progress(number: int, count: int, path: str) -> None:
    if sys.stderr.isatty() and (number % _STEP == 0 or number == count):
        write_note(f"[{number}/{count}] {escape_path(path)}")


def _render(found: tuple[Strength, ...], given: argparse.Namespace) -> str:
    if given.format == "json":
        from auditor.report.strength_json import render_strength_json

        return render_strength_json(found, seed=given.seed)
    from auditor.cli.screen import find_width, wants_colour
    from auditor.report.strength_text import render_strength

    return render_strength(found, given.lang, width=find_width(), colour=wants_colour())
