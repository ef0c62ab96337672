"""Byte strings over a pipe, each after its length. Knows nothing of what they say."""

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


class BrokenPipeFrameError(Exception):
    """The other side went away, or says that more is to come than is taken."""


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Write a byte string. Raises OSError where nobody reads any more."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes], most: int) -> bytes:
    """Read a byte string of at most `most` bytes. Raises BrokenPipeFrameError."""
    (length,) = _LENGTH.unpack(_read_exactly(stream, _LENGTH.size))
    if length > most:
        raise BrokenPipeFrameError
    return _read_exactly(stream, length)


def _read_exactly(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise BrokenPipeFrameError
    return content
