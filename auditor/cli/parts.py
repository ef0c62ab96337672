"""The pieces of the program that the commands put together, each imported when it is needed.

Tests put a smaller one in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.cli.options import CheckOptions
    from auditor.document import Document
    from auditor.engine import ExampleResult
    from auditor.finding import Audit
    from auditor.reading import Found, Source
    from auditor.rulepack import RulePack

_MEGABYTE = 1_000_000


class Parts:
    """The layers below the command line."""

    def find_documents(self, paths: Sequence[str]) -> Found:
        """List the files that the paths name."""
        from auditor.reading import find_documents

        return find_documents(paths)

    def read_document(self, path: str, max_size: int) -> Source:
        """Read a file as tabular text, at most `max_size` megabytes of it (0: as usual)."""
        from auditor.reading import DEFAULT_LIMITS, read_document

        size = max_size * _MEGABYTE
        limits = DEFAULT_LIMITS._replace(text_bytes=size, pdf_bytes=size) if size else None
        return read_document(path, limits=limits or DEFAULT_LIMITS)

    def parse_document(self, text: str) -> Document:
        """Parse tabular text."""
        from auditor.parsing import parse_document

        return parse_document(text)

    def load_packs(self, names: Sequence[str], *, examples: bool = True) -> RulePack:
        """Load rule packs, faster without their examples; raises RulePackError."""
        from auditor.rulepack import load_packs

        return load_packs(names, examples=examples)

    def audit_document(self, source: Source, rule_pack: RulePack, options: CheckOptions) -> Audit:
        """Put the rules to one document."""
        from auditor.engine import Settings, audit_document

        settings = Settings(
            language=options.language,
            fail_on=options.fail_on,
            select=options.select,
            ignore=options.ignore,
            allow_incomplete=options.allow_incomplete,
        )
        return audit_document(source, rule_pack, settings)

    def load_cases(self, paths: Sequence[str], rule_pack: RulePack) -> RulePack:
        """Put the cases of files in the place of the rules' own examples, if there are files."""
        if not paths:
            return rule_pack
        from auditor.rulepack.cases import load_cases

        return load_cases(paths, rule_pack)

    def run_examples(self, rule_pack: RulePack) -> Sequence[ExampleResult]:
        """Run the examples that stand inside the rules."""
        from auditor.engine import run_examples

        return run_examples(rule_pack)
