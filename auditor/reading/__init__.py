"""Files to tabular text: the one input of the grammar, fixed in docs/tabular-text.md."""

from auditor.reading.document import read_document
from auditor.reading.folders import KNOWN_SUFFIXES, Found, find_documents
from auditor.reading.source import DEFAULT_LIMITS, Limits, Source

__all__ = [
    "DEFAULT_LIMITS",
    "KNOWN_SUFFIXES",
    "Found",
    "Limits",
    "Source",
    "find_documents",
    "read_document",
]
