"""Rule packs: what loads, what overrides what, and how mistakes are reported."""

import os
from decimal import Decimal
from pathlib import Path

import pytest
from made_packs import HEAD, RULE, TABLES, list_mistakes, write_pack

from auditor.amount import YUAN, find_unit
from auditor.budget import RowKind
from auditor.errors import RulePackError
from auditor.finding import Bilingual
from auditor.rule import Effective, Severity, Tolerance
from auditor.rulepack import RulePack, list_shipped_names, load_packs

NINE = (
    "收支总表 收入总表 支出总表 财政拨款收支总表 一般公共预算支出表 政府性基金预算支出表 "
    "国有资本经营预算支出表 经济分类表 三公表"
).split()

ALL_MISTAKES = """\
a/columns.yaml:1:1: no file of a pack: \
only pack.yaml, tables.yaml, forms.yaml, statements.yaml, errata.yaml are
a/errata.yaml:1:31: severity: 'loud' is none of error, warning, info, off
a/errata.yaml:1:43: date: '1' is no date such as 2024-03-01
a/pack.yaml:1:7: name: small letters, digits and hyphens only, such as cn-shanghai
a/pack.yaml:2:10: version: '1' is no version such as 1.2.0
a/pack.yaml:3:1: unknown key 'autor'; there are: name, version, min-version, extends, for
a/pack.yaml:4:14: the pack needs auditor 999.0.0 or later; this is 0.1.0
a/rules/r.yaml:5:14: tolerance: auto, exact, or an amount with its unit such as 0.5 元
a/rules/s.yaml:1:11: kind: there is no kind 'yers'; did you mean years?
a/rules/s.yaml:2:4: a rule, or one of error, warning, info, off, is wanted here
a/tables.yaml:23:5: the key 'number' is missing
a/tables.yaml:23:5: the key 'titles' is missing
a/tables.yaml:23:5: the key 'columns' is missing"""


def load(*folders: Path) -> RulePack:
    """Load packs that must be sound."""
    rule_pack = load_packs([str(folder) for folder in folders])
    assert rule_pack.mistakes == ()
    return rule_pack


@pytest.mark.parametrize("name", list_shipped_names())
def test_shipped_packs_are_sound_and_complete(name: str) -> None:
    """A shipped rule says what it demands, why and on whose authority, and shows a failure."""
    rule_pack = load_packs([name])

    assert rule_pack.mistakes == ()
    for rule in rule_pack.rules:
        assert rule.title.zh != rule.id, rule.id
        assert rule.source, rule.id
        assert rule.rationale.zh, rule.id
        assert any(example.expect in {"fail", "review"} for example in rule.examples), rule.id


def test_shanghai_has_nine_tables_and_the_national_codes() -> None:
    """The pack inherits the catalogues; its templates are numbered as in the form."""
    rule_pack = load_packs(["cn-shanghai"])

    assert [pack.name for pack in rule_pack.packs] == ["cn", "cn-shanghai"]
    numbers = {template.number: name for name, template in rule_pack.templates.items()}
    assert [numbers[f"T{number}"] for number in range(1, 10)] == list(NINE)
    assert rule_pack.catalogues["functional"].list_names("20101")[0].name == "人大事务"
    assert rule_pack.catalogues["economic"].find_code("基本工资", 2031, 5) == "30101"
    assert rule_pack.heads[1].is_for("某镇2031年部门预算", 2031)
    assert not rule_pack.heads[1].is_for("某镇2031年部门预算", 2019)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2031年部门财务收支预算总表", "收支总表"),
        ("2031年预算单位财务收支预算总表", "收支总表"),
        ("部门收支总表", "收支总表"),
        ("某镇2031年部门收入预算总表", "收入总表"),
        ("2031年单位支出总体情况表", "支出总表"),
        ("2031年部门财政拨款收支预算总表", "财政拨款收支总表"),
        ("2031年部门一般公共预算支出功能分类预算表", "一般公共预算支出表"),
        ("政府性基金预算支出表", "政府性基金预算支出表"),
        ("2031年部门国有资本经营预算支出功能分类预算表", "国有资本经营预算支出表"),
        ("2031年部门一般公共预算基本支出部门预算经济分类预算表", "经济分类表"),
        ("一般公共预算基本支出表", "经济分类表"),
        ("部门三公经费和机关运行经费预算表", "三公表"),
    ],
)
def test_titles_of_older_and_newer_forms_are_known(title: str, name: str) -> None:
    """The weightiest spelling that a title ends with is that of its own table."""
    templates = load_packs(["cn-shanghai"]).templates.values()
    found = [
        (pattern.weight, template.name)
        for template in templates
        for pattern in template.titles
        if pattern.ends(title)
    ]

    assert max(found)[1] == name


