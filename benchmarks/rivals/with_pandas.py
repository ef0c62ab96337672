"""pandas as it comes: figures become floats, compared by == or, with `close`, by numpy.isclose."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

COLUMNS = ["total", "basic", "project"]

table = pd.read_csv(Path(sys.argv[1]) / "table.csv", dtype={"code": str})
table = table.set_index(table["code"].replace("TOTAL", ""))[COLUMNS]


def differs(left: pd.Series, right: pd.Series) -> pd.Series:
    """Say where two columns differ."""
    return ~np.isclose(left, right) if "close" in sys.argv else left != right


checks, failed = len(table), list(table.index[differs(table.total, table.basic + table.project)])
codes = table.index[table.index != ""]
parents = codes.where(codes.str.len() == 3, codes.str[:-2]).where(codes.str.len() > 3, "")
sums = table.loc[codes].groupby(np.asarray(parents)).sum()
for column in COLUMNS:
    checks += len(sums)
    failed += list(sums.index[differs(table.loc[sums.index, column], sums[column])])
print(checks, *failed, sep="\n")
