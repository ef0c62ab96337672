"""Strength: slips planted one at a time, what an audit makes of them, and edits left alone."""

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest
from reading_budgets import load_shipped_pack

from auditor.amount import parse_numeral
from auditor.cli.main import run_command
from auditor.engine.figure_graph import is_judged
from auditor.engine.strength.misprints import (
    misprint_digit,
    misprint_scale,
    misprint_sign,
    misprint_year,
)
from auditor.engine.strength.plans import Plan, plan_trials
from auditor.engine.strength.planting import Planted, apply_edit, draw_sample
from auditor.engine.strength.sound_edits import CHANGED, REORDERED, plan_sound_edits
from auditor.engine.strength.tallies import count_trials
from auditor.engine.strength.trials import RIGHT, Bench, Trial, make_bench, try_slip
from auditor.finding import Verdict
from auditor.finding.strength import Tally, join_tallies
from auditor.reading import read_document
from auditor.report.strength_json import render_strength_json
from auditor.report.strength_text import render_strength

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "blank-riddled.txt"
Capture = pytest.CaptureFixture[bytes]


@cache
def get_bench() -> Bench:
    """Audit a sample once."""
    source = read_document(str(SAMPLE))._replace(path="budget.txt")
    return make_bench(source, load_shipped_pack())


@cache
def get_plan() -> Plan:
    """Plan all trials of the sample once."""
    return plan_trials(get_bench(), "0")


@cache
def get_trials() -> tuple[Trial, ...]:
    """Try a sample of the slips, and every sound edit."""
    plan = plan_trials(get_bench(), "0", 60)
    return tuple(try_slip(get_bench(), planted) for planted in plan.trials)


def list_slips(kind: str) -> list[Planted]:
    """Return the planned slips of a kind."""
    return [slip for slip in get_plan().trials if slip.kind == kind]


def test_the_plan_depends_on_text_and_seed_alone() -> None:
    """The same seed plans the same slips, another one others."""
    again = plan_trials(get_bench(), "0")
    other = plan_trials(get_bench(), "1")

    assert again == get_plan()
    assert other.planned > 0
    assert other != get_plan()


def test_every_constrained_figure_has_a_slip_of_a_digit() -> None:
    """No figure that a sum or an agreement has tested is left out."""
    coverage = get_bench().audit.coverage
    assert coverage is not None
    digits = [slip for slip in get_plan().trials if slip.kind.startswith("digit")]

    places = {(slip.spots[0].line, slip.spots[0].start) for slip in digits}

    assert places == {
        (where.line, where.column)
        for where in (*coverage.checked_at, *coverage.bounded_at)
        if any(
            sign.isdigit()
            for sign in get_bench().audit.lines[where.line - 1][
                where.column - 1 : where.end_column - 1
            ]
        )
    }


@pytest.mark.parametrize(
    "kind", ["sign", "ten-times", "unit-word", "year", "row-dropped", "cells-swapped"]
)
def test_each_kind_of_slip_is_planted(kind: str) -> None:
    """Figures, years, rows and neighbours are all changed."""
    slips = list_slips(kind)

    assert slips
    for slip in slips[:5]:
        assert apply_edit(get_bench().audit.lines, slip) != "\n".join(get_bench().audit.lines)


def test_a_spot_is_where_the_wrong_text_stands() -> None:
    """The columns of a spot hold just what was misprinted there."""
    for slip in get_plan().trials:
        lines = apply_edit(get_bench().audit.lines, slip).split("\n")
        for spot in slip.spots:
            if spot.end:
                assert lines[spot.line - 1][spot.start - 1 : spot.end - 1] == spot.wrong


def test_a_sample_is_bounded_ordered_and_the_same_again() -> None:
    """A sample holds some of the slips, in their order."""
    slips = get_plan().trials

    drawn = draw_sample(slips, 25, "0")

    assert len(drawn) == 25
    assert drawn == draw_sample(slips, 25, "0")
    assert list(drawn) == sorted(drawn, key=slips.index)


@pytest.mark.parametrize("text", ["1,234,567.89", "0", "12. 5", "7", "3, 000. 00"])
def test_a_misprinted_digit_is_another_number(text: str) -> None:
    """Whatever is drawn, the value is not what it was."""
    for seed in range(40):
        drawn = misprint_digit(text, Random(seed))  # noqa: S311 - a sample, not a secret

        assert drawn is not None
        assert drawn[1] != text
        assert parse_numeral(drawn[1]) != parse_numeral(text)


def test_signs_scales_and_years_are_misprinted_in_form() -> None:
    """A slip keeps the way the figure is printed."""
    assert misprint_sign("1,234.50") == "-1,234.50"
    assert misprint_sign("0.00") is None
    assert misprint_scale("1, 234. 50") == "12, 345. 00"
    assert misprint_scale("0") is None
    assert misprint_year("2031", Random(1)) in ("2029", "2030", "2032")  # noqa: S311 - a sample


