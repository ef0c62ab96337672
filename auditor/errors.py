"""The exceptions that mean *we could not judge*. A finding is never an exception."""

from collections.abc import Sequence
from typing import NamedTuple


class AuditorError(Exception):
    """Anything that keeps the program from judging."""


class ReadingError(AuditorError):
    """A file, or a page of it, cannot be read as text."""

    def __init__(self, path: str, reason: str, page: int | None = None) -> None:
        """Say which file (and page, from 1) cannot be read, and why: `中文 / English`."""
        place = path if page is None else f"{path}, page {page}"
        super().__init__(f"{place}: {reason}")
        self.path = path
        self.reason = reason
        self.page = page

    def speak(self, language: str) -> str:
        """Return the page and the reason in `zh` or `en` alone."""
        zh, _, en = self.reason.partition(" / ")
        if language == "en":
            return (f"page {self.page}: " if self.page else "") + (en or zh)
        return (f"第 {self.page} 页：" if self.page else "") + zh


class Mistake(NamedTuple):
    """One mistake in a rule pack, at its line and column (from 1) in a YAML file.

    `rule` names the rule it spoils; such a rule is left out and the rest runs.
    """

    path: str
    line: int
    column: int
    reason: str
    rule: str | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.reason}"


class RulePackError(AuditorError):
    """A rule pack cannot be loaded; carries all its mistakes at once."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        """Collect the mistakes, in the order of their places."""
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class RecordError(AuditorError):
    """A file that the program itself once wrote cannot be taken: a report or a baseline."""

    def __init__(self, path: str, place: str, reason: str) -> None:
        """Say which file, where in it (line:column, a field, or ""), and why: `中文 / English`."""
        super().__init__(": ".join(part for part in (path, place, reason) if part))
        self.path = path
        self.place = place
        self.reason = reason


class StoreError(AuditorError):
    """A store of runs cannot be read or written."""

    def __init__(self, path: str, reason: str) -> None:
        """Say which file, and why: `中文 / English`."""
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FormulaError(AuditorError):
    """A formula or pattern in a rule cannot be understood; offset from 0 within its text.

    `others` are the mistakes in further lines of the same formula.
    """

    def __init__(
        self, reason: str, offset: int = 0, others: tuple["FormulaError", ...] = ()
    ) -> None:
        """Say what is wrong and where in the formula's text."""
        super().__init__(reason)
        self.reason = reason
        self.offset = offset
        self.others = others


class RuleError(AuditorError):
    """A rule cannot run at a place; becomes an outcome `error`, never a finding."""
