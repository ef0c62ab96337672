"""Audits kept from one run to the next, a file each, named after all that they follow from.

The folder may be deleted at any time, and several runs may use it at once: a file appears whole
or not at all, and one that is damaged, or is not ours, counts as absent. What is read is checked
field by field; nothing in it is ever carried out.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import zlib
from pathlib import Path
from typing import NamedTuple

from auditor.budget.facts import DocumentFacts
from auditor.cli.errors import UsageError
from auditor.cli.many.auditing import Parcel
from auditor.finding.brief import Brief
from auditor.finding.plain import MalformedValueError, parse_plain, render_plain

_MARK = b"auditor.cache/1\n"
_HASH = 32
_LENGTH = 8
_OTHERS_WRITE = 0o022


class _Head(NamedTuple):
    """What is read of an audit at once; the rest is unpacked where a report needs it."""

    brief: Brief
    facts: DocumentFacts | None


class Cache:
    """A folder of audits."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, which is made when something is first kept."""
        self.folder = folder

    def find(self, name: str, path: str) -> Parcel | None:
        """Find the audit of that name, for a document at a path."""
        try:
            parcel = _parse_parcel(_parse_file(self._place(name).read_bytes()))
        except (OSError, ValueError, MalformedValueError):
            return None
        facts = parcel.facts and parcel.facts._replace(path=path)
        return parcel._replace(brief=parcel.brief._replace(path=path), facts=facts)

    def keep(self, name: str, parcel: Parcel) -> None:
        """Keep an audit; where the folder cannot be written, it is simply not kept."""
        self._write(name, _render_parcel(parcel))

    def has_text(self, name: str) -> bool:
        """Say whether a text of that name is there."""
        return self._place(name).exists()

    def find_text(self, name: str) -> bytes | None:
        """Find a text."""
        packed = self.find_packed(name)
        try:
            return None if packed is None else zlib.decompress(packed)
        except zlib.error:
            return None

    def keep_text(self, name: str, text: bytes) -> None:
        """Keep a text."""
        self._write(name, zlib.compress(text, 1))

    def find_packed(self, name: str) -> bytes | None:
        """Find what was kept as it was."""
        try:
            return _parse_file(self._place(name).read_bytes())
        except (OSError, ValueError):
            return None

    def keep_packed(self, name: str, content: bytes) -> None:
        """Keep what is packed already."""
        self._write(name, content)

    def _write(self, name: str, content: bytes) -> None:
        place = self._place(name)
        draft = place.with_name(f"{place.name}.{os.getpid()}.part")
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.write_bytes(_MARK + hashlib.sha256(content).digest() + content)
            draft.replace(place)
        except OSError:  # the disk is full, say: half of it would only take more room
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:]


def require_own_folder(path: str) -> Path:
    """Return the folder of a cache. Raises UsageError if it is none or others can write there."""
    folder = Path(path)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stat = folder.stat()
    except OSError as fault:
        raise UsageError(f"--cache: {path}: {fault.strerror or fault}") from fault
    if os.name == "posix" and (stat.st_uid != os.geteuid() or stat.st_mode & _OTHERS_WRITE):
        zh = "其他用户可写入此文件夹，其中的结果不可信；请换一个，或 chmod 700"
        en = "others can write into this folder, so its results cannot be trusted: use chmod 700"
        raise UsageError(f"--cache: {path}: {zh} / {en}")
    return folder


def _render_parcel(parcel: Parcel) -> bytes:
    """Return the length of the head, the head, and the packed audit."""
    facts = parcel.facts and parcel.facts._replace(path="")
    head = render_plain(_Head(parcel.brief._replace(path=""), facts))
    return len(head).to_bytes(_LENGTH, "big") + head + parcel.packed


def _parse_file(content: bytes) -> bytes:
    """Return what follows the mark and its hash. Raises ValueError for a damaged file."""
    start = len(_MARK) + _HASH
    rest = content[start:]
    if content[:start] != _MARK + hashlib.sha256(rest).digest():
        raise ValueError
    return rest


def _parse_parcel(content: bytes) -> Parcel:
    """Parse an audit. Raises MalformedValueError."""
    end = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
    head = parse_plain(content[_LENGTH:end], _Head)
    return Parcel(brief=head.brief, facts=head.facts, packed=content[end:], lasts=True)
