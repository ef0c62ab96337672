"""Write the lock files of the run-time libraries, or check that they fit pyproject.toml.

python bundle/make_lock.py              # write them anew, from the index
python bundle/make_lock.py --check      # every requirement is pinned, each pin has hashes; offline
"""

import argparse
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent / "pyproject.toml"
EXTRAS = ("pdf", "office", "store")
_SOURCES = {"requirements.lock": PROJECT, "installer.lock": HERE / "installer.in"}
_PIN = re.compile(
    r"^([A-Za-z0-9._-]+)==(\S+)((?: +\\\n +--hash=sha256:[0-9a-f]{64})*)", re.MULTILINE
)


def write_locks() -> None:
    """Resolve the newest versions that fit, with the hashes of all their files."""
    compile_ = [sys.executable, "-m", "piptools", "compile", "--quiet", "--upgrade"]
    plain = ("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-options")
    for name, source in _SOURCES.items():
        extras = [word for extra in EXTRAS for word in ("--extra", extra)]
        chosen = extras if source == PROJECT else []
        own = ["--generate-hashes", "--allow-unsafe", "--strip-extras", *plain, *chosen]
        output = ["--output-file", f"bundle/{name}", str(source.relative_to(HERE.parent))]
        subprocess.run(
            [*compile_, *own, *output],
            cwd=HERE.parent,
            env={**os.environ, "CUSTOM_COMPILE_COMMAND": "make lock"},
            check=True,
        )


def list_mistakes() -> Iterator[str]:
    """List what in the lock does not fit the project."""
    pins = {}
    for name, version, hashes in _PIN.findall((HERE / "requirements.lock").read_text("utf-8")):
        pins[canonicalize_name(name)] = version
        if not hashes:
            yield f"{name}: no hash"
    for requirement in _list_requirements():
        pinned = pins.get(canonicalize_name(requirement.name))
        if pinned is None:
            yield f"{requirement.name}: not in the lock"
        elif pinned not in requirement.specifier:
            yield f"{requirement}: the lock has {pinned}"


def _list_requirements() -> Iterator[Requirement]:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    listed = [*project["dependencies"], *(one for extra in EXTRAS for one in optional[extra])]
    return map(Requirement, listed)


def main() -> int:
    """Write or check; 1 if the lock does not fit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        write_locks()
    mistakes = list(list_mistakes())
    for mistake in mistakes:
        print(f"bundle/requirements.lock: {mistake} (make lock)", file=sys.stderr)
    return 1 if mistakes else 0


if __name__ == "__main__":
    raise SystemExit(main())
