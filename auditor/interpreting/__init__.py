"""Document → Budget: give the syntax tree its meaning. Judges nothing."""

from auditor.interpreting.documents import interpret_document

__all__ = ["interpret_document"]
