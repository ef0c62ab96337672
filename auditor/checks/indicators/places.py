"""Places and outcomes within performance forms. Shared by the demands on forms."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.budget import Form
from auditor.budget.form import Indicator
from auditor.checks.places import MOST_BESIDE, divide_places, word_others
from auditor.finding import Bilingual, Operand, Outcome, Place, Verdict
from auditor.location import Location

_MOST_FORMS = 3
_MOST_PARTS = 3


class Hit(NamedTuple):
    """A place at which a demand is missed: what is printed there and what the row is called."""

    location: Location
    text: str
    row: str
    is_certain: bool = True


FormHit = tuple[Form, Hit]


def locate_in_form(form: Form, location: Location, row: str = "") -> Place:
    """Return the place of something in a form."""
    title = f"{form.title}（{form.project}）" if form.project else form.title
    return Place(location=location, table=form.id, title=title, row=row, key=row)


def hit_value(indicator: Indicator) -> Hit:
    """Return the hit at an indicator's value."""
    return Hit(indicator.value_location, indicator.value, indicator.name, indicator.is_certain)


def hit_name(indicator: Indicator) -> Hit:
    """Return the hit at an indicator's name."""
    return Hit(indicator.name_location, indicator.name, indicator.name)


def pass_form(form: Form) -> Outcome:
    """Return the outcome of a form that meets a demand."""
    return Outcome(verdict=Verdict.PASS, place=locate_in_form(form, form.location))


def skip_form(form: Form, reason: Bilingual) -> Outcome:
    """Return the outcome of a form to which a demand cannot be put."""
    place = locate_in_form(form, form.location)
    return Outcome(verdict=Verdict.NOT_APPLICABLE, place=place, reason=reason)


def report_each(form: Form, hits: Sequence[Hit]) -> Iterator[Outcome]:
    """Yield a failure for every hit, a review for one that is not certain; a pass if none."""
    for hit in hits:
        yield Outcome(
            verdict=Verdict.FAIL if hit.is_certain else Verdict.REVIEW,
            place=locate_in_form(form, hit.location, hit.row),
            found=hit.text,
        )
    if not hits:
        yield pass_form(form)


def report_together(found: Sequence[tuple[Form, Sequence[Hit]]]) -> Iterator[Outcome]:
    """Yield one failure for the hits of a form, or of several forms where many have some.

    The first hit leads, up to eight others are its evidence. A form without hits passes.
    """
    hit_forms = [(form, hits) for form, hits in found if hits]
    for form, hits in found:
        if not hits:
            yield pass_form(form)
    groups: list[list[FormHit]] = [[(form, hit) for hit in hits] for form, hits in hit_forms]
    if len(groups) > _MOST_FORMS:
        groups = [[pair for group in groups for pair in group]]
    for group in groups:
        for part in divide_places(group, _MOST_PARTS):
            yield _report_group(part)


def _report_group(group: Sequence[FormHit]) -> Outcome:
    (form, first), others = group[0], group[1:]
    return Outcome(
        verdict=Verdict.FAIL,
        place=locate_in_form(form, first.location, first.row),
        found=first.text,
        operands=tuple(_make_operand(other, hit) for other, hit in others[:MOST_BESIDE]),
        facts=(("others", word_others([hit.location for _, hit in others])),),
    )


def make_operands(form: Form, hits: Sequence[Hit]) -> tuple[Operand, ...]:
    """Return further places of one outcome as its evidence."""
    return tuple(_make_operand(form, hit) for hit in hits)


def _make_operand(form: Form, hit: Hit) -> Operand:
    place = locate_in_form(form, hit.location, hit.row)
    return Operand(place=place, text=hit.text, value=Decimal(0), unit="", role=hit.row)
