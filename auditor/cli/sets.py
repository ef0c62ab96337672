"""Documents of one run compared with each other. Only runs over several documents need it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.engine.sets import add_verdicts, judge_sets
from auditor.engine.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.cli.options import CheckOptions
    from auditor.cli.shelf import PackShelf
    from auditor.finding import Audit


def judge_together(
    audits: Sequence[Audit], shelf: PackShelf, options: CheckOptions
) -> tuple[Audit, ...]:
    """Add to each audit what the other documents show. Raises RulePackError."""
    known = [number for number, audit in enumerate(audits) if audit.facts is not None]
    documents = [audit.facts for audit in audits if audit.facts is not None]
    settings = Settings(select=options.select, ignore=options.ignore)
    verdicts = judge_sets(documents, shelf.find_named, settings)
    told = {number: verdicts.get(place) for place, number in enumerate(known)}
    return tuple(
        replace(add_verdicts(audit, told.get(number)), facts=None)
        for number, audit in enumerate(audits)
    )
