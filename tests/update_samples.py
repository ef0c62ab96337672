"""Write down anew what an audit says of each sample. Read the difference before you commit it."""

import json
import subprocess
import sys
from pathlib import Path

from compare_samples import list_samples

ROOT = Path(__file__).resolve().parent.parent


def update_sample(sample: Path) -> None:
    """Write exit status, audit status, and rule, line and severity of every finding."""
    command = [sys.executable, "-m", "auditor", "check", "--format", "json", str(sample)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    (document,) = json.loads(run.stdout)["documents"]
    found = [
        json.dumps({key: finding[key] for key in ("rule", "line", "severity")})
        for finding in document["findings"]
    ]
    lines = ",".join("\n        " + finding for finding in found) + ("\n      " if found else "")
    text = (
        f'{{\n  "exit": {run.returncode},\n  "documents": [\n    {{\n'
        f'      "status": "{document["status"]}",\n      "findings": [{lines}]\n    }}\n  ]\n}}\n'
    )
    sample.with_suffix(".expected.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for each in list_samples(ROOT / "samples"):
        update_sample(each)
