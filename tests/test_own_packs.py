"""Packs of one's own: what is inherited, switched off, re-graded, overridden, and when."""

from dataclasses import replace
from pathlib import Path

import pytest
from made_packs import list_mistakes, load_shanghai, write_own_pack, write_pack

from auditor.cli.main import run_command
from auditor.engine import Settings, audit_document
from auditor.finding import Audit
from auditor.reading import read_document
from auditor.rule import Severity
from auditor.rulepack import load_packs

Capture = pytest.CaptureFixture[str]
RULE_IDS = tuple(rule.id for rule in load_shanghai().rules)
OFF = load_shanghai().switched_off


def test_a_line_changes_its_rule_alone(tmp_path: Path) -> None:
    """Switching off, or re-grading, leaves every other rule as it was."""
    rules = "budget-balance: off\nyear-in-note: warning\n"

    rule_pack = load_packs([str(write_own_pack(tmp_path / "a", {"rules/r.yaml": rules}))])

    assert set(rule_pack.switched_off) == {"budget-balance", *OFF}
    others = [rule for rule in load_shanghai().rules if rule.id != "budget-balance"]
    assert [rule.id for rule in rule_pack.rules] == [rule.id for rule in others]
    changed = [rule.id for rule in rule_pack.rules if rule not in others]
    assert changed == ["year-in-note"]


def test_each_shipped_rule_can_be_switched_off(tmp_path: Path) -> None:
    """Whoever wants none of them has none."""
    text = "".join(f"{rule}: off\n" for rule in RULE_IDS)

    rule_pack = load_packs([str(write_own_pack(tmp_path / "a", {"rules/r.yaml": text}))])

    assert rule_pack.mistakes == ()
    assert rule_pack.rules == ()
    assert set(rule_pack.switched_off) == {*RULE_IDS, *OFF}


@pytest.mark.parametrize("grade", [Severity.ERROR, Severity.WARNING, Severity.INFO])
def test_each_shipped_rule_can_be_regraded(grade: Severity, tmp_path: Path) -> None:
    """One word gives it another severity; all else stays (drafts and the inferred stay info)."""
    text = "".join(f"{rule}: {grade}\n" for rule in RULE_IDS)

    rule_pack = load_packs([str(write_own_pack(tmp_path / "a", {"rules/r.yaml": text}))])

    assert rule_pack.mistakes == ()
    assert list(rule_pack.rules) == [
        replace(
            rule,
            severity=Severity.INFO if rule.status == "draft" or rule.is_inferred else grade,
        )
        for rule in load_shanghai().rules
    ]


def test_each_shipped_rule_can_be_overridden(tmp_path: Path) -> None:
    """A full entry takes the place of the shipped one, whatever its kind was."""
    text = "".join(f"{rule}: {{kind: numerals}}\n" for rule in RULE_IDS)

    rule_pack = load_packs([str(write_own_pack(tmp_path / "a", {"rules/r.yaml": text}))])

    assert rule_pack.mistakes == ()
    assert [rule.id for rule in rule_pack.rules] == list(RULE_IDS)
    assert {(rule.kind, rule.pack) for rule in rule_pack.rules} == {("numerals", "a")}


DOCUMENT = """\
2025年部门支出预算总表
单位：元
类\t款\t项\t科目名称\t合计\t基本支出\t项目支出
201\t\t\t一般公共服务支出\t390.00\t100.00\t200.00
"""
OWN = "own:\n  kind: equation\n  in: 支出总表\n  equation: 合计 = 基本支出 + 项目支出\n"


def audit(pack: Path, text: str = DOCUMENT) -> Audit:
    """Audit a small budget by the rule `own` of a pack."""
    path = pack / "budget.txt"
    path.write_text(text, encoding="utf-8")
    source = read_document(str(path))
    return audit_document(source, load_packs([str(pack)]), Settings(select=("own",)))


def name_severities(found: Audit) -> list[str]:
    """Name the severities of the findings."""
    return [finding.severity for finding in found.findings]


@pytest.mark.parametrize(
    ("lines", "severities"),
    [
        ("", ["error"]),
        ("  severity: warning\n", ["warning"]),
        ("  status: draft\n", ["info"]),
        ("  status: deprecated\n", []),
        ("  effective: {from: 2025}\n", ["error"]),
        ("  effective: {to: 2024}\n", []),
        ("  effective: {from: 2026}\n", []),
        ("  tolerance: 90元\n", []),
        ("  tolerance: 89.99元\n", ["error"]),
        ("  when: document.year > 2025\n", []),
    ],
)
def test_what_a_key_changes(lines: str, severities: list[str], tmp_path: Path) -> None:
    """Severity, status, years, tolerance and condition decide what is reported."""
    pack = write_own_pack(tmp_path / "a", {"rules/r.yaml": OWN + lines})

    assert name_severities(audit(pack)) == severities


def test_a_rule_out_of_its_years_is_said(tmp_path: Path) -> None:
    """A rule that does not hold for the year is listed with the reason."""
    pack = write_own_pack(tmp_path / "a", {"rules/r.yaml": f"{OWN}  effective: {{to: 2024}}\n"})

    assert [rule for rule, _ in audit(pack).not_applied] == ["own"]


def test_a_deprecated_rule_is_listed_and_does_not_run(tmp_path: Path, capsys: Capture) -> None:
    """It can be looked up, and what it said before can still be explained."""
    pack = write_own_pack(tmp_path / "a", {"rules/r.yaml": f"{OWN}  status: deprecated\n"})

    run_command(["rules", "list", "--pack", str(pack), "--kind", "equation"])

    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("own ")]
    assert "deprecated" in line
    assert audit(pack).not_applied == ()


def test_an_old_id_still_finds_the_rule(tmp_path: Path, capsys: Capture) -> None:
    """`replaces` keeps the names that people have written down."""
    pack = write_own_pack(tmp_path / "a", {"rules/r.yaml": f"{OWN}  replaces: [old-own]\n"})

    assert run_command(["explain", "old-own", "--pack", str(pack)]) == 0
    assert capsys.readouterr().out.startswith("own ")


def test_errata_of_an_own_pack(tmp_path: Path) -> None:
    """Errata regrade a shipped rule, with date and reference."""
    erratum = "- {rule: own, severity: info, date: 2031-02-03, reference: 某函}\n"
    files: dict[str, str | bytes] = {"rules/r.yaml": OWN, "errata.yaml": erratum}

    assert name_severities(audit(write_own_pack(tmp_path / "a", files))) == ["info"]


@pytest.mark.parametrize(
    ("version", "least", "is_sound"),
    [
        ("1.2.0", "0.1.0", True),
        ("1.2.0-rc.1", "0.0.9", True),
        ("1.2", "0.1.0", False),
        ("01.2.0", "0.1.0", False),
        ("1.2.0", "99.0.0", False),
    ],
)
def test_versions(version: str, least: str, is_sound: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a row of the table
    """Versions are semantic; a pack that needs a later program is refused."""
    head = f"name: a\nversion: {version}\nmin-version: {least}\n"

    found = list_mistakes(write_pack(tmp_path / "a", {"pack.yaml": head}))

    assert (found == []) is is_sound