def test_most_slips_are_caught_where_they_are() -> None:
    """The shares that this program promises hold on a sample of our own."""
    strength = count_trials("budget.txt", get_trials(), get_plan().planned)
    total = strength.total

    assert total.slips >= 50
    assert total.caught * 100 >= 95 * total.slips
    assert total.first * 100 >= 85 * total.caught
    assert total.findings * 10 <= 13 * total.caught
    assert total.right * 100 >= 70 * total.caught
    assert not total.wrong


def test_sound_edits_stay_silent() -> None:
    """No rule speaks of a document that says the same, or as consistently as before."""
    edits = [trial for trial in get_trials() if not trial.planted.kind]

    assert {trial.planted.figure for trial in edits} >= {REORDERED, CHANGED}
    assert [trial.rules for trial in edits if trial.is_caught] == []


def test_a_change_throughout_keeps_every_equality() -> None:
    """Several figures change together, and all that held still holds."""
    changed = [edit for edit in plan_sound_edits(get_bench().audit) if edit.figure == CHANGED]
    widest = max(changed, key=lambda edit: len(edit.lines))
    text = apply_edit(get_bench().audit.lines, widest)

    bench = make_bench(get_bench().source._replace(text=text), get_bench().rule_pack)

    assert len(widest.lines) > 1
    broken = [o for _, o in bench.audit.outcomes if is_judged(o) and o.verdict is Verdict.FAIL]
    assert broken == []


def test_a_wrong_suggestion_is_seen() -> None:
    """A trial whose finding suggests another text than the one that was there is no success."""
    slip = next(s for s in list_slips("ten-times") if s.figure == "table")
    right = try_slip(get_bench(), slip)
    spot = slip.spots[0]._replace(right="1.00")

    wrong = try_slip(get_bench(), slip._replace(spots=(spot,)))

    assert right.suggestion == RIGHT
    assert wrong.suggestion == "wrong"


def test_tallies_of_one_name_are_added_up() -> None:
    """Several documents are counted together."""
    first, second = Tally("form", 4, 3, 1, 2, 5, 1, 0), Tally("form", 1, 1, 0, 1, 1, 1, 0)

    assert join_tallies([first, Tally("year", 2), second]) == (
        Tally("form", 5, 4, 1, 3, 6, 2, 0),
        Tally("year", 2),
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_says_shares_and_what_was_missed(language: str) -> None:
    """Every share stands in a column, a sample is called one, lines keep to the width."""
    strength = count_trials("budget.txt", get_trials(), 999)
    text = render_strength([strength, strength], language, width=120)

    assert "999" in text
    assert f"{strength.total.slips * 2}" in text
    assert "100.0%" in text
    assert ("合计" if language == "zh" else "total") in text


def test_the_json_report_holds_counts() -> None:
    """Another program reads counts, by kind of figure and by kind of slip."""
    strength = count_trials("a/\u202e预算.txt", get_trials(), 999)

    text = render_strength_json([strength], seed="0")
    (document,) = json.loads(text)["documents"]

    assert "\u202e" not in text
    assert document["planned"] == 999
    assert document["total"]["caught"] == strength.total.caught
    assert sum(one["slips"] for one in document["by_slip"].values()) == strength.total.slips


def test_the_command_prints_the_same_bytes_again(capfdbinary: Capture) -> None:
    """`auditor rules strength` is the same at every run, also with two processes."""
    words = ["rules", "strength", str(SAMPLE), "--sample", "4", "--format", "json"]

    assert run_command(words) == 0
    first = capfdbinary.readouterr().out
    assert run_command([*words, "--jobs", "2"]) == 0

    assert capfdbinary.readouterr().out == first
    assert json.loads(first)["documents"][0]["planted"] == 4


def test_shares_are_rounded_not_floated() -> None:
    """A share of one third is 33.3 %, and one of nothing is none."""
    tally = Tally("total", 3, 1, 0, 0, 1, 0, 0)
    strength = count_trials("budget.txt", (), 0)._replace(
        planned=3, total=tally, by_figure=(tally._replace(name="table"),)
    )

    text = render_strength([strength], "en")

    assert "33.3%" in text


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capfdbinary: Capture) -> None:
    """Nothing is measured in silence: exit 3, with the path."""
    missing = tmp_path / "没有.txt"

    assert run_command(["rules", "strength", str(missing)]) == 3
    assert "没有.txt" in capfdbinary.readouterr().err.decode()


def test_a_document_without_figures_says_that_there_is_nothing(
    tmp_path: Path, capfdbinary: Capture
) -> None:
    """A share of nothing is not printed."""
    path = tmp_path / "空.txt"
    path.write_text("没有数字的文件\n", encoding="utf-8")

    assert run_command(["rules", "strength", str(path)]) == 0
    said = capfdbinary.readouterr().out.decode()
    assert "无从植入" in said
    assert "%" not in said
