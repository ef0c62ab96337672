"""What the account of a project says against its form, its own heading and the budget year.

Knows no amounts: those are compared by kind `agree`.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from auditor.amount.numeral import fold
from auditor.budget import Budget, Form, Passage
from auditor.budget.form_book import FormBook
from auditor.budget.pattern import normalise_label
from auditor.checks.indicators.accounts import Account, fold_name, is_same_name, list_accounts
from auditor.checks.indicators.places import Hit, make_operands, pass_form, skip_form
from auditor.checks.places import make_not_applicable, make_witness
from auditor.checks.wording.remarks import place_text
from auditor.finding import Bilingual, Outcome, Place, Verdict

_QUOTED = re.compile('[“"「]([^“”"「」]{2,40})[”"」]项目')
_NUMBER = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_BODY_END = re.compile(r"[,，。;；(（]|作为")
_HAN = re.compile(r"[一-鿿]")
_LEAST_LETTERS = 4
_LEAST_REST = 2
_ALIKE = 0.5
_EARLIEST = 3

_NO_ACCOUNT = Bilingual("文件中没有逐项的项目说明", "the document has no account of a project")
_NO_BODY = Bilingual("项目说明没有写明主管部门", "the account names no body in charge")


def check_leaders(book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every form whose account names the body in charge of the project."""
    accounts = list_accounts(book, budget)
    starts = [account.heading.location.line for account in accounts]
    for form in budget.forms:
        above = [n for n, start in enumerate(starts) if start < form.location.line]
        named = _find_leader(accounts[above[-1]], book) if above else None
        if named is None or not form.bodies:
            yield skip_form(form, _NO_BODY)
            continue
        yield _compare_leader(form, *named)


def _find_leader(account: Account, book: FormBook) -> tuple[str, Passage] | None:
    """Find the body that an account itself calls the one in charge."""
    for section in account.sections:
        for passage in section.passages:
            text = fold(passage.text)
            for label in book.leaders:
                start = text.find(f"{label}:")
                if start >= 0:
                    rest = text[start + len(label) + 1 :].strip()
                    return _BODY_END.split(rest)[0].strip(), passage
    return None


def _compare_leader(form: Form, name: str, passage: Passage) -> Outcome:
    said = normalise_label(name)
    bodies = [body for body in map(normalise_label, form.bodies) if _is_legible(body)]
    is_same = any(
        is_same_name(said, body)
        or SequenceMatcher(None, said, body, autojunk=False).ratio() >= _ALIKE
        for body in bodies
    )
    if not bodies or not _is_legible(said):
        return skip_form(form, _NO_BODY)
    if is_same:
        return pass_form(form)
    return Outcome(
        verdict=Verdict.FAIL,
        place=Place(location=passage.location, row=form.project),
        expected=bodies[0],
        found=name,
        operands=make_operands(form, [Hit(form.location, bodies[0], form.project)]),
    )


def _is_legible(name: str) -> bool:
    return len(_HAN.findall(name)) >= _LEAST_LETTERS


def check_quoted_names(book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every project that an account calls by name where it allots money."""
    found = False
    for account in list_accounts(book, budget):
        for passage in account.list_passages(book.money_headings):
            own = fold_name(account.name, book)
            for name in [match.group(1) for match in _QUOTED.finditer(passage.text)]:
                found = True
                is_same = is_same_name(own, fold_name(name, book))
                yield _report_name(account, passage, name, budget, is_same=is_same)
            cut = _find_cut_name(account, passage, book)
            if cut is not None:
                found = True
                yield _report_name(account, passage, cut, budget, is_same=False)
    if not found:
        yield make_not_applicable(_NO_ACCOUNT)


def _find_cut_name(account: Account, passage: Passage, book: FormBook) -> str | None:
    """Find the project's name at the start of a paragraph, without its first sign.

    Some signs may be left out, such as the 镇 in front of what a town runs.
    """
    rest = normalise_label(account.name)[1:]
    if len(rest) < _LEAST_REST or account.name[:1] in book.name_leads:
        return None
    return rest if passage.label.startswith(rest) else None


def _report_name(
    account: Account, passage: Passage, name: str, budget: Budget, *, is_same: bool
) -> Outcome:
    heading = make_witness(Place(location=account.heading.location), account.heading.text)
    return Outcome(
        verdict=Verdict.PASS if is_same else Verdict.FAIL,
        place=place_text(budget, passage.text, name, passage.location),
        expected=account.name,
        found=name,
        operands=() if is_same else (heading,),
    )


def check_account_years(book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every period or allotment that names years, one the budget year."""
    found = False
    year = budget.year
    for account in list_accounts(book, budget) if year is not None else ():
        for headings in (book.period_headings, book.money_headings):
            passages = list(account.list_passages(headings))
            years = [
                (int(match.group(1)), passage)
                for passage in passages
                for match in _NUMBER.finditer(fold(passage.text))
            ]
            recent = [one for one in years if one[0] > (year or 0) - _EARLIEST]
            if recent:
                found = True
                yield _judge_years(account, recent, year or 0, book)
    if not found:
        yield make_not_applicable(_NO_ACCOUNT)


def _judge_years(
    account: Account, years: list[tuple[int, Passage]], year: int, book: FormBook
) -> Outcome:
    """Judge the years of a period; one that may last longer is for review."""
    first, passage = years[0]
    numbers = [number for number, _ in years]
    covers = min(numbers) <= year <= max(numbers)
    lasts = any(word in one.text for word in book.lasting_words for _, one in years)
    return Outcome(
        verdict=Verdict.PASS if covers else Verdict.REVIEW if lasts else Verdict.FAIL,
        place=Place(location=passage.location, row=account.name),
        expected=str(year),
        found=str(first),
    )
