"""What differs between two editions, for people: findings, then figures. Judges nothing."""

from collections.abc import Sequence

from auditor.finding import Bilingual
from auditor.finding.figure_change import FigureChange, PrintedFigure
from auditor.report import words, words_difference
from auditor.report.difference import Difference, DocumentDifference
from auditor.report.escaping import escape_path
from auditor.report.finding_changes import has_same_identity
from auditor.report.layout import Layout, render_layout
from auditor.report.stored_report import StoredDocument, StoredFinding

_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_ARROW = " → "


def render_difference(difference: Difference, *, width: int = 100, colour: bool = False) -> str:
    """Render for people, in lines of `width` cells; ends with a line end."""
    layout = Layout(width, difference.language)
    for document in difference.documents:
        _write_document(layout, document)
        layout.write_blank()
    meaning = words_difference.EXIT_MEANINGS[difference.exit_status].speak(layout.language)
    status = difference.exit_status
    layout.write(0, (words.EXIT.speak(layout.language).format(status=status, meaning=meaning), ""))
    return render_layout(layout, colour=colour)


def _write_document(layout: Layout, document: DocumentDifference) -> None:
    sides = ((words_difference.OLD, document.old), (words_difference.NEW, document.new))
    for label, side in sides:
        if side is not None:
            _write_side(layout, label, side)
    for remark in _list_remarks(document):
        layout.write(2, (remark.speak(layout.language), "bold"))
    found = document.findings
    _write_findings(layout, words_difference.NEW_FINDINGS, [(None, one) for one in found.new])
    _write_findings(layout, words_difference.GONE_FINDINGS, [(None, one) for one in found.gone])
    _write_findings(layout, words_difference.CHANGED_FINDINGS, found.changed)
    if found.unchanged:
        unchanged = words_difference.UNCHANGED_FINDINGS.speak(layout.language)
        layout.write(0, (f"{unchanged} ({len(found.unchanged)})", ""))
    _write_figures(layout, document.figures or ())


def _write_side(layout: Layout, label: Bilingual, side: StoredDocument) -> None:
    facts = [side.issuer, str(side.year or ""), side.kind]
    known = " · ".join(fact for fact in facts if fact)
    shown = f"  ({known})" if known else ""
    said = f"{label.speak(layout.language)}: {escape_path(side.path)}{shown}"
    layout.write(0, (said, "bold"), hang=2)


def _list_remarks(document: DocumentDifference) -> list[Bilingual]:
    """List what must be known before the lists are read."""
    old, new = document.old, document.new
    said: list[Bilingual] = []
    if new is None:
        said.append(words_difference.ONLY_OLD)
    elif old is None:
        said.append(words_difference.ONLY_NEW)
    elif not has_same_identity(old, new):
        said.append(words_difference.OTHER_IDENTITY)
    if any(side is not None and side.status != "complete" for side in (old, new)):
        said.append(words_difference.INCOMPLETE)
    if document.has_same_content():
        said.append(words_difference.SAME_BYTES)
    if document.is_equal():
        compared = document.figures is not None
        said.append(words_difference.EQUAL if compared else words_difference.EQUAL_FINDINGS)
    if document.figures is None:
        said.append(_explain(document.reason))
    return said


def _explain(reason: Bilingual) -> Bilingual:
    label = words_difference.NOT_COMPARED
    return Bilingual(f"{label.zh}：{reason.zh}", f"{label.en}: {reason.en}")


def _write_findings(
    layout: Layout,
    label: Bilingual,
    pairs: Sequence[tuple[StoredFinding | None, StoredFinding]],
) -> None:
    if not pairs:
        return
    language = layout.language
    layout.write(0, (f"{label.speak(language)} ({len(pairs)})", "bold"))
    for old, one in pairs:
        severity = words.SEVERITIES.get(one.severity)
        spoken = severity.speak(language) if severity else one.severity
        layout.write(
            2,
            (spoken, _STYLES.get(one.severity, "")),
            (f"  {one.line}:{one.column}  {one.rule}  {one.message}", ""),
            hang=2,
        )
        if old is not None:
            layout.write(4, (_describe_earlier(old, one, language), ""), hang=2)


def _describe_earlier(old: StoredFinding, new: StoredFinding, language: str) -> str:
    """Say what a changed finding was before: its figures, and its grade where that changed."""
    parts = [f"{old.line}:{old.column}"]
    if old.found or old.expected:
        nothing = words.BLANK.speak(language)
        found, expected = old.found or nothing, old.expected or nothing
        parts.append(
            words_difference.FIGURES.speak(language).format(found=found, expected=expected)
        )
    for one, other in ((old.severity, new.severity), (old.outcome, new.outcome)):
        parts += [f"{one}{_ARROW}{other}"] if one != other else []
    return f"{words_difference.WAS.speak(language)}: {'; '.join(parts)}"


def _write_figures(layout: Layout, changes: Sequence[FigureChange]) -> None:
    groups = (
        (words_difference.CHANGED_FIGURES, [c for c in changes if c.old and c.new]),
        (words_difference.ADDED_FIGURES, [c for c in changes if not c.old]),
        (words_difference.GONE_FIGURES, [c for c in changes if not c.new]),
    )
    for label, group in groups:
        if group:
            layout.write(0, (f"{label.speak(layout.language)} ({len(group)})", "bold"))
        for change in group:
            layout.write(2, (_describe_change(change), ""), hang=2)


def _describe_change(change: FigureChange) -> str:
    table = " ".join(part for part in (change.table, change.title) if part)
    place = " · ".join(part for part in (table, change.row, change.column) if part)
    sides = [_describe_figure(one) for one in (change.old, change.new) if one is not None]
    return f"{place}: {_ARROW.join(sides)}"


def _describe_figure(printed: PrintedFigure) -> str:
    return f"{printed.text} ({printed.location})"
