"""Tables that no template fits: roles from header and rows, relations shown by the figures."""

import json
from pathlib import Path

import pytest
from made_packs import write_pack
from reading_budgets import SEEDS

from auditor.cli.main import run_command
from auditor.engine import Settings, audit_document
from auditor.finding import Audit, Verdict
from auditor.reading import Source, read_document
from auditor.report.rendering import render_report
from auditor.report.run import Run, RunSettings, Tool
from auditor.rulepack import RulePack, load_packs

ROOT = Path(__file__).resolve().parent.parent
RULES = (ROOT / "rules" / "cn" / "rules" / "inferred.yaml").read_text(encoding="utf-8")
CODES = ROOT / "rules" / "cn" / "codes"
FAILED = Verdict.FAIL

NESTED = """\
自拟经费分摊表
单位：万元
事项	总计	日常			专门
		小计	人员	公用
采编	60.00	30.00	10.00	20.00	30.00
印刷	90.00	50.00	20.00	30.00	40.00
发行	66.00	33.00	11.00	22.00	33.00
配送	77.00	40.00	15.00	25.00	37.00
总计	293.00	153.00	56.00	97.00	140.00
"""
CODED = """\
自拟科目明细表
单位：万元
科目编码	科目名称	合计	甲类	乙类
201	一般公共服务支出	100.00	60.00	40.00
20103	某事务	70.00	40.00	30.00
2010301	某一项	50.00	30.00	20.00
2010302	某二项	20.00	10.00	10.00
20111	某他事务	30.00	20.00	10.00
2011101	某三项	30.00	20.00	10.00
	合计	100.00	60.00	40.00
"""
MARKED = """\
自拟工作安排表
单位：万元
事项	上年	本年
一、宣传	30.00	50.00
（一）张贴	10.00	20.00
（二）广播	20.00	30.00
二、培训	70.00	90.00
（一）教材	30.00	40.00
（二）师资	40.00	50.00
合计	100.00	140.00
"""
NAMED = """\
自拟支出明细表
单位：万元
支出	总数	内部	外部
社会保障和就业支出	70.00	40.00	30.00
行政事业单位养老支出	70.00	40.00	30.00
行政单位离退休	50.00	30.00	20.00
事业单位离退休	20.00	10.00	10.00
卫生健康支出	90.00	50.00	40.00
行政事业单位医疗	90.00	50.00	40.00
行政单位医疗	60.00	35.00	25.00
事业单位医疗	30.00	15.00	15.00
合计	160.00	90.00	70.00
"""
CROSSED = """\
自拟车辆安排表
单位：万元
单位	合计		购置		运行
	预算数	决算数	预算数	决算数	预算数	决算数
甲所	30.00	27.00	10.00	9.00	20.00	18.00
乙所	50.00	46.00	20.00	19.00	30.00	27.00
丙所	70.00	66.00	30.00	28.00	40.00	38.00
丁所	44.00	41.00	11.00	10.00	33.00	31.00
"""
HEADED = """\
自拟单位收支汇览
单位：万元
单位	本年	上年
某局	120.00	100.00
某局本部	50.00	40.00
某中心	70.00	60.00
"""
SIDES = """\
自拟收支汇览
单位：万元
收入		支出
项目	预算数	项目	预算数
一、拨款	70.50	一、采编	60.25
二、捐赠	20.25	二、印刷	30.50
收入总计	90.75	支出总计	90.75
"""
SAME_MONEY = (
    SIDES
    + """
自拟收入汇览
单位：万元
来源	合计	拨款	捐赠
合计	90.75	70.50	20.25

自拟支出汇览
单位：万元
去向	合计	日常	专门
合计	90.75	50.50	40.25
"""
)


@pytest.fixture(scope="module")
def rule_pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    """Load a pack without a template: the shipped rules that infer, and the codes."""
    files: dict[str, str | bytes] = {
        f"codes/{path.name}": path.read_bytes() for path in CODES.glob("*.csv")
    }
    files |= {"tables.yaml": "", "rules/inferred.yaml": RULES}
    return load_packs([str(write_pack(tmp_path_factory.mktemp("none") / "none", files))])


