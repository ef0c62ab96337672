"""What auditors write rules with: new, list, show, lint, test and case files."""

from dataclasses import replace
from pathlib import Path

import pytest
from made_packs import list_mistakes, load_shanghai, write_own_pack

from auditor.cli.main import run_command
from auditor.engine import run_examples
from auditor.rule import Severity
from auditor.rulepack import load_packs

Capture = pytest.CaptureFixture[str]
TABLES = [
    name for name, table in load_shanghai().templates.items() if table.number.startswith("T")
]


@pytest.mark.parametrize("table", TABLES)
def test_a_new_equation_is_green_as_it_stands(table: str, tmp_path: Path) -> None:
    """For every table of the form: it loads, and its two examples show what they promise."""
    pack = tmp_path / "mine"

    assert run_new(pack, "equation", "--table", table) == 0

    check_new_rule(pack)


@pytest.mark.parametrize("kind", sorted({rule.kind for rule in load_shanghai().rules}))
def test_a_new_rule_of_every_kind_is_green(kind: str, tmp_path: Path) -> None:
    """Each kind has a rule to start from, and above each key stands what it is for."""
    pack = tmp_path / "mine"

    assert run_new(pack, kind, "--lang", "en") == 0

    check_new_rule(pack)
    lines = (pack / "rules" / "my-rule.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../.schema/rules.schema.json"
    keys = [number for number, line in enumerate(lines) if line.startswith("  kind:")]
    assert lines[keys[0] - 1].lstrip().startswith("# ")


def run_new(pack: Path, kind: str, *words: str) -> int:
    """Run `auditor rules new`."""
    named = ["--pack", str(pack), "--id", "my-rule", "--kind", kind]
    return run_command(["rules", "new", *named, *words])


def check_new_rule(pack: Path) -> None:
    """Assert that the new rule is a sound draft whose examples hold."""
    rule_pack = load_packs([str(pack)])
    rule = rule_pack.find_rule("my-rule")
    assert rule_pack.mistakes == ()
    assert rule is not None
    assert (rule.status, rule.severity, rule.pack) == ("draft", Severity.INFO, pack.name)
    assert {"pass", "fail"} <= {example.expect for example in rule.examples}
    results = run_examples(replace(rule_pack, rules=(rule,)))
    assert [result.reason for result in results if not result.is_met] == []


def test_new_never_overwrites(tmp_path: Path, capsys: Capture) -> None:
    """A file that is there stays, and so does a rule of that name elsewhere in the pack."""
    pack = tmp_path / "mine"
    run_new(pack, "equation")
    path = pack / "rules" / "my-rule.yaml"
    path.write_text("# mine\n", encoding="utf-8")

    assert run_new(pack, "equation") == 2
    assert path.read_text(encoding="utf-8") == "# mine\n"
    assert "不会覆盖" in capsys.readouterr().err

    words = ["--kind", "equation", "--pack", str(pack)]
    assert run_command(["rules", "new", "--id", "budget-balance", *words]) == 2
    assert "已有这条规则" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--kind equatio --pack p --id a", "没有这个类别"),
        ("--kind equation --pack p --id a/b", "只能用字母"),
        ("--kind equation --pack p --id a --table 支出标", "没有这张表"),
        ("--kind rollup --pack p --id a --table 支出总表", "只用于 equation"),
        ("--kind equation --pack cn --id a", "自带的规则包"),
    ],
)
def test_new_refuses_what_cannot_be(
    words: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Nothing is written for a name, kind or table that cannot be."""
    monkeypatch.chdir(tmp_path)

    assert run_command(["rules", "new", *words.split()]) == 2

    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_list_filters_by_kind(capsys: Capture) -> None:
    """One line a rule: id, severity, kind, pack, status, title."""
    assert run_command(["rules", "list", "--kind", "rollup"]) == 0

    lines = capsys.readouterr().out.splitlines()
    rules = [rule for rule in load_shanghai().rules if rule.kind == "rollup"]
    listed = [line.split()[:5] for line in lines[: len(rules)]]
    assert [words[0] for words in listed] == sorted(rule.id for rule in rules)
    assert ["function-hierarchy", "error", "rollup", "cn-shanghai", "approved"] in listed
    assert all(words[2] == "rollup" for words in listed)
    assert lines[len(rules)].startswith("已关闭的规则: ")


def test_list_names_what_never_applies(tmp_path: Path, capsys: Capture) -> None:
    """With files: the rules that apply to none of them, with the reason."""
    path = tmp_path / "a.txt"
    text = "上海市某局2025年部门预算\n2025年部门支出预算总表\n单位：元\n"
    path.write_text(text, encoding="utf-8")

    assert run_command(["rules", "list", "--kind", "equation", str(path)]) == 0

    said = capsys.readouterr().out
    assert "从未适用的规则" in said
    assert "three-public-sums" in said


def test_show_is_explain(capsys: Capture) -> None:
    """Both names of the command say the same."""
    run_command(["rules", "show", "budget-balance"])
    shown = capsys.readouterr().out
    run_command(["explain", "budget-balance"])

    assert capsys.readouterr().out == shown


SLIPS = {
    "kind: equatoin\n  equation: 合计 = 0": "did you mean equation?",
    "kind: equation\n  in: 支出总标\n  equation: 合计 = 0": "did you mean 支出总表?",
    "kind: equation\n  equation: 支出总标[合计].合计 = 0": "did you mean 支出总表?",
    "kind: equation\n  in: 支出总表\n  equation: 合计 = 基本支岀": "did you mean 基本支出?",
    "kind: equation\n  equation: 支出总表[合记].合计 = 0": "did you mean 合计?",
    "kind: equation\n  equation: sum(收支总表[*支出累].预算数) = 0": "did you mean 支出类?",
    "kind: rollup\n  in: 支出总表\n  columns: [基本支岀]": "did you mean 基本支出?",
    "kind: years\n  severty: error": "did you mean severity?",
    "kind: years\n  severity: eror": "did you mean error?",
    "kind: years\n  status: aproved": "did you mean approved?",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_answered_with_what_was_meant(slip: str, tmp_path: Path) -> None:
    """Names of kinds, tables, columns, rows, sets, keys and words: the nearest is suggested."""
    pack = write_own_pack(tmp_path / "a", {"rules/r.yaml": f"mine:\n  {slip}\n"})

    assert SLIPS[slip] in "\n".join(list_mistakes(pack))


def test_lint_says_all_mistakes_and_ends_with_2(tmp_path: Path, capsys: Capture) -> None:
    """Each with file, line and column."""
    text = "a: {kind: yers}\nb: {kind: years, wher: titles}\n"
    pack = write_own_pack(tmp_path / "a", {"rules/r.yaml": text})

    assert run_command(["rules", "lint", str(pack)]) == 2

    places = [line.split(": ")[0] for line in capsys.readouterr().err.splitlines()]
    assert [place.rpartition("/")[2] for place in places] == ["r.yaml:1:11", "r.yaml:2:18"]


CASES = """\
rule: expenditure-row-total
cases:
  - name: one digit off
    document: |
      2025年部门支出预算总表
      单位：元
      类 │ 款 │ 项 │ 科目名称 │ 合计 │ 基本支出 │ 项目支出
      201 │ │ │ 一般公共服务支出 │ 390.00 │ 100.00 │ 200.00
    expect: {expect}
    at: {{line: 4, column_name: 合计}}
"""


def test_case_files_are_run(tmp_path: Path, capsys: Capture) -> None:
    """Cases in a file of their own are run instead of the examples, with a difference shown."""
    path = tmp_path / "cases.yaml"
    path.write_text(CASES.format(expect="fail"), encoding="utf-8")
    assert run_command(["rules", "test", "--case", str(path)]) == 0
    assert capsys.readouterr().out == "例子 1 个，未通过 0 个\n"

    path.write_text(CASES.format(expect="pass"), encoding="utf-8")
    assert run_command(["rules", "test", "--case", str(path)]) == 1
    wanted, came = capsys.readouterr().out.splitlines()[1:3]
    assert wanted == "  - expect: pass, at: {line: 4, column_name: 合计}"
    found, remark = came.split("  # ")
    assert found == "  + expect: fail, at: {line: 4, row: 一般公共服务支出, column_name: 合计}"
    assert remark == "应为 300.00，实为 390.00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rule: expenditure-row-totl\ncases: []\n", "1:7: there is no rule"),
        ("rule: budget-balance\ncase: []\n", "2:1: unknown key 'case'; did you mean cases?"),
        ("rule: budget-balance\ncases: [{name: a}]\n", "2:9: the key 'document' is missing"),
    ],
)
def test_mistakes_in_case_files_have_their_place(
    text: str, said: str, tmp_path: Path, capsys: Capture
) -> None:
    """A case file is as strict as a pack."""
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")

    assert run_command(["rules", "test", "--lang", "en", "--case", str(path)]) == 2

    assert said in capsys.readouterr().err


def test_a_missing_case_file_is_refused(capsys: Capture) -> None:
    """It is named; nothing looks as if it had passed."""
    assert run_command(["rules", "test", "--lang", "en", "--case", "nowhere.yaml"]) == 2
    assert "nowhere.yaml:1:1: cannot be read" in capsys.readouterr().err
