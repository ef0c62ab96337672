"""Changes to a real document: those that change what it says, and those that do not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from random import Random

from reading_budgets import load_shipped_pack, read_budget, read_seed

from auditor.budget import Entry, Table
from auditor.engine import Settings, audit_document
from auditor.finding import Audit, Verdict
from auditor.interpreting.bodies import split_parts
from auditor.interpreting.recognition import Recogniser, join_grids
from auditor.parsing import parse_document
from auditor.reading import Source
from auditor.rule import Severity

Cells = list[str]
Mark = tuple[str, str, str, str]
_CENT = Decimal("0.01")
_FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def audit_text(text: str) -> Audit:
    """Audit a text with the rules of the Shanghai form."""
    source = Source(path="seed.txt", text=text, sha256="")
    return audit_document(source, load_shipped_pack(), Settings())


@cache
def audit_seed(name: str) -> Audit:
    """Audit a real document once."""
    return audit_text(read_seed(name))


def list_loud(audit: Audit) -> set[Mark]:
    """Return the loud findings without their lines: rule, table, row, column."""
    loud = [f for f in audit.findings if f.severity not in (Severity.INFO, "info")]
    places = [(found.rule, found.outcome.place) for found in loud]
    return {(rule, place.table, place.row, place.column) for rule, place in places}


def list_doubts(audit: Audit) -> set[tuple[str, int, str, Verdict]]:
    """Return the outcomes that did not pass, quiet ones too: rule, line, column, verdict."""
    return {
        (rule, outcome.place.location.line, outcome.place.column, outcome.verdict)
        for rule, outcome in audit.outcomes
        if outcome.verdict in (Verdict.FAIL, Verdict.REVIEW)
    }


@cache
def list_money(name: str) -> tuple[tuple[Table, Entry], ...]:
    """Return the money cells of the recognised tables of a real document."""
    return tuple(
        (table, entry)
        for table in read_budget(read_seed(name)).tables
        if table.template is not None
        for row in table.rows
        for entry in row.entries
        if entry.amount is not None
    )


@dataclass(frozen=True, slots=True)
class Lines:
    """The line numbers of the header rows and the body rows of the recognised tables."""

    header: frozenset[int]
    body: frozenset[int]


@cache
def find_table_lines(name: str) -> Lines:
    """Find the lines on which the tables of a real document stand."""
    document = parse_document(read_seed(name))
    recogniser = Recogniser(load_shipped_pack().templates)
    header: set[int] = set()
    body: set[int] = set()
    for grid in join_grids(document, recogniser):
        template = recogniser.find_template(grid.title.text) if grid.title else None
        if template is None or not grid.rows:
            continue
        for part in split_parts(grid.segments, template):
            header |= {read.row.line.number for read in part.header}
            body |= {read.row.line.number for read in part.body}
    return Lines(frozenset(header), frozenset(body))


def make_random(name: str) -> Random:
    """Return a generator that draws the same sample at every run."""
    return Random(name)  # noqa: S311 - a sample, not a secret


def replace_text(text: str, entry: Entry, printed: str) -> str:
    """Print another figure in the place of an entry."""
    lines = text.split("\n")
    place = entry.location
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + printed + line[place.end_column - 1 :]
    return "\n".join(lines)


def change_digit(printed: str, random: Random) -> str:
    """Change one digit of a figure."""
    index = random.choice([i for i, sign in enumerate(printed) if sign.isdigit()])
    digit = random.choice([d for d in "0123456789" if d != printed[index]])
    return printed[:index] + digit + printed[index + 1 :]


def add_cent(printed_value: Decimal, cents: int) -> str:
    """Print a value changed by some hundredths."""
    return f"{printed_value + cents * _CENT:,.2f}"


def edit_cells(name: str, lines: frozenset[int], edit: Callable[[Cells], Cells]) -> str:
    """Return a real document with the cells of some lines edited."""
    printed = read_seed(name).split("\n")
    return "\n".join(
        "\t".join(edit(line.split("\t"))) if number in lines else line
        for number, line in enumerate(printed, start=1)
    )


def widen_digits(cells: Cells) -> Cells:
    """Print the figures of a row in full-width digits, but leave names alone."""
    return [
        cell if any("㐀" <= sign <= "鿿" for sign in cell) else cell.translate(_FULL_WIDTH)
        for cell in cells
    ]


def round_to_ten_thousands(name: str) -> str:
    """Return a real document with its tables in 元 honestly rounded to 万元."""
    text = read_seed(name)
    money = [entry for table, entry in list_money(name) if table.unit.word == "元"]
    for entry in sorted(money, key=lambda e: e.location, reverse=True):
        if entry.amount is not None:
            value = (entry.amount.value / 10_000).quantize(_CENT, ROUND_HALF_UP)
            text = replace_text(text, entry, f"{value:,}")
    for colon in "：:":
        text = text.replace(f"单位{colon}元", f"单位{colon}万元")
    return text


def iterate_lost_tabs(name: str) -> Iterator[str]:
    """Yield the document with one blank cell before a figure lost, row by row."""
    lines = read_seed(name).split("\n")
    for number in sorted(find_table_lines(name).body):
        cells = lines[number - 1].split("\t")
        for index in range(1, len(cells)):
            if not cells[index] and any(cells[index + 1 :]):
                shorter = "\t".join(cells[:index] + cells[index + 1 :])
                yield "\n".join([*lines[: number - 1], shorter, *lines[number:]])


def iterate_slides(name: str) -> Iterator[tuple[Entry, str]]:
    """Yield the document with one figure, no zero, slid into the blank cell beside it."""
    lines = read_seed(name).split("\n")
    for _, entry in list_money(name):
        number = entry.location.line
        cells = lines[number - 1].split("\t")
        at = lines[number - 1][: entry.location.column - 1].count("\t")
        for to in (at - 1, at + 1):
            is_blank = 0 <= to < len(cells) and not cells[to].strip()
            if is_blank and entry.amount is not None and entry.amount.value:
                slid = list(cells)
                slid[at], slid[to] = slid[to], slid[at]
                yield entry, "\n".join([*lines[: number - 1], "\t".join(slid), *lines[number:]])
