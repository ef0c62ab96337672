"""A run in which files have other names than those they were read by. Reads no file."""

from collections.abc import Mapping
from dataclasses import replace

from auditor.finding import Audit, Finding
from auditor.report.run import FileVersion, Run, RunSettings


def rename_run(run: Run, recorded: RunSettings, names: Mapping[str, str]) -> Run:
    """Give all files and packs the names that a report knows them by; `names` are by path."""
    waivers, baseline = run.settings.waivers, run.settings.baseline
    settings = run.settings._replace(
        packs=recorded.packs,
        waivers=tuple(_rename_file(file, names) for file in waivers),
        baseline=None if baseline is None else _rename_file(baseline, names),
    )
    audits = tuple(_rename_audit(audit, names) for audit in run.audits)
    return run._replace(settings=settings, audits=audits)


def _rename_file(file: FileVersion, names: Mapping[str, str]) -> FileVersion:
    return file._replace(path=names.get(file.path, file.path))


def _rename_audit(audit: Audit, names: Mapping[str, str]) -> Audit:
    findings = tuple(_rename_finding(finding, names) for finding in audit.findings)
    return replace(audit, path=names.get(audit.path, audit.path), findings=findings)


def _rename_finding(finding: Finding, names: Mapping[str, str]) -> Finding:
    waiver = finding.waiver
    return replace(
        finding,
        evidence=tuple(
            one._replace(path=names.get(one.path, one.path)) for one in finding.evidence
        ),
        waiver=waiver and waiver._replace(path=names.get(waiver.path, waiver.path)),
    )
