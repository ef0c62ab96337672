"""The options of `auditor check`, from the command line and the configuration file."""

import argparse

from auditor.cli.config import Config, read_config
from auditor.cli.days import read_today
from auditor.cli.limits import require_limits
from auditor.cli.options import CheckOptions
from auditor.cli.outputs import pair_outputs


def read_check_options(given: argparse.Namespace) -> CheckOptions:
    """Read the effective options: the command line, else the file, else the default.

    Raises UsageError for outputs that do not fit together and for a bad configuration file; ends
    the program, as argparse does, where neither paths nor a manifest say what to audit.
    """
    if not given.paths and given.manifest is None:
        given.refuse("the following arguments are required: PATH")
    config = Config() if given.config is None else read_config(given.config)
    waivers = tuple(dict.fromkeys(given.waivers or config.waivers or ()))
    return CheckOptions(
        paths=tuple(given.paths),
        packs=tuple(given.pack or config.pack or ()),
        config=given.config,
        language=given.lang or config.lang or "zh",
        fail_on=given.fail_on or config.fail_on or "error",
        select=_split_names(given.select or config.select or ()),
        ignore=_split_names(given.ignore or config.ignore or ()),
        allow_incomplete=bool(given.allow_incomplete or config.allow_incomplete),
        sets=not (given.no_sets or config.no_sets),
        jobs=given.jobs or config.jobs or 0,
        cache=given.cache or config.cache,
        resume=bool(given.resume),
        engine=given.engine or config.engine or "local",
        ray_address=given.ray_address or config.ray_address,
        outputs=pair_outputs(given.outputs or ()),
        coverage=bool(given.coverage or config.coverage),
        max_size=given.max_size or config.max_size or 0,
        limits=require_limits(given.limit or config.limit or ()),
        waivers=waivers,
        manifest=given.manifest,
        against=given.against,
        baseline=given.baseline or config.baseline,
        write_baseline=given.write_baseline,
        store=given.store,
        run_label=given.run_label,
        today=(given.today or read_today()) if waivers else None,
    )


def _split_names(words: "list[str] | tuple[str, ...]") -> tuple[str, ...]:
    """Split at commas, each name once, in the order given."""
    names = (name.strip() for word in words for name in word.replace("，", ",").split(","))
    return tuple(dict.fromkeys(name for name in names if name))
