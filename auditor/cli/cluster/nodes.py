"""The nodes of a Ray cluster. The only user of Ray; knows no budget and no report."""

from __future__ import annotations

import io
import logging
import os
import socket
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from typing import Any

from auditor.cli.cluster.dispatch import WorkerLostError
from auditor.cli.cluster.worker import BatchAnswer, Work, audit_batch
from auditor.cli.errors import UsageError
from auditor.cli.many.auditing import Parcel, Refusal
from auditor.cli.notes import write_note
from auditor.cli.options import CheckOptions
from auditor.cli.parts import Parts

try:
    import ray
    from ray import exceptions
except ImportError as fault:
    said = "需要另装的扩展 / needs an extra"
    raise UsageError(f'--engine ray: {said}: pip install "auditor[ray]"') from fault

_PATIENCE = 10  # seconds


class RayNodes:
    """Batches as tasks of Ray; it never repeats one by itself, so that crashes are counted."""

    def __init__(self, options: CheckOptions, parts: Parts) -> None:
        """Take what every batch of the run needs; Ray brings it to a node once."""
        work = Work(uuid.uuid4().hex, replace(options, paths=(), outputs=()), parts)
        self._work = ray.put(work)
        self._task = ray.remote(num_cpus=1, max_retries=0)(audit_batch)
        self._require_program(work)

    def _require_program(self, work: Work) -> None:
        """Raise UsageError where the first node cannot run the program, before all is tried."""
        try:
            ray.get(self._task.remote((), work))
        except exceptions.RayError as error:
            zh, en = "节点无法运行本程序", "a node cannot run this program"
            raise UsageError(f"--engine ray: {zh} / {en}: {_name(error)}") from error

    def count_slots(self) -> int:
        """Return the processors of the cluster as it is now."""
        return int(ray.cluster_resources().get("CPU", 1))

    def count_nodes(self) -> int:
        """Return the nodes that are alive."""
        return sum(bool(node["Alive"]) for node in ray.nodes())

    def submit(self, paths: Sequence[str]) -> ray.ObjectRef[BatchAnswer]:
        """Hand out a batch."""
        return self._task.remote(tuple(paths), self._work)

    def wait(
        self, tickets: Sequence[ray.ObjectRef[BatchAnswer]]
    ) -> Sequence[ray.ObjectRef[BatchAnswer]]:
        """Wait for the next batch, and return it with all that are finished."""
        ray.wait(list(tickets), num_returns=1, fetch_local=False)
        ready, _ = ray.wait(list(tickets), num_returns=len(tickets), timeout=0, fetch_local=False)
        return tuple(ready)

    def fetch(
        self, ticket: ray.ObjectRef[BatchAnswer]
    ) -> Sequence[tuple[BatchAnswer, Parcel | Refusal]]:
        """Return each file's result with its batch. Raises WorkerLostError."""
        lost = (exceptions.NodeDiedError, exceptions.LocalRayletDiedError)
        try:
            answer = ray.get(ticket)
        except (*lost, exceptions.ObjectLostError) as error:
            write_note(
                "auditor: Ray: 失去一个节点，其文件重新分派 / a node was lost, its files go on"
            )
            raise WorkerLostError(_name(error), is_node=True) from error
        except exceptions.RayError as error:
            if isinstance(getattr(error, "cause", None), ImportError):  # no file is to blame
                raise UsageError(f"--engine ray: {_name(error)}: {error}") from error
            raise WorkerLostError(_name(error), is_node=False) from error
        return [(answer, result) for result in answer.results]


@contextmanager
def connect_nodes(options: CheckOptions, parts: Parts) -> Iterator[RayNodes]:
    """Connect to a cluster: of the address, of RAY_ADDRESS, of this machine, else a new one.

    Raises UsageError where there is no cluster at the address.
    """
    address = options.ray_address or os.environ.get("RAY_ADDRESS", "")
    _require_answer(address)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # a cluster we start reports to nobody
    given: dict[str, Any] = {} if address else {"include_dashboard": False}
    try:
        ray.init(
            address=address or None, logging_level=logging.ERROR, log_to_driver=False, **given
        )
    except Exception as fault:  # one that does not start in time says no more than that
        raise _refuse(address, fault) from fault
    try:
        with redirect_stdout(io.StringIO()):  # Ray reports lost nodes there, beside our reports
            yield RayNodes(options, parts)
    finally:
        ray.shutdown()


def _require_answer(address: str) -> None:
    """Raise UsageError where nothing answers at host:port; Ray would wait for minutes."""
    host, _, port = address.rpartition("/")[2].rpartition(":")
    if not (host and port.isdigit()):
        return
    try:
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()
    except (OSError, OverflowError) as fault:
        raise _refuse(address, fault) from fault


def _refuse(address: str, fault: Exception) -> UsageError:
    zh, en = "无法连接 Ray 集群", "cannot connect to the Ray cluster"
    return UsageError(f"--engine ray: {zh} / {en} {address}: {fault}")


def _name(error: Exception) -> str:
    """Name what Ray says, without what differs from run to run: addresses, process ids."""
    cause = getattr(error, "cause", None)
    return type(cause or error).__name__