def test_a_small_table_needs_little(tmp_path: Path) -> None:
    """Rows are coded, figures in 元 and headers spelled as columns are named, unless said."""
    tables = (
        "项目表:\n  number: X10\n  titles: [项目支出表]\n  columns: {合计: , 本年: }\n"
        "  total: [合计, 总计]\n"
    )

    template = load(write_pack(tmp_path / "a", {"tables.yaml": tables})).templates["项目表"]

    (side,) = template.sides
    assert (template.row_kind, template.unit, side.codes) == (RowKind.CODED, YUAN, "functional")
    assert [column.headers[0].source for column in side.columns] == ["合计", "本年"]
    (total,) = side.rows
    assert (total.name, total.aliases, total.is_total) == ("合计", ("总计",), True)
    assert [label.source for label in total.labels] == ["合计", "总计"]


def test_two_sides_may_be_alike(tmp_path: Path) -> None:
    """A two-sided table without sides has the same columns left and right."""
    tables = (
        "对照表:\n  number: X10\n  titles: [对照表]\n  rows: two-sided\n"
        "  columns: {预算数: }\n  total: [收入总计, 支出总计]\n"
    )

    template = load(write_pack(tmp_path / "a", {"tables.yaml": tables})).templates["对照表"]

    assert [side.name for side in template.sides] == ["左", "右"]
    for side in template.sides:
        assert [column.name for column in side.columns] == ["预算数"]
        assert [(row.name, row.is_total) for row in side.rows] == [
            ("收入总计", True),
            ("支出总计", True),
        ]


def test_a_rule_needs_little(tmp_path: Path) -> None:
    """Kind and its own keys are enough for a user's rule."""
    (rule,) = load(write_pack(tmp_path / "a", {"rules/r.yaml": RULE})).rules

    assert (rule.id, rule.kind, rule.pack) == ("row-total", "equation", "a")
    assert (rule.severity, rule.status, rule.waivable) == (Severity.ERROR, "approved", True)
    assert rule.title == Bilingual("row-total", "row-total")
    assert rule.tables == ("支出表",)
    assert (rule.message, rule.examples, rule.effective) == (None, (), Effective())
    assert (rule.line, rule.column) == (1, 1)


def test_all_keys_of_a_rule_are_typed(tmp_path: Path) -> None:
    """Text becomes words, years, flags, amounts and examples, field by field."""
    text = (
        f"{RULE}"
        "  title: {zh: 甲, en: A}\n"
        "  severity: warning\n"
        "  source: 某办法\n"
        "  rationale: 因为\n"
        "  message: {zh: '{row} 不等'}\n"
        "  when: has(收支表)\n"
        "  tolerance: 0.5 元\n"
        "  effective: {from: 2020, to: 2030}\n"
        "  status: draft\n"
        "  replaces: [old]\n"
        "  waivable: false\n"
        "  examples:\n"
        "    - {name: sound, document: 文, expect: pass}\n"
        "    - name: wrong\n"
        "      document: |\n"
        "        甲\t1\n"
        "      expect: fail\n"
        "      at: {line: 1, column_name: 合计}\n"
    )

    (rule,) = load(write_pack(tmp_path / "a", {"rules/r.yaml": text})).rules

    assert rule.title == Bilingual("甲", "A")
    assert rule.rationale == Bilingual("因为", "因为")
    assert rule.message == Bilingual("{row} 不等", "{row} 不等")
    assert (rule.severity, rule.source) == (Severity.INFO, "某办法")  # a draft speaks quietly
    assert (rule.status, rule.replaces, rule.waivable) == ("draft", ("old",), False)
    assert rule.effective == Effective(2020, 2030)
    assert rule.examples[1].document == "甲\t1\n"
    assert rule.examples[1].place == (("line", "1"), ("column_name", "合计"))
    parameters = rule.check.args[0]  # type: ignore[attr-defined]  # a check bound to them
    assert parameters.tolerance == Tolerance("amount", Decimal("0.5"), find_unit("元"))
    assert parameters.condition is not None


