"""The audit on a cluster, in a process of its own: beside Ray's threads no other test may fork."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

_RUNS = Path(__file__).resolve().with_name("cluster_runs.py")


@pytest.mark.skipif(find_spec("ray") is None, reason="the extra [ray] is not installed")
@pytest.mark.skipif(sys.platform != "linux", reason="Ray's cluster of one machine")
def test_a_cluster_of_several_nodes_judges_as_one_machine_does() -> None:
    """Also while a node is killed and a document kills its worker."""
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(_RUNS)]
    run = subprocess.run(words, cwd=_RUNS.parents[1], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert "3 passed" in run.stdout
