"""The reading process is started before the program is loaded, where it will be needed."""

from pathlib import Path

import pytest

from auditor.cli.early import start_early
from auditor.reading.isolation import keeper


@pytest.mark.parametrize(
    ("words", "is_started"),
    [
        (["check", "budget.pdf"], True),
        (["parse", "--format", "text", "budget.pdf"], True),
        (["check", "missing.pdf"], False),
        (["check", "budget.txt"], False),
        (["check", "budget.pdf", "budget.pdf"], False),
        (["store", "budget.pdf"], False),
        ([], False),
    ],
)
def test_one_file_that_is_read_apart_starts_the_process(
    words: list[str], *, is_started: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file there is, of a kind that is read apart; of several, each process has its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("budget.pdf", "budget.txt"):
        Path(name).write_text("", encoding="utf-8")
    started: list[object] = []
    monkeypatch.setattr(keeper, "start_reading", started.append)

    start_early(words)

    assert bool(started) is is_started
