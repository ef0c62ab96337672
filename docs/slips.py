"""One digit changed in a money cell of a published document: is it noticed, and where?

The cells are drawn by the document's short name, so that the same files give the same figures.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from auditor.engine import Settings, audit_document
from auditor.finding import Audit, Finding
from auditor.reading import Source, read_document
from auditor.rulepack import RulePack, choose_pack, load_packs

_MONEY = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{1,6}|-?\d{1,3}(?:,\d{3})+")
_EXACT_PLACES = 4  # 0.0001万元 is 1元; what is printed as finely has no rounding
Place = tuple[int, int]
Mark = tuple[str, int, int, str]


class Slip(NamedTuple):
    """A cell's place, its text, and the text with one digit changed."""

    place: Place
    text: str
    wrong: str

    @property
    def is_within_rounding(self) -> bool:
        """Whether only the last digit changed, by one: what rounding may do as well."""
        decimals = len(self.text.partition(".")[2])
        near = abs(int(self.text[-1]) - int(self.wrong[-1])) == 1
        return decimals < _EXACT_PLACES and self.text[:-1] == self.wrong[:-1] and near


class Caught(NamedTuple):
    """What the slips of a document came to, in counts."""

    tried: int
    tested: int
    caught: int
    loud: int
    there: int
    beside: int
    findings: int


def try_slips(path: Path, count: int) -> Caught:
    """Change one cell at a time and audit the document anew."""
    source = read_document(path)
    pack = load_packs(choose_pack(source.text.split("\n")).names, examples=False)
    sound = _audit(source, source.text, pack)
    known = Counter(_mark(found) for found in sound.findings)
    tested = _list_tested(sound)
    counts: Counter[str] = Counter()
    for slip in _draw_slips(source.text, path.name.partition("-")[0], count):
        counts["tried"] += 1
        if slip.place not in tested or slip.is_within_rounding:
            continue
        counts["tested"] += 1
        changed = _audit(source, _plant(source.text, slip), pack)
        new = Counter(_mark(found) for found in changed.findings) - known
        counts.update(_judge([found for found in changed.findings if _mark(found) in new], slip))
    return Caught(*(counts[name] for name in Caught._fields))


def _judge(found: list[Finding], slip: Slip) -> Iterator[str]:
    """Yield what the new findings of a slip count as."""
    loud = [one for one in found if one.severity != "info"]
    if not found:
        return
    yield "caught"
    yield from ["findings"] * len(loud or found)
    if loud:
        yield "loud"
    first = (loud or found)[0].outcome
    operands = {operand.place.location[:2] for operand in first.operands}
    if first.place.location[:2] == slip.place:
        yield "there"
    elif slip.place in operands:
        yield "beside"


def _audit(source: Source, text: str, pack: RulePack) -> Audit:
    return audit_document(source._replace(text=text), pack, Settings())


def _mark(found: Finding) -> Mark:
    return found.rule, *found.outcome.place.location[:2], found.severity


def _list_tested(audit: Audit) -> set[Place]:
    if audit.coverage is None:
        return set()
    places = (*audit.coverage.checked_at, *audit.coverage.bounded_at)
    return {(place.line, place.column) for place in places}


def _draw_slips(text: str, name: str, count: int) -> Iterator[Slip]:
    """Yield slips in printed order: a digit of a cell that is not zero, replaced by another."""
    chance = random.Random(name)  # noqa: S311 - a sample to be repeated, no secret
    cells = [
        (number, column, cell)
        for number, line in enumerate(text.split("\n"), start=1)
        for column, cell in _list_cells(line)
    ]
    for number, column, cell in sorted(chance.sample(cells, min(count, len(cells)))):
        at = chance.choice([index for index, sign in enumerate(cell) if sign.isdigit()])
        other = chance.choice([digit for digit in "123456789" if digit != cell[at]])
        yield Slip((number, column), cell, cell[:at] + other + cell[at + 1 :])


def _list_cells(line: str) -> Iterator[tuple[int, str]]:
    """Yield the money cells of a table's line with their columns, from 1."""
    column = 1
    cells = line.split("\t")
    for printed in cells if len(cells) > 1 else ():
        cell = printed.strip()
        if _MONEY.fullmatch(cell) and cell.strip("-0.,"):
            yield column + printed.index(cell), cell
        column += len(printed) + 1


def _plant(text: str, slip: Slip) -> str:
    lines = text.split("\n")
    number, column = slip.place
    line = lines[number - 1]
    rest = line[column - 1 + len(slip.text) :]
    lines[number - 1] = line[: column - 1] + slip.wrong + rest
    return "\n".join(lines)
