"""The same invented budget in forms that single provinces use."""

from decimal import Decimal

from made_lines import (
    CAPITAL,
    FUND,
    GENERAL,
    NAMES,
    NATURES,
    NIL,
    Money,
    add_natures,
    add_up,
    is_personnel,
    list_codes,
    list_natures,
)
from made_provinces import (
    Rows,
    join_tables,
    list_classes,
    list_income,
    list_spending,
    make_appropriations,
    make_national,
    make_natures,
    make_spending,
    make_summary,
    make_table,
    print_all,
    print_money,
    put_total_first,
    set_beside,
    show_uses,
)

_PENSIONS = Decimal("46.18")
_DEVICES = Decimal("7.00")


def make_two_years() -> str:
    """Last year beside this one, with the change in per cent."""
    rows = [["项目", "", "2030年预算数", "", "", "2031年预算数", "", "", "2031年比2030年增减(%)"]]
    rows[0] += ["", ""]
    rows.append(["科目编码", "科目名称", *["合计", "基本支出", "项目支出"] * 3])
    for code in [*list_codes(GENERAL), ""]:
        now = show_uses(add_up(code, GENERAL, owns=True))
        before = [value - _find_growth(code)[at] for at, value in enumerate(now)]
        rates = [_print_rate(old, new) for old, new in zip(before, now, strict=True)]
        name = NAMES.get(code, "合计")
        rows.append([code, name, *print_all(before), *print_all(now), *rates])
    head = ["项目", "2030年预算数", "2031年预算数", "增减额", "增减率（%）", "增减原因"]
    public = [head, ["合计", "22.80", "29.30", "6.50", "28.51", ""]]
    public += [
        ["因公出国（境）费", "8.00", "10.00", "2.00", "25.00", "任务增加"],
        ["公务接待费", "5.00", "4.50", "-0.50", "-10.00", "压减"],
        ["公务用车购置及运行维护费", "9.80", "14.80", "5.00", "51.02", ""],
        ["其中：公务用车购置费", "", "5.00", "5.00", "", "更新"],
        ["公务用车运行维护费", "9.80", "9.80", "0.00", "0.00", ""],
    ]
    return join_tables(
        "乙省某厅2031年部门预算",
        make_table("一般公共预算支出表", rows),
        make_table("一般公共预算“三公”经费支出情况统计表", public),
    )


def _find_growth(code: str) -> list[Decimal]:
    """Return by how much a code grew: a tenth of a line's basic and of its project spending."""
    lines = [line for line in list_codes(GENERAL) if len(line) == len("2010301")]
    grown = [show_uses(add_up(line, GENERAL, owns=True))[1:] for line in lines]
    parts = [
        [(value / 10).quantize(Decimal("0.01")) for value in values]
        for line, values in zip(lines, grown, strict=True)
        if line.startswith(code)
    ]
    basic, projects = (sum(column, NIL) for column in zip(*parts, strict=True))
    return [basic + projects, basic, projects]


def _print_rate(before: Decimal, after: Decimal) -> str:
    return f"{(after - before) / before * 100:.2f}" if before else ""


def make_numbered() -> str:
    """Rows are numbered, columns too, the total stands first."""
    total = print_money(add_up().total)
    body = set_beside(list_income(), list_classes(mark="{}、"))
    body += [
        ["本年收入合计", total, "本年支出合计", total],
        ["收入总计", total, "支出总计", total],
    ]
    spending = put_total_first(list_spending(show_uses, owns=False))
    funds = put_total_first(list_spending(show_uses, FUND))
    codes = ["功能分类科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    return join_tables(
        "丙省某厅2031年部门预算",
        make_table("部门预算收支总表", _number(["项目", "预算金额"] * 2, body)),
        make_table("部门预算支出总表", _number(codes, spending)),
        make_table("部门预算政府基金预算财政拨款支出表", _number(codes, funds)),
    )


def _number(head: list[str], body: Rows) -> Rows:
    rows = [["序号", *head], ["栏次", *map(str, range(1, len(head) + 1))]]
    return rows + [[str(number), *row] for number, row in enumerate(body, start=1)]


