"""Lengths, matrices and paths as OFD writes them. Knows no page.

Source: GB/T 33190—2016, 7.3 (simple types), 9.1 (paths), 11.3 (text).
"""

import re
from collections.abc import Iterator

from auditor.reading.matrices import UNTURNED, Matrix, Point

POINTS = 72 / 25.4  # in a millimetre
_MOST_REPEATED = 100_000
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_PATH = re.compile(rf"[SMLQBACsmlqbac]|{_NUMBER.pattern}")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def parse_numbers(text: str) -> list[float]:
    """Return the numbers of a list parted by blanks."""
    return [float(number) for number in _NUMBER.findall(text)]


def parse_box(text: str) -> tuple[float, float, float, float] | None:
    """Return left, top, width, height of a box, None if it is none."""
    numbers = parse_numbers(text)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else None


def parse_matrix(text: str) -> Matrix:
    """Return a matrix of six numbers; anything else turns nothing."""
    numbers = parse_numbers(text)
    if len(numbers) != 6:
        return UNTURNED
    return numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]


def parse_steps(text: str) -> list[float]:
    """Return the steps from character to character; `g 3 2.5` is three steps of 2.5."""
    steps: list[float] = []
    words = text.split()
    place = 0
    while place < len(words):
        if words[place] == "g" and place + 2 < len(words):
            count, step = parse_numbers(words[place + 1]), parse_numbers(words[place + 2])
            if count and step:
                steps += step[:1] * min(int(count[0]), _MOST_REPEATED)
            place += 3
        else:
            steps += parse_numbers(words[place])[:1]
            place += 1
    return steps


def parse_outlines(text: str) -> Iterator[list[Point]]:
    """Yield the corner points of each piece of a path; a curve counts by its end."""
    words = _PATH.findall(text)
    outline: list[Point] = []
    place = 0
    while place < len(words):
        letter = words[place].upper()
        count = _ARGUMENTS.get(letter)
        place += 1
        if count is None:
            continue
        numbers = [float(word) for word in words[place : place + count] if _NUMBER.fullmatch(word)]
        place += len(numbers)
        if letter in "SM" and outline:
            yield outline
            outline = []
        if letter == "C" and outline:
            outline.append(outline[0])
        elif len(numbers) == count and count:
            outline.append((numbers[-2], numbers[-1]))
    if outline:
        yield outline
