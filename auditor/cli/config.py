"""The configuration file of `--config`: the long options of `auditor check`, in TOML.

What the command line says comes first; nothing is ever picked up from the working directory.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from auditor.cli.errors import UsageError
from auditor.cli.options import ENGINES, LANGUAGES, LARGEST_COUNT, LEVELS

_WORDS = ("pack", "select", "ignore", "limit", "waivers")
_TEXTS = ("baseline", "cache", "ray-address")
_CHOICES = {"lang": LANGUAGES, "fail-on": LEVELS, "engine": ENGINES}
_SWITCHES = ("allow-incomplete", "no-sets", "coverage")
_NUMBERS = ("jobs", "max-size")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a configuration file sets; None where it is silent."""

    pack: tuple[str, ...] | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    limit: tuple[str, ...] | None = None
    waivers: tuple[str, ...] | None = None
    baseline: str | None = None
    lang: str | None = None
    fail_on: str | None = None
    allow_incomplete: bool | None = None
    no_sets: bool | None = None
    coverage: bool | None = None
    engine: str | None = None
    ray_address: str | None = None
    jobs: int | None = None
    cache: str | None = None
    max_size: int | None = None


def read_config(path: str) -> Config:
    """Read a configuration file. Raises UsageError with every mistake in it.

    A rule pack that is named by a relative path with `/` is looked for beside the file; so are
    waivers and baseline.
    """
    import tomllib  # noqa: PLC0415 - most runs have no configuration file

    try:
        text = Path(path).read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except OSError as fault:
        message = f"--config: {path}: {fault.strerror or fault}"
        raise UsageError(message) from fault
    except ValueError as fault:  # neither UTF-8 nor TOML
        message = f"--config: {path}: {fault}"
        raise UsageError(message) from fault
    mistakes = [reason for key, found in table.items() if (reason := _find_mistake(key, found))]
    if mistakes:
        raise UsageError("\n".join(f"--config: {path}: {mistake}" for mistake in mistakes))
    return _build_config(table, Path(path).parent)


def _find_mistake(key: str, found: object) -> str | None:
    """Find what is wrong with an entry; None if nothing is."""
    if key in _WORDS:
        texts = found if isinstance(found, list) else [found]
        good, wanted = all(isinstance(text, str) for text in texts), "text or a list of texts"
    elif key in _TEXTS:
        good, wanted = isinstance(found, str), "text"
    elif key in _CHOICES:
        good, wanted = found in _CHOICES[key], " | ".join(_CHOICES[key])
    elif key in _SWITCHES:
        good, wanted = isinstance(found, bool), "true | false"
    elif key in _NUMBERS:
        good = type(found) is int and 0 < found <= LARGEST_COUNT
        wanted = f"a whole number from 1 to {LARGEST_COUNT}"
    else:
        known = ", ".join((*_WORDS, *_TEXTS, *_CHOICES, *_SWITCHES, *_NUMBERS))
        return f"未知的键 / unknown key {key!r} ({known})"
    return None if good else f"{key}: 应为 / must be {wanted}"


def _build_config(table: dict[str, object], folder: Path) -> Config:
    fields: dict[str, object] = {}
    for key, found in table.items():
        name = key.replace("-", "_")
        if key in _WORDS:
            fields[name] = tuple(found) if isinstance(found, list) else (found,)
        else:
            fields[name] = found
    config = Config(**fields)  # type: ignore[arg-type]  # each entry was checked above
    return _place_files(config, folder)


def _place_files(config: Config, folder: Path) -> Config:
    """Look for what the file names beside the file."""
    packs, waivers, baseline = config.pack, config.waivers, config.baseline
    return replace(
        config,
        pack=packs and tuple(str(folder / one) if "/" in one else one for one in packs),
        waivers=waivers and tuple(str(folder / one) for one in waivers),
        baseline=baseline and str(folder / baseline),
        cache=config.cache and str(folder / config.cache),
    )
