"""What the reading process is asked, as JSON and bytes. Knows no format."""

import json
from typing import IO, NamedTuple

from auditor.reading.isolation.frames import BrokenPipeFrameError, read_frame, write_frame
from auditor.reading.source import Limits

_LONGEST_HEAD = 1_000_000


class Request(NamedTuple):
    """A file's content, the container that its first bytes tell, its path as shown."""

    container: str
    content: bytes
    shown: str
    limits: Limits


def write_request(stream: IO[bytes], request: Request) -> None:
    """Write a request. Raises OSError where nobody reads any more."""
    limits = request.limits._asdict()
    head = {"container": request.container, "shown": request.shown, "limits": limits}
    write_frame(stream, json.dumps(head).encode("ascii"))
    write_frame(stream, request.content)


def read_request(stream: IO[bytes]) -> Request | None:
    """Read the next request, None where there is none: whoever asked has gone."""
    try:
        head = json.loads(read_frame(stream, _LONGEST_HEAD))
        limits = Limits(**head["limits"])
        most = max(limits.pdf_bytes, limits.office_bytes, limits.text_bytes)
        content = read_frame(stream, most)
    except BrokenPipeFrameError:
        return None
    return Request(head["container"], content, head["shown"], limits)
