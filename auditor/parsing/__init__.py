"""Parse text by Lark grammars: tabular text, formulas, patterns. Judges nothing."""

from auditor.parsing.documents import parse_document

__all__ = ["parse_document"]