def audit(text: str, rule_pack: RulePack) -> Audit:
    """Audit a text as a document."""
    return audit_document(Source(path="a.txt", text=text, sha256=""), rule_pack, Settings())


def list_failed(found: Audit) -> list[tuple[str, str]]:
    """Return the place and the printed text of all that failed."""
    return [
        (str(finding.outcome.place.location), finding.outcome.found)
        for finding in found.findings
        if finding.outcome.verdict is FAILED
    ]


@pytest.mark.parametrize("text", [NESTED, CODED, MARKED, NAMED, CROSSED, HEADED, SIDES])
def test_sound_table_is_recognised_and_its_figures_are_checked(
    text: str, rule_pack: RulePack
) -> None:
    """Header and rows make sense and the figures add up: nothing is found, nothing left open."""
    found = audit(text, rule_pack)

    assert found.coverage is not None
    assert found.status == "complete"
    assert [(table.id, table.template) for table in found.coverage.tables] == [("inferred", "")]
    assert found.coverage.unrecognised == ()
    assert found.coverage.unchecked == ()
    assert found.coverage.checked == found.coverage.figures
    assert found.findings == ()


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (NESTED, "印刷	90.00	50.00	20.00", "印刷	90.00	50.00	26.00", 6),
        (CODED, "2010302	某二项	20.00	10.00", "2010302	某二项	20.00	70.00", 7),
        (
            CROSSED,
            "乙所	50.00	46.00	20.00	19.00",
            "乙所	50.00	46.00	20.00	79.00",
            6,
        ),
        (
            NAMED,
            "行政单位医疗	60.00	35.00	25.00",
            "行政单位医疗	60.00	35.00	85.00",
            10,
        ),
    ],
)
def test_one_digit_is_found_as_info_and_named(
    text: str, right: str, wrong: str, line: int, rule_pack: RulePack
) -> None:
    """The figures confirm the relation, one contradicts it: that one is named."""
    assert right in text

    found = audit(text.replace(right, wrong), rule_pack)

    named = [one for one in found.findings if one.outcome.place.location.line == line]
    assert [one.severity for one in found.findings] == ["info"] * len(found.findings)
    assert all(one.inferred for one in found.findings)
    assert wrong.rsplit("\t", maxsplit=1)[-1] in {
        text for one in named for text in (one.outcome.found, *(e.text for e in one.evidence))
    }
    assert "推断" in named[0].message.zh
    assert "inferred" in named[0].message.en


def test_message_names_relation_confirmation_and_figures(rule_pack: RulePack) -> None:
    """A person reads which relation was taken, how many rows confirm it, and what is off."""
    text = NESTED.replace("印刷	90.00	50.00", "印刷	90.00	57.00")

    (finding,) = audit(text, rule_pack).findings

    assert finding.outcome.place.location.line == 6
    assert finding.outcome.suggestion == "50.00"
    assert "（4 行相符，1 行不符）" in finding.message.zh
    assert "总计 = 日常·小计 + 专门" in finding.message.zh


def test_totals_of_the_same_money_are_compared(rule_pack: RulePack) -> None:
    """Summary, income and expenditure state one total; the odd one is named."""
    assert audit(SAME_MONEY, rule_pack).findings == ()

    found = audit(
        SAME_MONEY.replace("合计	90.75	70.50", "合计	97.75	70.50"), rule_pack
    )

    assert ("12:4", "97.75") in list_failed(found)


