"""Rule packs: YAML to rules, table templates and catalogues. The only user of yaml."""

from auditor.rulepack.errata import Erratum
from auditor.rulepack.heads import PackHead
from auditor.rulepack.loading import load_packs
from auditor.rulepack.rule_pack import PackVersion, RulePack
from auditor.rulepack.sources import list_shipped_names

__all__ = [
    "Erratum",
    "PackHead",
    "PackVersion",
    "RulePack",
    "list_shipped_names",
    "load_packs",
]
