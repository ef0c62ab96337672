"""Trials counted: how many slips were caught, where, and what was suggested. Prints nothing."""

from collections.abc import Iterator, Sequence

from auditor.engine.strength.misprints import SLIP_KINDS
from auditor.engine.strength.sound_edits import SOUND_KINDS
from auditor.engine.strength.targets import BOUND, FIGURE_KINDS
from auditor.engine.strength.trials import RIGHT, WRONG, Trial
from auditor.finding.strength import EditTally, PlantedSlip, Strength, Tally


def count_trials(path: str, trials: Sequence[Trial], planned: int) -> Strength:
    """Count the trials of one document; `planned` slips there could have been."""
    slips = [trial for trial in trials if trial.planted.kind]
    edits = [trial for trial in trials if not trial.planted.kind]
    firm = [trial for trial in slips if trial.planted.figure != BOUND]
    return Strength(
        path=path,
        planned=planned,
        total=_count("total", firm),
        by_figure=_group(FIGURE_KINDS, [(trial.planted.figure, trial) for trial in slips]),
        by_slip=_group(SLIP_KINDS, [(trial.planted.kind, trial) for trial in firm]),
        missed=tuple(_name(trial) for trial in firm if not trial.is_caught),
        wrong=tuple(_name(trial) for trial in firm if trial.suggestion == WRONG),
        edits=tuple(_count_edits(edits)),
        alarms=tuple(_name(trial) for trial in edits if trial.is_caught),
    )


def _group(names: Sequence[str], named: Sequence[tuple[str, Trial]]) -> tuple[Tally, ...]:
    groups: dict[str, list[Trial]] = {}
    for name, trial in named:
        groups.setdefault(name, []).append(trial)
    return tuple(_count(name, groups[name]) for name in names if name in groups)


def _count(name: str, trials: Sequence[Trial]) -> Tally:
    caught = [trial for trial in trials if trial.is_caught]
    return Tally(
        name=name,
        slips=len(trials),
        caught=len(caught),
        quiet=sum(not trial.is_caught and trial.quiet > 0 for trial in trials),
        first=sum(trial.is_first_there for trial in caught),
        findings=sum(trial.loud for trial in caught),
        right=sum(trial.suggestion == RIGHT for trial in caught),
        wrong=sum(trial.suggestion == WRONG for trial in caught),
    )


def _count_edits(edits: Sequence[Trial]) -> Iterator[EditTally]:
    for name in SOUND_KINDS:
        mine = [trial for trial in edits if trial.planted.figure == name]
        if mine:
            yield EditTally(name, len(mine), sum(not trial.is_caught for trial in mine))


def _name(trial: Trial) -> PlantedSlip:
    planted = trial.planted
    line, column, right, wrong = 1, 1, "", ""
    if planted.spots:
        line, column, _, right, wrong = planted.spots[0]
    if planted.lines and (not planted.spots or not column):
        line = planted.lines[0][0]
    return PlantedSlip(
        kind=planted.kind,
        figure=planted.figure,
        line=line,
        column=max(column, 1),
        right=right,
        wrong=wrong,
        rules=trial.rules,
    )
