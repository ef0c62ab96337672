"""What the user asked of `auditor check`, typed. Knows neither argparse nor the config file."""

from dataclasses import dataclass
from typing import NamedTuple

DEFAULT_PACKS = ("cn-shanghai",)
LANGUAGES = ("zh", "en")
LARGEST_COUNT = 999_999
LEVELS = ("error", "warning", "info", "never")


class Output(NamedTuple):
    """A report in a format, to a file, or to standard output where `path` is None."""

    format: str
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """The options of `auditor check`; `max_size` is in megabytes, 0 for the usual limits."""

    paths: tuple[str, ...]
    packs: tuple[str, ...] = ()
    config: str | None = None
    language: str = "zh"
    fail_on: str = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    allow_incomplete: bool = False
    sets: bool = True
    jobs: int = 1
    outputs: tuple[Output, ...] = (Output("terminal"),)
    coverage: bool = False
    max_size: int = 0
