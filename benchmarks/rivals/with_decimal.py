"""A plain loop over csv and Decimal: every sum must be exact. The yardstick of the others."""

import csv
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

COLUMNS = ("total", "basic", "project")

with (Path(sys.argv[1]) / "table.csv").open(encoding="utf-8") as stream:
    rows = {row["code"].replace("TOTAL", ""): row for row in csv.DictReader(stream)}
amounts = {code: [Decimal(row[name]) for name in COLUMNS] for code, row in rows.items()}
children = defaultdict(list)
for code in amounts:
    if code:
        children[code[:-2] if len(code) > 3 else ""].append(code)

checks, failed = 0, []
for code, (total, basic, project) in amounts.items():
    checks += 1
    if total != basic + project:
        failed.append(code)
for parent, codes in children.items():
    for column in range(3):
        checks += 1
        if amounts[parent][column] != sum(amounts[code][column] for code in codes):
            failed.append(parent)
print(checks, *failed, sep="\n")
