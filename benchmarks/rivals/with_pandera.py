"""pandera over pandas: checks of a whole frame, off by at most one last digit (0.01)."""

import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

COLUMNS = ["total", "basic", "project"]
LAST_DIGIT = 0.01 + 1e-6  # floats: a difference of exactly one last digit must pass

table = pd.read_csv(Path(sys.argv[1]) / "table.csv", dtype={"code": str})
table = table.set_index(table["code"].replace("TOTAL", ""))[COLUMNS]
codes = table.index[table.index != ""]
parents = pd.Series([code[:-2] if len(code) > 3 else "" for code in codes], index=codes)
sums = table.loc[codes].groupby(parents).sum()


def roll_up(column: str) -> pa.Check:
    """Return a check of a column: each parent is the sum of its children."""

    def check(frame: pd.DataFrame) -> pd.Series:
        difference = (frame.loc[sums.index, column] - sums[column]).abs()
        return (difference <= LAST_DIGIT).reindex(frame.index, fill_value=True)

    return pa.Check(check, name=f"roll-up of {column}")


row_sum = pa.Check(
    lambda frame: (frame.total - frame.basic - frame.project).abs() <= LAST_DIGIT, name="row"
)
schema = pa.DataFrameSchema(
    dict.fromkeys(COLUMNS, pa.Column(float)), checks=[row_sum, *map(roll_up, COLUMNS)]
)
failed = []
try:
    schema.validate(table, lazy=True)
except pa.errors.SchemaErrors as errors:
    cases = errors.failure_cases.drop_duplicates(["check", "index"])
    failed = list(cases["index"])
print(len(table) + 3 * len(sums), *failed, sep="\n")
