"""The computers for which the bundle holds wheels, and which pip calls what. Downloads nothing."""

import platform
import sys
from typing import NamedTuple

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# glibc 2.28 of 2018: what older systems have, too few libraries are still built for.
_LINUX = ("_2_28", "_2_27", "_2_26", "_2_24", "_2_17", "2014")


class Target(NamedTuple):
    """A kind of computer with a Python; `tags` are those that pip is to accept."""

    system: str
    python: str
    tags: tuple[str, ...]


_TAGS = {
    "windows-x86-64": ("win_amd64",),
    "windows-arm64": ("win_arm64",),
    "linux-x86-64": tuple(f"manylinux{each}_x86_64" for each in _LINUX),
    "linux-arm64": tuple(f"manylinux{each}_aarch64" for each in _LINUX),
}
# PyYAML has no wheel for it; the x86-64 Python 3.11 runs there too.
_MISSING = frozenset({("windows-arm64", "3.11")})
TARGETS = tuple(
    Target(system, python, tags)
    for system, tags in _TAGS.items()
    for python in PYTHONS
    if (system, python) not in _MISSING
)


def find_own_target() -> Target:
    """Find the computer that this is. Raises SystemExit where the bundle is not for it."""
    machine = {"amd64": "x86-64", "x86_64": "x86-64", "arm64": "arm64", "aarch64": "arm64"}
    system = f"{platform.system().lower()}-{machine.get(platform.machine().lower(), '?')}"
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    for target in TARGETS:
        if (target.system, target.python) == (system, python):
            return target
    raise SystemExit(f"no wheels are bundled for {system}, Python {python}")
