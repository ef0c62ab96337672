"""Invented budgets in the forms of many provinces are recognised, sound, and tell a slip."""

import random
import re
from collections.abc import Iterator
from functools import lru_cache

import pytest
from made_local_forms import FORMS

from auditor.engine import Settings, audit_document
from auditor.finding import Audit
from auditor.reading import Source
from auditor.rulepack import RulePack, load_packs

_MONEY = re.compile(r"(?:\d{1,3}(?:,\d{3})*)\.\d\d")
_TRIED = 10
Cell = tuple[int, int, str]
each_form = pytest.mark.parametrize("form", FORMS)


@lru_cache(maxsize=1)
def load_pack() -> RulePack:
    """Load the pack that documents of no known province choose."""
    return load_packs(["cn"], examples=False)


@lru_cache(maxsize=len(FORMS))
def make_document(form: str) -> str:
    """Make the document of a form."""
    return FORMS[form]()


def audit_text(text: str) -> Audit:
    """Audit a text."""
    return audit_document(Source(path="a.txt", text=text, sha256=""), load_pack(), Settings())


def list_cells(text: str) -> Iterator[Cell]:
    """Yield line, column and text of the money cells that are not zero."""
    for number, line in enumerate(text.split("\n"), start=1):
        column = 1
        for cell in line.split("\t"):
            if "\t" in line and _MONEY.fullmatch(cell) and cell.strip("0.,"):
                yield number, column, cell
            column += len(cell) + 1


def plant(text: str, cell: Cell) -> str:
    """Change the first digit of a cell to another that is not zero."""
    number, column, printed = cell
    wrong = ("7" if printed[0] != "7" else "4") + printed[1:]
    lines = text.split("\n")
    line = lines[number - 1]
    lines[number - 1] = line[: column - 1] + wrong + line[column - 1 + len(printed) :]
    return "\n".join(lines)


@each_form
def test_every_table_has_a_template_and_every_amount_is_checked(form: str) -> None:
    """No table is left to inference, no amount without a sum, and a sound document is silent."""
    audit = audit_text(make_document(form))

    assert audit.coverage is not None
    assert [table.title for table in audit.coverage.tables if not table.template] == []
    assert audit.coverage.unrecognised == ()
    assert [figure.text for figure in audit.coverage.unchecked] == []
    assert [found.message.en for found in audit.findings if found.severity != "info"] == []


@each_form
def test_a_digit_is_noticed_where_it_stands_or_in_its_sum(form: str) -> None:
    """A wrong digit gives a loud finding at the figure, or at a sum that it is part of."""
    text = make_document(form)
    known = {(one.rule, one.outcome.place.location) for one in audit_text(text).findings}
    cells = list(list_cells(text))
    chosen = random.Random(form).sample(cells, _TRIED)  # noqa: S311 - a sample to be repeated

    missed = []
    for cell in chosen:
        found = [
            one
            for one in audit_text(plant(text, cell)).findings
            if one.severity != "info" and (one.rule, one.outcome.place.location) not in known
        ]
        places = [
            operand.place.location[:2] for one in found[:1] for operand in one.outcome.operands
        ]
        if cell[:2] not in places:
            missed.append(cell)

    assert missed == []
