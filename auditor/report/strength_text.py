"""What came of planted slips, for people: tables of shares, then what was missed."""

from collections.abc import Sequence

from rich.cells import cell_len

from auditor.finding import Bilingual
from auditor.finding.strength import PlantedSlip, Strength, Tally, join_tallies
from auditor.report import words_strength as words
from auditor.report.escaping import escape_path
from auditor.report.layout import Layout, render_layout

_MOST_SHOWN = 12
_LONGEST = 40


def render_strength(
    found: Sequence[Strength], language: str, *, width: int = 100, colour: bool = False
) -> str:
    """Render for people, in lines of `width` cells; ends with a line end."""
    layout = Layout(width, language)
    layout.write(0, (words.TITLE.speak(language), "bold"))
    for strength in found:
        layout.write_blank()
        _write_document(layout, strength)
    if len(found) > 1:
        layout.write_blank()
        layout.write(0, (words.ALL_DOCUMENTS.speak(language), "bold"))
        _write_tables(layout, found)
    return render_layout(layout, colour=colour)


def _write_document(layout: Layout, strength: Strength) -> None:
    language = layout.language
    layout.write(0, (escape_path(strength.path), "bold"))
    slips = sum(tally.slips for tally in strength.by_figure)
    if not slips:
        layout.write(2, (words.NOTHING_TO_PLANT.speak(language), ""))
        return
    said = words.SAMPLED if slips < strength.planned else words.PLANTED
    layout.write(2, (said.speak(language).format(slips=slips, planned=strength.planned), ""))
    _write_tables(layout, (strength,))
    _write_edits(layout, strength)
    _write_slips(layout, words.MISSED, strength.missed)
    _write_slips(layout, words.WRONG, strength.wrong)
    _write_slips(layout, words.ALARMS, strength.alarms)


def _write_tables(layout: Layout, found: Sequence[Strength]) -> None:
    """Write the shares by kind of figure, by kind of slip, and of all, in common columns."""
    rows = [
        *_list_rows(layout, words.BY_FIGURE, [t for one in found for t in one.by_figure]),
        *_list_rows(layout, words.BY_SLIP, [t for one in found for t in one.by_slip]),
        *_list_rows(layout, words.TOTAL, [one.total for one in found])[1:],
    ]
    widths = [max(cell_len(row[at]) for row in rows) for at in range(len(words.COLUMNS))]
    for row in rows:
        layout.write_as_it_stands(2, _align(row, widths))


def _list_rows(layout: Layout, label: Bilingual, tallies: Sequence[Tally]) -> list[list[str]]:
    language = layout.language
    names = {**words.NAMES, "total": words.TOTAL}
    head = [column.speak(language) for column in words.COLUMNS]
    head[0] = label.speak(language)
    found = join_tallies(tallies)
    return [head, *([names[one.name].speak(language), *_list_shares(one)] for one in found)]


def _list_shares(tally: Tally) -> list[str]:
    return [
        str(tally.slips),
        _share(tally.caught, tally.slips),
        _share(tally.quiet, tally.slips),
        _share(tally.first, tally.caught),
        _divide(tally.findings, tally.caught),
        _share(tally.right, tally.caught),
        _share(tally.wrong, tally.caught),
    ]


def _share(part: int, whole: int) -> str:
    """Write a share in tenths of a percent, rounded to the nearest."""
    if not whole:
        return "–"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def _divide(part: int, whole: int) -> str:
    if not whole:
        return "–"
    hundredths = (200 * part + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _align(row: Sequence[str], widths: Sequence[int]) -> str:
    """Put names left and numbers right, by the cells that they take on a screen."""
    gaps = [" " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
    first, *others = zip(row, gaps, strict=True)
    return "  ".join([f"{first[0]}{first[1]}", *(f"{gap}{cell}" for cell, gap in others)])


def _write_edits(layout: Layout, strength: Strength) -> None:
    language = layout.language
    if not strength.edits:
        return
    layout.write(2, (words.EDITS.speak(language), "bold"))
    for edit in strength.edits:
        name = words.NAMES[edit.name].speak(language)
        said = words.SILENT.speak(language)
        layout.write(4, (said.format(name=name, edits=edit.edits, silent=edit.silent), ""))


def _write_slips(layout: Layout, label: Bilingual, slips: Sequence[PlantedSlip]) -> None:
    if not slips:
        return
    language = layout.language
    layout.write(2, (f"{label.speak(language)} ({len(slips)})", "bold"))
    for slip in slips[:_MOST_SHOWN]:
        layout.write(4, (_describe(slip, language), ""), hang=2)
    if len(slips) > _MOST_SHOWN:
        more = words.MORE.speak(language).format(count=len(slips) - _MOST_SHOWN)
        layout.write(4, (more, ""))


def _describe(slip: PlantedSlip, language: str) -> str:
    name = words.NAMES[slip.kind or slip.figure].speak(language)
    where = words.LINE.speak(language).format(line=slip.line)
    texts = f"{_shorten(slip.right)} → {_shorten(slip.wrong)}" if slip.right else ""
    rules = ", ".join(dict.fromkeys(slip.rules))
    return "  ".join(part for part in (where, name, texts, rules) if part)


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
