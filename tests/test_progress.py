"""How far a run is: a bar for a person, now and then a line for a log, nothing for short runs."""

import io
import sys

import pytest

from auditor.report import progress
from auditor.report.progress import open_progress


class Clock:
    """A clock that goes four seconds a look."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        self.seconds += 4
        return self.seconds


class Screen(io.StringIO):
    """Standard error that somebody watches."""

    def isatty(self) -> bool:
        return True


def run(count: int, language: str, monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> str:
    """Go through a run; return what standard error showed."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "time", Clock())
    with open_progress(count, language) as advance:
        for number in range(count):
            advance(f"甲\x1b[31m\u202e{number}.txt")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("language", "line"),
    [("zh", "[3/9] 0.2 份/秒，剩余 0:00:24\n"), ("en", "[3/9] 0.2 documents/s, 0:00:24 left\n")],
)
def test_a_log_has_a_line_now_and_then(
    language: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With count, rate and remaining time; not one for each document."""
    said = run(9, language, monkeypatch, io.StringIO())

    assert said.startswith(line)
    assert said.count("\n") == 3


def test_a_short_run_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither does a single document, even on a screen."""
    assert run(2, "zh", monkeypatch, io.StringIO()) == ""
    assert run(1, "zh", monkeypatch, Screen()) == ""


def test_a_screen_has_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count, rate, remaining time and the document, harmless whatever its name."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")

    said = run(5, "zh", monkeypatch, Screen())

    assert "3/5" in said
    assert "份/秒" in said
    assert "U+202E⟩4.txt" in said
    assert "\u202e" not in said
