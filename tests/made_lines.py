"""An invented budget, line by line: what the tables of any form are made of. All adds up."""

from decimal import Decimal
from typing import NamedTuple

NIL = Decimal(0)
GENERAL, FUND, CAPITAL = "一般", "基金", "国资"
ACCOUNTS = (GENERAL, FUND, CAPITAL)
NAMES = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "2010399": "其他政府办公厅（室）及相关机构事务支出",
    "205": "教育支出",
    "20508": "进修及培训",
    "2050803": "培训支出",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出",
    "2120803": "城市建设支出",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "2210202": "提租补贴",
    "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
}
NATURES = {
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30108": "机关事业单位基本养老保险缴费",
    "30113": "住房公积金",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30217": "公务接待费",
    "30231": "公务用车运行维护费",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
    "310": "资本性支出",
    "31002": "办公设备购置",
}
STATE_CLASSES = {"301": "501", "302": "502", "303": "509", "310": "503"}  # 政府预算支出经济分类


class Money(NamedTuple):
    """What a code costs: personnel, operation, projects, and projects that others pay."""

    personnel: Decimal = NIL
    operation: Decimal = NIL
    projects: Decimal = NIL
    others: Decimal = NIL

    @property
    def basic(self) -> Decimal:
        """基本支出."""
        return self.personnel + self.operation

    @property
    def all_projects(self) -> Decimal:
        """项目支出, whoever pays."""
        return self.projects + self.others

    @property
    def total(self) -> Decimal:
        """合计."""
        return self.basic + self.all_projects


def _money(*figures: str) -> Money:
    return Money(*(Decimal(figure) for figure in figures))


_LINES = {
    "2010301": (GENERAL, _money("812.36", "145.27")),
    "2010302": (GENERAL, _money("0", "0", "233.45")),
    "2010399": (GENERAL, _money("0", "0", "58.20", "30.25")),
    "2050803": (GENERAL, _money("0", "0", "17.35")),
    "2080501": (GENERAL, _money("46.18", "3.22")),
    "2080505": (GENERAL, _money("92.41")),
    "2120803": (FUND, _money("0", "0", "120.50")),
    "2210201": (GENERAL, _money("88.64")),
    "2210202": (GENERAL, _money("21.09")),
    "2230105": (CAPITAL, _money("0", "0", "15.60")),
}
_NATURES = {
    "30101": "391.20",
    "30102": "442.25",
    "30108": "92.41",
    "30113": "88.64",
    "30201": "127.19",
    "30217": "4.50",
    "30231": "9.80",
    "30302": "46.18",
    "31002": "7.00",
}


def add_up(code: str = "", *accounts: str, owns: bool = False) -> Money:
    """Add up the lines below a code that are of one of the accounts; `owns`: without others."""
    found = [
        money._replace(others=NIL) if owns else money
        for line, (account, money) in _LINES.items()
        if line.startswith(code) and account in (accounts or ACCOUNTS)
    ]
    return Money(*(sum(parts, NIL) for parts in zip(*found, strict=True))) if found else Money()


def list_codes(*accounts: str) -> list[str]:
    """Return the codes of the accounts with their classes and sections, in order."""
    lines = [line for line, (account, _) in _LINES.items() if account in (accounts or ACCOUNTS)]
    return sorted({line[:length] for line in lines for length in (3, 5, 7)})


def list_natures() -> list[str]:
    """Return the economic codes with their classes, in order."""
    return sorted({code[:length] for code in _NATURES for length in (3, 5)})


def add_natures(*codes: str) -> Decimal:
    """Add up basic expenditure of the general account below economic codes; none means all."""
    lines = (Decimal(v) for k, v in _NATURES.items() if k.startswith(codes or ("",)))
    return sum(lines, NIL)


def is_personnel(code: str) -> bool:
    """Say whether an economic code is 人员经费."""
    return code[:3] in ("301", "303")
