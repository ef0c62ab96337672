"""Whole commands: documents, command, output and exit status in one file, byte for byte.

A scenario is a text file in `scenarios/`. A line `=== name` starts a part: `about` in words,
`file NAME` for each file beside the command, `command`, `exit`, `stdout`, `stderr`, and
`wrote NAME` for each file that the command must write. A part that is missing is empty. After a
change that is meant, run pytest with UPDATE_SCENARIOS=1 and read the difference before you keep
it.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "scenarios"
SCENARIOS = sorted(FOLDER.glob("*.txt"))
UPDATE = "UPDATE_SCENARIOS"
_PART = re.compile(rb"^=== (.+)\n", re.MULTILINE)
_GIVEN = ("about", "command", "file")
Parts = dict[str, bytes]


def read_scenario(path: Path) -> Parts:
    """Read the parts of a scenario, in their order."""
    pieces = _PART.split(path.read_bytes())
    assert not pieces[0], f"{path.name}: text before the first part"
    return dict(zip((name.decode() for name in pieces[1::2]), pieces[2::2], strict=True))


def run_scenario(parts: Parts, folder: Path) -> Parts:
    """Run the command among its files; return the parts as they came out."""
    for name, content in parts.items():
        if name.startswith("file "):
            place = folder / name.removeprefix("file ")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    before = list_files(folder)
    words = shlex.split(parts["command"].decode())
    assert words[0] == "auditor"
    result = subprocess.run(
        [sys.executable, "-m", "auditor", *words[1:]],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(FOLDER.parents[1]), "COLUMNS": "80"},
    )
    wrote = {f"wrote {name}": (folder / name).read_bytes() for name in list_files(folder) - before}
    came = {"exit": b"%d\n" % result.returncode, "stdout": result.stdout, "stderr": result.stderr}
    return {name: content for name, content in (came | wrote).items() if content}


def list_files(folder: Path) -> set[str]:
    """List the files under a folder by their names within it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path: Path, tmp_path: Path) -> None:
    """The command does what the file says, to the byte."""
    parts = read_scenario(path)

    came = run_scenario(parts, tmp_path)

    given = {name: parts[name] for name in parts if name.split(" ")[0] in _GIVEN}
    if os.environ.get(UPDATE):
        lines = (b"=== " + name.encode() + b"\n" + text for name, text in (given | came).items())
        path.write_bytes(b"".join(lines))
    expected = {name: parts[name] for name in parts if name not in given}
    assert came == expected


def test_there_are_scenarios() -> None:
    """An empty folder would pass in silence."""
    assert SCENARIOS


def test_runner_notices_a_difference(tmp_path: Path) -> None:
    """The guard bites: another exit status, another byte, or a missing file is seen."""
    parts = {"command": b"auditor --version\n"}

    came = run_scenario(parts, tmp_path)

    assert set(came) == {"exit", "stdout"}
    assert came["exit"] == b"0\n"
    assert came["stdout"].startswith(b"auditor ")
