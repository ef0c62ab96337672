"""Forms of other provinces: which pack a document chooses, and what the templates can say."""

from pathlib import Path

import pytest
from made_packs import write_pack

from auditor.budget import Budget, Table
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.rulepack import choose_pack, join_packs, list_shipped_names, load_packs

UNIT = "单位：万元\n"
SIDES = (
    "{number: Y1, titles: [乙], rows: two-sided, "
    "sides: {左: {columns: {甲: }, set: 类, set-of: 丙}, 右: {columns: {甲: }}}}"
)


def read_tables(text: str, pack: str = "cn") -> tuple[Table, ...]:
    """Read the tables of a text by a shipped pack."""
    return read_own(text, pack).tables


def read_own(text: str, pack: str) -> Budget:
    """Read a text by a pack."""
    loaded = load_packs([pack], examples=False)
    return interpret_document(parse_document(text), loaded.templates, loaded.catalogues)


def list_entries(table: Table, row: int) -> dict[str, str]:
    """Return what a row prints, by column."""
    return {entry.column: entry.text for entry in table.rows[row].entries if entry.text}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("某市某局2031年部门预算\n收支总表", "cn"),
        ("上海市某局2031年部门预算", "cn-shanghai"),
        ("深圳市某局2031年部门预算", "cn-shenzhen"),
        ("2031年部门综合预算\n部门名称：宝鸡市某局 单位：万元", "cn-shaanxi"),
        (
            "2031年部门支出功能分类预算表\n2031年部门一般公共预算基本支出部门预算经济分类预算表",
            "cn-shanghai",
        ),
        ("2031年部门预算\n部门财务收支预算总表\n部门收入预算表", "cn"),
        ("上海市某局2011年部门预算", "cn"),
        ("广东省某厅2031年度部门决算\n收入支出决算总表\n收入决算表", "cn-final-accounts"),
        ("项目绩效目标表\n项目名称\t某项\n主管\t\n实施单位\t闵行区某局\t\t", "cn-shanghai"),
        ("项目绩效目标表\n项目名称\t某项\n实施单位\t某市某局", "cn"),
        ("项目绩效目标表\n指标\t请闵行区某局协助\t各单位\t闵行区某局", "cn"),
        ("深圳市某局关于某事的报告，文中提到2031年部门预算的情况。", "cn"),
        ("", "cn"),
    ],
)
def test_document_chooses_its_pack(text: str, name: str) -> None:
    """By issuer, titles and year; final accounts by theirs; else the pack that all extend."""
    assert choose_pack(text.split("\n")).names == (name,)


def test_choice_says_why() -> None:
    """The reason names the place, the titles and the year, in both languages."""
    reason = choose_pack(["北京市某局2031年部门预算", "预算01表"]).reason

    assert reason.zh == "编制主体在“北京”，有 1 种表名属于此格式，如“预算01表”，2031 年度"
    assert reason.en == (
        "the issuer is of 北京, 1 table titles are of this form, such as 预算01表, of 2031"
    )


def test_every_shipped_pack_is_sound() -> None:
    """None has a mistake, and joined they hold each rule once."""
    packs = [load_packs([name], examples=False) for name in list_shipped_names()]
    joined = join_packs(packs)

    assert [mistake for pack in packs for mistake in pack.mistakes] == []
    ids = [rule.id for rule in joined.rules]
    assert len(ids) == len(set(ids))
    assert {pack.name for pack in joined.packs} == set(list_shipped_names())


def test_a_later_pack_states_what_differs(tmp_path: Path) -> None:
    """Without a number an entry is laid over the inherited one; `off` leaves a column out."""
    tables = (
        "支出总表:\n  columns:\n    项目支出: {headers: [专项], of: 合计}\n    结转下年: off\n"
    )
    head = "name: own\nversion: 1.0.0\nextends: [cn]\n"
    folder = write_pack(tmp_path / "own", {"pack.yaml": head, "tables.yaml": tables})

    pack = load_packs([str(folder)])
    columns = {column.name: column for column in pack.templates["支出总表"].list_columns()}

    assert pack.mistakes == ()
    assert columns["项目支出"].headers[0].matches("专项")
    assert columns["项目支出"].above == ("合计",)
    assert "结转下年" not in columns
    assert "基本支出" in columns


