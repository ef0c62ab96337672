"""auditor with two rules, the row sum and the roll-up, over the table as a budget prints it."""

import sys
from pathlib import Path

from auditor.cli.garbage import keep_garbage_collector_away
from auditor.engine import Settings, audit_document
from auditor.finding import Verdict
from auditor.reading import read_document
from auditor.rulepack import load_packs

PACK = Path(__file__).resolve().parent.parent / "pack"

keep_garbage_collector_away()  # as the command does
source = read_document(Path(sys.argv[1]) / "budget.txt")
audit = audit_document(source, load_packs([str(PACK)], examples=False), Settings())
judged = [one for _, one in audit.outcomes if one.verdict is not Verdict.NOT_APPLICABLE]
failed = [one.place for one in judged if one.verdict is Verdict.FAIL]
print(len(judged), *(place.row.lstrip("甲") for place in failed), sep="\n")
