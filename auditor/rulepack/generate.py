"""Build what is remembered of the shipped packs: `python -m auditor.rulepack.generate`."""

from auditor.rulepack import list_shipped_names, load_packs

if __name__ == "__main__":
    load_packs(list_shipped_names(), examples=False)