def test_odd_regrading_stays_info(tmp_path: Path) -> None:
    """Whatever severity a pack gives: what rests on an inferred relation is info."""
    louder = RULES.replace("severity: info", "severity: error")
    folder = write_pack(tmp_path / "a", {"tables.yaml": "", "rules/r.yaml": louder})
    wrong = NESTED.replace("印刷	90.00", "印刷	91.00")

    found = audit(wrong, load_packs([str(folder)]))

    assert {finding.severity for finding in found.findings} == {"info"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            (
                "自拟杂项表\n单位：万元\n事项\t合计\t甲\t乙\n"
                "采编\t60.00\t11.00\t22.00\n印刷\t90.00\t33.00\t44.00\n"
                "发行\t66.00\t55.00\t12.00\n"
            ),
            "没有得到数字证实",
        ),
        (
            "自拟清单\n单位：万元\n事项\t数值\n采编\t61.00\n印刷\t90.00\n发行\t66.00\n",
            "看不出勾稽关系",
        ),
    ],
)
def test_what_the_figures_do_not_confirm_is_said(
    text: str, reason: str, rule_pack: RulePack
) -> None:
    """No relation, no verdict: the table stays unrecognised, with a reason."""
    found = audit(text, rule_pack)

    assert found.coverage is not None
    assert found.findings == ()
    assert found.status == "incomplete"
    assert [table.id for table in found.coverage.unrecognised] == [""]
    assert all(reason in figure.reason.zh for figure in found.coverage.unchecked)


def test_list_is_recognised_though_nothing_in_it_adds_up(rule_pack: RulePack) -> None:
    """Header and names say what each amount is; that it is unchecked is said, with the reason."""
    text = "自拟清单\n单位：万元\n事项\t金额\t目标\n采编\t61.00\t办好\n印刷\t90.00\t印好\n"

    found = audit(text, rule_pack)

    assert found.coverage is not None
    assert found.status == "complete"
    assert [table.title for table in found.coverage.tables] == ["自拟清单"]
    assert ["清单中的金额" in figure.reason.zh for figure in found.coverage.unchecked] == [
        True
    ] * 2


def test_table_without_amounts_is_not_missed(rule_pack: RulePack) -> None:
    """Targets with units and ordinals are no money that an audit could have overlooked."""
    head = "自拟指标表\n序号\t指标名称\t指标值\t计量单位\n"
    text = head + "1\t开放次数\t1200\t次\n2\t好评率\t99.5\t%\n"

    found = audit(NESTED + "\n" + text, rule_pack)

    assert found.coverage is not None
    assert found.status == "complete"
    assert found.coverage.unrecognised == ()
    assert {figure.reason.en for figure in found.coverage.unchecked} == {
        "its table holds no amounts, only counts, dates or targets"
    }


@pytest.mark.parametrize(
    ("printed", "is_told"), [("8,792.50", True), ("8,392.50", True), ("7,135.50", False)]
)
def test_sum_that_one_digit_would_mend_is_told(
    printed: str, *, is_told: bool, rule_pack: RulePack
) -> None:
    """A lone total near its rows by a digit is their sum; one far off may be something else."""
    rows = "纸张\t4,210.25\n油墨\t3,100.75\n胶片\t1,081.50\n"
    text = f"自拟物资表\n单位：元\n物资\t金额\n{rows}合计\t{printed}\n"

    found = audit(text, rule_pack)

    is_sound = printed == "8,392.50"
    assert [one.rule for one in found.findings] == (
        ["inferred-column-total"] if is_told and not is_sound else []
    )


def test_rows_of_one_part_confirm_nothing(rule_pack: RulePack) -> None:
    """A total beside its only part is equal to it whatever the columns mean."""
    rows = "".join(f"事项{name}\t{n}.50\t{n}.50\t\n" for n, name in enumerate("甲乙丙丁", 61))

    found = audit(f"自拟独项表\n单位：万元\n事项\t合计\t甲类\t乙类\n{rows}", rule_pack)

    assert found.status == "incomplete"
    assert not any(outcome.verdict is Verdict.PASS for _, outcome in found.outcomes)


def test_pieces_of_several_pages_are_one_table(rule_pack: RulePack) -> None:
    """A page that repeats title and header goes on with the table above it."""
    head = "自拟科目明细表\n单位：万元\n科目编码\t科目名称\t合计\t甲类\t乙类\n"
    first, second = CODED[len(head) :].split("20111", 1)
    text = f"{head}{first}\n第 2 页\n\n{head}20111{second}"

    found = audit(text, rule_pack)

    assert found.coverage is not None
    assert len(found.coverage.tables) == 1
    assert found.coverage.unchecked == ()
    assert found.findings == ()


