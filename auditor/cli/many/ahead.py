"""What reports will say of a document, written by the process that audits it.

Written ahead of the end of the run, it holds if nothing is added to the audit by then: no finding
is accepted, and the document meets no other one. Otherwise the report writes it anew.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from auditor.cli.many.keys import hash_parts
from auditor.cli.screen import FILE_WIDTH, find_width, wants_colour
from auditor.report.rendering import MADE_OF, find_pieces
from auditor.report.run import Run, RunSettings, Tool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditor.cli.options import CheckOptions, Output
    from auditor.errors import Mistake
    from auditor.finding import Audit


class TextPlan(NamedTuple):
    """All that decides, beside its audit, what a report says of a document."""

    format: str
    width: int
    colour: bool
    language: str
    coverage: bool
    mistakes: tuple[Mistake, ...] = ()


Text = tuple[str, bytes]
Writer = tuple[str, "Callable[[Audit], str]"]


def plan_text(output: Output, run: Run) -> TextPlan:
    """Plan what a report says of each document of a run."""
    is_file = output.path is not None
    return TextPlan(
        format=MADE_OF.get(output.format, output.format),
        width=FILE_WIDTH if is_file else find_width(),
        colour=not is_file and wants_colour(),
        language=run.settings.language,
        coverage=run.coverage,
        mistakes=run.mistakes,
    )


def list_plans(options: CheckOptions, mistakes: Sequence[Mistake]) -> tuple[TextPlan, ...]:
    """List what can be written ahead; `mistakes` are those of the packs that the user gave."""
    settings = RunSettings(language=options.language)
    run = _make_run(settings, tuple(mistakes), coverage=options.coverage)
    plans = dict.fromkeys(plan_text(output, run) for output in options.outputs)
    return tuple(plan for plan in plans if _find_writer(plan) is not None)


def list_writers(plans: Sequence[TextPlan]) -> tuple[Writer, ...]:
    """List the functions that write what was planned, each with its plan's name."""
    writers = ((repr(plan), _find_writer(plan)) for plan in plans)
    return tuple((name, write) for name, write in writers if write is not None)


def name_audit(packed: bytes, path: str, told: bytes) -> str:
    """Name an audit by all that it is made of: what was packed, its path, what sets add."""
    digest = hashlib.sha256(hashlib.sha256(packed).digest())
    digest.update(hashlib.sha256(path.encode("utf-8", "surrogatepass")).digest())
    digest.update(told)
    return digest.hexdigest()


def name_text(plan: str, audit: str, program: str) -> str:
    """Name what a report says of an audit; `program` stands for whoever writes it."""
    return hash_parts([plan, audit, program])


def write_texts(
    audit: Audit, writers: Sequence[Writer], name: str, program: str
) -> tuple[Text, ...]:
    """Write what each report says of an audit of this name."""
    return tuple(
        (name_text(plan, name, program), write(audit).encode("utf-8", "surrogatepass"))
        for plan, write in writers
    )


def _find_writer(plan: TextPlan) -> Callable[[Audit], str] | None:
    pieces = find_pieces(plan.format, width=plan.width, colour=plan.colour)
    if pieces is None or not pieces.can_be_ahead:
        return None
    settings = RunSettings(language=plan.language)
    run = _make_run(settings, plan.mistakes, coverage=plan.coverage)
    render = pieces.render_document
    return lambda audit: render(audit, run)


def _make_run(settings: RunSettings, mistakes: tuple[Mistake, ...], *, coverage: bool) -> Run:
    return Run((), 0, settings, Tool("", "", (), ()), mistakes, coverage)
