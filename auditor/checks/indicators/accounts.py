"""What is said of each project under a heading of its own. Knows no form and no severity."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.budget import Budget, Passage, Section
from auditor.budget.form_book import FormBook
from auditor.budget.pattern import Pattern, normalise_label
from auditor.checks.codes.names import is_short_for

_SEVERAL = re.compile(r"等(?:[0-9一二三四五六七八九十]+个)?$")
_LETTERS = re.compile(r"[㐀-鿿A-Za-z0-9]+")


class Account(NamedTuple):
    """The account of one project: its name, the heading, and the sections under it."""

    name: str
    heading: Section
    sections: tuple[Section, ...]

    def list_passages(self, headings: tuple[Pattern, ...]) -> Iterator[Passage]:
        """Yield the paragraphs that stand under one of the headings."""
        for section in self.sections:
            if section.label and any(heading.ends(section.label) for heading in headings):
                yield from section.passages


def list_accounts(book: FormBook, budget: Budget) -> list[Account]:
    """Return the accounts of single projects, each up to the next one."""
    found = [
        (index, name)
        for index, section in enumerate(budget.sections)
        if (name := find_account_name(section.label, book))
    ]
    starts = [*(index for index, _ in found), len(budget.sections)]
    return [
        Account(name, budget.sections[start], budget.sections[start:end])
        for (start, name), end in zip(found, starts[1:], strict=True)
    ]


def find_account_name(label: str, book: FormBook) -> str:
    """Find the name of the one project of which a heading speaks, else ""."""
    for spelling in book.narratives:
        for match in spelling.finditer(label):
            if match.end() == len(label) and match.start():
                name = label[: match.start()]
                return "" if _SEVERAL.search(name) else name
    return ""


def fold_name(name: str, book: FormBook) -> str:
    """Drop marks, and the words that a name may add or leave out."""
    folded = "".join(_LETTERS.findall(normalise_label(name)))
    for word in book.name_words:
        folded = folded.replace(word, "")
    return folded


def is_same_name(one: str, other: str) -> bool:
    """Say whether the signs of one folded name all stand in the other, in their order."""
    return bool(one and other) and (is_short_for(one, other) or is_short_for(other, one))