def test_examples_of_shipped_packs_may_be_left_out() -> None:
    """An audit does without the examples of shipped packs; the rules are the same."""
    full, bare = load_packs(["cn"]), load_packs(["cn"], examples=False)

    assert [rule.id for rule in bare.rules] == [rule.id for rule in full.rules]
    assert all(rule.examples for rule in full.rules)
    assert not any(rule.examples for rule in bare.rules)


def test_examples_of_a_users_pack_are_always_read(tmp_path: Path) -> None:
    """What an auditor wrote is examined whole: a mistake in an example is always seen."""
    example = "{name: a, document: b, expect: pass, at: {line: 1}}"
    text = f"{RULE}  examples: [{example}]\n  source: 甲\n"
    pack = write_pack(tmp_path / "a", {"rules/r.yaml": text})

    (full,) = load(pack).rules
    (bare,) = load_packs([str(pack)], examples=False).rules

    assert len(full.examples) == len(bare.examples) == 1
    assert full == bare
    write_pack(pack, {"rules/r.yaml": text.replace("{line: 1}", "&a {line: 1}")})
    with pytest.raises(RulePackError, match="anchors are not allowed"):
        load_packs([str(pack)], examples=False)


def test_all_kinds_can_be_declared(tmp_path: Path) -> None:
    """Each implemented kind takes its own keys."""
    text = (
        "a: {kind: equation, equation: '收支表[收入总计].预算数 = 支出表[合计].合计'}\n"
        "b: {kind: rollup, in: [支出表], columns: [合计], tolerance: exact}\n"
        "c: {kind: codes, demand: parent, in: 支出表}\n"
        "d: {kind: years, where: [titles, notes]}\n"
        "e: {kind: numerals, find: malformed}\n"
        "f: {kind: present, what: tables, tables: [支出表, 收支表]}\n"
        "g: {kind: present, what: unit-lines}\n"
        "h: {kind: years}\n"
    )

    rules = load(write_pack(tmp_path / "a", {"rules/r.yaml": text})).rules

    assert [rule.id for rule in rules] == list("abcdefgh")
    assert rules[5].tables == ("支出表", "收支表")


