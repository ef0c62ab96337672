"""Rules over several documents: grouped, bound, judged, told to each. Knows no file."""

from auditor.engine.sets.judging import OfficeFile, OfficeFiles, judge_sets
from auditor.engine.sets.merging import add_verdicts
from auditor.engine.sets.roster import is_path_of, list_packs, list_paths

__all__ = [
    "OfficeFile",
    "OfficeFiles",
    "add_verdicts",
    "is_path_of",
    "judge_sets",
    "list_packs",
    "list_paths",
]
