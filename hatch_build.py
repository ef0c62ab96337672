"""The build hook: the wheel carries the parse tables, so that no start has to build them."""

import subprocess
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TablesHook(BuildHookInterface[Any]):
    """Build the parse tables into grammar/built, which the wheel takes in with grammar/."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run the generator as by hand; an editable install builds the tables on first use."""
        del build_data
        if version == "editable":
            return
        command = [sys.executable, "-m", "auditor.parsing.generate"]
        subprocess.run(command, cwd=self.root, check=True)
