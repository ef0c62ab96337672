"""Parse text by Lark grammars: tabular text, formulas, patterns. Judges nothing."""

from auditor.parsing.documents import parse_document
from auditor.parsing.memory import save_memories, write_json

__all__ = ["parse_document", "save_memories", "write_json"]
