"""A run read back from a store, as far as reports show it. Judges nothing.

Outcomes come back counted by rule and verdict, without their places: only queries need those.
"""

import json
from collections.abc import Iterator

import duckdb

from auditor.errors import Mistake
from auditor.finding import (
    Audit,
    Bilingual,
    Coverage,
    Evidence,
    Finding,
    Outcome,
    Place,
    RuleFailure,
    TableSummary,
    Unchecked,
    Verdict,
    Waiver,
)
from auditor.location import Location
from auditor.report.run import Run
from auditor.store.run_heads import Fields, build_rule, build_settings, build_tool, speak
from auditor.store.schema import TABLES


def read_run(connection: duckdb.DuckDBPyConnection, run: int) -> Run:
    """Read a run that is there, with all its documents."""
    head = read_head(connection, run)
    return head._replace(audits=tuple(iterate_audits(connection, run)))


def read_head(connection: duckdb.DuckDBPyConnection, run: int) -> Run:
    """Read what is said of a run as a whole, without its documents."""
    (head,) = _read_rows(connection, "runs", run)
    return Run(
        audits=(),
        exit_status=head["exit_status"],
        settings=build_settings(head),
        tool=build_tool(head),
        mistakes=tuple(
            Mistake(one["path"], one["line"], one["col"], one["reason"], one["rule"] or None)
            for one in _read_rows(connection, "mistakes", run)
        ),
        rules=tuple(map(build_rule, _read_rows(connection, "rules", run))),
    )


def read_label(connection: duckdb.DuckDBPyConnection, run: int) -> str:
    """Read the label that a run was given, "" for none."""
    (head,) = _read_rows(connection, "runs", run)
    label: str = head["label"]
    return label


def list_paths(connection: duckdb.DuckDBPyConnection, run: int) -> tuple[str, ...]:
    """List the paths of a run's documents, in their order."""
    statement = "SELECT path FROM documents WHERE run = ? ORDER BY document"
    return tuple(path for (path,) in connection.execute(statement, [run]).fetchall())


def iterate_audits(connection: duckdb.DuckDBPyConnection, run: int) -> Iterator[Audit]:
    """Read a run's documents one after another."""
    shelf = _Shelf(connection, run)
    for document in _read_rows(connection, "documents", run):
        yield shelf.build_audit(document)


def count_lives(connection: duckdb.DuckDBPyConnection, run: int) -> dict[str, int]:
    """Count a run's findings by what became of them since the runs before."""
    statement = "SELECT state, count(*) FROM life WHERE run = ? GROUP BY state ORDER BY state"
    return dict(connection.execute(statement, [run]).fetchall())


def _read_rows(
    connection: duckdb.DuckDBPyConnection, name: str, run: int, document: int = 0
) -> list[Fields]:
    """Read a table's rows, in the order in which they were written."""
    where = "run = ? AND document = ?" if document else "run = ?"
    values = [run, document] if document else [run]
    statement = f"SELECT * FROM {name} WHERE {where} ORDER BY rowid"  # noqa: S608 - names of ours
    names = [column.name for column in TABLES[name].columns]
    rows = connection.execute(statement, values).fetchall()
    return [dict(zip(names, row[1:], strict=True)) for row in rows]


