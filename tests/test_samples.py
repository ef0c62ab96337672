"""The samples: what an audit says of each is written down beside it."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from compare_samples import find_differences, list_samples

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = list_samples(ROOT / "samples")
LOUD = ("error", "warning")

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)


@cache
def _audit(sample: Path) -> tuple[int, Any]:
    """Return exit status and JSON report of the command that a user would run."""
    command = [sys.executable, "-m", "auditor", "check", "--format", "json", str(sample)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return run.returncode, json.loads(run.stdout)


def _read_expectation(sample: Path) -> Any:
    return json.loads(sample.with_suffix(".expected.json").read_text(encoding="utf-8"))


def _list_loud(report: Any) -> list[tuple[str, int, str]]:
    findings = report["documents"][0]["findings"]
    loud = [found for found in findings if found["severity"] in LOUD]
    return sorted((found["rule"], found["line"], found["severity"]) for found in loud)


@every_sample
def test_loud_findings_are_the_expected_ones(sample: Path) -> None:
    """No fault is missed and none is invented."""
    _, report = _audit(sample)

    assert _list_loud(report) == _list_loud(_read_expectation(sample))


@every_sample
def test_report_holds_what_is_expected(sample: Path) -> None:
    """Exit status, status of the audit and all findings, quiet ones too, in their order."""
    status, report = _audit(sample)
    expected = _read_expectation(sample)

    assert status == expected["exit"]
    assert list(find_differences(expected, report)) == []


@every_sample
def test_sample_is_read_without_a_gap(sample: Path) -> None:
    """All tables are recognised and every line is understood."""
    _, report = _audit(sample)
    coverage = report["documents"][0]["coverage"]

    assert coverage["unrecognised_tables"] == []
    assert coverage["lines_not_understood"] == []


def test_samples_show_a_fault_of_every_kind_of_rule() -> None:
    """What the program can find is shown."""
    (sample,) = (sample for sample in SAMPLES if sample.stem == "faults-of-every-kind")
    _, report = _audit(sample)

    kinds = {found["kind"] for found in report["documents"][0]["findings"]}
    assert kinds >= {
        *("equation", "rollup", "codes", "years", "numerals", "present", "indicators")
    }
