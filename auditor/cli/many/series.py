"""The audits of a harvest, as reports read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.many.texts import Texts
from auditor.finding.series import AuditSeries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from auditor.cli.many.harvest import Harvest
    from auditor.cli.many.keeping import Keeper
    from auditor.finding import Audit
    from auditor.finding.brief import Brief
    from auditor.finding.series import RowDraft


class HarvestSeries(AuditSeries):
    """Audits on disk, with the texts that several processes write of them."""

    def __init__(self, harvest: Harvest, keeper: Keeper, jobs: int) -> None:
        """Take the audits, and where texts are kept; `jobs` is 0 for one process a core."""
        self._harvest = harvest
        self._keeper = keeper
        self._texts = Texts(harvest, keeper, jobs)
        self._briefs = harvest.list_briefs()

    @property
    def briefs(self) -> tuple[Brief, ...]:
        """What is known of each audit without reading it."""
        return self._briefs

    def load(self, number: int) -> Audit:
        """Read the audit of a number from 0."""
        return self._harvest.load(number)

    def find_rows(self, number: int) -> RowDraft | None:
        """Find what a store keeps of an audit; None where only the audit tells."""
        return self._harvest.find_rows(number)

    def change(self, change: Callable[[int, Audit], Audit]) -> None:
        """Read every audit once, and change it from now on whenever it is read."""
        self._harvest.accept(change)
        self._briefs = self._harvest.list_briefs()

    def map_contents(self, write: Callable[[Audit], bytes], name: str) -> Iterator[bytes]:
        """Yield what a function writes of each audit, in their order."""
        return self._texts.iterate(write, name)

    def end(self) -> None:
        """Give up what only an interrupted run needs."""
        self._keeper.end()
