"""How many projects a heading announces, against the accounts and forms that are there."""

import re
from collections.abc import Iterator

from auditor.budget import Budget
from auditor.budget.form_book import FormBook
from auditor.checks.indicators.accounts import list_accounts
from auditor.checks.places import make_not_applicable
from auditor.finding import Bilingual, Outcome, Place, Verdict
from auditor.location import Location

_ANNOUNCED = re.compile(r"等([0-9]{1,3}|[一二三四五六七八九]?十?[一二三四五六七八九]?)个$")
_DIGITS = "零一二三四五六七八九"
_TEN = 10

_NOTHING = Bilingual("没有标题写明项目个数", "no heading announces a number of projects")


def check_announced_number(book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every heading, or entry of the contents, that says how many follow."""
    accounts = len(list_accounts(book, budget))
    forms = len({form.project or form.id for form in budget.forms})
    announced = list(_list_announced(book, budget))
    if not announced or not (accounts or forms):
        yield make_not_applicable(_NOTHING)
        return
    for number, location in announced:
        yield Outcome(
            verdict=Verdict.PASS if number in (accounts, forms) else Verdict.FAIL,
            place=Place(location=location),
            expected=str(accounts or forms),
            found=str(number),
            difference=str(number - (accounts or forms)),
        )


def _list_announced(book: FormBook, budget: Budget) -> Iterator[tuple[int, Location]]:
    labelled = [(entry.label, entry.location) for entry in budget.contents]
    labelled += [(section.label, section.location) for section in budget.sections]
    for label, location in labelled:
        for spelling in book.narratives:
            for match in spelling.finditer(label):
                said = _ANNOUNCED.search(label[: match.start()])
                if match.end() == len(label) and said is not None and said.group(1):
                    yield _read_number(said.group(1)), location


def _read_number(text: str) -> int:
    """Return a number below a hundred in Chinese numerals, or in digits."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.index(text)
    return (_DIGITS.index(tens) if tens else 1) * _TEN + (_DIGITS.index(ones) if ones else 0)
