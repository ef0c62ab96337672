"""Keep the reports shown in the READMEs real: run their commands and paste what they print.

    python docs/readme.py            rewrite the reports
    python docs/readme.py --check    exit 1 if a report is not what its command prints now

A report stands between `<!-- report: auditor … -->` and `<!-- /report -->`.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_READMES = ("README.md", "README.zh-CN.md")
_BLOCK = re.compile(r"(<!-- report: auditor (.+?) -->\n).*?(<!-- /report -->)", re.DOTALL)


def run_auditor(arguments: str) -> str:
    """Return what a command of ours prints into a pipe, at a width that fits the page."""
    command = [sys.executable, "-m", "auditor", *shlex.split(arguments)]
    environment = {**os.environ, "COLUMNS": "92", "PYTHONPATH": str(_ROOT)}
    run = subprocess.run(
        command, cwd=_ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if run.returncode not in (0, 1):
        raise SystemExit(f"auditor {arguments}: exit {run.returncode}\n{run.stderr}")
    return "\n".join(line.rstrip() for line in run.stdout.strip("\n").split("\n"))


def render_readme(text: str) -> str:
    """Return the README with its reports as they are printed now."""
    return _BLOCK.sub(
        lambda found: f"{found[1]}```text\n{run_auditor(found[2])}\n```\n{found[3]}", text
    )


def main() -> int:
    """Rewrite or check the READMEs; return 1 if one was found stale under --check."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name in _READMES:
        path = _ROOT / name
        text = path.read_text(encoding="utf-8")
        current = render_readme(text)
        if current != text:
            stale.append(name)
        if current != text and not check:
            path.write_text(current, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{name}: {'its report is not current; run make readme' if check else 'rewritten'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
