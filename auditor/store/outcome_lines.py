"""Outcomes as lines of CSV: a thousand a document, so each costs as little as it can.

Knows no other table.
"""

from collections.abc import Iterator, Sequence

from auditor.finding import Operand, Outcome, Verdict
from auditor.finding.outcome import NOTHING, Place
from auditor.report.stakes import find_stake
from auditor.store.amounts import write_amount

END = "\r\n"
_MOST_SHOWN = 12  # operands that an outcome shows; the count tells how many there are
_TEXTS = frozenset((*range(8, 18), 19, 20, 24))  # the columns that hold any text
_NOTHING_MORE = f",,,,,,,,,false,false,0,{END}"


class _Stakes(dict[tuple[str, str], str]):
    """The money at stake by difference and unit, each computed once: most differ by nothing."""

    def find(self, outcome: Outcome) -> str:
        key = (outcome.difference, outcome.unit)
        stake = self.get(key)
        if stake is None:
            stake = self[key] = write_amount(find_stake(outcome)) or ""
        return stake


class _Quoted(dict[str, str]):
    """Texts as cells, each looked at once."""

    def __missing__(self, text: str) -> str:
        cell = quote_cell(text)
        self[text] = cell
        return cell


def name_verdict(verdict: Verdict) -> str:
    """Return a verdict's word; most are passed, and to look a word up takes longer."""
    return "pass" if verdict is Verdict.PASS else verdict.value


def quote_cell(text: str) -> str:
    """Return a text as a cell of CSV; nothing needs no quotes."""
    if not text:
        return ""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def render_outcomes(
    outcomes: Sequence[tuple[str, Outcome]], number: int, *, start: int = 1
) -> Iterator[str]:
    """Render a line for each outcome of the document with this number, counted from `start`."""
    quoted, stakes = _Quoted(), _Stakes()
    places: dict[int, str] = {}  # many rules judge the same row
    passed = Verdict.PASS  # looked up once: most have this verdict
    for count, (rule, outcome) in enumerate(outcomes, start=start):
        place = outcome.place
        where = places.get(id(place))
        if where is None:
            where = places[id(place)] = _render_place(place, quoted)
        verdict = outcome.verdict
        word = "pass" if verdict is passed else verdict.value
        rest = _NOTHING_MORE if _is_bare(outcome) else _render_rest(outcome, quoted, stakes)
        yield f"{number},{count},{rule},{word},{where}{rest}"


def render_cells(cells: Sequence[str]) -> str:
    """Render the line of an outcome from cells that were read back, as render_outcomes does."""
    written = (quote_cell(cell) if place in _TEXTS else cell for place, cell in enumerate(cells))
    return f"{','.join(written)}{END}"


def _is_bare(outcome: Outcome) -> bool:
    """Say whether an outcome has nothing but a place; what is compared has a unit and a figure."""
    if outcome.operands or outcome.expected or outcome.found or outcome.difference:
        return False
    is_silent = outcome.reason is NOTHING and not (outcome.unit or outcome.tolerance)
    return is_silent and not (outcome.tail or outcome.bounded)


def _render_place(place: Place, quoted: _Quoted) -> str:
    (line, column, end_line, end_column), table, title, row, key, name = place
    spot = f"{line},{column},{end_line},{end_column}"
    return f"{spot},{quoted[table]},{quoted[title]},{quoted[row]},{quoted[key]},{quoted[name]}"


def _render_rest(outcome: Outcome, quoted: _Quoted, stakes: _Stakes) -> str:
    """Render the columns behind the place, from `expected` on, with the comma before them."""
    difference, operands = outcome.difference, outcome.operands
    stake = stakes.find(outcome) if difference else ""
    figures = f"{quoted[outcome.expected]},{quoted[outcome.found]},{quoted[difference]}"
    judged = f"{quoted[outcome.unit]},{quoted[outcome.tolerance]},{stake}"
    reason = f"{quoted[outcome.reason.zh]},{quoted[outcome.reason.en]}"
    flags = f"{'true' if outcome.tail else 'false'},{'true' if outcome.bounded else 'false'}"
    shown = quote_cell(_show_operands(operands)) if operands else ""
    return f",{figures},{judged},{reason},{flags},{len(operands)},{shown}{END}"


def _show_operands(operands: Sequence[Operand]) -> str:
    shown = [_show_operand(operand) for operand in operands[:_MOST_SHOWN]]
    if len(operands) > _MOST_SHOWN:
        shown.append("…")
    return "; ".join(shown)


def _show_operand(operand: Operand) -> str:
    location = operand.place.location
    return f"{operand.text or '—'} @{location.line}:{location.column}"
