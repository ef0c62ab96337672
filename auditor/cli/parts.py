"""The pieces of the program that the commands put together, each imported when it is needed.

Tests put a smaller one in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.early import READ_APART

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.cli.options import CheckOptions
    from auditor.document import Document
    from auditor.engine import ExampleResult
    from auditor.finding import Audit
    from auditor.reading import Found, Source
    from auditor.rulepack import Choice, RulePack


class Parts:
    """The layers below the command line."""

    def find_documents(self, paths: Sequence[str]) -> Found:
        """List the files that the paths name."""
        from auditor.reading import find_documents

        return find_documents(paths)

    def read_document(self, path: str, max_size: int, limits: Sequence[str] = ()) -> Source:
        """Read a file as tabular text, at most `max_size` megabytes of it (0: as usual).

        `limits` are the other limits that differ from the usual ones, as NAME=N.
        """
        from auditor.reading import DEFAULT_LIMITS, read_document

        if not max_size and not limits:
            return read_document(path)
        from auditor.cli.limits import apply_limits

        return read_document(path, limits=apply_limits(DEFAULT_LIMITS, max_size, limits))

    def is_read_apart(self, paths: Sequence[str]) -> bool:
        """Say whether one of the files is, by its name, read in another process."""
        return any(path.lower().endswith(READ_APART) for path in paths)

    def start_reading(self, paths: Sequence[str], limits: Sequence[str]) -> None:
        """Start the process that reads PDF and office files, if one of the paths is such."""
        if not self.is_read_apart(paths):
            return
        from auditor.cli.limits import apply_limits
        from auditor.reading import DEFAULT_LIMITS
        from auditor.reading.isolation.keeper import start_reading

        start_reading(apply_limits(DEFAULT_LIMITS, 0, limits))

    def abandon_reading(self) -> None:
        """Stop the process that reads: the user has stopped us."""
        from auditor.reading.isolation.keeper import abandon_reading

        abandon_reading()

    def parse_document(self, text: str) -> Document:
        """Parse tabular text."""
        from auditor.parsing import parse_document

        return parse_document(text)

    def load_packs(self, names: Sequence[str], *, examples: bool = True) -> RulePack:
        """Load rule packs, faster without their examples; raises RulePackError."""
        from auditor.rulepack import load_packs

        return load_packs(names, examples=examples)

    def list_packs(self) -> Sequence[str]:
        """List the packs that come with the program."""
        from auditor.rulepack import list_shipped_names

        return list_shipped_names()

    def choose_pack(self, text: str) -> Choice:
        """Choose the packs that a document asks for by its own words."""
        from auditor.rulepack import choose_pack

        return choose_pack(text.split("\n"))

    def join_packs(self, rule_packs: Sequence[RulePack]) -> RulePack:
        """Join the packs of a run into one, for all that is said of the run."""
        from auditor.rulepack import join_packs

        return join_packs(rule_packs)

    def load_engine(self) -> None:
        """Import what the first audit needs, while its file is read."""
        import auditor.engine
        import auditor.rulepack  # noqa: F401

    def audit_document(self, source: Source, rule_pack: RulePack, options: CheckOptions) -> Audit:
        """Put the rules to one document."""
        from auditor.engine import Settings, audit_document

        settings = Settings(
            language=options.language,
            fail_on=options.fail_on,
            select=options.select,
            ignore=options.ignore,
            allow_incomplete=options.allow_incomplete,
            gathers_facts=options.gathers_facts,
            slims=options.slims,
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