@pytest.mark.parametrize(
    ("rule", "mistake"),
    [
        ("kind: rollup\n  in: 支出标\n", "3:7: in: there is no table '支出标'"),
        (
            "kind: rollup\n  in: 支出表\n  columns: [合计, 总数]\n",
            "4:17: columns: there is no col",
        ),
        ("kind: equation\n  in: 支出表\n  equation: 合计 = 基本 + 项\n", "4:23: "),
        ("kind: equation\n  in: 支出表\n  equation: '合计 = 基 + 项目'\n", "4:19: "),
        (
            "kind: equation\n  in: 支出表\n  equation: |\n    合计 = 基本\n    基本 <= 合\n",
            "6:11: ",
        ),
        ("kind: equation\n  equation: 收支表[总收入].预算数 = 1元\n", "3:17: "),
        ("kind: equation\n  equation: sum(收支表[*收入类].预算数) = 1元\n", "3:22: "),
        ("kind: equation\n  equation: 收支标[收入总计].预算数 = 1元\n", "3:13: "),
        ("kind: years\n  when: has(支出标)\n", "3:13: "),
        ("kind: yaers\n", "2:9: kind: there is no kind 'yaers'; did you mean years?"),
        ("title: 甲\n", "2:3: a rule has a kind: equation, "),
        ("kind: years\n  demand: shape\n", "3:3: unknown key 'demand'"),
        ("kind: years\n  severty: info\n", "3:3: unknown key 'severty'; did you mean severity?"),
        ("kind: years\n  severity: fatal\n", "3:13: severity: 'fatal' is none of error, warning"),
        ("kind: years\n  where: [title]\n", "3:11: where: 'title' is none of titles, headers"),
        ("kind: years\n  waivable: yes\n", "3:13: waivable: 'yes' is none of true, false"),
        ("kind: years\n  effective: {from: 20}\n", "3:21: from: '20' is no year"),
        ("kind: years\n  effective: {from: 2024, to: 2023}\n", "3:14: effective: the years end"),
        ("kind: years\n  title: {zh: 甲, fr: B}\n", "3:18: unknown key 'fr'"),
        (
            'kind: years\n  message: "{expectd} 年"\n',
            "3:12: message: there is no slot 'expectd'; did you mean expected?",
        ),
        ("kind: years\n  title: [甲]\n", "3:10: title: a text is wanted here"),
        ("kind: codes\n", "2:3: the key 'demand' is missing"),
        ("kind: rollup\n", "2:3: the key 'in' is missing"),
        ("kind: present\n  what: tables\n", "2:3: the key 'tables' is missing"),
        (
            "kind: rollup\n  in: 支出表\n  tolerance: 0.5\n",
            "4:14: tolerance: auto, exact, or an amount with its unit",
        ),
        ("kind: years\n  kind: years\n", "3:3: the key 'kind' stands here twice"),
        (
            "kind: years\n  examples: [{name: a, document: b, expect: pass, add: 1}]\n",
            "3:51: unknown key 'add'",
        ),
        (
            "kind: years\n  examples: [{name: a, document: b, expect: fail, at: {line: x}}]\n",
            "3:62: line: a number from 1",
        ),
    ],
)
def test_a_mistake_leaves_out_its_rule_alone(tmp_path: Path, rule: str, mistake: str) -> None:
    """A rule with a mistake is named with its place and left out; the others are there."""
    text = f"wrong:\n  {rule}right: {{kind: numerals}}\n"

    rule_pack = load_packs([str(write_pack(tmp_path / "a", {"rules/r.yaml": text}))])

    found = rule_pack.mistakes[0]
    path = f"{(tmp_path / 'a').as_posix()}/rules/r.yaml:"
    assert str(found).startswith(f"{path}{mistake}")
    assert {mistake.rule for mistake in rule_pack.mistakes} == {"wrong"}
    assert [rule.id for rule in rule_pack.rules] == ["right"]


