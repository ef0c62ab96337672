"""Baselines, repetition and comparison on the real documents, where they are present."""

from pathlib import Path

import pytest
from accepting import Bench, Capture
from reading_budgets import SEEDS, load_shipped_pack
from seed_edits import make_random

from auditor.engine.figure_changes import compare_figures
from auditor.engine.placed_figures import list_figures
from auditor.reading import Source

SAMPLE = 24

pytestmark = pytest.mark.skipif(not SEEDS, reason="the real documents are not here")

each_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> Bench:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Bench(capsysbinary)


def make_source(text: str) -> Source:
    """Make a document that was read."""
    return Source(path="a.txt", text=text, sha256="")


def move_lines(text: str) -> str:
    """Put lines before the text and a blank one behind every line that is no table row."""
    lines = (line if "\t" in line else f"{line}\n" for line in text.split("\n"))
    return "\n\n" + "\n".join(lines)


@each_seed
def test_moved_document_has_no_new_finding(bench: Bench, seed: Path) -> None:
    """Against its own baseline nothing counts, also after every line has moved."""
    text = seed.read_text(encoding="utf-8")
    Path("a.txt").write_text(text, encoding="utf-8")
    Path("b.txt").write_text(move_lines(text), encoding="utf-8")
    bench.run("check", "a.txt", "--write-baseline", "a.json", "--format", "json")

    for name in ("a.txt", "b.txt"):
        status, _, _ = bench.run("check", name, "--baseline", "a.json", "--fail-on", "info")
        assert status == 0, name


@each_seed
def test_real_report_repeats_to_the_byte(bench: Bench, seed: Path) -> None:
    """What the report records is enough to make it again."""
    bench.run("check", str(seed), "--format", "json", "--output", "a.json", "--coverage")

    assert bench.run("verify", "a.json", str(seed))[0] == 0


@each_seed
def test_moved_document_does_not_differ(bench: Bench, seed: Path) -> None:
    """Moved lines are no difference in findings or figures."""
    text = seed.read_text(encoding="utf-8")
    Path("a.txt").write_text(text, encoding="utf-8")
    Path("b.txt").write_text(move_lines(text), encoding="utf-8")

    status, out, _ = bench.run("diff", "a.txt", "b.txt")

    assert status == 0, out


@each_seed
def test_changed_digit_is_one_changed_figure(seed: Path) -> None:
    """One digit changed in a sample of the figures is that one change, and no other."""
    text = seed.read_text(encoding="utf-8").replace("\r\n", "\n")
    lines = text.split("\n")
    pack = load_shipped_pack()
    base = list_figures(make_source(text), pack)
    printed = [*(figure.printed for figure in base.named), *base.loose]
    plain = [one for one in printed if one.text and one.text[0] in "123456789"]

    for figure in make_random(seed.name).sample(plain, SAMPLE):
        place = figure.location
        line = lines[place.line - 1]
        digit = "1" if figure.text[0] != "1" else "2"
        changed = line[: place.column - 1] + digit + line[place.column :]
        edited = [*lines[: place.line - 1], changed, *lines[place.line :]]
        changes = compare_figures(base, list_figures(make_source("\n".join(edited)), pack))
        assert [one.new and one.new.location for one in changes] == [place], str(place)
