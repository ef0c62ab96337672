"""Describe what a bundle consists of: SBOM (CycloneDX), list and texts of the licences."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from packaging.utils import canonicalize_name, parse_wheel_filename

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


def describe_parts(folder: Path) -> None:
    """Write the SBOM and the licences of all that an installation consists of, and of pip.

    `folder` is a bundle with its wheels and lock; what it installs here is looked into.
    """
    with TemporaryDirectory() as scratch:
        place = Path(scratch) / "installed"
        venv.create(place, with_pip=False)
        python = next(path for path in place.glob("*/python*") if path.stem == "python")
        _install(folder, python)
        licences = list_licences(python)
        sbom = complete_sbom(_make_sbom(python), licences, folder / "wheels")
        text = json.dumps(sbom, ensure_ascii=False, indent=2) + "\n"
        _require_valid(text, sbom["specVersion"])
        (folder / "sbom.cdx.json").write_text(text, "utf-8", newline="\n")
        (folder / "licences.md").write_text(render_licences(licences), "utf-8", newline="\n")
        _copy_texts(place, folder / "licences")


def _install(folder: Path, python: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    own = ["--no-index", "--no-deps", "--require-hashes", "--find-links", "wheels"]
    for lock in (Path("program") / "requirements.txt", HERE / "installer.lock"):
        subprocess.run([*pip, *own, "-r", str(lock)], cwd=folder, check=True)


def _make_sbom(python: Path) -> dict[str, Any]:
    make = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible"]
    own = ["--pyproject", str(ROOT / "pyproject.toml"), "--of", "JSON"]
    found = subprocess.run([*make, *own, str(python)], check=True, capture_output=True, text=True)
    sbom: dict[str, Any] = json.loads(found.stdout)
    return sbom


def _require_valid(text: str, version: str) -> None:
    """Raise SystemExit where the SBOM is not what the schema of its version says."""
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 - the tests do without it
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    known = SchemaVersion.from_version(version)
    fault = JsonStrictValidator(known).validate_str(text)
    if fault is not None:
        raise SystemExit(f"sbom.cdx.json is not valid: {fault}")


def list_licences(python: Path) -> list[dict[str, str]]:
    """List name, version, licence and address of what a Python has installed."""
    ask = [sys.executable, "-m", "piplicenses", "--python", str(python), "--with-system"]
    own = ["--format", "json", "--with-urls", "--order", "name"]
    found = subprocess.run([*ask, *own], check=True, capture_output=True, text=True)
    listed: list[dict[str, str]] = json.loads(found.stdout)
    return listed


def complete_sbom(
    sbom: dict[str, Any], licences: list[dict[str, str]], wheels: Path
) -> dict[str, Any]:
    """Return an SBOM with the wheels of each part, a licence of each, and our own version."""
    files = _group_wheels(wheels)
    known = {canonicalize_name(each["Name"]): each for each in licences}
    for part in sbom["components"]:
        name = canonicalize_name(part["name"])
        if not part.get("licenses") and name in known:
            part["licenses"] = [{"license": {"name": known[name]["License"]}}]
        part.setdefault("externalReferences", []).extend(map(_refer, files.get(name, ())))
    own = sbom["metadata"]["component"]
    own["version"] = known[canonicalize_name(own["name"])]["Version"]
    references = [_refer(wheel) for wheel in files.get(canonicalize_name(own["name"]), ())]
    own.setdefault("externalReferences", []).extend(references)
    return sbom


def _group_wheels(folder: Path) -> dict[str, list[Path]]:
    grouped: dict[str, list[Path]] = {}
    for wheel in sorted(folder.glob("*.whl")):
        grouped.setdefault(parse_wheel_filename(wheel.name)[0], []).append(wheel)
    return grouped


def _refer(wheel: Path) -> dict[str, Any]:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    hashes = [{"alg": "SHA-256", "content": digest}]
    return {"type": "distribution", "url": f"wheels/{wheel.name}", "hashes": hashes}


def render_licences(licences: list[dict[str, str]]) -> str:
    """Render the list of licences as Markdown."""
    rows = (
        f"| {each['Name']} | {each['Version']} | {each['License']} | {_word_address(each)} |"
        for each in licences
    )
    head = ("| name | version | licence | address |", "|---|---|---|---|")
    said = (
        "# 许可证 / Licences",
        "",
        "各库所附的许可证全文在 `licences/` 中。",
        "The texts that come with the libraries are in `licences/`.",
        "",
    )
    return "\n".join((*said, *head, *rows, ""))


def _word_address(licence: dict[str, str]) -> str:
    address = licence["URL"]
    return "" if address == "UNKNOWN" else address


def _copy_texts(place: Path, target: Path) -> None:
    for about in sorted(place.glob("**/*.dist-info")):
        for text in _iterate_texts(about):
            copied = target / about.name.removesuffix(".dist-info") / text.relative_to(about)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(text, copied)


def _iterate_texts(about: Path) -> Iterator[Path]:
    """Yield the licence texts in a library's own description."""
    for path in sorted(about.rglob("*")):
        if path.is_file() and any(_LICENCE.match(part) for part in path.relative_to(about).parts):
            yield path
