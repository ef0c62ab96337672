"""Audit many documents: what is known already is taken, the rest goes to a pool of processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.auditing import describe_unreadable
from auditor.cli.limits import find_audit_seconds
from auditor.cli.many.ahead import list_plans
from auditor.cli.many.auditing import Ahead, Begin, Parcel, Refusal, pack_audit
from auditor.cli.many.harvest import Harvest
from auditor.cli.many.keeping import Keeper, open_keeper
from auditor.cli.many.pool import MOST_JOBS, Death, count_cores, run_tasks
from auditor.cli.many.series import HarvestSeries
from auditor.cli.many.stopping import end_in_order, tell_how_to_go_on
from auditor.cli.notes import write_note
from auditor.errors import ReadingError, RulePackError
from auditor.report.progress import open_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.cli.options import CheckOptions
    from auditor.cli.parts import Parts
    from auditor.cli.sets import SetStage
    from auditor.cli.shelf import PackShelf
    from auditor.finding.series import AuditSeries
    from auditor.reading import Found


def audit_many(
    found: Found, shelf: PackShelf, options: CheckOptions, parts: Parts, stage: SetStage | None
) -> AuditSeries:
    """Audit the files, and together those that belong together. Raises RulePackError.

    The audits stand in the order of the files; then those of the stage's lists, then problems.
    """
    files = found.files
    harvest = Harvest(len(files))
    keeper = open_keeper(options, shelf)
    end_in_order()
    with (
        tell_how_to_go_on(options.language, harvest.count),
        open_progress(len(files), options.language) as advance,
    ):
        for number, parcel in _iterate_parcels(files, keeper, shelf, options, parts):
            for note in parcel.notes:
                write_note(note)
            harvest.add(number, parcel)
            advance(files[number])
    others = [] if stage is None else stage.judge_series(harvest, shelf)
    for other in (*others, *map(describe_unreadable, found.problems)):
        harvest.append(pack_audit(other))
    return HarvestSeries(harvest, keeper, options.jobs)


def _iterate_parcels(
    files: Sequence[str], keeper: Keeper, shelf: PackShelf, options: CheckOptions, parts: Parts
) -> Iterator[tuple[int, Parcel]]:
    missing = []
    for number, path in enumerate(files):
        known = keeper.find(path)
        if known is None:
            missing.append(number)
        else:
            yield number, known
    if not missing:
        return
    if options.engine == "ray":
        from auditor.cli.cluster.auditing import iterate_parcels  # noqa: PLC0415 - an extra

        chosen = [files[number] for number in missing]
        for place, parcel in iterate_parcels(chosen, shelf, options, parts):
            keeper.keep(chosen[place], parcel)
            yield missing[place], parcel
        return
    jobs = min(options.jobs or count_cores(), len(missing), MOST_JOBS)
    mistakes = shelf.load(options.packs).mistakes if shelf.is_given else ()
    plans = list_plans(options, mistakes)
    loaded = _load_first(files[missing[0]], shelf, parts)
    begin = Begin(files, options, parts, loaded, Ahead(plans, keeper))
    seconds = find_audit_seconds(options.limits)
    for number, result in run_tasks(missing, jobs, begin, seconds):
        if isinstance(result, Refusal):
            raise RulePackError(result.mistakes)
        if isinstance(result, Death):
            error = ReadingError(files[number], _describe_death(result, seconds))
            yield number, pack_audit(describe_unreadable(error))
            continue
        yield number, result


def _load_first(path: str, shelf: PackShelf, parts: Parts) -> PackShelf:
    """Load the packs of the first document, which a fork of this process need not load again."""
    if not shelf.is_given and not parts.is_read_apart((path,)):
        try:
            shelf.find_pack(parts.read_document(path, 0))
        except (ReadingError, RulePackError):  # said of the document when its turn comes
            return shelf
    return shelf


def _describe_death(death: Death, seconds: int) -> str:
    if death.is_late:
        zh, en = f"审计超出时间上限 {seconds} 秒", "the audit exceeds the time limit"
        return f"{zh} / {en} of {seconds} seconds"
    status = death.status
    ended = f"signal {-status}" if status is not None and status < 0 else f"{status}"
    return (
        f"审计此文件的进程两次意外终止（{ended}） / the process that audits this file ended "
        f"unexpectedly, twice ({ended})"
    )