@pytest.mark.parametrize(
    ("template", "mistake"),
    [
        ("titles: [甲]\n  columns: {乙: }", "2:3: the key 'number' is missing"),
        ("number: X 1\n  titles: [甲]\n  columns: {乙: }", "2:11: number: letters, digits"),
        ("number: F1\n  titles: [甲]\n  columns: {乙: }", "2:11: number: F with digits"),
        ("number: X9\n  titles: [甲]", "2:3: the key 'columns' is missing"),
        ("number: X9\n  titles: []\n  columns: {乙: }", "3:11: titles: the list is empty"),
        ("number: X9\n  titles: ['甲[乙']\n  columns: {乙: }", "3:16: a bracket is not closed"),
        ("number: X9\n  titles: [甲]\n  columns: {a b: }", "4:13: 'a b' cannot name a column"),
        ("number: X9\n  titles: [甲]\n  columns: {sum: }", "4:13: 'sum' cannot name a column"),
        ("number: X9\n  titles: [甲]\n  columns: [乙]", "4:12: columns: a mapping of names"),
        ("number: X9\n  titles: [甲]\n  columns: {乙: {rle: total}}", "4:17: unknown key 'rle'"),
        ("number: X9\n  titles: [甲]\n  columns: {乙: {unit: 块}}", "4:23: unit: '块' is no unit"),
        ("number: X9\n  titles: [甲]\n  rows: double\n  columns: {乙: }", "4:9: rows: 'double'"),
        ("number: X9\n  titles: [甲]\n  sides: {左: {columns: {乙: }}}", "4:10: sides: only"),
        (
            "number: X9\n  titles: [甲]\n  rows: two-sided\n  sides: {左: {columns: {乙: }}}",
            "5:10: sides: a mapping of two or more sides",
        ),
        (
            "number: X9\n  number: X8\n  titles: [甲]\n  columns: {乙: }",
            "3:3: the key 'number' st",
        ),
    ],
)
def test_a_mistake_leaves_out_its_template(tmp_path: Path, template: str, mistake: str) -> None:
    """A faulty template is left out, and so is a rule that needs it; the others are there."""
    files = {
        "tables.yaml": f"甲表:\n  {template}\n{TABLES}",
        "rules/r.yaml": "total: {kind: rollup, in: 收支表}\nlost: {kind: rollup, in: 甲表}\n",
    }

    rule_pack = load_packs([str(write_pack(tmp_path / "a", files))])

    assert "甲表" not in rule_pack.templates
    assert [rule.id for rule in rule_pack.rules] == ["total"]
    lost, first = (str(found) for found in rule_pack.mistakes[:2])
    assert "there is no table '甲表'" in lost
    assert first.startswith(f"{(tmp_path / 'a').as_posix()}/tables.yaml:{mistake}")


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    """A wrong pack.yaml stops the run, and what is wrong elsewhere is said with it."""
    files = {
        "pack.yaml": "name: A b\nversion: 1\nautor: me\nmin-version: 999.0.0\n",
        "tables.yaml": f"{TABLES}乙表: {{unit: 元}}\n",
        "rules/r.yaml": f"{RULE}  tolerance: much\n",
        "rules/s.yaml": "x: {kind: yers}\ny: wrong\n",
        "errata.yaml": "- {rule: row-total, severity: loud, date: 1, reference: b}\n",
        "columns.yaml": "",
    }

    found = list_mistakes(write_pack(tmp_path / "a", files))

    assert "\n".join(found) == ALL_MISTAKES


def test_numbers_are_unique(tmp_path: Path) -> None:
    """A table cannot take the number of another, for reports call tables by it."""
    tables = f"{TABLES}甲表: {{number: X1, titles: [甲], columns: {{乙: }}}}\n"

    assert list_mistakes(write_pack(tmp_path / "a", {"tables.yaml": tables})) == [
        "a/tables.yaml:23:1: 甲表 has the number X1 of 支出表"
    ]


def test_later_packs_override(tmp_path: Path) -> None:
    """A full entry replaces a rule or a template in its place; the short form re-grades."""
    below = "one: {kind: years}\ntwo: {kind: years, severity: info}\nthree: {kind: years}\n"
    above = "three: off\ntwo: warning\none: {kind: numerals}\nfour: {kind: numerals}\n"
    write_pack(tmp_path / "below", {"rules/r.yaml": below})
    files = {
        "pack.yaml": HEAD.format(name="above") + "extends: [below]\n",
        "tables.yaml": "支出表: {number: X1, titles: [丙表], columns: {丁: }}\n",
        "rules/r.yaml": above,
    }

    rule_pack = load(write_pack(tmp_path / "above", files))

    assert [(pack.name, pack.version) for pack in rule_pack.packs] == [
        ("below", "1.0.0"),
        ("above", "1.0.0"),
    ]
    assert [name for name, _ in rule_pack.chosen] == ["below", "above"]
    assert [(r.id, r.kind, r.severity, r.pack) for r in rule_pack.rules] == [
        ("one", "numerals", Severity.ERROR, "above"),
        ("two", "years", Severity.WARNING, "below"),
        ("four", "numerals", Severity.ERROR, "above"),
    ]
    assert rule_pack.switched_off == ("three",)
    assert list(rule_pack.templates) == ["支出表", "收支表"]
    assert rule_pack.templates["支出表"].titles[0].source == "丙表"


