"""All trials that one document is put to, in their order."""

from typing import NamedTuple

from auditor.engine.strength.planting import Planted, draw_sample, plan_slips
from auditor.engine.strength.sound_edits import plan_sound_edits
from auditor.engine.strength.trials import Bench


class Plan(NamedTuple):
    """The slips and sound edits to try; `planned` counts the slips that there could be."""

    trials: tuple[Planted, ...]
    planned: int


def plan_trials(bench: Bench, seed: str, sample: int = 0) -> Plan:
    """Plan every slip, or a sample of so many, and every sound edit."""
    years = frozenset(rule.id for rule in bench.rule_pack.rules if rule.kind == "years")
    slips = plan_slips(bench.audit, years, seed)
    chosen = draw_sample(slips, sample, seed) if sample else slips
    return Plan((*chosen, *plan_sound_edits(bench.audit)), len(slips))
