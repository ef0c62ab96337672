"""SARIF: valid by the official schema, and nothing of an audit is lost on the way."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fake_parts import RULE
from hypothesis import given
from hypothesis import strategies as st
from made_audits import (
    BLANK,
    CRASHED,
    MISTAKE,
    REVIEW,
    SUM,
    UNREADABLE,
    make_audit,
    make_finding,
    make_run,
)
from test_plain_reports import INCOMPLETE, WAIVED, WAIVER, make_hostile_run

from auditor.cli.main import run_command
from auditor.finding import Bilingual, Operand, Outcome
from auditor.report.run import Run, RunSettings
from auditor.report.sarif.log import render_sarif
from auditor.report.sarif.texts import build_message, build_uri
from auditor.report.stakes import compute_rank, find_stake

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SCHEMA = Path(__file__).parent / "sarif" / "sarif-2.1.0-rtm.5.json"


@cache
def make_validator() -> Any:
    """Make the validator of the official schema."""
    return jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def render(run: Run) -> Any:
    """Render, validate, and return the one run of the log."""
    log = json.loads(render_sarif(run))
    make_validator().validate(log)
    assert list(log) == ["$schema", "version", "runs"]
    return log["runs"][0]


def test_validator_bites() -> None:
    """A field that SARIF does not know is refused."""
    log = json.loads(render_sarif(make_run()))
    log["runs"][0]["results"][0]["colour"] = "red"

    with pytest.raises(jsonschema.ValidationError, match="colour"):
        make_validator().validate(log)


def test_result() -> None:
    """A finding is a result with its span in code points, its fingerprint and its figures."""
    run = render(make_run(rules=(RULE,)))
    result = run["results"][0]

    assert run["columnKind"] == "unicodeCodePoints"
    assert (result["ruleId"], result["ruleIndex"]) == ("row-total", 0)
    assert (result["kind"], result["level"], result["rank"]) == ("fail", "error", 30)
    assert result["message"]["text"] == (
        "甲类支出：合计与各列之和相差 100.00\n可能原因: 录入时一位数字有误\n建议改为: 1,800.00"
    )
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "%E7%94%B2/%E9%A2%84%E7%AE%97.txt"},
                "region": {"startLine": 5, "startColumn": 10, "endLine": 5, "endColumn": 18},
            },
            "logicalLocations": [{"name": "合计", "fullyQualifiedName": "T3/甲类支出/合计"}],
        }
    ]
    assert result["partialFingerprints"] == {"auditorFinding/v1": "f1:0123456789abcdef"}
    assert result["suppressions"] == []
    assert result["properties"]["expected"] == "1,800.00"


def test_review_has_no_level() -> None:
    """What a person must look at is of kind review, which by the standard has no level."""
    result = render(make_run())["results"][1]

    assert (result["kind"], result["level"]) == ("review", "none")


def test_every_figure_is_a_related_location() -> None:
    """Evidence and operands are all there, each once, also those of other documents."""
    place = SUM.place._replace(row="另行")
    operand = Operand(place=place, text="", value=Decimal(0), unit="元", role="项目支出")
    finding = make_finding(SUM._replace(operands=(*SUM.operands, operand)))

    results = render(make_run(make_audit(findings=(finding, REVIEW))))["results"]

    shown = [each["message"]["text"] for each in results[0]["relatedLocations"]]
    assert shown == ["基本支出: 1,000.00", "合计: 1,900.00", "项目支出: （空）"]
    assert [each["id"] for each in results[0]["relatedLocations"]] == [1, 2, 3]
    other = results[1]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]
    assert other == {"uri": "%E4%B9%99/%E9%99%84%E8%A1%A8.txt"}


def test_rule_is_described() -> None:
    """A rule has its title, rationale, authority, default level and tags."""
    driver = render(make_run(rules=(RULE,)))["tool"]["driver"]

    described = driver["rules"][0]
    assert described["shortDescription"] == {"text": "每行合计等于各列之和"}
    assert described["fullDescription"] == {"text": "合计是各列的和"}
    assert described["help"]["text"] == (
        "每行合计等于各列之和\n合计是各列的和\n依据: 测试办法 第一条\nauditor explain row-total"
    )
    assert described["defaultConfiguration"] == {"level": "error"}
    assert described["deprecatedIds"] == ["old-row-total"]
    assert described["properties"]["tags"] == ["equation", "cn-test"]


def test_rule_that_stands_in_no_pack_is_described_too() -> None:
    """Every result points at a rule, whoever made it."""
    run = render(make_run())

    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == ["row-total", "no-blank"]


def test_artifacts() -> None:
    """Each document has its hash, its verdict and its coverage; an unreadable one has none."""
    read, unread = render(make_run(make_audit(), UNREADABLE))["artifacts"]

    assert read["hashes"] == {"sha-256": "ab" * 32}
    assert read["properties"]["verdict"] == "错误 1 处，警告 0 处，提示 1 处。"
    assert (read["properties"]["figures"], read["properties"]["unchecked"]) == (4, 1)
    assert "hashes" not in unread
    assert unread["properties"]["status"] == "unreadable"


def test_pages_and_sheets_of_results() -> None:
    """A result in a document with pages says on which it stands."""
    audit = make_audit(pages=(1, 1, 1, 1, 2, 2), findings=(make_finding(),))

    result = render(make_run(audit))["results"][0]

    assert result["locations"][0]["properties"] == {"page": 2}


def test_waiver_is_a_suppression() -> None:
    """A waived finding is suppressed, with the reason and where it is written."""
    audit = make_audit(findings=(WAIVED, make_finding(SUM, waiver=WAIVER._replace(path=""))))

    first, second = render(make_run(audit))["results"]

    assert first["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "上级批复在案 · 王审计 · 有效期至 2032-06-30",
            "properties": {"source": "waiver", "approver": "王审计", "expires": "2032-06-30"},
            "location": {
                "physicalLocation": {
                    "artifactLocation": {"uri": "%E8%B1%81%E5%85%8D/waivers.yaml"},
                    "region": {"startLine": 7, "startColumn": 1, "endLine": 7, "endColumn": 1},
                }
            },
        }
    ]
    assert "location" not in second["suppressions"][0]


def test_baseline_says_so() -> None:
    """A finding that a baseline held is accepted for that reason."""
    waiver = WAIVER._replace(source="baseline", reason="", approver="", expires="")

    result = render(make_run(make_audit(findings=(make_finding(waiver=waiver),))))["results"][0]

    assert result["suppressions"][0]["justification"] == "基线中已有"


def test_gaps_are_notifications() -> None:
    """What could not be read, run, recognised or checked stands with the invocation."""
    run = make_run(INCOMPLETE, UNREADABLE, mistakes=(MISTAKE,), exit_status=2, rules=(RULE,))

    invocation = render(run)["invocations"][0]

    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (2, False)
    assert [each["descriptor"]["id"] for each in invocation["toolExecutionNotifications"]] == [
        "incomplete",
        "rule-error",
        "unrecognised-table",
        "not-understood",
        "coverage",
        "not-applied",
        "unreadable",
    ]
    crashed = invocation["toolExecutionNotifications"][1]
    assert crashed["associatedRule"] == {"id": CRASHED.rule, "index": 0}
    broken = invocation["toolConfigurationNotifications"][0]
    assert broken["associatedRule"] == {"id": "column-total"}
    assert "unknown name 合记" in broken["message"]["text"]


def test_every_notification_is_described() -> None:
    """Each kind of notification has its words in the driver."""
    run = render(make_run(INCOMPLETE, UNREADABLE, make_audit(outcomes=(), findings=())))

    known = {each["id"] for each in run["tool"]["driver"]["notifications"]}
    said = {
        each["descriptor"]["id"] for each in run["invocations"][0]["toolExecutionNotifications"]
    }
    assert "not-judged" in said
    assert said <= known


def test_coverage_lists_figures() -> None:
    """With --coverage every unchecked figure is a notification at its place."""
    notices = render(make_run(coverage=True))["invocations"][0]["toolExecutionNotifications"]

    listed = [each for each in notices if "region" in str(each["locations"])]
    assert listed[1]["message"]["text"] == "未核对：2031（没有规则用到它）"
    region = listed[1]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (1, 7)


def test_english() -> None:
    """`--lang en` describes everything in English and says that it does."""
    settings = RunSettings(language="en")

    run = render(make_run(settings=settings, rules=(RULE,)))

    assert run["language"] == "en-US"
    assert run["tool"]["driver"]["rules"][0]["shortDescription"] == {"text": "Each row adds up"}
    assert run["invocations"][0]["exitCodeDescription"].startswith("findings at or above")


def test_hostile_text() -> None:
    """A hostile document gives a valid log in which no message holds a link."""
    log = render_sarif(make_hostile_run())

    run = render(make_hostile_run())
    assert "](" not in json.dumps([result["message"] for result in run["results"]])
    assert "\x1b" not in log
    assert "\u202e" not in log


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/c%d#e?.txt", "a%20b/c%25d%23e%3F.txt"),
        ("../x.txt", "../x.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("a\nb.txt", "a%0Ab.txt"),
        ("预.txt", "%E9%A2%84.txt"),
        ("/data/x y.txt", "file:///data/x%20y.txt"),
        ("bad\udcff.txt", "bad%FF.txt"),
        ("half\ud800.txt", "half%ED%A0%80.txt"),
    ],
)
def test_uri(path: str, uri: str) -> None:
    """Paths become URIs that no reader takes for anything else."""
    assert build_uri(path) == uri


def test_message_holds_no_slot() -> None:
    """Braces are doubled, as the standard asks."""
    assert build_message("{0} [a](b)") == {"text": "{{0}} [a] (b)"}


@pytest.mark.parametrize(
    ("difference", "unit", "stake", "rank"),
    [
        ("0.01", "元", "0.01", 1),
        ("1.00", "元", "1", 10),
        ("-10,000.00", "元", "10000", 50),
        ("1.00", "万元", "10000", 50),
        ("10", "亿元", "1000000000", 100),
        ("900", "亿元", "90000000000", 100),
        ("0.00", "元", "0", 0),
    ],
)
def test_rank_follows_the_money(difference: str, unit: str, stake: str, rank: int) -> None:
    """Ten points for each tenfold, whatever the unit."""
    found = find_stake(SUM._replace(difference=difference, unit=unit))

    assert found == Decimal(stake)
    assert compute_rank(found) == rank


@pytest.mark.parametrize(
    "outcome", [BLANK, SUM._replace(unit="个"), SUM._replace(difference="不知")]
)
def test_no_money_no_rank(outcome: Outcome) -> None:
    """Where no money differs nothing is at stake."""
    assert find_stake(outcome) is None
    assert compute_rank(None) == 0


def test_samples(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The whole program's log over the samples is valid, and every result has its rule."""
    run_command(["check", str(SAMPLES), "--format", "sarif"])

    log = json.loads(capsysbinary.readouterr().out)
    make_validator().validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["artifacts"]) == len(list(SAMPLES.rglob("*.txt")))
    assert len(run["results"]) > 10
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    assert all(rule["help"]["text"] for rule in rules)


@given(st.decimals(0, 10**15, places=2), st.decimals(0, 10**15, places=2))
def test_more_money_never_ranks_lower(one: Decimal, other: Decimal) -> None:
    """The rank is monotone and stays within its bounds."""
    less, more = sorted((one, other))

    assert 0 <= compute_rank(less) <= compute_rank(more) <= 100


@given(st.text(st.characters(), max_size=30))
def test_any_text_and_any_path_is_valid(text: str) -> None:
    """Whatever a document is called and says, the log is valid."""
    finding = make_finding(message=Bilingual(text, text))

    run = render(make_run(make_audit(path=f"a{text}", findings=(finding,))))

    assert len(run["results"]) == 1
