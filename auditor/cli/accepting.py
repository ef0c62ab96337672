"""What a run accepts: waivers and a baseline, loaded before and applied after the audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.cli.notes import write_mistakes, write_note
from auditor.cli.options import CheckOptions
from auditor.engine import Settings
from auditor.engine.baselines import apply_baseline, build_marker
from auditor.engine.waiver_merging import lighten_audit, merge_waived
from auditor.engine.waiving import apply_waivers, settle_outcomes
from auditor.errors import Mistake
from auditor.finding import Audit
from auditor.finding.known import Baseline
from auditor.finding.series import AuditSeries
from auditor.report.escaping import escape_path
from auditor.report.run import FileVersion, RunSettings
from auditor.report.stored_baseline import read_baseline
from auditor.rulepack.waivers import WaiverBook, WaiverEntry, load_waivers

if TYPE_CHECKING:
    from auditor.rulepack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Waivers and baseline of a run, and the rules to which they do not apply."""

    book: WaiverBook
    baseline: Baseline | None
    today: str
    language: str
    skipped: frozenset[str]
    unwaivable: frozenset[str]

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """The mistakes of the waivers that were left out; they spoil no rule."""
        return self.book.mistakes

    def accept(self, audits: Sequence[Audit]) -> Sequence[Audit]:
        """Return the audits with the findings marked that are accepted."""
        if isinstance(audits, AuditSeries):
            return self._accept_series(audits)
        waived = apply_waivers(audits, self.book.entries, today=self.today, skipped=self.skipped)
        _write_absent(waived.absent, self.language)
        marked = waived.audits
        if self.baseline is not None:
            marked = apply_baseline(marked, self.baseline, self.unwaivable)
        return tuple(map(settle_outcomes, marked))

    def _accept_series(self, audits: AuditSeries) -> AuditSeries:
        """Do the same without ever holding more than what waivers are about."""
        rules = {entry.rule for entry in self.book.entries}
        light = [lighten_audit(audit, rules) for audit in audits] if rules else []
        waived = apply_waivers(light, self.book.entries, today=self.today, skipped=self.skipped)
        _write_absent(waived.absent, self.language)

        base = self.baseline
        mark_known = None if base is None else build_marker(base, self.unwaivable)

        def accept(number: int, audit: Audit) -> Audit:
            marked = merge_waived(audit, waived.audits[number]) if rules else audit
            if mark_known is not None:
                marked = mark_known(marked)
            return audit if marked.findings == audit.findings else settle_outcomes(marked)

        audits.change(accept)
        return audits

    def record(self, settings: RunSettings) -> RunSettings:
        """Return the settings with all that a repetition of the run needs."""
        files = tuple(FileVersion(path, sha256) for path, sha256 in self.book.files)
        base = self.baseline
        return settings._replace(
            waivers=files,
            today=self.today if files else "",
            baseline=None if base is None else FileVersion(base.path, base.sha256),
        )


def load_acceptance(options: CheckOptions, rule_pack: RulePack) -> Acceptance:
    """Load what the options name. Raises RulePackError and RecordError."""
    book = load_waivers(options.waivers, rule_pack)
    write_mistakes(book.mistakes, options.language)
    settings = Settings(select=options.select, ignore=options.ignore)
    return Acceptance(
        book=book,
        baseline=None if options.baseline is None else read_baseline(options.baseline),
        today=options.today or "",
        language=options.language,
        skipped=frozenset(rule.id for rule in rule_pack.rules if not settings.wants(rule)),
        unwaivable=frozenset(rule.id for rule in rule_pack.rules if not rule.waivable),
    )


def _write_absent(entries: Sequence[WaiverEntry], language: str) -> None:
    """Name the waivers about documents that are not part of this run: perhaps misspelt."""
    for path in dict.fromkeys(entry.path for entry in entries):
        lines = ", ".join(str(entry.line) for entry in entries if entry.path == path)
        said = (
            f"豁免所指的文件不在本次审计之中（行 {lines}）"
            if language == "zh"
            else f"waivers about documents that are not in this run (lines {lines})"
        )
        write_note(f"{escape_path(path)}: {said}")
