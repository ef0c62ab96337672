"""Kind `wording`: the issuer's own name with a sign confused, swapped or doubled, or cut short."""

from collections.abc import Iterator

from auditor.budget import Budget
from auditor.budget.pattern import normalise_label
from auditor.checks.wording.remarks import Remark, WordingParameters, iterate_texts, place_text

_LEAST = 6
_PREFIX = 4  # a slip stands within the name: what is before and behind it is the issuer's
_LONGEST_TITLE = 60
_YEAR_DIGITS = 4
_STOPS = "。,;:"
_WIDER = ("省", "市", "自治区")
_MIDDLE = ("区", "县", "旗", "市", "州", "盟")
_UNIQUE = ("街道", "镇", "乡", "村", "开发区")  # whose names say themselves where they are


def find_near_names(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find the issuer's name with one of the signs of `phrases` for another, swapped or doubled.

    In titles also the name without its district: that is the name of another body.
    """
    issuer = normalise_label(budget.issuer)
    if len(issuer) < _LEAST:
        return
    spellings = _list_spellings(issuer, [phrase.source for phrase in parameters.phrases])
    head, tail = issuer[:_PREFIX], issuer[-_PREFIX:]
    for text, label, location in iterate_texts(budget):
        found = ""
        if head in label or tail in label:
            found = next((name for name in spellings if name in label), "")
            found = "" if found and found in issuer else found
        found = found or _find_cut_title(label, issuer)
        if found:
            yield Remark(found, place_text(budget, text, found, location), found, budget.issuer)


def _list_spellings(issuer: str, confused: list[str]) -> tuple[str, ...]:
    """Return the names that a slip of the pen makes of the issuer's; its last sign stays."""
    found = []
    for offset, sign in enumerate(issuer[:-1]):
        before, behind = issuer[:offset], issuer[offset + 1 :]
        if behind[0] != sign:
            found.append(before + behind[0] + sign + behind[1:])
        found.append(before + sign + sign + behind)
        for group in confused:
            if sign in group:
                found += [before + other + behind for other in group if other != sign]
    return tuple(name for name in found if name != issuer)


def _find_cut_title(label: str, issuer: str) -> str:
    """Find the name in a title that leaves the issuer's district out, or return nothing."""
    name = _read_title_name(label)
    if not name or any(word in issuer for word in _UNIQUE):
        return ""
    for length in range(2, len(name) - _LEAST + 1):
        before, behind = name[:length], name[length:]
        if not (before.endswith(_WIDER) and issuer.startswith(before)):
            continue
        middle = issuer[length : len(issuer) - len(behind)]
        if issuer.endswith(behind) and len(middle) > 1 and middle.endswith(_MIDDLE):
            return name
    return ""


def _read_title_name(label: str) -> str:
    """Return what stands before the year of a title such as 某局2025年部门预算, or nothing."""
    if len(label) > _LONGEST_TITLE or not ("预算" in label or "决算" in label):
        return ""
    end = label.find("年") - _YEAR_DIGITS
    if end < _LEAST or not label[end : end + _YEAR_DIGITS].isdigit():
        return ""
    return "" if any(stop in label for stop in _STOPS) else label[:end]
