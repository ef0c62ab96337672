"""Percentages in sentences: growth since the year before, shares of a whole, and what is done."""

from typing import NamedTuple

from auditor.budget.pattern import Pattern
from auditor.budget.statement import Direction, Statement


class PercentageBook(NamedTuple):
    """How sentences spell percentages, and what stands around them.

    `rises` and `falls` may take in the amount of the change; `shares` are of a whole, `ratios` of
    the amount before, of which the patterns take both. `changes` are amounts that are changes
    themselves, `against` is where a sentence turns to the year before, `reasons` how an
    explanation begins: amounts in it are not what is compared.
    """

    rises: tuple[Pattern, ...] = ()
    falls: tuple[Pattern, ...] = ()
    shares: tuple[Pattern, ...] = ()
    ratios: tuple[Pattern, ...] = ()
    changes: tuple[Pattern, ...] = ()
    against: tuple[Pattern, ...] = ()
    reasons: tuple[Pattern, ...] = ()


class Growth(NamedTuple):
    """By how many percent a figure has changed; the figure is one of `figures`, likeliest first.

    `change` is the amount of the change and `before` the figure of the year before, where the
    sentence states them; at least one of the two is there.
    """

    percent: Statement
    direction: Direction
    figures: tuple[Statement, ...]
    change: Statement | None = None
    before: Statement | None = None


class Share(NamedTuple):
    """An amount and the percentage of the whole that it is said to be."""

    amount: Statement
    percent: Statement


class ShareList(NamedTuple):
    """Shares of one whole, which is one of `wholes`, likeliest first.

    `is_named` says that the sentence names the whole, and that these are figures of that name.
    """

    shares: tuple[Share, ...]
    wholes: tuple[Statement, ...]
    is_named: bool = False


class Ratio(NamedTuple):
    """How many percent of one of `wholes`, such as a budget, an amount is; likeliest first."""

    percent: Statement
    amount: Statement
    wholes: tuple[Statement, ...]


class Percentages(NamedTuple):
    """All percentages of a document whose figures stand beside them."""

    growths: tuple[Growth, ...] = ()
    share_lists: tuple[ShareList, ...] = ()
    ratios: tuple[Ratio, ...] = ()


NO_PERCENTAGES = Percentages()
