"""Draft waivers as YAML, out of what an auditee has answered. Knows no workbook.

A draft has neither approver nor expiry, so that it silences nothing until an auditor adds both.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import yaml

from auditor.amount import NumeralKind, parse_numeral
from auditor.finding import Bilingual

_PLAIN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_HEAD = Bilingual(
    "# 豁免草稿：approved_by（批准人）和 expires（期限，YYYY-MM-DD）须由审计人员填写，\n"
    "# 未填写的条目不起作用。reason 是被审计单位的原话，请核实后再批准。",
    "# Draft waivers: an auditor fills in approved_by and expires (YYYY-MM-DD); an entry without\n"
    "# them silences nothing. Each reason is in the auditee's own words: verify it first.",
)
_ORIGIN = Bilingual("# 答复表校验码", "# digest of the answered sheet")


class DraftWaiver(NamedTuple):
    """A finding that an auditee asks to be accepted; `remark` says what it is about.

    `difference` and `unit` are the finding's, as printed; `reason` is in the auditee's words.
    """

    rule: str
    fingerprint: str
    difference: str
    unit: str
    reason: str
    remark: str


def render_waiver_drafts(drafts: Iterable[DraftWaiver], digest: str, language: str) -> str:
    """Render entries for a waiver file; whatever the texts hold, they remain texts."""
    parts = [f"{_HEAD.speak(language)}\n{_ORIGIN.speak(language)}: sha256:{digest}\n"]
    parts += map(_render_entry, drafts)
    return "\n".join(parts)


def _render_entry(draft: DraftWaiver) -> str:
    lines = (f"{key}: {_quote(text)}" for key, text in _list_fields(draft))
    body = "\n  ".join(lines)
    return f"# {_flatten(draft.remark)}\n- {body}\n"


def _list_fields(draft: DraftWaiver) -> Iterator[tuple[str, str]]:
    yield "rule", draft.rule
    yield "fingerprint", draft.fingerprint
    difference = _write_difference(draft)
    if difference:
        yield "difference", difference
    yield "reason", draft.reason
    yield "approved_by", ""
    yield "expires", ""


def _write_difference(draft: DraftWaiver) -> str:
    """Write the size of the difference with its unit, "" where it is no number."""
    numeral = parse_numeral(draft.difference)
    if numeral.kind is not NumeralKind.AMOUNT:
        return ""
    bare = draft.difference.strip().lstrip("+-")
    size = bare if _PLAIN.fullmatch(bare) else f"{abs(numeral.value)}"
    return f"{size}{draft.unit or numeral.unit}"


def _quote(text: str) -> str:
    """Write a text in double quotes on one line, with everything odd in it as an escape."""
    written: str = yaml.safe_dump(
        text, default_style='"', allow_unicode=True, width=float("inf"), encoding=None
    )
    return written.removesuffix("\n")


def _flatten(text: str) -> str:
    """Put a remark on one line without a sign that does not show: a comment ends at line ends."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
