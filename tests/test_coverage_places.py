"""The ledger says where each figure stands, and a page shows it there."""

from dataclasses import replace
from pathlib import Path

import pytest
from html_pages import read_page
from made_audits import make_run

from auditor.engine import Settings, audit_document
from auditor.finding import Audit
from auditor.location import Location
from auditor.reading import read_document
from auditor.report.html import render_html
from auditor.rulepack import load_packs

SAMPLES = sorted(Path(__file__).parent.parent.glob("samples/fault*.txt"))


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def audit(request: pytest.FixtureRequest) -> Audit:
    """A sample, audited."""
    pack = load_packs(["cn-shanghai"], examples=False)
    return audit_document(read_document(request.param), pack, Settings())


def read_text(audit: Audit, location: Location) -> str:
    """Read what stands at a place."""
    return audit.lines[location.line - 1][location.column - 1 : location.end_column - 1]


def test_each_figure_is_in_one_place_of_the_ledger(audit: Audit) -> None:
    """Checked, bounded and unchecked places are as many as counted, and no two are one."""
    coverage = audit.coverage
    assert coverage is not None

    unchecked = tuple(figure.location for figure in coverage.unchecked)
    places = (*coverage.checked_at, *coverage.bounded_at, *unchecked)

    assert len(coverage.checked_at) == coverage.checked
    assert len(coverage.bounded_at) == coverage.bounded
    assert len(set(places)) == len(places) == coverage.figures
    assert all(any(map(str.isdigit, read_text(audit, place))) for place in places)


def test_page_shows_every_figure_as_it_is_covered(audit: Audit) -> None:
    """The page colours as many figures each way as the ledger counts."""
    coverage = audit.coverage
    assert coverage is not None
    bare = replace(audit, findings=())  # evidence and findings would part some of the figures

    page = read_page(render_html(make_run(bare)))

    for kind, count in (
        ("c", coverage.checked),
        ("b", coverage.bounded),
        ("u", len(coverage.unchecked)),
    ):
        legends = 2  # one under the bar, one above the document
        assert len(page.find_all("span", class_=kind)) - legends == count


def test_page_of_a_small_budget_is_small(audit: Audit) -> None:
    """A page can be mailed: some ten times the document at most."""
    document = "\n".join(audit.lines).encode()

    page = render_html(make_run(audit)).encode()

    assert len(page) < 10 * len(document) + 60_000
