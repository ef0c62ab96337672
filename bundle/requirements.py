"""Whether the lock holds all that the wheels require, on each computer. Asks no index.

The lock is resolved on one computer; a library may require more on another.
"""

import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path

from make_lock import EXTRAS
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from platforms import TARGETS, Target

_SYSTEMS = {
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}
_MACHINES = {
    "windows-x86-64": "AMD64",
    "windows-arm64": "ARM64",
    "linux-x86-64": "x86_64",
    "linux-arm64": "aarch64",
}


def list_unlocked(folder: Path) -> Iterator[str]:
    """List what a wheel in the folder requires on some computer and is not in the folder."""
    wheels = sorted(folder.glob("*.whl"))
    names = {parse_wheel_filename(wheel.name)[0] for wheel in wheels}
    for wheel in wheels:
        for requirement in _list_requirements(wheel):
            if canonicalize_name(requirement.name) in names:
                continue
            for target in TARGETS:
                if is_required(requirement, target):
                    yield f"{wheel.name}: {requirement} ({target.system}, {target.python})"


def _list_requirements(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        (about,) = (
            name
            for name in archive.namelist()
            if name.endswith(".dist-info/METADATA") and name.count("/") == 1
        )
        fields = HeaderParser().parsestr(archive.read(about).decode("utf-8"))
    return [Requirement(line) for line in fields.get_all("Requires-Dist", [])]


def is_required(requirement: Requirement, target: Target) -> bool:
    """Say whether a requirement holds on a computer; ours are those of the bundled extras."""
    if requirement.marker is None:
        return True
    environment = {
        **_SYSTEMS[target.system.partition("-")[0]],
        "platform_machine": _MACHINES[target.system],
        "python_version": target.python,
        "python_full_version": f"{target.python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    marker = requirement.marker
    return any(marker.evaluate({**environment, "extra": extra}) for extra in ("", *EXTRAS))
