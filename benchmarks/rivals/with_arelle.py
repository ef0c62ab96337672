"""Arelle: XBRL Calculations 1.1 (round to nearest) over an instance of the same figures."""

import json
import logging
import re
import sys
import tempfile
from pathlib import Path

from arelle import CntlrCmdLine

folder = Path(sys.argv[1])
with tempfile.TemporaryDirectory() as place:
    log = Path(place) / "log.json"
    words = ["--file", str(folder / "instance.xbrl"), "--validate", "--calc", "c11r"]
    words += ["--internetConnectivity", "offline", "--logFile", str(log)]
    CntlrCmdLine.parseAndRun([*words, "--xdgConfigHome", place])
    logging.shutdown()  # the log is written when its handler is closed
    messages = json.loads(log.read_text(encoding="utf-8"))["log"]
found = [one["message"]["args"] for one in messages if one["code"].startswith("calc11e:inc")]
failed = [
    one["contextID"][1:] if one["concept"] == "total" else one["concept"][1:] for one in found
]
others = {one["code"] for one in messages if one["level"] in ("error", "critical")}
if others:
    sys.exit(f"Arelle could not judge: {others}")
parents = set(re.findall(r'from="(c\d*)"', (folder / "calculation.xml").read_text("utf-8")))
rows = (folder / "instance.xbrl").read_text("utf-8").count("<t:total ")
print(rows + 3 * len(parents), *failed, sep="\n")
