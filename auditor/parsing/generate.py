"""Build the parse tables of all grammars: `python -m auditor.parsing.generate`."""

from auditor.parsing.grammars import build_tables

if __name__ == "__main__":
    build_tables()
