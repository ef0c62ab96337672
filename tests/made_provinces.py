"""One invented budget in the forms of several provinces: titles, columns and order differ."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import zip_longest

from made_lines import (
    CAPITAL,
    FUND,
    GENERAL,
    NAMES,
    NATURES,
    NIL,
    STATE_CLASSES,
    Money,
    add_natures,
    add_up,
    is_personnel,
    list_codes,
    list_natures,
)

Rows = list[list[str]]
Show = Callable[[Money], list[Decimal]]
_MARKS = "一二三四五六七"
_CLASSES = [code for code in list_codes() if len(code) == len("201")]
_OWN, _OTHER = Decimal("20.25"), Decimal("10.00")
_PROJECTS = (
    ("行政事务专项", "特定目标类", GENERAL, "233.45", "0"),
    ("政务服务运行", "其他运转类", GENERAL, "58.20", "30.25"),
    ("干部培训", "其他运转类", GENERAL, "17.35", "0"),
    ("道路改造", "特定目标类", FUND, "120.50", "0"),
    ("退休人员管理", "特定目标类", CAPITAL, "15.60", "0"),
)


def print_money(value: Decimal | str, factor: int = 1) -> str:
    """Print an amount with two decimals; nothing for zero."""
    amount = Decimal(value) * factor
    return f"{amount:,.2f}" if amount else ""


def make_table(title: str, rows: Rows, unit: str = "万元") -> str:
    """Make a table: title, unit, rows as wide as the widest."""
    width = max(map(len, rows))
    lines = ["\t".join([*row, *[""] * (width - len(row))]) for row in rows]
    return "\n".join([title, f"单位：{unit}", *lines])


def set_beside(*blocks: Rows) -> Rows:
    """Set blocks of rows side by side, blank where one is longer."""
    widths = [max(map(len, block)) for block in blocks]
    return [
        [cell for row, width in zip(found, widths, strict=True) for cell in row or [""] * width]
        for found in zip_longest(*blocks, fillvalue=[])
    ]


def print_all(values: Sequence[Decimal], factor: int = 1) -> list[str]:
    """Print several amounts."""
    return [print_money(value, factor) for value in values]


def show_uses(money: Money) -> list[Decimal]:
    """合计, 基本支出, 项目支出."""
    return [money.total, money.basic, money.all_projects]


def show_parts(money: Money) -> list[Decimal]:
    """合计, 基本支出 with 人员经费 and 公用经费, 项目支出."""
    return [money.total, money.basic, money.personnel, money.operation, money.all_projects]


def list_spending(
    show: Show, *accounts: str, is_split: bool = False, owns: bool = True, factor: int = 1
) -> Rows:
    """Return a row for each code, and the total as the last."""
    rows = []
    for code in list_codes(*accounts):
        printed = [code[:3], code[3:5], code[5:]] if is_split else [code]
        amounts = print_all(show(add_up(code, *accounts, owns=owns)), factor)
        rows.append([*printed, NAMES[code], *amounts])
    total = print_all(show(add_up("", *accounts, owns=owns)), factor)
    return [*rows, [*[""] * (len(rows[0]) - len(total) - 1), "合计", *total]]


def put_total_first(rows: Rows) -> Rows:
    """Move the last row to the front."""
    return [rows[-1], *rows[:-1]]


def list_classes(*accounts: str, owns: bool = False, mark: str = "{}、") -> Rows:
    """Return a row for each class with its total."""
    return [
        [mark.format(number) + NAMES[code], print_money(add_up(code, *accounts, owns=owns).total)]
        for number, code in zip(_MARKS, _CLASSES, strict=False)
    ]


def list_income() -> Rows:
    """Return a row for each source of income."""
    return [
        ["一、一般公共预算拨款收入", print_money(add_up("", GENERAL, owns=True).total)],
        ["二、政府性基金预算拨款收入", print_money(add_up("", FUND).total)],
        ["三、国有资本经营预算拨款收入", print_money(add_up("", CAPITAL).total)],
        ["四、事业收入", print_money(_OWN)],
        ["五、其他收入", print_money(_OTHER)],
    ]


def make_summary(title: str) -> str:
    """收支总表: sources of income beside classes of expenditure."""
    total = print_money(add_up().total)
    rows = [["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"]]
    rows += set_beside(list_income(), list_classes())
    rows += [["本年收入合计", total, "本年支出合计", total], ["上年结转结余", "", "年终结转结余"]]
    return make_table(title, [*rows, ["收入总计", total, "支出总计", total]])


def make_income(title: str) -> str:
    """收入总表: a body, its units, their sources of income."""
    accounts = [add_up("", account, owns=True).total for account in (GENERAL, FUND, CAPITAL)]
    whole = [*accounts, _OWN, _OTHER]
    part = [Decimal(100), NIL, NIL, NIL, NIL]
    rest = [one - other for one, other in zip(whole, part, strict=True)]
    head = [
        "部门（单位）代码",
        "部门（单位）名称",
        "合计",
        "本年收入",
        "",
        "",
        "",
        "",
        "",
        "上年结转结余",
    ]
    below = ["小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "事业收入", "其他收入"]
    rows = [head, ["", "", "", *below]]
    units = (("", "合计", whole), ("101", "某局", whole), ("101001", "本级", rest))
    for code, name, values in (*units, ("101002", "某中心", part)):
        both = [sum(values, NIL)] * 2
        rows.append([code, name, *print_all([*both, *values])])
    return make_table(title, rows)


def make_appropriations(title: str) -> str:
    """财政拨款收支总表: the accounts beside each other."""
    shown = [add_up("", account, owns=True).total for account in (GENERAL, FUND, CAPITAL)]
    whole = print_money(sum(shown, NIL))
    names = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")
    left = [["一、本年收入", whole]]
    left += [[name, print_money(value)] for name, value in zip(names, shown, strict=True)]
    right = [["一、本年支出", whole, *print_all(shown)]]
    for number, code in zip(_MARKS, _CLASSES, strict=False):
        parts = [add_up(code, account, owns=True).total for account in (GENERAL, FUND, CAPITAL)]
        right.append([f"（{number}）{NAMES[code]}", *print_all([sum(parts, NIL), *parts])])
    head = ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]
    last = ["收入总计", whole, "支出总计", whole, *print_all(shown)]
    both = set_beside([*left, ["二、上年结转", ""]], [*right, ["二、年终结转结余"]])
    return make_table(title, [["收入", "", "支出"], head, *both, last])


def make_spending(title: str, *accounts: str, **options: bool) -> str:
    """A table of codes: 合计, 基本支出, 项目支出."""
    is_split, is_first = options.get("is_split", False), options.get("is_first", False)
    owns = options.get("owns", True)
    codes = ["类", "款", "项"] if is_split else ["科目编码"]
    rows = list_spending(show_uses, *accounts, is_split=is_split, owns=owns)
    head = [*codes, "科目名称", "合计", "基本支出", "项目支出"]
    return make_table(title, [head, *(put_total_first(rows) if is_first else rows)])


def make_natures(title: str, *, crossed: bool = False) -> str:
    """一般公共预算基本支出表, with the other economic classification beside it or without."""
    beside = ["政府预算支出经济分类科目", ""] if crossed else []
    below = ["科目编码", "科目名称"] if crossed else []
    rows = [["部门预算支出经济分类科目", "", *beside, "一般公共预算基本支出"]]
    rows.append(["科目编码", "科目名称", *below, "合计", "人员经费", "公用经费"])
    for code in list_natures():
        value = add_natures(code)
        shown = [value, value, NIL] if is_personnel(code) else [value, NIL, value]
        state = [STATE_CLASSES.get(code, ""), NATURES[code]] if crossed else []
        rows.append([code, NATURES[code], *state, *print_all(shown)])
    personnel = add_natures("301", "303")
    shown = [add_natures(), personnel, add_natures() - personnel]
    rows.append(["", "合计", *[""] * len(below), *print_all(shown)])
    return make_table(title, rows)


def make_three_public(title: str) -> str:
    """“三公”经费支出表 of one row."""
    head = ["“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费"]
    below = ["", "", "小计", "公务用车购置费", "公务用车运行费", ""]
    return make_table(title, [head, below, ["29.30", "10.00", "14.80", "5.00", "9.80", "4.50"]])


def make_projects(title: str) -> str:
    """项目支出表: kind, name, unit, and what each is paid from."""
    head = ["类型", "项目名称", "项目单位", "合计", "本年拨款", "", "", "单位资金"]
    below = ["", "", "", "", "一般公共预算", "政府性基金预算", "国有资本经营预算", ""]
    body = [
        [kind, name, "某局本级", *_split_project(account, Decimal(paid), Decimal(others))]
        for name, kind, account, paid, others in _PROJECTS
    ]
    shown = [[Decimal(cell.replace(",", "") or 0) for cell in row[3:]] for row in body]
    totals = [sum(column, NIL) for column in zip(*shown, strict=True)]
    return make_table(title, [head, below, *body, ["", "合计", "", *print_all(totals)]])


def _split_project(account: str, paid: Decimal, others: Decimal) -> list[str]:
    accounts = [paid if account == one else NIL for one in (GENERAL, FUND, CAPITAL)]
    return print_all([paid + others, *accounts, others])


def make_national() -> str:
    """The form of the budget system, used in many provinces."""
    return join_tables(
        "甲省某局2031年部门预算",
        make_summary("部门收支总表"),
        make_income("部门收入总表"),
        make_spending("部门支出总表", owns=False),
        make_appropriations("财政拨款收支总表"),
        make_spending("一般公共预算支出表", GENERAL, is_split=True),
        make_natures("一般公共预算基本支出表"),
        make_three_public("一般公共预算“三公”经费支出表"),
        make_spending("政府性基金预算支出表", FUND),
        make_spending("国有资本经营预算支出表", CAPITAL),
        make_projects("项目支出表"),
    )


def join_tables(title: str, *tables: str) -> str:
    """Put a document together."""
    return "\n\n".join([title, *tables]) + "\n"
