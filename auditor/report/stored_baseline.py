"""A baseline file, read back. Knows no run."""

import hashlib

from auditor.finding.known import Baseline, KnownFinding
from auditor.finding.magnitude import Magnitude, compute_magnitude
from auditor.report.baseline import SCHEMA
from auditor.report.records import Record, parse_record, read_content


def read_baseline(path: str) -> Baseline:
    """Read a baseline. Raises RecordError, with place and reason, for anything else.

    Of a fingerprint that stands twice (two documents of one identity) the larger difference
    holds.
    """
    content = read_content(path)
    record = parse_record(content, path, SCHEMA)
    lines = _list_lines(content)
    known: dict[str, KnownFinding] = {}
    for row in record.take_records("findings"):
        one = _parse_row(row, lines)
        earlier = known.get(one.fingerprint)
        if earlier is None or _is_larger(one.largest, earlier.largest):
            known[one.fingerprint] = one
    return Baseline(path, hashlib.sha256(content).hexdigest(), tuple(known.values()))


def _parse_row(row: Record, lines: dict[str, int]) -> KnownFinding:
    fingerprint = row.take_text("fingerprint")
    if not fingerprint.startswith("f1:"):
        raise row.refuse("fingerprint", "不是指纹 / is no fingerprint")
    difference, unit = row.take_text_or_none("difference"), row.take_text_or_none("unit")
    return KnownFinding(
        fingerprint=fingerprint,
        largest=compute_magnitude(difference, unit),
        line=lines.get(fingerprint, 1),
    )


def _list_lines(content: bytes) -> dict[str, int]:
    """Return the line on which each fingerprint stands, as the program writes them."""
    lines: dict[str, int] = {}
    for number, line in enumerate(content.decode("utf-8-sig").split("\n"), start=1):
        _, mark, rest = line.rpartition('"fingerprint": "')
        if mark:
            lines.setdefault(rest.partition('"')[0], number)
    return lines


def _is_larger(one: Magnitude | None, other: Magnitude | None) -> bool:
    return one is not None and (other is None or one.covers(other))
