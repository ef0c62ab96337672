"""What rules over several documents need of one: small, plain values. Knows no rule, no other.

Ten thousand of them fit in memory, and they travel between processes and into caches as they are.
"""

from typing import NamedTuple


class DocumentFacts(NamedTuple):
    """A document as sets see it: who it is, and its figures packed.

    `pack` is the rule pack that it chose; `bodies` are the organisations that its performance
    forms name, each once; `listed` are names that statements list, by statement. `contents`
    tells its tables, projects and statements, by which two files of one role are known as
    versions or as parts; files of one `substance` print the same. `packed` are tables, statements
    and forms as compressed JSON; only documents that meet another one are ever unpacked.
    """

    path: str
    sha256: str
    pack: str
    issuer: str
    year: int | None
    kind: str
    level: str
    role: str
    bodies: tuple[str, ...] = ()
    listed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    contents: tuple[str, ...] = ()
    packed: bytes = b""
    substance: str = ""
