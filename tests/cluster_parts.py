"""Parts for the nodes of a test's cluster: documents that take a while, and one that is poison."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from auditor.cli.parts import Parts
from auditor.reading import Source

POISON = "poison.txt"


class SlowParts(Parts):
    """Takes long enough over each document for a node to be killed meanwhile."""

    def read_document(self, path: str, max_size: int, limits: Sequence[str] = ()) -> Source:
        if path.endswith(POISON):
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.05)
        return super().read_document(path, max_size, limits)