@pytest.mark.parametrize(
    ("entry", "mistake"),
    [
        ("{like: 无此表, number: Y1}", "like: there is no table '无此表' before this one"),
        ("{number: Y1, titles: [乙], columns: {甲: {of: 丙}}}", "of: there is no '丙'"),
        (
            SIDES,
            "set-of: there is no row '丙'",
        ),
    ],
)
def test_names_that_are_not_there_are_said(tmp_path: Path, entry: str, mistake: str) -> None:
    """`like`, `of` and `set-of` name what is declared."""
    folder = write_pack(tmp_path / "a", {"tables.yaml": f"乙表: {entry}\n"})

    mistakes = [str(found) for found in load_packs([str(folder)]).mistakes]

    assert any(mistake in found for found in mistakes)


def test_years_side_by_side() -> None:
    """Columns under the year before are those of that year, whatever their own header."""
    header = (
        "2030年预算数\t\t\t\t\t\t2031年预算数\t\t\t\t\t\n"
        "合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\t"
        "合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n"
        "\t\t小计\t购置费\t运行费\t\t\t\t小计\t购置费\t运行费\t\n"
    )
    figures = "9.00\t1.00\t6.00\t\t6.00\t2.00\t8.00\t\t6.00\t\t6.00\t2.00\n"
    (table,) = read_tables("“三公”经费支出情况表\n" + UNIT + header + figures)

    assert list_entries(table, 0) == {
        "上年合计": "9.00",
        "上年因公出国费": "1.00",
        "上年公务用车小计": "6.00",
        "上年公务用车运行费": "6.00",
        "上年公务接待费": "2.00",
        "合计": "8.00",
        "公务用车小计": "6.00",
        "公务用车运行费": "6.00",
        "公务接待费": "2.00",
    }


def test_divisions_of_what_is_carried_over_are_not_income() -> None:
    """一般公共预算 under 上年结转 is another column than the one under 本年收入."""
    header = (
        "单位名称\t合计\t本年收入\t\t上年结转结余\t\n\t\t小计\t一般公共预算\t小计\t一般公共预算\n"
    )
    (table,) = read_tables("收入总表\n" + UNIT + header + "某局\t9.00\t8.00\t8.00\t1.00\t1.00\n")

    assert list_entries(table, 0) == {
        "合计": "9.00",
        "本年收入": "8.00",
        "一般公共预算": "8.00",
        "结转小计": "1.00",
        "结转一般公共预算": "1.00",
    }


def test_codes_of_another_classification_take_no_part() -> None:
    """Names and codes beside those of the table are no figures, and no second name."""
    header = (
        "科目编码\t\t部门经济科目名称\t科目编码\t\t政府经济科目名称\t合计\t人员经费\t公用经费\n"
    )
    rows = "301\t01\t基本工资\t501\t01\t工资奖金津补贴\t5.00\t5.00\t\n"
    (table,) = read_tables("一般公共预算基本支出表\n" + UNIT + header + rows)

    assert table.rows[0].code == "30101"
    assert list_entries(table, 0) == {"合计": "5.00", "人员经费": "5.00"}


def test_names_without_codes_are_ordered_by_the_catalogue() -> None:
    """A name is looked for below the row before, then beside it, then higher up."""
    rows = "教育支出\t9.00\n普通教育\t9.00\n小学教育\t4.00\n初中教育\t5.00\n卫生健康支出\t1.00\n"
    (table,) = read_tables("支出总表\n" + UNIT + "功能分类科目名称\t合计\n合计\t10.00\n" + rows)

    assert [row.code for row in table.rows] == ["", "205", "20502", "2050202", "2050203", "210"]


def test_unit_above_the_codes_is_the_total() -> None:
    """Where the unit's own row stands above all codes and no total is printed, it is the total."""
    text = (
        "支出总表\n" + UNIT + "预算单位\t科目编码\t科目名称\t支出总计\t基本支出\t项目支出\n"
        "某局\t\t\t9.00\t4.00\t5.00\n\t205\t教育支出\t9.00\t4.00\t5.00\n"
    )
    (table,) = read_tables(text)

    assert [(row.is_total, row.code) for row in table.rows] == [(True, ""), (False, "205")]
    assert list_entries(table, 0) == {"合计": "9.00", "基本支出": "4.00", "项目支出": "5.00"}