def _show_natures(code: str, money: Money) -> list[str]:
    """Divide basic expenditure by economic classes; pensions and devices are in one line each."""
    pensions = _PENSIONS if "2080501".startswith(code) else NIL
    devices = _DEVICES if "2010301".startswith(code) else NIL
    wages, goods = money.personnel - pensions, money.operation - devices
    shown = [money.total, money.basic, wages, pensions, goods, devices, money.all_projects]
    return print_all(shown)


def make_by_nature() -> str:
    """Basic expenditure is divided by economic classes in columns."""
    parts = ["小计", "工资福利支出", "对个人和家庭的补助", "商品和服务支出", "资本性支出"]
    rows = [["科目编码", "", "", "科目名称", "总计", "基本支出", "", "", "", "", "项目支出"]]
    rows += [["类", "款", "项", "", "", *parts, ""]]
    rows.append(["", "", "", "合计", *_show_natures("", add_up("", GENERAL, owns=True))])
    for code in list_codes(GENERAL):
        shown = _show_natures(code, add_up(code, GENERAL, owns=True))
        rows.append([code[:3], code[3:5], code[5:], NAMES[code], *shown])
    return join_tables(
        "丁省某厅2031年部门预算",
        make_summary("部门收支总体情况表"),
        make_appropriations("财政拨款收支总体情况表"),
        make_table("一般公共预算支出情况表", rows),
        make_natures("一般公共预算基本支出情况表", crossed=True),
    )


def make_units_above_codes() -> str:
    """Units head the codes of each; what is carried over has a column of its own."""
    head = [
        "类",
        "款",
        "项",
        "单位代码",
        "单位名称（科目）",
        "合计",
        "当年财政拨款安排",
        "上年结转安排",
    ]
    whole = add_up("", GENERAL, owns=True).total
    rows = [head, ["", "", "", "", "合计", *print_all([whole, whole])]]
    for unit, name, lines in (
        ("101001", "某局机关", [c for c in list_codes(GENERAL) if c.startswith("201")]),
        ("101002", "某中心", [c for c in list_codes(GENERAL) if not c.startswith("201")]),
    ):
        classes = [code for code in lines if len(code) == len("201")]
        total = sum((add_up(code, GENERAL, owns=True).total for code in classes), NIL)
        rows.append(["", "", "", unit, name, *print_all([total, total])])
        for code in lines:
            value = add_up(code, GENERAL, owns=True).total
            shown = print_all([value, value])
            rows.append([code[:3], code[3:5], code[5:], unit, NAMES[code], *shown])
    return join_tables(
        "戊省某厅2031年部门预算",
        make_table("一般公共预算支出预算表", rows),
        make_spending("部门支出总表", is_first=True, is_split=True, owns=False),
    )


def make_three_blocks() -> str:
    """Income, functions and uses beside each other; income by source in rows."""
    money, total = add_up(), print_money(add_up().total)
    general = print_money(add_up("", GENERAL, owns=True).total)
    funds = add_up("", FUND, CAPITAL).total
    income = [["一、财政拨款", print_money(add_up(owns=True).total)], ["1.一般公共预算", general]]
    income += [["2.政府性基金预算", print_money(funds)], ["二、其他资金", print_money("30.25")]]
    uses = [["一、基本支出", print_money(money.basic)]]
    uses += [["二、项目支出", print_money(money.all_projects)], ["三、单位预留机动经费", ""]]
    rows = [["收入", "", "支出", "", "", ""], ["项目名称", "金额", "功能分类", "", "支出用途", ""]]
    rows += [["", "", "功能科目名称", "金额", "项目名称", "金额"]]
    rows += set_beside(income, list_classes(), uses)
    rows += [["当年收入小计", total, "当年支出小计", "", "", total]]
    rows += [["收入合计", total, "支出合计", "", "", total]]
    sources = [["项目名称", "", "", "金额"], ["收入总计", "", "", total]]
    sources += [["一般公共预算资金", "", "小计", general]]
    sources += [["", "", "公共财政拨款(补助)资金", general], ["", "", "专项收入", ""]]
    sources += [["政府性基金", "", "小计", print_money(funds)]]
    sources += [["其他资金", "", "小计", "30.25"], ["", "", "事业收入", "20.25"]]
    sources += [["", "", "其他收入", "10.00"]]
    return join_tables(
        "某市某局2031年部门预算",
        make_table("收支预算总表", rows),
        make_table("收入预算总表", sources),
        make_spending("支出预算总表", owns=False),
    )


