"""The waiver: why a finding is accepted, and by whom. Knows nothing of the file it stands in."""

from typing import NamedTuple


class Waiver(NamedTuple):
    """A finding that a person has accepted, or one that a baseline already held.

    `source` is waiver or baseline. `reason` and `approver` are the person's own words, `expires`
    a date as YYYY-MM-DD; all are "" where none is given. `path` and `line` say where it stands.
    """

    source: str
    reason: str
    approver: str
    expires: str
    path: str
    line: int
