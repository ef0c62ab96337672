"""The audit on a Ray cluster of several nodes: the same bytes, also when one of them dies.

Run by test_cluster.py, in a process of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from cluster_parts import POISON, SlowParts

from auditor.cli.main import run_command
from auditor.cli.options import CheckOptions
from auditor.cli.parts import Parts
from auditor.cli.shelf import PackShelf

pytestmark = pytest.mark.filterwarnings("default")  # Ray's own are not ours to mend

# A node that is gone is noticed within seconds.
_WATCHFUL = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 1000}
_TESTS = Path(__file__).resolve().parent
_SAMPLES = _TESTS.parent / "samples"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Three nodes of one processor each, on this machine."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - needs Ray

    folders = (_TESTS.parent, _TESTS)  # of the program and of the parts, for the nodes
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(map(str, folders)))
        head = {"num_cpus": 1, "_system_config": _WATCHFUL}
        cluster = Cluster(initialize_head=True, head_node_args=head)
        for _ in range(2):
            cluster.add_node(num_cpus=1)
        cluster.wait_for_nodes()
        yield cluster
        cluster.shutdown()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of forty documents, no two alike in name."""
    texts = [path.read_bytes() for path in sorted(_SAMPLES.glob("*.txt"))]
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_bytes(texts[number % len(texts)])
    return tmp_path


def test_a_cluster_reports_the_same_bytes(cluster: Any, folder: Path, tmp_path: Path) -> None:
    """Order, findings and everything else are those of one machine."""
    reports = tmp_path / "reports"
    reports.mkdir()
    words = ["check", str(folder), "--no-sets", "--format", "json", "--output"]
    local = run_command([*words, str(reports / "local.json")])
    there = ["--engine", "ray", "--ray-address", cluster.address]
    distant = run_command([*words, str(reports / "ray.json"), *there])
    assert distant == local == 1
    assert (reports / "ray.json").read_bytes() == (reports / "local.json").read_bytes()


def test_a_dead_node_and_a_poisoned_document_cost_nothing_else(cluster: Any, folder: Path) -> None:
    """A node is killed while it works, one document kills its worker: all others are judged."""
    from auditor.cli.cluster.auditing import iterate_parcels  # noqa: PLC0415 - needs Ray

    (folder / f"20-{POISON}").write_bytes(b"")
    files = [str(path) for path in sorted(folder.glob("*.txt"))]
    options = CheckOptions(paths=(), engine="ray", ray_address=cluster.address)
    parcels = iterate_parcels(files, PackShelf(Parts(), ()), options, SlowParts())
    found = list(islice(parcels, 15))  # by then every node is at work
    cluster.remove_node(cluster.list_all_nodes()[-1], allow_graceful=False)
    found += parcels
    briefs = [parcel.brief for _, parcel in sorted(found)]
    assert [brief.path for brief in briefs] == files
    unreadable = [brief for brief in briefs if brief.status == "unreadable"]
    assert [Path(brief.path).name for brief in unreadable] == [f"20-{POISON}"]
    assert "ended unexpectedly, 3 times" in unreadable[0].reason.en
    assert len(cluster.list_all_nodes()) == 2


def test_a_cluster_that_is_not_there_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The address is named, and the exit status says that nothing was judged."""
    words = ["check", str(folder), "--engine", "ray", "--ray-address", "127.0.0.1:1"]
    assert run_command(words) == 2
    assert "127.0.0.1:1" in capsys.readouterr().err
