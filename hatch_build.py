"""The build hook: the wheel carries parse tables and what packs parse to, for a fast start."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TablesHook(BuildHookInterface[Any]):
    """Build the parse tables into grammar/built, which the wheel takes in with grammar/."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run the generator as by hand; an editable install builds the tables on first use."""
        del build_data
        if version == "editable":
            return
        samples = sorted(str(path) for path in Path(self.root, "samples").glob("*.txt"))
        for command in (
            ["auditor.parsing.generate"],
            ["auditor.rulepack.generate"],
            ["auditor.cli.expressions", *samples],
        ):
            subprocess.run([sys.executable, "-m", *command], cwd=self.root, check=True)
