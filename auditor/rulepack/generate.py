"""Build what is remembered of the shipped packs: `python -m auditor.rulepack.generate`."""

from auditor.rulepack import list_shipped_names, load_packs
from auditor.rulepack.compiled_packs import keep_compiled_pack
from auditor.rulepack.node_memory import find_node_memory
from auditor.rulepack.sources import read_shipped_heads

if __name__ == "__main__":
    read_shipped_heads()
    loaded = [load_packs([name], examples=False) for name in list_shipped_names()]
    find_node_memory().save()
    for rule_pack in loaded:
        if not rule_pack.mistakes:
            keep_compiled_pack(rule_pack)
