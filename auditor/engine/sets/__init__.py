"""Rules over several documents: grouped, bound, judged, told to each. Knows no file."""

from auditor.engine.sets.judging import OfficeFile, OfficeFiles, judge_sets
from auditor.engine.sets.merging import add_verdicts
from auditor.engine.sets.roster import list_endings, list_packs, list_paths

__all__ = [
    "OfficeFile",
    "OfficeFiles",
    "add_verdicts",
    "judge_sets",
    "list_endings",
    "list_packs",
    "list_paths",
]
