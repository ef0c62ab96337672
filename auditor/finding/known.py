"""A finding as a baseline holds it: its name and the size of its difference, and no place."""

from typing import NamedTuple

from auditor.finding.magnitude import Magnitude


class KnownFinding(NamedTuple):
    """A finding that was there before; `largest` is None where it had no difference.

    `line` is where it stands in the baseline file.
    """

    fingerprint: str
    largest: Magnitude | None
    line: int = 1


class Baseline(NamedTuple):
    """The findings of an earlier run, from a file of this name and content."""

    path: str
    sha256: str
    known: tuple[KnownFinding, ...]