@pytest.mark.parametrize("printed", ["[2050202]小学教育", "2050202-小学教育", "2050202 小学教育"])
def test_code_and_name_in_one_cell(printed: str) -> None:
    """Brackets, a dash or a blank part them."""
    (table,) = read_tables("支出总表\n" + UNIT + f"科目名称\t合计\n{printed}\t9.00\n")

    assert (table.rows[0].code, table.rows[0].label) == ("2050202", "小学教育")


def test_row_numbers_take_no_part() -> None:
    """行次 beside the names of a final account is no figure."""
    text = (
        "收入支出决算总表\n"
        + UNIT
        + "收入\t\t\t支出\t\t\n项目\t行次\t决算数\t项目\t行次\t决算数\n"
        "一、财政拨款收入\t1\t9.00\t一、教育支出\t31\t9.00\n总计\t30\t9.00\t总计\t60\t9.00\n"
    )
    (table,) = read_tables(text, "cn-final-accounts")

    assert [(row.side, row.key, row.entries[0].text) for row in table.rows] == [
        ("收入", "财政拨款收入", "9.00"),
        ("收入", "总计", "9.00"),
        ("支出", "205", "9.00"),
        ("支出", "总计", "9.00"),
    ]


def test_quantities_and_prices_are_on_the_ledger_but_in_no_sum() -> None:
    """What a list buys so many of, and at what price, is no part of its total."""
    text = (
        "政府采购预算表\n" + UNIT + "采购项目\t数量\t单价\t金额\n货物小计\t\t\t6.00\n"
        "甲设备\t100\t0.05\t5.00\n乙设备\t4\t0.25\t1.00\n合计\t\t\t6.00\n"
    )
    budget = read_own(text, "cn")

    (table,) = budget.tables
    assert [list_entries(table, row) for row in range(4)] == [
        {"合计": "6.00"},
        {"合计": "5.00"},
        {"合计": "1.00"},
        {"合计": "6.00"},
    ]
    beside = [figure.text for figure in budget.figures if figure.reason == "beside"]
    assert beside == ["0.05", "4", "0.25"]


def test_numbers_of_rows_are_no_codes() -> None:
    """序号 left of the codes takes no part, nor does 单位代码."""
    header = "序号\t单位代码\t科目编码\t科目名称\t合计\n栏次\t\t1\t2\t3\n"
    (table,) = read_tables("支出总表\n" + UNIT + header + "1\t101\t205\t教育支出\t9.00\n")

    assert [(row.code, row.printed_code) for row in table.rows] == [("205", ("205",))]


def test_part_that_is_picked_out_is_not_its_own_whole() -> None:
    """其中：财政拨款 below 一般公共预算 is a part of that, not the whole of all accounts."""
    text = (
        "收支总表\n" + UNIT + "收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n"
        "一、一般公共预算\t9.00\t一、教育支出\t9.00\n其中：财政拨款\t8.00\t\t\n"
        "收入总计\t9.00\t支出总计\t9.00\n"
    )
    (table,) = read_tables(text)

    assert [row.name for row in table.rows if row.side == "收入"] == [
        "一般公共预算资金",
        "",
        "收入总计",
    ]


def test_rates_want_columns_by_threes(tmp_path: Path) -> None:
    """A rate, the year at hand and the year before: two of them say nothing."""
    rule = (
        "r:\n  kind: rollup\n  direction: rates\n  in: [三公明细表]\n  columns: [增减率, 合计]\n"
        "  severity: info\n  examples: []\n"
    )
    head = "name: own\nversion: 1.0.0\nextends: [cn]\n"
    folder = write_pack(tmp_path / "own", {"pack.yaml": head, "rules/r.yaml": rule})

    mistakes = [str(found) for found in load_packs([str(folder)]).mistakes]

    assert any("rates wants `columns` by threes" in found for found in mistakes)
