"""Amounts that sentences call by the names of tables: any cell of that name may be meant."""

import pytest

from auditor.engine.running import run_rules
from auditor.finding import Verdict
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.rulepack import RulePack, load_packs

HEAD = "虹湾市文化局2031年部门预算\n部门预算情况说明\n"
TABLE = """
2031年部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
205	教育支出	50.12	40.12	10.00
20502	普通教育	50.12	40.12	10.00
2050202	小学教育	50.12	40.12	10.00
206	科学技术支出	30.00	20.00	10.00
20601	科学技术管理事务	30.00	20.00	10.00
2060101	行政运行	30.00	20.00	10.00
合计		80.12	60.12	20.00
"""
PASS, FAIL = Verdict.PASS, Verdict.FAIL


@pytest.fixture(scope="module")
def pack() -> RulePack:
    """The pack of the whole country."""
    return load_packs(["cn"], examples=False)


def list_verdicts(rule_id: str, sentence: str, pack: RulePack, below: str = "") -> list[Verdict]:
    """Put one rule to a sentence above the table; what could not be judged is left out."""
    rule = pack.find_rule(rule_id)
    assert rule is not None
    budget = interpret_document(
        parse_document(f"{HEAD}{sentence}\n{TABLE}{below}"),
        pack.templates,
        pack.catalogues,
        statements=pack.statements,
    )
    run = run_rules([rule], budget)
    assert not run.failures
    verdicts = [outcome.verdict for _, outcome in run.outcomes]
    return [found for found in verdicts if found is not Verdict.NOT_APPLICABLE]


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("教育支出（类）普通教育（款）小学教育（项）50.12万元，用于办学。", [PASS]),
        ("普通教育（款）小学教育（项）支出2031年预算数为50.12万元。", [PASS]),
        ("小学教育（2050202）50.12万元。", [PASS]),
        ("2050202-小学教育50.12万元。", [PASS]),
        ("小学教育（项）10.00万元，用于修缮。", [PASS]),
        ("小学教育（项）501.20元。", [FAIL]),
        ("小学教育（2050202）51.02万元。", [FAIL]),
        ("中学教育（项）51.02万元。", []),
    ],
)
def test_items_by_path_code_or_name(
    sentence: str, verdicts: list[Verdict], pack: RulePack
) -> None:
    """An item is any column of its row; one that no table has is left alone."""
    assert list_verdicts("stated-item-in-tables", sentence, pack) == verdicts


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("支出包括教育支出50.12万元、科学技术支出30.00万元。", [PASS, PASS]),
        ("教育（类）支出50.12万元；科学技术（类）支出33.00万元。", [PASS, FAIL]),
        ("其中：基本支出60.12万元，项目支出20.00万元。", [PASS, PASS]),
        ("教育支出50.12万元，其中：基本支出40.12万元。", [PASS, PASS]),
        ("其中：基本支出60.12万元，项目支出22.00万元。", [PASS, FAIL]),
        ("本年教育支出增加5.00万元，新增设备支出3.00万元。", []),
    ],
)
def test_lists_by_the_names_of_tables(
    sentence: str, verdicts: list[Verdict], pack: RulePack
) -> None:
    """Classes and columns are found in lists; other words before an amount are none."""
    assert list_verdicts("stated-listing-in-tables", sentence, pack) == verdicts


def test_a_list_takes_only_what_nothing_else_reads(pack: RulePack) -> None:
    """The parts of an item belong to it, however they are called."""
    sentence = "小学教育（项）50.12万元，其中：基本支出40.12万元，项目支出10.00万元。"

    verdicts = list_verdicts("stated-listing-in-tables", sentence, pack)

    assert verdicts == []


@pytest.mark.parametrize(
    ("amount", "verdicts"), [("77.77", []), ("777,700.00", []), ("66.66", [FAIL])]
)
def test_an_amount_that_an_unknown_table_prints_is_not_judged(
    amount: str, verdicts: list[Verdict], pack: RulePack
) -> None:
    """The sentence may speak of that table; another amount there excuses nothing."""
    unknown = (
        "\n\n灯会用品一览\n品名	去处	花色	钱数\n"
        f"灯笼	东门	红	{amount}\n彩带	西门	蓝	3.00\n"
    )

    found = list_verdicts(
        "stated-item-in-tables", "小学教育（2050202）77.77万元。", pack, below=unknown
    )

    assert found == verdicts
