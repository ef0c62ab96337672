"""Rule packs compiled when the wheel is built: loading one is reading it, not compiling it.

Only an installed program has them, in its own folder, beside its code and as well guarded as that:
nothing is ever unpickled from anywhere else. They stand under the hashes of all packs that they
were made of, so a pack that somebody edited in place is compiled anew.
"""

import contextlib
import io
import json
import pickle  # what is read lies beside the code that reads it
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from auditor import __version__
from auditor.resources import find_rules_folder, is_installed
from auditor.rulepack.catalogues import Catalogues
from auditor.rulepack.rule_pack import PackVersion, RulePack

_CATALOGUES = "catalogues"
# What unpickling raises, by its documentation, where the file was cut off or damaged.
_BROKEN = (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, ValueError)


def find_compiled_pack(versions: Sequence[PackVersion], catalogues: Catalogues) -> RulePack | None:
    """Find the pack made of these versions; `catalogues` are read from their files."""
    if not is_installed():
        return None
    try:
        head, _, body = _locate(versions).read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _make_head(versions):
        return None
    try:
        found: RulePack = _Reader(body, catalogues).load()
    except _BROKEN:
        return None
    return replace(found, catalogues=catalogues)


def keep_compiled_pack(rule_pack: RulePack) -> None:
    """Write a shipped pack, loaded without its examples and without mistakes, for the wheel."""
    stream = io.BytesIO()
    _Writer(stream).dump(replace(rule_pack, catalogues={}))
    with contextlib.suppress(OSError):
        path = _locate(rule_pack.packs)
        path.write_bytes(_make_head(rule_pack.packs) + b"\n" + stream.getvalue())


def _locate(versions: Sequence[PackVersion]) -> Path:
    return find_rules_folder() / "built" / f"{versions[-1].name}.pickle"


def _make_head(versions: Sequence[PackVersion]) -> bytes:
    return json.dumps([__version__, *versions]).encode()


class _Writer(pickle.Pickler):
    """Leaves the catalogues out: they are read from their own files when they are asked for."""

    def persistent_id(self, obj: object) -> str | None:
        return _CATALOGUES if isinstance(obj, Catalogues) else None

    def reducer_override(self, obj: object) -> Any:  # noqa: ANN401 - as pickle wants it
        if isinstance(obj, MappingProxyType):
            return _view, (dict(obj),)
        return NotImplemented


class _Reader(pickle.Unpickler):
    def __init__(self, body: bytes, catalogues: Catalogues) -> None:
        super().__init__(io.BytesIO(body))
        self._catalogues = catalogues

    def persistent_load(self, pid: object) -> Catalogues:
        if pid != _CATALOGUES:
            raise pickle.UnpicklingError(f"unknown: {pid!r}")
        return self._catalogues


def _view(mapping: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(mapping)
