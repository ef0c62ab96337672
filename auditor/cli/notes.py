"""What is said on standard error: notes, progress, mistakes. Never part of a report."""

import sys
from collections.abc import Iterable, Sequence

from auditor.errors import Mistake
from auditor.report.escaping import escape_path, escape_text


def write_note(text: str) -> None:
    """Write lines to standard error, harmless whatever they quote."""
    sys.stderr.write(escape_lines(text.split("\n")))


def escape_lines(lines: Iterable[str]) -> str:
    """Return lines as one text, each ended and harmless whatever it quotes."""
    return "".join(f"{escape_text(line)}\n" for line in lines)


def write_mistakes(mistakes: Sequence[Mistake], language: str) -> None:
    """Write each mistake of a rule pack as path:line:column, rule and reason."""
    if not mistakes:
        return
    from auditor.report.mistake_words import speak_mistake  # noqa: PLC0415 - few runs need it

    for mistake in mistakes:
        place = f"{escape_path(mistake.path)}:{mistake.line}:{mistake.column}"
        rule = f"{mistake.rule}: " if mistake.rule else ""
        write_note(f"{place}: {rule}{speak_mistake(mistake.reason, language)}")


def write_skipped(skipped: Sequence[str], language: str) -> None:
    """Write which files of the folders were passed over, and which folders of reports."""
    is_chinese = language == "zh"
    label = "跳过（不是已知的文件类型）" if is_chinese else "skipped (no known kind of file)"
    reports = "跳过（以前的报告）" if is_chinese else "skipped (earlier reports)"
    for path in skipped:
        write_note(f"{reports if path.endswith('/') else label}: {escape_path(path)}")
