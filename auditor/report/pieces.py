"""A report as pieces, one a document, so that a long one is never held whole. Knows no format."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from auditor.finding import Audit
from auditor.report.run import Run


class Pieces(NamedTuple):
    """How a format writes what stands before the documents, each of them, and after them.

    The piece of a document depends on its audit and on what the run's settings, tool and
    mistakes are, and on no other document.
    """

    render_head: Callable[[Run], str]
    render_document: Callable[[Audit, Run], str]
    render_tail: Callable[[Run], str]
    between: str = ""


def iterate_pieces(
    pieces: Pieces, run: Run, documents: Iterable[str] | None = None
) -> Iterator[str]:
    """Yield a report piece by piece; `documents` are those of the documents if they are known."""
    yield pieces.render_head(run)
    if documents is None:
        documents = (pieces.render_document(audit, run) for audit in run.audits)
    for number, document in enumerate(documents):
        yield pieces.between + document if number else document
    yield pieces.render_tail(run)


def render_nothing(_run: Run) -> str:
    """Render nothing: the format has no head, or no tail."""
    return ""
