"""Audits as JSON and back, and what is refused on the way back."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_audits import make_audit

from auditor.budget.facts import DocumentFacts
from auditor.finding import Audit, Operand, Place
from auditor.finding.brief import brief_audit
from auditor.finding.plain import MalformedValueError, parse_plain, render_plain

AUDIT = make_audit()
PLAIN = json.loads(render_plain(AUDIT))


def list_places(value: Any, place: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """List where every value inside lists of lists stands."""
    inner = enumerate(value) if isinstance(value, list) else ()
    return [place, *(found for n, one in inner for found in list_places(one, (*place, n)))]


def replace_at(value: Any, place: tuple[int, ...], new: object) -> Any:
    """Return the lists with another value at a place."""
    if not place:
        return new
    first, *rest = place
    return [
        replace_at(one, tuple(rest), new) if n == first else one for n, one in enumerate(value)
    ]


def test_an_audit_comes_back_as_it_was() -> None:
    """Findings, outcomes, coverage: nothing is lost."""
    assert parse_plain(render_plain(AUDIT), Audit) == AUDIT


@given(st.text(st.characters(exclude_categories=())), st.decimals(allow_nan=False), st.integers())
def test_texts_and_numbers_come_back(text: str, value: Decimal, line: int) -> None:
    """Halves of characters, signs of zero and exponents too."""
    operand = Operand(place=Place(row=text), text=text, value=value, unit="元", role="合计")
    facts = DocumentFacts(
        path="甲.txt",
        sha256="",
        pack="cn",
        issuer=text,
        year=line,
        kind="",
        level="",
        role="",
        bodies=(text,),
        packed=text.encode("utf-8", "replace"),
    )

    assert repr(parse_plain(render_plain(operand), Operand)) == repr(operand)
    assert parse_plain(render_plain(facts), DocumentFacts) == facts


@given(st.sampled_from(list_places(PLAIN)), st.sampled_from([{}, 1.5, [[]], {"a": 1}]))
def test_a_value_of_a_wrong_type_is_refused(place: tuple[int, ...], wrong: object) -> None:
    """Wherever it stands: no field takes what it cannot be."""
    content = json.dumps(replace_at(PLAIN, place, wrong)).encode()

    with pytest.raises(MalformedValueError):
        parse_plain(content, Audit)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"\xff", b"[" * 99_999, b"{}", b"[1, 2]"]
)
def test_what_is_no_audit_is_refused(content: bytes) -> None:
    """Nothing, another value, no JSON, or JSON to run out of stack."""
    with pytest.raises(MalformedValueError):
        parse_plain(content, Audit)


def test_a_brief_counts_what_run_wide_lines_need() -> None:
    """By rule and severity, with the figures on the ledger."""
    brief = brief_audit(AUDIT)

    assert sum(one.findings for one in brief.counts) == len(AUDIT.findings)
    assert brief.figures is not None
    assert brief.path == AUDIT.path
