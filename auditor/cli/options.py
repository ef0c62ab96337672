"""What the user asked of `auditor check`, typed. Knows neither argparse nor the config file."""

from dataclasses import dataclass
from typing import NamedTuple

DEFAULT_PACKS = ("cn-shanghai",)
LANGUAGES = ("zh", "en")
LARGEST_COUNT = 999_999
ENGINES = ("local", "ray")
LEVELS = ("error", "warning", "info", "never")


class Output(NamedTuple):
    """A report in a format, to a file, or to standard output where `path` is None.

    `in_folder` says that a folder was named; the file's folder is made if it is not there.
    """

    format: str
    path: str | None = None
    in_folder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """The options of `auditor check`; `max_size` is in megabytes, 0 for the usual limits.

    `limits` are the others that were given, each as NAME=N.

    `manifest` lists the documents that are expected, `against` the amounts that were approved.
    `gathers_facts` is made by the run: documents may meet others in a set; so is `packs_by_path`,
    the packs that a manifest gives to documents, and `slims`: of outcomes that is kept which
    reports read. `jobs` is 0 for a process on each core.

    `today` is the date by which waivers expire, as YYYY-MM-DD; None where no waiver asks for it.
    """

    paths: tuple[str, ...]
    packs: tuple[str, ...] = ()
    config: str | None = None
    language: str = "zh"
    fail_on: str = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    allow_incomplete: bool = False
    sets: bool = True
    jobs: int = 0
    engine: str = "local"
    ray_address: str | None = None
    outputs: tuple[Output, ...] = (Output("terminal"),)
    coverage: bool = False
    max_size: int = 0
    limits: tuple[str, ...] = ()
    waivers: tuple[str, ...] = ()
    baseline: str | None = None
    write_baseline: str | None = None
    store: str | None = None
    run_label: str = ""
    today: str | None = None
    manifest: str | None = None
    against: str | None = None
    gathers_facts: bool = False
    slims: bool = False
    cache: str | None = None
    resume: bool = False
    packs_by_path: tuple[tuple[str, str], ...] = ()
