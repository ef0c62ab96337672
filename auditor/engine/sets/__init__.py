"""Rules over several documents: grouped, bound, judged, told to each. Knows no file."""

from auditor.engine.sets.judging import OfficeFiles, judge_sets
from auditor.engine.sets.lists import OfficeFile
from auditor.engine.sets.merging import add_verdicts
from auditor.engine.sets.roster import list_packs, list_paths

__all__ = [
    "OfficeFile",
    "OfficeFiles",
    "add_verdicts",
    "judge_sets",
    "list_packs",
    "list_paths",
]
