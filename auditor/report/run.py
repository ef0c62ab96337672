"""One run of the program, complete: all that a report may say. Knows no format."""

from collections.abc import Sequence
from typing import NamedTuple

from auditor.errors import Mistake
from auditor.finding import Audit
from auditor.rule import Rule


class PackVersion(NamedTuple):
    """A rule pack as it was loaded."""

    name: str
    version: str
    sha256: str


class Tool(NamedTuple):
    """The program, the libraries that shape its results, and the rule packs."""

    name: str
    version: str
    libraries: tuple[tuple[str, str], ...]
    packs: tuple[PackVersion, ...]


class FileVersion(NamedTuple):
    """A file that shapes the result beside the documents, as it was read."""

    path: str
    sha256: str


class RunSettings(NamedTuple):
    """The settings that decide what is judged and how the exit status follows from it.

    `packs` and `config` are as given; an empty `packs` means the default pack. `today` is the
    date by which waivers expire, "" where there are none.
    """

    packs: tuple[str, ...] = ()
    config: str | None = None
    language: str = "zh"
    fail_on: str = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    allow_incomplete: bool = False
    sets: bool = True
    max_size: int = 0
    limits: tuple[str, ...] = ()
    waivers: tuple[FileVersion, ...] = ()
    today: str = ""
    baseline: FileVersion | None = None


class Run(NamedTuple):
    """Every document of a run; `mistakes` are those of the rules that had to be left out.

    Audits of many documents are on disk, each read when it is asked for: go over them once.
    `rules` are those of the packs that judged, for their sources and rationales.
    """

    audits: Sequence[Audit]
    exit_status: int
    settings: RunSettings
    tool: Tool
    mistakes: tuple[Mistake, ...] = ()
    coverage: bool = False
    rules: tuple[Rule, ...] = ()
