"""The last digit of stated figures: the one that their section usually prints."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.budget.statement import Statement


def settle_digits(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Give figures without decimals the last digit that their section usually prints.

    In a section that prints 万元 to two decimals, 4,614万元 stands for 4,614.00万元.
    """
    usual: dict[tuple[int, str], Counter[Decimal]] = {}
    for statement in statements:
        for one in walk_statement(statement):
            amount = one.amount
            if amount is not None and amount.value and amount.digit:
                counter = usual.setdefault((one.section_line, amount.unit.word), Counter())
                counter[amount.digit] += 1
    digits = {key: _pick(counter) for key, counter in usual.items()}
    return tuple(_settle(statement, digits) for statement in statements)


def _pick(counter: Counter[Decimal]) -> Decimal:
    """Return the digit printed most often; of several the finest."""
    return max(counter.items(), key=lambda known: (known[1], -known[0]))[0]


def walk_statement(statement: Statement) -> Iterator[Statement]:
    """Yield a statement, its change and all its parts."""
    yield statement
    if statement.change is not None:
        yield statement.change
    for part in statement.parts:
        yield from walk_statement(part)


def _settle(statement: Statement, digits: dict[tuple[int, str], Decimal]) -> Statement:
    amount = statement.amount
    settled = amount
    if amount is not None and amount.value and amount.digit:
        usual = digits[statement.section_line, amount.unit.word]
        settled = amount._replace(digit=min(amount.digit, usual))
    change = statement.change
    return statement._replace(
        amount=settled,
        parts=tuple(_settle(part, digits) for part in statement.parts),
        change=None if change is None else _settle(change, digits),
    )
