"""Units of figures: money words with their factor, percent, and counters. Knows no numbers."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word; units of one dimension convert into each other by their factors."""

    word: str
    dimension: str
    factor: Decimal

    def __str__(self) -> str:
        return self.word

    def is_convertible(self, other: "Unit") -> bool:
        """Say whether amounts in both units can be compared."""
        return self.dimension == other.dimension

    def is_money(self) -> bool:
        """Say whether the unit is a money word."""
        return self.dimension == "money"


YUAN = Unit("元", "money", Decimal(1))
PERCENT = Unit("%", "percent", Decimal(1))

_MONEY = {
    "元": YUAN,
    "角": Unit("角", "money", Decimal("0.1")),
    "分": Unit("分", "money", Decimal("0.01")),
    "百元": Unit("百元", "money", Decimal(100)),
    "千元": Unit("千元", "money", Decimal(1000)),
    "万元": Unit("万元", "money", Decimal(10_000)),
    "万": Unit("万", "money", Decimal(10_000)),
    "百万元": Unit("百万元", "money", Decimal(1_000_000)),
    "千万元": Unit("千万元", "money", Decimal(10_000_000)),
    "亿元": Unit("亿元", "money", Decimal(100_000_000)),
    "亿": Unit("亿", "money", Decimal(100_000_000)),
}
_COUNTERS = (
    "人 个 家 辆 台 套 台套 件 次 份 户 名 项 条 处 场 期 篇 所 间 "
    "座 艘 平方米 公里 公顷 亩 吨 小时 天 月 年"
)
_UNITS = {
    **_MONEY,
    "%": PERCENT,
    "％": PERCENT,
    **{word: Unit(word, f"count:{word}", Decimal(1)) for word in _COUNTERS.split()},
}


def find_unit(word: str) -> Unit | None:
    """Find a unit by its printed word; None if the word is no unit."""
    return _UNITS.get(word.removeprefix("人民币"))
