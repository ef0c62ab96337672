"""Twice as many documents take twice as many steps, and no more memory to report.

Steps are counted, because clocks depend on machines.
"""

from __future__ import annotations

import itertools
import sys
import tracemalloc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from made_audits import make_audit, make_finding, make_run
from made_sets import DEPARTMENT, UNIT, make_facts
from reading_budgets import load_shipped_pack

from auditor.budget.facts import DocumentFacts
from auditor.engine import Settings
from auditor.engine.sets import judge_sets
from auditor.engine.sets.grouping import group_documents
from auditor.engine.sets.judging import OfficeFiles
from auditor.engine.sets.ledgers import Ledgers
from auditor.engine.sets.lists import OfficeFile
from auditor.engine.sets.publications import Identity, Publication
from auditor.engine.sets.versions import note_versions
from auditor.report.folders import name_files
from auditor.report.pieces import Pieces, iterate_pieces
from auditor.report.rendering import find_pieces

if TYPE_CHECKING:
    from types import FrameType

_FEW = 100
_MOST = 2.3  # times as many steps for twice as many documents; a sort takes a little more


def count_steps(work: Callable[[], object]) -> int:
    """Count the functions that are called, those written in C too."""
    steps = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return steps


def compute_growth(build: Callable[[int], Callable[[], object]]) -> float:
    """Compute how many times as many steps twice as many documents take."""
    few, many = count_steps(build(_FEW)), count_steps(build(2 * _FEW))
    return many / few


class Asked(list[DocumentFacts]):
    """Documents of which each that is asked for is a step."""

    def __getitem__(self, place: Any) -> Any:
        """Give what was asked for."""
        return super().__getitem__(place)


def make_light(path: str, issuer: str, year: int | None, role: str = "whole") -> DocumentFacts:
    """Make the facts of a document without figures."""
    return DocumentFacts(path, path, "cn", issuer, year, "预算", "部门", role, bodies=(issuer,))


def group_loose(count: int) -> Callable[[], object]:
    """Group documents of one issuer, half of which do not say their year."""
    whole = [make_light(f"{n}.txt", "虹湾市文化局", 2025) for n in range(count)]
    loose = [make_light(f"l{n}.txt", "虹湾市文化局", None, "tables") for n in range(count)]
    return lambda: group_documents(Asked([*whole, *loose]))


def group_annexes(count: int) -> Callable[[], object]:
    """Group annexes of performance forms, each of another issuer."""
    bodies = [f"虹湾市第{n}中学" for n in range(count)]
    mains = [make_light(f"{n}.txt", body, 2025) for n, body in enumerate(bodies)]
    annexes = [make_light(f"a{n}.txt", body, 2025, "annex") for n, body in enumerate(bodies)]
    return lambda: group_documents([*mains, *annexes])


def match_roster(count: int) -> Callable[[], object]:
    """Hold a list against files that all have the same name, each in a folder of its own."""
    rows = "".join(f"局{n}\t甲/{n}/预算.txt\t2025\n" for n in range(count))
    text = f"编制单位\t文件\t年度\n{rows}"
    documents = [make_light(f"d/甲/{n}/预算.txt", f"局{n}", None) for n in range(count)]
    files = OfficeFiles(manifest=OfficeFile("list.csv", "x", text))
    settings = Settings()
    return lambda: judge_sets(
        documents, lambda _: load_shipped_pack(), settings, files, compares=False
    )


def judge_versions(count: int) -> Callable[[], object]:
    """Judge versions of one and the same document."""
    one = make_facts(DEPARTMENT)
    documents = [one._replace(path=f"{n}.txt", sha256=f"{n}") for n in range(count)]
    return lambda: judge_sets(documents, lambda _: load_shipped_pack(), Settings())


def judge_units(count: int) -> Callable[[], object]:
    """Judge departments with a unit each."""
    department, unit = make_facts(DEPARTMENT), make_facts(UNIT)
    documents = []
    for n in range(count // 10):
        listed = tuple(
            (name, tuple(each.replace("虹湾市", f"虹湾{n}市") for each in found))
            for name, found in department.listed
        )
        issuer, body = f"虹湾{n}市文化局", f"虹湾{n}市图书馆"
        documents.append(department._replace(path=f"d{n}", issuer=issuer, listed=listed))
        documents.append(unit._replace(path=f"u{n}", issuer=body))
    return lambda: judge_sets(documents, lambda _: load_shipped_pack(), Settings())


def name_alike(count: int) -> Callable[[], object]:
    """Name the pages of documents whose files have one name."""
    paths = [f"{n}/预算.txt" for n in range(count)]
    return lambda: name_files(paths)


@pytest.mark.parametrize(
    "build",
    [group_loose, group_annexes, match_roster, judge_versions, judge_units, name_alike],
    ids=lambda build: build.__name__,
)
def test_steps_grow_with_the_documents(build: Callable[[int], Callable[[], object]]) -> None:
    """Neither many documents of one issuer nor a long list make each document dearer."""
    build(_FEW)()  # what is loaded once is no step of any document

    assert compute_growth(build) <= _MOST


class Looked(tuple[int, ...]):
    """Numbers that count how many of them are looked at."""

    __slots__ = ()
    seen = 0

    def __getitem__(self, place: Any) -> Any:
        """Count, and give what was asked for."""
        found = super().__getitem__(place)
        Looked.seen += len(found) if isinstance(place, slice) else 1
        return found


def test_a_version_names_its_neighbours_without_reading_all() -> None:
    """Each of a thousand versions looks at seven."""
    Looked.seen = 0
    documents = [make_light(f"{n}.txt", "虹湾市文化局", 2025) for n in range(1_000)]
    identity = Identity("虹湾市文化局", 2025, "预算", "部门")
    publication = Publication(
        identity=identity, members=(), versions=(Looked(range(len(documents))),)
    )

    note_versions(publication, documents, Ledgers(documents, Settings()))

    assert Looked.seen <= 7 * len(documents)


def test_only_documents_that_meet_are_unpacked() -> None:
    """The figures of a stranger stay on disk."""
    texts = [DEPARTMENT, UNIT, UNIT.replace("虹湾市图书馆", "青石县档案馆")]
    known = [make_facts(text, f"{n}.txt") for n, text in enumerate(texts)]
    read = []

    def read_packed(number: int) -> bytes:
        read.append(number)
        return known[number].packed

    light = [facts._replace(packed=b"") for facts in known]
    verdicts = judge_sets(
        light, lambda _: load_shipped_pack(), Settings(), read_packed=read_packed
    )

    assert set(read) == {0, 1}
    assert verdicts == judge_sets(known, lambda _: load_shipped_pack(), Settings())


def measure_peak(pieces: Pieces, count: int) -> int:
    """Measure the most memory, in bytes, that a report of so many equal documents takes."""
    run = make_run(make_audit(findings=(make_finding(),) * 20))
    (document,) = (pieces.render_document(audit, run) for audit in run.audits)
    tracemalloc.start()
    try:
        written = sum(
            len(part) for part in iterate_pieces(pieces, run, itertools.repeat(document, count))
        )
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert written > count * len(document) // 3
    return peak


@pytest.mark.parametrize("report_format", ["json", "sarif", "junit", "csv", "markdown", "github"])
def test_report_is_never_held_whole(report_format: str) -> None:
    """Three times as many documents take no more memory to put together."""
    pieces = find_pieces(report_format, width=100, colour=False)
    assert pieces is not None
    measure_peak(pieces, 1)  # what is loaded once

    assert measure_peak(pieces, 120) <= 1.2 * measure_peak(pieces, 40) + 200_000
