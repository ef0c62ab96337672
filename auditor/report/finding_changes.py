"""Which findings differ between two reports on a document. Knows no document's text."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from auditor.report.stored_report import StoredDocument, StoredFinding

Key = tuple[str, ...]


class FindingChanges(NamedTuple):
    """Findings of the newer report, of the older one alone, of both (the old one first)."""

    new: tuple[StoredFinding, ...] = ()
    gone: tuple[StoredFinding, ...] = ()
    changed: tuple[tuple[StoredFinding, StoredFinding], ...] = ()
    unchanged: tuple[StoredFinding, ...] = ()


def has_same_identity(old: StoredDocument, new: StoredDocument) -> bool:
    """Say whether two documents are editions of one: fingerprints can be compared then."""
    return (old.issuer, old.year, old.kind, old.role) == (
        *(new.issuer, new.year),
        *(new.kind, new.role),
    )


def compare_findings(old: StoredDocument | None, new: StoredDocument | None) -> FindingChanges:
    """Compare findings by fingerprint, or by rule and place where the documents differ in year.

    A finding that only moved is unchanged; one with other figures, or another verdict, changed.
    """
    by_place = old is not None and new is not None and not has_same_identity(old, new)
    before = _index(old.findings if old else (), by_place=by_place)
    after = _index(new.findings if new else (), by_place=by_place)
    common = [(before[key], after[key]) for key in after if key in before]
    return FindingChanges(
        new=tuple(found for key, found in after.items() if key not in before),
        gone=tuple(found for key, found in before.items() if key not in after),
        changed=tuple(pair for pair in common if not _is_same(*pair)),
        unchanged=tuple(found for earlier, found in common if _is_same(earlier, found)),
    )


def _index(findings: Iterable[StoredFinding], *, by_place: bool) -> dict[Key, StoredFinding]:
    """Return the findings by what they are matched by, in their order; like ones are numbered."""
    counts: Counter[Key] = Counter()
    index: dict[Key, StoredFinding] = {}
    for one in findings:
        place = (one.rule, one.table, one.row, one.column_name)
        key = place if by_place else (one.fingerprint,)
        index[(*key, str(counts[key]))] = one
        counts[key] += 1
    return index


def _is_same(old: StoredFinding, new: StoredFinding) -> bool:
    return _list_figures(old) == _list_figures(new)


def _list_figures(finding: StoredFinding) -> Sequence[str]:
    return (
        *(finding.severity, finding.outcome, finding.expected, finding.found),
        *(finding.difference, finding.unit),
    )
