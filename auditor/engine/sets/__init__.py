"""Rules over several documents: grouped, bound, judged, told to each. Knows no file."""

from auditor.engine.sets.judging import judge_sets
from auditor.engine.sets.merging import add_verdicts

__all__ = ["add_verdicts", "judge_sets"]
