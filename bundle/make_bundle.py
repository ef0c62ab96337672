"""Build the folder for an office without network: wheels, starters, page, lock, SBOM, licences.

    python bundle/make_bundle.py             # for every computer, into dist/
    python bundle/make_bundle.py --own       # for a computer like this one only: a quick trial

Nothing that it writes belongs into the repository.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from parts import describe_parts
from platforms import TARGETS, Target, find_own_target
from requirements import list_unlocked
from wheels import LOCK, fetch_wheels

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_STARTERS = ("start-windows.cmd", "start-linux.sh", "README.html")


def build_bundle(output: Path, targets: Sequence[Target]) -> Path:
    """Build the bundle and return its folder, which must not be there yet."""
    with TemporaryDirectory() as scratch:
        wheel = _build_wheel(Path(scratch))
        folder = output / f"auditor-bundle-{wheel.name.split('-')[1]}"
        (folder / "wheels").mkdir(parents=True)
        shutil.copy(wheel, folder / "wheels")
    fetch_wheels(targets, folder / "wheels")
    missing = sorted(set(list_unlocked(folder / "wheels")))
    if missing:
        raise SystemExit("\n".join(("not in the lock (make lock):", *missing)))
    _write_program(folder, folder / "wheels" / wheel.name, targets)
    _copy_starters(folder)
    describe_parts(folder)
    return folder


def _build_wheel(scratch: Path) -> Path:
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(scratch), str(ROOT)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = scratch.glob("*.whl")
    return wheel


def _write_program(folder: Path, wheel: Path, targets: Sequence[Target]) -> None:
    """Write the starter's own folder; the lock is joined by the program, by its own hash."""
    program = folder / "program"
    program.mkdir()
    shutil.copy(HERE / "start.py", program)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    own = f"./wheels/{wheel.name} \\\n    --hash=sha256:{digest}\n"
    (program / "requirements.txt").write_text(LOCK.read_text("utf-8") + own, "utf-8")
    pythons: dict[str, list[str]] = {}
    for target in targets:
        pythons.setdefault(target.system, []).append(target.python)
    lines = [f"{system}: Python {', '.join(each)}\n" for system, each in pythons.items()]
    (program / "platforms.txt").write_text("".join(lines), "utf-8")


def _copy_starters(folder: Path) -> None:
    for name in _STARTERS:
        text = (HERE / name).read_text("utf-8")
        ending = "\r\n" if name.endswith(".cmd") else "\n"
        (folder / name).write_text(text, "utf-8", newline=ending)
    (folder / "start-linux.sh").chmod(0o755)
    shutil.copy(ROOT / "LICENSE", folder)
    samples = folder / "samples"
    samples.mkdir()
    for path in sorted((ROOT / "samples").glob("*.txt")):
        shutil.copy(path, samples)


def main() -> int:
    """Build, and say where."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    parser.add_argument("--own", action="store_true")
    given = parser.parse_args()
    targets = (find_own_target(),) if given.own else TARGETS
    print(build_bundle(given.output.resolve(), targets))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