def test_a_rule_that_is_off_needs_no_tables(tmp_path: Path) -> None:
    """Whoever replaces a table can switch off the rules that spoke of it."""
    write_pack(tmp_path / "below", {"rules/r.yaml": RULE})
    files = {
        "pack.yaml": HEAD.format(name="above") + "extends: [below]\n",
        "tables.yaml": "支出表: {number: X1, titles: [丙表], columns: {丁: }}\n",
        "rules/r.yaml": "row-total: off\n",
    }

    assert load(write_pack(tmp_path / "above", files)).rules == ()


def test_an_unknown_rule_cannot_be_regraded(tmp_path: Path) -> None:
    """The short form is for rules that are there."""
    files = {"rules/r.yaml": f"{RULE}row-totl: off\n"}

    assert list_mistakes(write_pack(tmp_path / "a", files)) == [
        "a/rules/r.yaml:5:1: there is no rule 'row-totl'; did you mean row-total?"
    ]


def test_a_rule_stands_once_in_a_pack(tmp_path: Path) -> None:
    """Two files of one pack cannot both declare a rule."""
    files = {"rules/a.yaml": RULE, "rules/b.yaml": RULE}

    (mistake,) = list_mistakes(write_pack(tmp_path / "a", files))

    assert mistake.startswith("a/rules/b.yaml:1:1: the rule 'row-total' stands in ")


def test_errata_change_rules(tmp_path: Path) -> None:
    """Errata switch off, re-grade and re-scope, and are kept with date and reference."""
    rules = f"{RULE}two: {{kind: years}}\nthree: {{kind: rollup, in: [支出表, 收支表]}}\n"
    errata = (
        "- {rule: row-total, off: true, date: 2031-02-03, reference: 甲函}\n"
        "- {rule: two, severity: info, date: 2031-02-03, reference: 乙函}\n"
        "- {rule: three, in: [支出表], date: 2031-02-04, reference: 丙函}\n"
    )

    rule_pack = load(write_pack(tmp_path / "a", {"rules/r.yaml": rules, "errata.yaml": errata}))

    assert rule_pack.switched_off == ("row-total",)
    assert [(r.id, r.severity.value, r.tables) for r in rule_pack.rules] == [
        ("two", "info", ()),
        ("three", "error", ("支出表",)),
    ]
    assert [(e.rule, e.date, e.reference) for e in rule_pack.errata] == [
        ("row-total", "2031-02-03", "甲函"),
        ("two", "2031-02-03", "乙函"),
        ("three", "2031-02-04", "丙函"),
    ]


@pytest.mark.parametrize(
    ("erratum", "mistake"),
    [
        ("{rule: row-total, off: true, date: 2031-02-03}", "1:3: the key 'reference' is missing"),
        ("{rule: no, off: true, date: 2031-02-03, reference: a}", "1:10: there is no rule 'no'"),
        ("{rule: row-total, date: 2031-02-03, reference: a}", "1:3: an erratum changes something"),
        ("{rule: row-total, off: true, date: 3/2, reference: a}", "1:38: date: '3/2' is no date"),
        ("{rule: row-total, in: 丁表, date: 2031-02-03, reference: a}", "1:25: in: there is no t"),
    ],
)
def test_errata_must_be_founded(tmp_path: Path, erratum: str, mistake: str) -> None:
    """An erratum without date, reference or known rule changes nothing and is named."""
    files = {"rules/r.yaml": RULE, "errata.yaml": f"- {erratum}\n"}

    found = list_mistakes(write_pack(tmp_path / "a", files))

    assert [text for text in found if text.startswith(f"a/errata.yaml:{mistake}")], found


