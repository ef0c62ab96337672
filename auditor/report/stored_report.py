"""A JSON report, read back: what it was made from and what it found. Judges nothing."""

from typing import NamedTuple

from auditor.report.json_report import SCHEMA
from auditor.report.records import Record, parse_record, read_content
from auditor.report.run import FileVersion, RunSettings


class StoredFinding(NamedTuple):
    """A finding of a report, in the words of its contract; "" where that has null."""

    fingerprint: str
    rule: str
    severity: str
    outcome: str
    message: str
    line: int
    column: int
    table: str
    row: str
    column_name: str
    expected: str
    found: str
    difference: str
    unit: str


class StoredDocument(NamedTuple):
    """A document of a report; `sha256` is "" for one that could not be read."""

    path: str
    sha256: str
    status: str
    issuer: str
    year: int | None
    kind: str
    role: str
    findings: tuple[StoredFinding, ...]


class StoredReport(NamedTuple):
    """A report as it was read: its bytes, its whole content, and the parts with a meaning."""

    path: str
    content: bytes
    fields: dict[str, object]
    settings: RunSettings
    documents: tuple[StoredDocument, ...]


def read_report(path: str) -> StoredReport:
    """Read a JSON report. Raises RecordError, with place and reason, for anything else."""
    return parse_report(read_content(path), path)


def parse_report(content: bytes, path: str) -> StoredReport:
    """Parse a JSON report. Raises RecordError, with place and reason, for anything else."""
    record = parse_record(content, path, SCHEMA)
    record.take_record("tool")
    return StoredReport(
        path=path,
        content=content,
        fields=record.fields,
        settings=_parse_settings(record.take_record("settings")),
        documents=tuple(map(_parse_document, record.take_records("documents"))),
    )


def _parse_settings(record: Record) -> RunSettings:
    baseline = record.take_record_or_none("baseline")
    return RunSettings(
        packs=record.take_texts("packs"),
        config=record.take_text_or_none("config") or None,
        language=_take_choice(record, "lang", ("zh", "en")),
        fail_on=_take_choice(record, "fail_on", ("error", "warning", "info", "never")),
        select=record.take_texts("select"),
        ignore=record.take_texts("ignore"),
        allow_incomplete=record.take_flag("allow_incomplete"),
        sets=record.take_flag("sets"),
        max_size=record.take_number_or_none("max_size_mb") or 0,
        limits=record.take_texts("limits"),
        waivers=tuple(map(_parse_file, record.take_records("waivers"))),
        today=record.take_text_or_none("today"),
        baseline=None if baseline is None else _parse_file(baseline),
    )


def _take_choice(record: Record, name: str, choices: tuple[str, ...]) -> str:
    word = record.take_text(name)
    if word not in choices:
        raise record.refuse(name, f"应为 / must be {' | '.join(choices)}")
    return word


def _parse_file(record: Record) -> FileVersion:
    return FileVersion(record.take_text("path"), record.take_text("sha256"))


def _parse_document(record: Record) -> StoredDocument:
    return StoredDocument(
        path=record.take_text("path"),
        sha256=record.take_text_or_none("sha256"),
        status=record.take_text("status"),
        issuer=record.take_text_or_none("issuer"),
        year=record.take_number_or_none("year"),
        kind=record.take_text_or_none("kind"),
        role=record.take_text_or_none("role"),
        findings=tuple(map(_parse_finding, record.take_records("findings"))),
    )


def _parse_finding(record: Record) -> StoredFinding:
    texts = ("fingerprint", "rule", "severity", "outcome", "message")
    optional = ("table", "row", "column_name", "expected", "found", "difference", "unit")
    return StoredFinding(
        **{name: record.take_text(name) for name in texts},
        **{name: record.take_text_or_none(name) for name in optional},
        line=record.take_number("line"),
        column=record.take_number("column"),
    )
