"""Rule packs: YAML to rules, table templates and catalogues. The only user of yaml."""

from auditor.rulepack.choosing import Choice, choose_pack
from auditor.rulepack.errata import Erratum
from auditor.rulepack.heads import PackHead
from auditor.rulepack.loading import load_packs
from auditor.rulepack.rule_pack import PackVersion, RulePack, join_packs
from auditor.rulepack.sources import list_shipped_names

__all__ = [
    "Choice",
    "Erratum",
    "PackHead",
    "PackVersion",
    "RulePack",
    "choose_pack",
    "join_packs",
    "list_shipped_names",
    "load_packs",
]