def test_extends_must_be_found_and_no_circle(tmp_path: Path) -> None:
    """A pack extends packs that are shipped or stand beside it, and not itself."""
    for name, extended in (("a", "b"), ("b", "a"), ("c", "nowhere"), ("d", "../a"), ("e", "e")):
        head = HEAD.format(name=name) + f"extends: [{extended}]\n"
        write_pack(tmp_path / name, {"pack.yaml": head})

    circle = "extends this pack in turn, which is a circle"
    assert list_mistakes(tmp_path / "a") == [f"b/pack.yaml:3:11: extends: 'a' {circle}"]
    assert list_mistakes(tmp_path / "e") == [f"e/pack.yaml:3:11: extends: 'e' {circle}"]
    assert list_mistakes(tmp_path / "c") == [
        "c/pack.yaml:3:11: extends: there is no pack 'nowhere', shipped or beside this one"
    ]
    assert list_mistakes(tmp_path / "d") == [
        "d/pack.yaml:3:11: extends: '../a' is no pack's name, as cn is one"
    ]


def test_a_pack_is_loaded_once(tmp_path: Path) -> None:
    """Two packs may extend the same one, and a pack may be named twice."""
    write_pack(tmp_path / "root")
    for name in ("left", "right"):
        head = HEAD.format(name=name) + "extends: [root, cn]\n"
        write_pack(tmp_path / name, {"pack.yaml": head})

    rule_pack = load(tmp_path / "left", tmp_path / "right", tmp_path / "left")

    assert [pack.name for pack in rule_pack.packs] == ["root", "cn", "left", "right"]


