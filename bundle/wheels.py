"""Prove that every run-time library has a wheel for every computer, or fetch the wheels.

    python bundle/wheels.py            # prove: the index is asked, nothing is kept

Where the index cannot be reached nothing is proven: said, and a failure where CI is set.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from platforms import TARGETS, Target

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.lock"
INSTALLER = HERE / "installer.lock"
_UNREACHED = ("Temporary failure in name resolution", "ConnectionError", "NewConnectionError")


def fetch_wheels(targets: Sequence[Target], folder: Path) -> None:
    """Download the wheels of the lock files, each by its hash. Raises CalledProcessError."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"]
    for target in targets:
        print(f"{target.system}, Python {target.python}", flush=True)
        own = [*pip, "--dest", str(folder), *_select(target)]
        subprocess.run([*own, "-r", str(LOCK), "-r", str(INSTALLER)], check=True)


def find_missing(target: Target, scratch: Path) -> str:
    """Say what pip misses for a computer, "" if there is a wheel of every library."""
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    own = [*pip, "--dry-run", "--target", str(scratch), *_select(target), "-r", str(LOCK)]
    done = subprocess.run(own, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr.strip() or "?"


def _select(target: Target) -> list[str]:
    tags = [word for tag in target.tags for word in ("--platform", tag)]
    return [
        *("--no-deps", "--only-binary=:all:", "--require-hashes", *tags),
        *("--implementation", "cp", "--python-version", target.python),
    ]


def main() -> int:
    """Ask for every computer; 1 if a wheel is missing."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "").parse_args()
    failed = 0
    for target in TARGETS:
        missing = find_missing(target, HERE / "none")
        if any(word in missing for word in _UNREACHED) and not os.environ.get("CI"):
            print("the package index cannot be reached: nothing was proven")
            return 0
        print(f"{target.system}, Python {target.python}: {missing or 'every wheel is there'}")
        failed += bool(missing)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
