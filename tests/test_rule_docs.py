"""Pages and schemas that are written from the rules are current; judgements are well-formed."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.rule import Rule, Severity
from auditor.rulepack import load_packs

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "rules"
JUDGEMENTS = PAGES / "judgements.csv"
_ROW = re.compile(
    r"^\| (?P<rule>\S+) \| (?P<severity>\w+) \| (?P<samples>\d+) / (?P<real>\d+) "
    r"\| \d+ \| \d+ \| \d+ \| (?P<right>\d+) \| (?P<wrong>\d+) \| \d+ \|$",
    re.MULTILINE,
)
LEAST_APPLIED = 10
LEAST_RIGHT = 80


def read_rows() -> list[dict[str, str]]:
    """Read the judgements."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("script", ["rules.py", "schemas.py"])
def test_written_pages_are_current(script: str) -> None:
    """What was written from the rules is what would be written now (else: make docs)."""
    command = [sys.executable, str(ROOT / "docs" / script), "--check"]
    run = subprocess.run(
        command,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_every_rule_has_its_page() -> None:
    """The index links each rule to a heading of its own."""
    index = (PAGES / "README.md").read_text(encoding="utf-8")

    missing = []
    for rule in load_packs(["cn-shanghai"]).rules:
        name = f"{rule.pack}-{Path(rule.path).stem}.md"
        page = (PAGES / name).read_text(encoding="utf-8")
        if f"]({name}#{rule.id})" not in index or f"\n## {rule.id}\n" not in page:
            missing.append(rule.id)

    assert missing == []


def test_judgements_are_well_formed() -> None:
    """Each names a document by number, a rule, a place, and is right, wrong, open or exempt."""
    rules = {rule.id for rule in load_packs(["cn-shanghai"]).rules}
    keys = [(row["document"], row["rule"], row["fingerprint"]) for row in read_rows()]

    assert len(keys) == len(set(keys))
    for row in read_rows():
        assert row["judgement"] in {"right", "wrong", "open", "exempt"}, row
        if row["judgement"] == "exempt":
            assert row["rule"] in rules, row
            assert row["note"], row
        else:
            assert re.fullmatch(r"[a-z]*\d+", row["document"]), row
            assert row["fingerprint"].startswith("f1:"), row


def test_loud_rules_have_proved_themselves() -> None:
    """A rule that was seldom tried, or often wrong, is info, unless its exemption says why not."""
    page = (PAGES / "precision.md").read_text(encoding="utf-8")
    exempt = {row["rule"] for row in read_rows() if row["judgement"] == "exempt"}
    rules = {rule.id: rule for rule in load_packs(["cn-shanghai"]).rules}
    measured = [found for found in _ROW.finditer(page) if found["rule"] in rules]

    unproved = [found["rule"] for found in measured if _is_unproved(found, rules[found["rule"]])]

    assert measured
    assert sorted(set(unproved) - exempt) == []


def _is_unproved(found: re.Match[str], rule: Rule) -> bool:
    right, wrong = int(found["right"]), int(found["wrong"])
    applied = int(found["samples"]) + int(found["real"])
    poor = 100 * right < LEAST_RIGHT * (right + wrong)
    return rule.severity is not Severity.INFO and (applied < LEAST_APPLIED or poor)