class _Shelf:
    """The tables of one run, from which its audits are put together."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, run: int) -> None:
        self._connection = connection
        self._run = run

    def build_audit(self, document: Fields) -> Audit:
        number: int = document["document"]
        lines = self._read("lines", number)
        return Audit(
            path=document["path"],
            sha256=document["sha256"],
            status=document["status"],
            reason=speak(document, "reason"),
            issuer=document["issuer"],
            year=document["year"],
            kind=document["kind"],
            role=document["role"],
            packs_chosen=tuple(
                (name, Bilingual(*why)) for name, why in json.loads(document["packs"])
            ),
            findings=self._build_findings(number),
            outcomes=tuple(self._iterate_outcomes(number)),
            rule_failures=tuple(
                RuleFailure(one["rule"], one["reason"], one["line"], one["col"])
                for one in self._read("rule_failures", number)
            ),
            not_applied=tuple(
                (one["rule"], speak(one, "reason")) for one in self._read("not_applied", number)
            ),
            coverage=None if document["figures"] is None else self._build_coverage(document),
            lines=tuple(line["text"] for line in lines),
            pages=tuple(line["page"] for line in lines if line["page"] is not None),
            sheets=tuple(line["sheet"] for line in lines if line["sheet"] is not None),
            libraries=tuple(document["libraries"]),
        )

    def _read(self, name: str, document: int) -> list[Fields]:
        return _read_rows(self._connection, name, self._run, document)

    def _iterate_outcomes(self, document: int) -> Iterator[tuple[str, Outcome]]:
        for one in self._read("rule_counts", document):
            verdict = Verdict(one["verdict"])
            tail = Outcome(verdict, Place(), tail=True)
            plain = Outcome(verdict, Place())
            yield from ((one["rule"], tail),) * one["tails"]
            yield from ((one["rule"], plain),) * (one["outcomes"] - one["tails"])

    def _build_coverage(self, document: Fields) -> Coverage:
        number: int = document["document"]
        figures = self._read("figures", number)
        tables = self._read("tables", number)
        places = {
            state: tuple(_locate(one) for one in figures if one["state"] == state)
            for state in ("checked", "bounded")
        }
        return Coverage(
            figures=document["figures"],
            checked=document["checked"],
            bounded=document["bounded"],
            unchecked=tuple(
                Unchecked(_locate(one), one["text"], speak(one, "reason"))
                for one in figures
                if one["state"] == "unchecked"
            ),
            tables=_list_tables(tables, "table"),
            unrecognised=_list_tables(tables, "unrecognised"),
            forms=_list_tables(tables, "form"),
            lines_not_understood=tuple(document["lines_not_understood"]),
            checked_at=places["checked"],
            bounded_at=places["bounded"],
        )

    def _build_findings(self, document: int) -> tuple[Finding, ...]:
        evidence: dict[int, list[Evidence]] = {}
        for one in self._read("evidence", document):
            shown = Evidence(_locate(one), one["text"], one["role"], one["path"])
            evidence.setdefault(one["finding"], []).append(shown)
        return tuple(
            _build_finding(one, tuple(evidence.get(one["finding"], ())))
            for one in self._read("findings", document)
        )


def _build_finding(one: Fields, evidence: tuple[Evidence, ...]) -> Finding:
    return Finding(
        fingerprint=one["fingerprint"],
        rule=one["rule"],
        kind=one["kind"],
        severity=one["severity"],
        outcome=_build_outcome(one),
        title=speak(one, "title"),
        message=speak(one, "message"),
        cause=speak(one, "cause"),
        evidence=evidence,
        failed=tuple(one["failed"]),
        inferred=one["inferred"],
        waiver=_build_waiver(one),
    )


def _build_outcome(one: Fields) -> Outcome:
    return Outcome(
        verdict=Verdict(one["verdict"]),
        place=Place(
            location=_locate(one),
            table=one["table_id"],
            title=one["table_title"],
            row=one["row_label"],
            key=one["row_key"],
            column=one["column_name"],
        ),
        expected=one["expected"],
        found=one["found"],
        difference=one["difference"],
        unit=one["unit"],
        tolerance=one["tolerance"],
        reason=speak(one, "reason"),
        suggestion=one["suggestion"],
        bounded=one["bounded"],
    )


def _build_waiver(one: Fields) -> Waiver | None:
    if one["waived_by"] is None:
        return None
    return Waiver(
        source=one["waived_by"],
        reason=one["waiver_reason"],
        approver=one["waiver_approver"],
        expires=one["waiver_expires"],
        path=one["waiver_path"],
        line=one["waiver_line"],
    )


def _list_tables(rows: list[Fields], kind: str) -> tuple[TableSummary, ...]:
    return tuple(
        TableSummary(
            id=one["table_id"],
            title=one["title"],
            line=one["line"],
            template=one["template"],
            rows=one["rows"],
            figures=one["figures"],
            project=one["project"],
        )
        for one in rows
        if one["kind"] == kind
    )


def _locate(one: Fields) -> Location:
    return Location(one["line"], one["col"], one["end_line"], one["end_col"])
