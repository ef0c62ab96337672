"""The reading process: takes requests, answers each, ends when nobody asks any more.

It is started bare, reads no file itself and knows no path but for messages.
"""

import gc
import os
import sys
from typing import IO

from auditor.errors import ReadingError
from auditor.reading.isolation.answers import Answer, render_answer
from auditor.reading.isolation.frames import write_frame
from auditor.reading.isolation.platform_limits import end_late, limit_memory
from auditor.reading.isolation.refusals import describe_memory
from auditor.reading.isolation.requests import Request, read_request
from auditor.reading.kinds import read_container

_GRACE = 5  # seconds: whoever asked measures the time, unless it was killed


def serve_requests() -> None:
    """Answer requests on standard input until it ends."""
    requests, answers = sys.stdin.buffer, _take_standard_output()
    is_limited: bool | None = None
    gc.disable()  # a page is thousands of small values, none of them in a circle
    while (request := read_request(requests)) is not None:
        if is_limited is None:
            is_limited = limit_memory(request.limits.memory_bytes)
        end_late(request.limits.seconds + _GRACE)
        answer = read_request_file(request)._replace(is_limited=is_limited)
        end_late(0)
        write_frame(answers, render_answer(answer))
        gc.collect()


def read_request_file(request: Request) -> Answer:
    """Read the content of a request by its reader. What is unforeseen ends the process."""
    try:
        source = read_container(*request)
        return Answer(source=source)
    except ReadingError as error:
        return Answer(refusal=error)
    except MemoryError:
        reason = describe_memory(request.limits)
        return Answer(refusal=ReadingError(request.shown, reason), is_spent=True)


def _take_standard_output() -> IO[bytes]:
    """Return standard output for answers alone: what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers
