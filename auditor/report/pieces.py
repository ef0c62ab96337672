"""A report as pieces, one a document, so that a long one is never held whole. Knows no format."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from auditor.finding import Audit
from auditor.report.run import Run


class Pieces(NamedTuple):
    """How a format writes what stands before the documents, each of them, and after them.

    The piece of a document depends on its audit and on what language, mistakes and coverage of
    the run are, and on no other document. Where a document stands in several places of a report,
    its piece is for `compose` alone, which puts the report together, and may depend on the
    whole run.
    """

    render_head: Callable[[Run], str]
    render_document: Callable[[Audit, Run], str]
    render_tail: Callable[[Run], str]
    between: str = ""
    compose: Callable[[Run, Iterable[str]], Iterator[str]] | None = None

    @property
    def can_be_ahead(self) -> bool:
        """True if a document's piece can be written before the run has ended."""
        return self.compose is None


def iterate_pieces(
    pieces: Pieces, run: Run, documents: Iterable[str] | None = None
) -> Iterator[str]:
    """Yield a report piece by piece; `documents` are those of the documents if they are known."""
    if documents is None:
        documents = (pieces.render_document(audit, run) for audit in run.audits)
    if pieces.compose is not None:
        yield from pieces.compose(run, documents)
        return
    yield pieces.render_head(run)
    for number, document in enumerate(documents):
        yield pieces.between + document if number else document
    yield pieces.render_tail(run)


def render_nothing(_run: Run) -> str:
    """Render nothing: the format has no head, or no tail."""
    return ""
