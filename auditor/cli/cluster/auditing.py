"""Audit files on the nodes of a cluster. Knows no format of a report and no order of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.cli.auditing import describe_unreadable
from auditor.cli.cluster.dispatch import Dispatch, Poisoned
from auditor.cli.cluster.nodes import connect_nodes
from auditor.cli.cluster.worker import BatchAnswer, Packs, describe_node, list_packs
from auditor.cli.errors import UsageError
from auditor.cli.many.auditing import Parcel, Refusal, pack_audit
from auditor.cli.notes import write_note
from auditor.cli.options import CheckOptions
from auditor.cli.parts import Parts
from auditor.cli.shelf import PackShelf
from auditor.errors import ReadingError, RulePackError


def iterate_parcels(
    files: Sequence[str], shelf: PackShelf, options: CheckOptions, parts: Parts
) -> Iterator[tuple[int, Parcel]]:
    """Yield the number of each file and its audit, as they come; none is missing.

    Raises UsageError where there is no cluster, or its nodes would judge otherwise than we, and
    RulePackError.
    """
    with connect_nodes(options, parts) as nodes:
        write_note(f"auditor: Ray: {nodes.count_nodes()} nodes, {nodes.count_slots()} CPUs")
        alike = _Comparison(shelf)
        for number, answer in Dispatch(files, nodes).iterate_answers():
            if isinstance(answer, Poisoned):
                error = ReadingError(files[number], answer.reason)
                yield number, pack_audit(describe_unreadable(error))
                continue
            batch, result = answer
            if isinstance(result, Refusal):
                raise RulePackError(result.mistakes)
            alike.require(batch)
            yield number, result


class _Comparison:
    """Versions and packs of this machine, which those of every node must equal."""

    def __init__(self, shelf: PackShelf) -> None:
        self._shelf = shelf
        self._versions = describe_node()
        self._known: set[tuple[str, Packs]] = set()

    def require(self, batch: BatchAnswer) -> None:
        if batch.versions != self._versions:
            here = dict(self._versions)
            self._refuse(name for name, found in batch.versions if found != here.get(name))
        for name, packs in set(batch.packs) - self._known:
            ours = list_packs(self._shelf, name)
            self._refuse(pack[0] for pack in packs if pack not in ours)
            self._known.add((name, packs))

    @staticmethod
    def _refuse(names: Iterable[str]) -> None:
        differing = ", ".join(names)
        if differing:
            zh, en = "节点与本机的版本不同", "a node has other versions than this machine"
            raise UsageError(f"--engine ray: {zh} / {en}: {differing}")
