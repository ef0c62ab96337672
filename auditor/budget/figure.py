"""A figure: an amount, percentage or count printed in the document."""

from typing import NamedTuple

from auditor.amount import Amount
from auditor.location import Location


class Figure(NamedTuple):
    """A printed number, its place and its value; `amount` is None where it is malformed.

    `reason` says why no check may read it, for a figure that no template gives a meaning.
    """

    text: str
    location: Location
    amount: Amount | None
    reason: str = ""
