"""Audit every sample with an installed auditor and compare with what is expected of it.

    python tests/compare_samples.py path/to/auditor samples

Beside `NAME.txt` lies `NAME.expected.json`, a part of the JSON report: what it states must hold,
what it leaves out may be anything. Lists must agree in length. Without such a file the audit
must only come to an end (exit status 0 or 1).
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_SUFFIXES = {".txt", ".pdf", ".docx", ".xlsx", ".html", ".csv"}


def list_samples(folder: Path) -> list[Path]:
    """Return the documents among the samples, in name order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES)


def find_differences(expected: Any, actual: Any, where: str = "report") -> Iterator[str]:
    """Yield where the report is not what is expected; keys not expected may be anything."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            if key in actual:
                yield from find_differences(value, actual[key], f"{where}.{key}")
            else:
                yield f"{where}.{key} is missing"
    elif isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            yield f"{where} has {len(actual)} entries, expected {len(expected)}"
        for index, (left, right) in enumerate(zip(expected, actual, strict=False)):
            yield from find_differences(left, right, f"{where}[{index}]")
    elif expected != actual:
        yield f"{where} is {actual!r}, expected {expected!r}"


def compare_sample(auditor: str, sample: Path) -> list[str]:
    """Audit one sample; return what differs from its expectation."""
    command = [auditor, "check", "--format", "json", str(sample)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if run.returncode not in (0, 1):
        return [f"exit status {run.returncode}: {run.stderr.strip()}"]
    report = json.loads(run.stdout)
    differences = list(find_differences(run.returncode, report["exit"], "exit status"))
    expectation = sample.with_suffix(".expected.json")
    if expectation.exists():
        expected = json.loads(expectation.read_text(encoding="utf-8"))
        differences += find_differences(expected, report)
    return differences


def main() -> int:
    """Compare all samples; return 1 if one differs or there is none."""
    auditor, folder = sys.argv[1], Path(sys.argv[2])
    samples = list_samples(folder)
    failed = not samples
    for sample in samples:
        differences = compare_sample(auditor, sample)
        failed = failed or bool(differences)
        sys.stdout.write(f"{'differs' if differences else 'as expected'}: {sample.name}\n")
        sys.stdout.writelines(f"  {difference}\n" for difference in differences)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
