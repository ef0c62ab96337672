"""The tutorials: every file is written, every change made, every command run, in their order.

In a page, `<!-- file: NAME -->` before a block says that the block is that file;
`<!-- replace: NAME | old | new -->` changes a text of it, `replace-last` the last such text.
A block `sh` holds commands, `exit=N` after it their exit status if not 0; a block `text` right
after it shows what its last command said, where `…` stands for anything.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"tutorial.zh-CN.md": "zh", "tutorial.md": "en"}
_STEP = re.compile(
    r"^<!-- (?P<verb>file|replace|replace-last): (?P<what>.+?) -->$"
    r"|^```(?P<kind>\w+)(?: exit=(?P<exit>\d))?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def list_steps(page: str) -> Iterator[re.Match[str]]:
    """Yield the markers and blocks of a page."""
    yield from _STEP.finditer((ROOT / "docs" / page).read_text(encoding="utf-8"))


class Follower:
    """Follows a tutorial in a folder, as a reader would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = ""
        self._file = ""

    def follow(self, step: re.Match[str]) -> None:
        """Do what one marker or block says."""
        if step["verb"] == "file":
            self._file = step["what"]
        elif step["verb"]:
            self._replace(*step["what"].split(" | "), last=step["verb"] == "replace-last")
        elif self._file:
            path = self.folder / self._file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["body"], encoding="utf-8")
            self._file = ""
        elif step["kind"] == "sh":
            for command in step["body"].splitlines():
                self._run(command, int(step["exit"] or 0))
        elif step["kind"] == "text":
            assert find_pattern(step["body"]).fullmatch(self.said), (step["body"], self.said)

    def _replace(self, name: str, old: str, new: str, *, last: bool) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        start = text.rindex(old) if last else text.index(old)
        path.write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8")

    def _run(self, command: str, status: int) -> None:
        words = shlex.split(command)
        assert words[0] == "auditor"
        run = subprocess.run(
            [sys.executable, "-m", "auditor", *words[1:]],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        self.said = run.stderr + run.stdout
        assert run.returncode == status, f"{command}\n{self.said}"


def find_pattern(shown: str) -> re.Pattern[str]:
    """Return the pattern of what a block shows; a line of its own, … is any lines."""
    lines = [
        "(?:.*\n)*?" if line == "…" else f"{re.escape(line).replace('…', '.*')}\n"
        for line in shown.splitlines()
    ]
    return re.compile("".join(lines))


@pytest.mark.parametrize("page", PAGES)
def test_every_step_of_the_tutorial_works(page: str, tmp_path: Path) -> None:
    """A reader who does what the page says gets what the page shows."""
    follower = Follower(tmp_path)

    for step in list_steps(page):
        follower.follow(step)

    assert "0" in follower.said


def test_tutorials_teach_the_same() -> None:
    """Both languages run the same commands and have the same exercises."""
    steps = {
        language: [(step["kind"], step["exit"], step["verb"]) for step in list_steps(page)]
        for page, language in PAGES.items()
    }

    assert steps["zh"] == steps["en"]


def test_follower_notices_what_is_not_so(tmp_path: Path) -> None:
    """A wrong status and a wrong output are both seen."""
    follower = Follower(tmp_path)
    commands = "```sh exit=1\nauditor --version\n```\n", "```text\nnothing\n```\n"

    for page in commands:
        step = _STEP.match(page)
        assert step is not None
        with pytest.raises(AssertionError):
            follower.follow(step)
