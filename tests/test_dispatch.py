"""Files handed out to nodes come back, whatever is lost on the way. No Ray needed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from auditor.cli.cluster.dispatch import (
    LARGEST_BATCH,
    MOST_CRASHES,
    MOST_LOSSES,
    Dispatch,
    Poisoned,
    WorkerLostError,
)
from auditor.cli.main import run_command

Paths = tuple[str, ...]
_SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "faulty.txt"


class FakeNodes:
    """Nodes that answer in upper case, the last batch first; some files end their worker."""

    def __init__(self, *, poison: Paths = (), losses: int = 0, slots: int = 2) -> None:
        self.handed_out: list[Paths] = []
        self.most_held = 0
        self._poison = poison
        self._losses = losses
        self._slots = slots

    def count_slots(self) -> int:
        return self._slots

    def submit(self, paths: Sequence[str]) -> int:
        self.handed_out.append(tuple(paths))
        return len(self.handed_out) - 1

    def wait(self, tickets: Sequence[int]) -> Sequence[int]:
        self.most_held = max(self.most_held, len(tickets))
        return tickets[-1:]

    def fetch(self, ticket: int) -> Sequence[str]:
        paths = self.handed_out[ticket]
        if self._losses:
            self._losses -= 1
            raise WorkerLostError("NodeDied", is_node=True)
        if any(path in self._poison for path in paths):
            raise WorkerLostError("WorkerCrashed", is_node=False)
        return [path.upper() for path in paths]


def _name_files(count: int) -> Paths:
    return tuple(f"f{number}" for number in range(count))


@pytest.mark.parametrize("count", [0, 1, 7, 300])
def test_every_file_has_its_own_answer(count: int) -> None:
    """However late a batch is finished, its answers bear the numbers of its files."""
    files = _name_files(count)
    nodes = FakeNodes()
    answers = list(Dispatch(files, nodes).iterate_answers())
    assert sorted(answers) == [(number, file.upper()) for number, file in enumerate(files)]
    assert all(len(paths) <= LARGEST_BATCH for paths in nodes.handed_out)


def test_a_file_that_ends_its_workers_costs_itself_alone() -> None:
    """It is told apart from its batch, tried a bounded number of times, and named."""
    files = _name_files(200)
    nodes = FakeNodes(poison=("f77",))
    answers = dict(Dispatch(files, nodes).iterate_answers())
    poisoned = answers.pop(77)
    assert isinstance(poisoned, Poisoned)
    assert poisoned.reason == (
        f"审计此文件的进程 {MOST_CRASHES} 次意外终止（WorkerCrashed） / the process that audits "
        f"this file ended unexpectedly, {MOST_CRASHES} times (WorkerCrashed)"
    )
    assert answers == {int(file[1:]): file.upper() for file in files if file != "f77"}
    assert nodes.handed_out.count(("f77",)) == MOST_CRASHES


def test_lost_nodes_are_not_held_against_a_file() -> None:
    """More losses of nodes than the crashes that a file is allowed leave every answer."""
    nodes = FakeNodes(losses=MOST_LOSSES - 1)
    answers = list(Dispatch(_name_files(1), nodes).iterate_answers())
    assert answers == [(0, "F0")]
    assert len(nodes.handed_out) == MOST_LOSSES > MOST_CRASHES


def test_a_cluster_that_only_loses_nodes_ends_the_run() -> None:
    """Each file is named when the bound is reached; nothing is tried for ever."""
    nodes = FakeNodes(losses=1_000)
    answers = dict(Dispatch(_name_files(3), nodes).iterate_answers())
    assert sorted(answers) == [0, 1, 2]
    assert all(isinstance(one, Poisoned) and "lost" in one.reason for one in answers.values())


def test_batches_do_not_pile_up() -> None:
    """Of ten thousand files only two batches a slot are handed out at a time."""
    nodes = FakeNodes(slots=3)
    next(Dispatch(_name_files(10_000), nodes).iterate_answers())
    assert nodes.most_held == 2 * 3
    assert len(nodes.handed_out) == 2 * 3


def test_a_cluster_without_the_extra_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is audited here instead; the extra is named."""
    for name in ("nodes", "auditing"):
        monkeypatch.delitem(sys.modules, f"auditor.cli.cluster.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "ray", None)
    status = run_command(["check", str(_SAMPLE), "--engine", "ray"])
    assert status == 2
    assert 'pip install "auditor[ray]"' in capsys.readouterr().err