def test_without_the_rules_nothing_is_inferred(tmp_path: Path) -> None:
    """A pack that does not look for such relations does not call the table recognised."""
    folder = write_pack(tmp_path / "a", {"tables.yaml": ""})

    found = audit(NESTED, load_packs([str(folder)]))

    assert found.coverage is not None
    assert found.coverage.tables == ()
    assert found.status == "incomplete"


def test_rounding_is_no_finding(rule_pack: RulePack) -> None:
    """A last digit off in a table of 万元 is a tail."""
    text = NESTED.replace("印刷	90.00", "印刷	90.01")

    found = audit(text, rule_pack)

    assert found.findings == ()
    assert any(outcome.tail for _, outcome in found.outcomes)


def test_json_says_inferred_and_gives_no_template(rule_pack: RulePack) -> None:
    """In the public contract the table has the id `inferred` and the template null."""
    found = audit(NESTED.replace("印刷	90.00", "印刷	91.00"), rule_pack)
    run = Run(
        audits=(found,),
        exit_status=0,
        settings=RunSettings(packs=("none",)),
        tool=Tool(name="auditor", version="0", libraries=(), packs=()),
    )

    document = json.loads(render_report(run, "json", width=100, colour=False))["documents"][0]

    (table,) = document["coverage"]["tables"]
    assert (table["id"], table["template"], table["title"]) == ("inferred", None, "自拟经费分摊表")
    assert {one["table"] for one in document["findings"]} == {"inferred"}
    assert {one["inferred"] for one in document["findings"]} == {True}
    prints = [one["fingerprint"] for one in document["findings"]]
    assert len(prints) == len(set(prints))


def test_steps_grow_with_the_figures(rule_pack: RulePack) -> None:
    """Ten times the rows make ten times the sums, not more."""
    head = "自拟长表\n单位：万元\n事项\t合计\t甲类\t乙类\t丙类\n"

    counts = []
    for rows in (100, 1000):
        body = "".join(
            f"第{n}项\t{6 * n}.00\t{n}.00\t{2 * n}.00\t{3 * n}.00\n" for n in range(1, rows + 1)
        )
        found = audit(head + body, rule_pack)
        counts.append(sum(len(outcome.operands) for _, outcome in found.outcomes))

    assert counts[1] <= 11 * counts[0]


@pytest.mark.skipif(not SEEDS, reason="the documents are not here")
def test_published_documents_without_templates_give_no_false_alarm(rule_pack: RulePack) -> None:
    """Put to documents whose sums are sound, what is inferred contradicts nothing."""
    for path in SEEDS:
        found = audit_document(read_document(path), rule_pack, Settings())

        assert list_failed(found) == [], path.name


def test_changes_between_two_years_are_computed(rule_pack: RulePack) -> None:
    """A column of differences and one of percentages: each wrong one is named."""
    text = (
        "自拟增减表\n单位：万元\n事项\t2030年\t2031年\t增减额\t增减%\n"
        "采编\t50.00\t60.00\t10.00\t20.00\n印刷\t80.00\t60.00\t-20.00\t-25.00\n"
        "发行\t40.00\t45.00\t5.00\t12.50\n配送\t30.00\t33.00\t3.00\t10.00\n"
        "仓储\t20.00\t21.00\t1.00\t5.00\n"
    )
    assert audit(text, rule_pack).findings == ()

    wrong = text.replace("5.00\t12.50", "5.00\t15.20").replace("33.00\t3.00", "33.00\t8.00")
    found = audit(wrong, rule_pack)

    assert ("6:21", "15.20") in list_failed(found)
    assert any(place.startswith("7:") for place, _ in list_failed(found))


