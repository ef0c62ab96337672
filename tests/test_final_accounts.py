"""Final accounts in the layouts of the ministry: sound ones are silent, slips are not."""

import pytest

from auditor.engine.audits import audit_document
from auditor.engine.settings import Settings
from auditor.finding import Finding
from auditor.reading import Source
from auditor.rulepack import RulePack, load_packs

HEAD = "虹湾市文化局2031年度部门决算\n"
STATE_CAPITAL = """
国有资本经营预算财政拨款支出决算表
公开09表
单位：万元
项目				本年支出		│
功能分类科目编码			科目名称	合计	基本支出	项目支出
类	款	项	栏次	1	2	3
			合计	31.57		31.57
223			国有资本经营预算支出	31.57		31.57
22301			解决历史遗留问题及改革成本支出	31.57		31.57
2230199			企业改革	31.57		31.57
"""
THREE_BLOCKS = """
一般公共预算财政拨款基本支出决算明细表
公开06表
单位：万元
人员经费			公用经费					│
科目编码	科目名称	决算数	科目编码	科目名称	决算数	科目编码	科目名称	决算数
301	工资福利支出	50.00	302	商品和服务支出	30.00	30228	工会经费	7.00
30101	基本工资	30.00	30201	办公费	12.00	30231	公务用车运行维护费	3.00
30102	津贴补贴	20.00	30211	差旅费	8.00	310	资本性支出	9.00
303	对个人和家庭的补助	6.00				31002	办公设备购置	9.00
30302	退休费	6.00					│
人员经费合计		56.00	公用经费合计					39.00
"""
KINDS = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费")
CARS = ("", "", "小计", "公务用车购置费", "公务用车运行维护费", "")
BLOCKS_OF_YEARS = "\n".join(
    (
        "",
        "财政拨款“三公”经费支出决算表",
        "公开07表",
        "单位：万元",
        "预算数\t\t\t\t\t\t决算数\t\t\t\t\t",
        "\t".join(KINDS * 2),
        "\t".join(CARS * 2),
        "\t".join(str(number) for number in range(1, 13)),
        "9.50\t2.00\t6.00\t2.50\t3.50\t1.50\t6.10\t0.00\t5.40\t2.30\t3.10\t0.70",
        "",
    )
)
WITH_COUNTS = """
一般公共预算财政拨款“三公”经费支出表
公开09表
单位：元
项目	2031年度预算数	2031年度决算数
（一）合计	95,000.00	61,000.00
因公出国（境）费用	20,000.00	0.00
公务接待费	15,000.00	7,000.00
公务用车购置及运行维护费	60,000.00	54,000.00
其中：公务用车运行维护费	35,000.00	31,000.00
公务用车购置	25,000.00	23,000.00
（二）相关统计数	──	──
1.因公出国（境）团组数（个）	──	0
2.公务用车保有量（辆）	──	4
3.国内公务接待批次（个）	──	8
"""
TOTALS = """
收入支出决算总表
公开01表
单位：万元
收入			支出	│
项目	行次	金额	项目	行次	金额
栏次		1	栏次		2
一、财政拨款收入	1	90.00	一、教育支出	31	84.00
其中：政府性基金预算财政拨款	2	10.00	二、城乡社区支出	32	10.00
二、其他收入	3	6.00		33│
本年收入合计	24	96.00	本年支出合计	54	94.00
使用非财政拨款结余（含专用结余）	25	1.00	结余分配	55	2.00
年初结转和结余	26	4.00	年末结转和结余	56	5.00
总计	27	101.00	总计	57	101.00

财政拨款收入支出决算总表
公开04表
单位：万元
收入			支出			│
项目	行次	金额	项目	行次	合计	一般公共预算财政拨款	政府性基金预算财政拨款
栏次		1	栏次		2	3	4
一、一般公共预算财政拨款	1	80.00	一、教育支出	31	79.00	79.00│
二、政府性基金预算财政拨款	2	10.00	二、城乡社区支出	32	10.00		10.00
本年收入合计	24	90.00	本年支出合计	54	89.00	79.00	10.00
年初财政拨款结转和结余	26	2.00	年末财政拨款结转和结余	56	3.00	3.00│
一般公共预算财政拨款	27	2.00		57			│
总计	28	92.00	总计	58	92.00	82.00	10.00
"""
ALL = (STATE_CAPITAL, THREE_BLOCKS, BLOCKS_OF_YEARS, WITH_COUNTS, TOTALS)