def test_what_is_no_pack_stops_the_run(tmp_path: Path) -> None:
    """A missing folder, a file, and a folder without pack.yaml are all named together."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(RulePackError) as caught:
        load_packs([str(tmp_path / name) for name in ("empty", "file", "nothing")] + ["cn-nix"])

    reasons = [str(mistake).rpartition("/")[2] for mistake in caught.value.mistakes]
    assert sorted(reasons) == [
        f"cn-nix:1:1: there is no pack and no folder {'cn-nix'!r}",
        "empty:1:1: the folder holds no pack.yaml: it is no pack",
        "file'",
        "nothing'",
    ]


def test_a_name_that_the_system_refuses_is_no_pack() -> None:
    """A name too long for any folder is told like one that is not there."""
    with pytest.raises(RulePackError, match="there is no pack and no folder"):
        load_packs(["x" * 5000])


def test_a_file_that_is_no_yaml_stops_the_run(tmp_path: Path) -> None:
    """Every such file is named, with what is wrong in the others."""
    files = {"rules/a.yaml": "a: [\n", "rules/b.yaml": "b: &x 1\n", "rules/c.yaml": "c: 1\n"}

    pack = write_pack(tmp_path / "a", files)

    with pytest.raises(RulePackError):
        load_packs([str(pack)])
    assert [text.split(": ")[0] for text in list_mistakes(pack)] == [
        "a/rules/a.yaml:2:1",
        "a/rules/b.yaml:1:4",
        "a/rules/c.yaml:1:4",
    ]


def test_files_must_be_small_text_inside_the_pack(tmp_path: Path) -> None:
    """Large files, other encodings, links out of the pack and odd names are refused."""
    outside = tmp_path / "outside.yaml"
    outside.write_text(RULE, encoding="utf-8")
    files: dict[str, str | bytes] = {
        "rules/large.yaml": b"# " + b"a" * 1_000_000,
        "rules/loop/x.txt": "",
    }
    pack = write_pack(tmp_path / "a", files)
    (pack / "rules" / "link.yaml").symlink_to(outside)
    (pack / "rules" / "self.yaml").symlink_to("self.yaml")
    (pack / "rules" / "gone.yaml").symlink_to("nothing.yaml")

    assert [text.partition(": ")[::2] for text in list_mistakes(pack)] == [
        ("a/rules/gone.yaml:1:1", "cannot be read: No such file or directory"),
        ("a/rules/large.yaml:1:1", "the file is larger than 1,000,000 bytes"),
        ("a/rules/link.yaml:1:1", "the link leaves the pack"),
        ("a/rules/self.yaml:1:1", "cannot be read: Too many levels of symbolic links"),
    ]


def test_a_linked_folder_that_leaves_the_pack_is_refused(tmp_path: Path) -> None:
    """A link may stand for a whole folder; its files are still outside."""
    other = write_pack(tmp_path / "other", {"rules/r.yaml": RULE})
    pack = write_pack(tmp_path / "a")
    (pack / "rules").symlink_to(other / "rules", target_is_directory=True)

    assert list_mistakes(pack) == ["a/rules/r.yaml:1:1: the link leaves the pack"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """Reading a pipe would wait for ever."""
    pack = write_pack(tmp_path / "a", {"rules/r.yaml": RULE})
    os.mkfifo(pack / "rules" / "pipe.yaml")

    assert list_mistakes(pack) == ["a/rules/pipe.yaml:1:1: not a file"]


def test_stray_files_are_named_and_others_ignored(tmp_path: Path) -> None:
    """A misspelt YAML file is no silent loss; notes and pictures may lie about."""
    files: dict[str, str | bytes] = {
        "table.yaml": "",
        "pack.yml": "",
        "rules/r.yml": RULE,
        "rules/deep/r.yaml": RULE,
        "rules/.hidden.yaml": "{",
        "rules/notes.md": "",
        "codes/funktional.csv": "",
        "codes/README.md": "",
        "README.md": b"\xff",
    }

    assert [text.split(":")[0] for text in list_mistakes(write_pack(tmp_path / "a", files))] == [
        "a/codes/funktional.csv",
        "a/pack.yml",
        "a/rules/deep",
        "a/rules/r.yml",
        "a/table.yaml",
    ]


def test_text_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    """A file saved in another encoding is refused at its first strange byte."""
    pack = write_pack(tmp_path / "a", {"rules/r.yaml": b"a: 1\nb: " + "乙".encode("gb18030")})

    assert list_mistakes(pack) == ["a/rules/r.yaml:2:4: the file is not UTF-8 text"]


def test_catalogues_are_parsed_when_asked_for(tmp_path: Path) -> None:
    """A faulty catalogue costs nothing until it is needed, and then all its faults are said."""
    head = "code,level,name,parent,valid_from,valid_to,trust,account\n"
    sound = f"{head}901,类,甲支出,,,2030,V,\n90101,款,甲款,901,2031,,U,政府性基金\n"
    faulty = f"{head}901,款,甲支出,,,,V,\n90101,款,甲款,902,,,V,\n90102,款,乙,901,31,,V,\n9,类\n"
    files = {"codes/functional.csv": sound, "codes/economic.csv": faulty}

    catalogues = load(write_pack(tmp_path / "a", files)).catalogues

    assert list(catalogues) == ["functional", "economic"]
    (entry,) = catalogues["functional"].list_names("90101")
    assert (entry.first, entry.last, entry.trust, entry.account) == (2031, None, "U", "政府性基金")
    with pytest.raises(RulePackError) as caught:
        catalogues["economic"]
    assert [mistake.line for mistake in caught.value.mistakes] == [2, 3, 4, 5]


def test_the_hash_covers_names_and_bytes(tmp_path: Path) -> None:
    """Any change to a file of the pack, or to its name, is seen; other files are not."""

    def hash_pack(name: str, files: dict[str, str | bytes]) -> str:
        files = {"pack.yaml": HEAD.format(name="a"), **files}
        return load(write_pack(tmp_path / name, files)).packs[0].sha256

    first = hash_pack("a", {"rules/r.yaml": RULE})

    assert hash_pack("b", {"rules/r.yaml": RULE, "README.md": "x"}) == first
    assert hash_pack("c", {"rules/s.yaml": RULE}) != first
    assert hash_pack("d", {"rules/r.yaml": f"{RULE} "}) != first
    assert hash_pack("e", {"rules/r.yaml": "", "rules/s.yaml": RULE}) != first