@pytest.mark.parametrize("text", [NESTED, CODED, SIDES, HEADED])
def test_drafted_template_recognises_its_table(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `rules new --table` writes passes lint and recognises that very table."""
    document, pack = tmp_path / "a.txt", write_pack(tmp_path / "mine", {"tables.yaml": ""})
    document.write_text(text, encoding="utf-8")
    for path in CODES.glob("*.csv"):
        (pack / "codes").mkdir(exist_ok=True)
        (pack / "codes" / path.name).write_bytes(path.read_bytes())

    status = run_command(["rules", "new", "--table", f"{document}#1", "--pack", str(pack)])

    assert status == 0
    assert "还识别不出" not in capsys.readouterr().out
    assert run_command(["rules", "lint", str(pack)]) == 0
    drafted = load_packs([str(pack)])
    found = audit(text, drafted)
    assert found.coverage is not None
    (table,) = found.coverage.tables
    assert (table.id, table.title) == ("N1", text.partition("\n")[0])
    assert found.coverage.unrecognised == ()


def test_second_draft_is_put_behind_the_first(tmp_path: Path) -> None:
    """Nothing in tables.yaml is lost, and names and numbers stay apart."""
    document, pack = tmp_path / "a.txt", write_pack(tmp_path / "mine", {"tables.yaml": ""})
    document.write_text(f"{NESTED}\n{CROSSED}", encoding="utf-8")
    words = ["rules", "new", "--pack", str(pack), "--table"]

    assert [run_command([*words, f"{document}#{number}"]) for number in (2, 1)] == [0, 0]

    templates = load_packs([str(pack)]).templates
    assert [(name, found.number) for name, found in templates.items()] == [
        ("自拟车辆安排表", "N1"),
        ("自拟经费分摊表", "N2"),
    ]


def test_draft_of_no_table_lists_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number that is not there, and a new rule without id or kind, are refused as usage."""
    document, pack = tmp_path / "a.txt", write_pack(tmp_path / "mine", {"tables.yaml": ""})
    document.write_text(NESTED, encoding="utf-8")
    new = ["rules", "new", "--pack", str(pack)]

    assert run_command([*new, "--table", f"{document}#7"]) == 2
    assert "#1  1  自拟经费分摊表" in capsys.readouterr().err
    assert run_command(new) == 2


def test_words_of_the_document_stay_words_in_a_draft(tmp_path: Path) -> None:
    """Header cells that look like YAML, patterns or control sequences are quoted."""
    hostile = NESTED.replace("人员", "人员{x}: [a|b] #\x1b").replace("公用", '公用"\\n')
    document, pack = tmp_path / "a.txt", write_pack(tmp_path / "mine", {"tables.yaml": ""})
    document.write_text(hostile, encoding="utf-8")

    assert run_command(["rules", "new", "--table", f"{document}#1", "--pack", str(pack)]) == 0

    rule_pack = load_packs([str(pack)])
    assert rule_pack.mistakes == ()
    assert len(rule_pack.templates) == 1


CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
INVENTORY = CORPUS / "tables.json"
PUBLISHED = ("cq01", "js11", "sd02", "zj01")


@pytest.mark.skipif(not INVENTORY.is_file(), reason="the documents are not here")
@pytest.mark.parametrize("name", PUBLISHED)
def test_published_forms_are_audited_without_any_template(name: str, rule_pack: RulePack) -> None:
    """Most tables of a form never seen have a confirmed relation, and none is contradicted."""
    pytest.importorskip("pypdfium2", reason="reading PDF needs the extra")
    (path,) = CORPUS.glob(f"{name}-*.pdf")
    listed = json.loads(INVENTORY.read_text(encoding="utf-8"))[path.name]["tables"]
    wanted = [table for table in listed if table["money_cells"] and not table["form"]]

    found = audit_document(read_document(path), rule_pack, Settings())

    assert found.coverage is not None
    assert len(found.coverage.tables) >= 0.8 * len(wanted)
    assert found.coverage.checked >= 0.9 * sum(table["money_cells"] for table in wanted)
    assert list_failed(found) == []


def test_without_any_unit_small_figures_count_as_rounded(rule_pack: RulePack) -> None:
    """Nothing says 元 or 万元: a last digit off is not taken for a fault."""
    text = NESTED.replace("单位：万元\n", "").replace("印刷	90.00", "印刷	90.01")

    found = audit(text, rule_pack)

    assert found.findings == ()
    assert found.coverage is not None
    assert len(found.coverage.tables) == 1