@pytest.fixture(scope="module")
def pack() -> RulePack:
    """The pack of final accounts."""
    return load_packs(["cn-final-accounts"], examples=False)


def list_loud(text: str, pack: RulePack) -> list[Finding]:
    """Return the errors and warnings of a document."""
    text = HEAD + text.replace("│", "\t")
    audit = audit_document(Source(path="a.txt", sha256="", text=text), pack, Settings())
    return [finding for finding in audit.findings if finding.severity != "info"]


@pytest.mark.parametrize("text", ALL)
def test_sound_tables_are_silent(text: str, pack: RulePack) -> None:
    """State capital without income, operating costs in two blocks, two years in blocks."""
    assert [finding.rule for finding in list_loud(text, pack)] == []


@pytest.mark.parametrize(
    ("text", "right", "wrong", "at"),
    [
        (STATE_CAPITAL, "企业改革	31.57		31.57", "37.57", "企业改革	31"),
        (THREE_BLOCKS, "30231	公务用车运行维护费	3.00", "8.00", "302	商品"),
        (THREE_BLOCKS, "公用经费合计					39.00", "36.00", "公用经费合计"),
        (THREE_BLOCKS, "30302	退休费	6.00", "8.00", "30302	退休费"),
        (BLOCKS_OF_YEARS, "2.30	3.10", "3.40", "9.50	2.00"),
        (BLOCKS_OF_YEARS, "9.50", "9.90", "9.50	2.00"),
        (WITH_COUNTS, "公务接待费	15,000.00", "16,000.00", "（一）合计"),
        (WITH_COUNTS, "公务用车购置	25,000.00	23,000.00", "28,000.00", "公务用车购置	25"),
        (TOTALS, "其中：政府性基金预算财政拨款	2	10.00", "100.00", "其中：政府性基金"),
        (TOTALS, "结余分配	55	2.00", "3.00", "年初结转和结余	26"),
        (TOTALS, "使用非财政拨款结余（含专用结余）	25	1.00", "7.00", "使用非财政拨款结余"),
    ],
)
def test_a_slip_is_found(text: str, right: str, wrong: str, at: str, pack: RulePack) -> None:
    """The last figure of the piece is replaced; the finding stands there or at its whole."""
    before, _, _ = right.rpartition("\t")
    changed = text.replace(right, f"{before}\t{wrong}" if before else wrong, 1)
    line = (HEAD + text)[: (HEAD + text).index(at)].count("\n") + 1

    found = list_loud(changed, pack)

    assert changed != text
    assert [finding.outcome.place.location.line for finding in found] == [line]


NARRATIVE = """
一、收入支出决算总体情况说明
2031年度收、支总计均为101.00万元。与2030年度相比，收、支总计各增加1.00万元，增长1.00%。
二、收入决算情况说明
本年收入合计96.00万元，其中：财政拨款收入90.00万元，占93.75%；其他收入6.00万元，占6.25%。
四、财政拨款收入支出决算总体情况说明
2031年度财政拨款收、支总计均为92.00万元。
七、财政拨款“三公”经费支出决算情况说明
“三公”经费支出年初预算为9.50万元，支出决算为6.10万元，完成预算的64.21%。
公务接待费支出决算0.70万元。
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("均为101.00万元", "均为110.00万元"),
        ("增加1.00万元", "增加7.00万元"),
        ("合计96.00万元", "合计69.00万元"),
        ("占93.75%", "占97.35%"),
        ("均为92.00万元", "均为29.00万元"),
        ("完成预算的64.21%", "完成预算的46.21%"),
        ("决算0.70万元", "决算0.07万元"),
    ],
)
def test_the_text_states_what_the_tables_print(right: str, wrong: str, pack: RulePack) -> None:
    """Totals, shares, completion and three-public spending are found where they are wrong."""
    tables = TOTALS + BLOCKS_OF_YEARS
    income = "\n收入决算表\n单位：万元\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\t其他收入\n"
    income += "205\t教育支出\t86.00\t80.00\t6.00\n212\t城乡社区支出\t10.00\t10.00\t\n"
    income += "合计\t\t96.00\t90.00\t6.00\n"
    document = tables + income + NARRATIVE
    line = (HEAD + document)[: (HEAD + document).index(right)].count("\n") + 1

    silent, found = list_loud(document, pack), list_loud(document.replace(right, wrong), pack)

    assert silent == []
    assert {finding.outcome.place.location.line for finding in found} == {line}
