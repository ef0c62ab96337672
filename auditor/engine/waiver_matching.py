"""Which finding of which document a waiver is about. Knows no date and no difference."""

import re
from functools import cache

from auditor.finding import Audit, Finding
from auditor.rulepack.waivers import WaiverEntry


def is_in_document(entry: WaiverEntry, audit: Audit) -> bool:
    """Say whether a waiver may be about a document: by its issuer, or by its path.

    A path is compared from its end, whole names at a time; `*` stands for anything.
    """
    named = entry.document
    if not named or named == audit.issuer:
        return True
    path = audit.path.replace("\\", "/")
    return _compile_path(named.replace("\\", "/")).fullmatch(path) is not None


@cache
def _compile_path(named: str) -> "re.Pattern[str]":
    pattern = ".*".join(map(re.escape, named.removeprefix("./").split("*")))
    return re.compile(f"(?:.*/)?{pattern}", re.DOTALL)


def is_about(entry: WaiverEntry, finding: Finding) -> bool:
    """Say whether a finding of the right document is the one that a waiver is about."""
    place = finding.outcome.place
    return (
        entry.rule == finding.rule
        and entry.fingerprint in ("", finding.fingerprint)
        and entry.table in ("", place.table, place.title)
        and entry.row in ("", place.row, place.key)
        and entry.column in ("", place.column)
    )