def make_names_alone() -> str:
    """Names without codes, set in by blanks, in 元."""
    rows = [["功能分类科目名称", "合计", "基本支出", "项目支出"]]
    for code in ["", *list_codes()]:
        blanks = "　" * max(0, (len(code) - 3) // 2)
        shown = print_all(show_uses(add_up(code)), 10_000)
        rows.append([blanks + NAMES.get(code, "合计"), *shown])
    table = make_table("部门支出总表", rows, "元")
    return join_tables("己县某局2031年部门预算", make_summary("部门收支总表"), table)


def make_halves() -> str:
    """Personnel beside operation, and each account beside the others."""
    halves: list[Rows] = []
    for chosen in (True, False):
        codes = [code for code in list_natures() if is_personnel(code) is chosen]
        halves.append([[c, NATURES[c], print_money(add_natures(c))] for c in codes])
    personnel = add_natures("301", "303")
    rows = [["人员经费", "", "", "公用经费"], ["科目编码", "科目名称", "金额"] * 2]
    rows += set_beside(*halves)
    rest = print_money(add_natures() - personnel)
    rows.append(["人员经费合计", "", print_money(personnel), "公用经费合计", "", rest])
    accounts = [["科目编码", "科目名称", "合计", "一般公共预算", "", "", "政府性基金预算", "", ""]]
    accounts.append(["", "", "", *["小计", "基本支出", "项目支出"] * 2])
    for code in [*list_codes(GENERAL, FUND), ""]:
        both = [show_uses(add_up(code, account, owns=True)) for account in (GENERAL, FUND)]
        shown = [both[0][0] + both[1][0], *both[0], *both[1]]
        accounts.append([code, NAMES.get(code, "合计"), *print_all(shown)])
    return join_tables(
        "庚市某局2031年部门预算",
        make_spending("一般公共预算支出表", GENERAL),
        make_table("一般公共预算基本支出表", rows),
        make_table("财政拨款支出总体情况表（按功能科目）", accounts),
        make_spending("国有资本经营预算支出表", CAPITAL),
    )


def make_purchases() -> str:
    """Purchases by kind, by unit, and one by one, with blanks for what stands above."""
    head = ["采购品目大类", "专项名称", "采购品目名称", "采购组织形式", "一般公共预算", "总计"]
    rows = [head, ["合计", "", "", "", "171.20", "171.20"]]
    for kind, total, bought in (
        ("货物", "15.70", (("设备购置", "台式计算机", "12.50"), ("日常公用", "复印纸", "3.20"))),
        ("服务", "100.50", (("物业", "物业管理服务", "86.40"), ("宣传", "印刷服务", "14.10"))),
        ("工程", "55.00", (("修缮", "屋面修缮", "30.00"), ("修缮", "道路修缮", "25.00"))),
    ):
        rows += [[kind, "", "", "", total, total], ["某局", "", "", "", total, total]]
        rows += [["", name, one, "集中采购", amount, amount] for name, one, amount in bought]
    return join_tables(
        "辛市某局2031年部门预算",
        make_spending("部门支出总表", owns=False),
        make_table("政府采购支出表", rows),
    )


FORMS = {
    "national": make_national,
    "two-years": make_two_years,
    "numbered": make_numbered,
    "by-nature": make_by_nature,
    "units-above-codes": make_units_above_codes,
    "three-blocks": make_three_blocks,
    "names-alone": make_names_alone,
    "halves": make_halves,
    "purchases": make_purchases,
}
