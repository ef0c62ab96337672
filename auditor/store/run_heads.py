"""What a store says of a run as a whole, from its rows. Reads no row itself."""

import json
from collections.abc import Iterator
from typing import Any

from auditor.budget import Budget
from auditor.finding import Bilingual, Outcome
from auditor.report.run import FileVersion, PackVersion, RunSettings, Tool
from auditor.rule import Rule, Severity

Fields = dict[str, Any]  # a row by its columns, each of the type that the schema gives


def build_settings(head: Fields) -> RunSettings:
    """Build the settings of a run from its row."""
    kept = json.loads(head["settings"])
    baseline = kept["baseline"]
    return RunSettings(
        packs=tuple(kept["packs"]),
        config=kept["config"],
        select=tuple(kept["select"]),
        ignore=tuple(kept["ignore"]),
        allow_incomplete=kept["allow_incomplete"],
        sets=kept["sets"],
        max_size=kept["max_size"],
        limits=tuple(kept["limits"]),
        today=kept["today"],
        waivers=tuple(FileVersion(*file) for file in kept["waivers"]),
        baseline=None if baseline is None else FileVersion(*baseline),
        language=head["language"],
        fail_on=head["fail_on"],
    )


def build_tool(head: Fields) -> Tool:
    """Build the name of the program and its packs from the row of a run."""
    return Tool(
        name="auditor",
        version=head["program"],
        libraries=tuple((name, version) for name, version in json.loads(head["libraries"])),
        packs=tuple(PackVersion(*pack) for pack in json.loads(head["packs"])),
    )


def build_rule(one: Fields) -> Rule:
    """Build a rule that can be quoted, and judges nothing, from its row."""
    return Rule(
        id=one["rule"],
        kind=one["kind"],
        title=speak(one, "title"),
        severity=Severity(one["severity"]),
        source=one["source"],
        rationale=speak(one, "rationale"),
        message=None,
        check=_judge_nothing,
        pack=one["pack"],
    )


def _judge_nothing(_: Budget) -> Iterator[Outcome]:
    """Yield nothing: a rule that was read back is only quoted, its formula is in its pack."""
    yield from ()


def speak(one: Fields, name: str) -> Bilingual:
    """Return what a row says in both languages under a name."""
    return Bilingual(one[f"{name}_zh"], one[f"{name}_en"])
