"""The hooks and the workflow that the docs show are sound, and their commands are our own."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.cli.arguments import build_parser
from auditor.cli.check_options import read_check_options

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("docs/reports.md", "docs/continuous-integration.md")


def read_blocks(page: str) -> list[Any]:
    """Read the YAML blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return list(
        map(yaml.safe_load, re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    )


def find_formats(command: str) -> list[str]:
    """Parse a command of ours and return the formats of its reports."""
    words = shlex.split(command)
    assert words[0] == "auditor"
    options = read_check_options(build_parser().parse_args(words[1:]))
    return [output.format for output in options.outputs]


def test_workflow_runs_our_command() -> None:
    """The command of the workflow is accepted and writes what the later steps take up."""
    workflow = read_blocks("docs/continuous-integration.md")[0]

    steps = workflow["jobs"]["audit"]["steps"]
    commands = [step["run"] for step in steps if "auditor check" in step.get("run", "")]
    assert find_formats(commands[0]) == ["github", "sarif", "markdown", "junit"]
    written = re.findall(r"--output (\S+)", commands[0])
    uploads = [step["with"]["sarif_file"] for step in steps if "sarif" in step.get("uses", "")]
    assert uploads == ["auditor.sarif"]
    assert set(uploads) < set(written)
    assert workflow["permissions"]["security-events"] == "write"


def test_hooks_run_our_commands() -> None:
    """Each hook is a command that the program accepts."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    commands = {hook["id"]: [*shlex.split(hook["entry"]), *hook.get("args", ())] for hook in hooks}
    assert find_formats(shlex.join([*commands["auditor"], "a.txt"])) == ["lines"]
    assert build_parser().parse_args(commands["auditor-rules"][1:]).action == "lint"


def test_shown_hooks_exist() -> None:
    """What the docs tell to put into a configuration are hooks that there are."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    shown = read_blocks("docs/continuous-integration.md")[1]

    known = {hook["id"] for hook in hooks}
    assert {hook["id"] for hook in shown["repos"][0]["hooks"]} == known


@pytest.mark.parametrize("page", PAGES)
def test_shown_commands_are_accepted(page: str) -> None:
    """Every `auditor check` in an indented block of the pages can be run."""
    text = (ROOT / page).read_text(encoding="utf-8")

    commands = re.findall(r"^    (auditor check .+)$", text, re.MULTILINE)

    for command in commands:
        assert find_formats(command)
    assert commands or page != "docs/reports.md"
