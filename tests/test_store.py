"""The store of runs: whole or not at all, exact, readable after a kill, and safe to ask."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hostile import make_hostile_run
from made_audits import (
    COVERAGE,
    CRASHED,
    LINES,
    MISTAKE,
    REVIEW,
    SUM,
    UNREADABLE,
    make_audit,
    make_finding,
    make_run,
)

from auditor.cli.store_report import list_lives
from auditor.errors import StoreError
from auditor.finding import Audit, Operand, Outcome, Place, Verdict, Waiver
from auditor.location import locate
from auditor.report.bureau_folder import render_bureau_folder
from auditor.report.html import render_html
from auditor.report.run import FileVersion, Run
from auditor.report.selections import render_selection

duckdb = pytest.importorskip("duckdb")
from auditor.store import (  # noqa: E402 - only where its library is installed
    QUERIES,
    append_run,
    count_lives,
    export_query,
    export_tables,
    find_run,
    iterate_audits,
    list_paths,
    open_store,
    read_head,
    read_run,
    require_store,
    run_statement,
    select_rows,
)
from auditor.store.opening import find_last_run  # noqa: E402 - same
from auditor.store.schema import TABLES, VIEWS  # noqa: E402 - same

DOCS = Path(__file__).parent.parent / "docs"
PASSED = Outcome(verdict=Verdict.PASS, place=Place(location=locate(5, 10, 8)))


@pytest.fixture
def path(tmp_path: Path) -> str:
    """An empty store."""
    place = str(tmp_path / "库.store")
    require_store(place)
    return place


def ask(path: str, name: str, **values: object) -> list[dict[str, Any]]:
    """Ask one of the store's questions of its last run."""
    with open_store(path) as connection:
        asked = {"run": find_run(connection, path, None), "language": "zh", "fingerprint": ""}
        selection = select_rows(connection, QUERIES[name], asked | values)
        return [dict(zip(selection.columns, row, strict=True)) for row in selection.rows]


def say(path: str, statement: str) -> list[tuple[object, ...]]:
    """Run a statement as the user's."""
    with open_store(path, sealed=True) as connection:
        return list(run_statement(connection, statement, path).rows)


def list_states(path: str) -> list[str]:
    """List what became of the one finding in each run."""
    return [state for (state,) in say(path, "SELECT state FROM life ORDER BY run")]  # type: ignore[misc]  # a text


def make_state(state: str) -> Run:
    """Make a run whose one document has the finding there, gone, or its rule not judged."""
    findings = (make_finding(),) if state == "there" else ()
    outcomes = {
        "there": ("row-total", SUM),
        "gone": ("row-total", PASSED),
        "not judged": ("another-rule", PASSED),
    }
    return make_run(make_audit(findings=findings, outcomes=(outcomes[state],)))


def test_run_comes_back_as_its_reports_show_it(path: str) -> None:
    """The pages made from the store are those made from the run, byte for byte."""
    waiver = Waiver("waiver", "历史原因", "王", "2031-12-31", "w.yaml", 4)
    full = make_audit(
        findings=(make_finding(), REVIEW, make_finding(fingerprint="f1:w", waiver=waiver)),
        rule_failures=(CRASHED,),
        pages=(1, 1, 2, 2, 2, 2),
        libraries=("pypdfium2",),
    )
    second = make_audit(path="乙/附表.xlsx", sheets=("甲", "", "乙", "乙", "乙", "乙"))
    run = make_run(full, second, UNREADABLE, mistakes=(MISTAKE,))
    settings = run.settings._replace(
        waivers=(FileVersion("w.yaml", "ab"),), baseline=FileVersion("b.json", "cd"), max_size=7
    )
    run = run._replace(settings=settings)

    append_run(path, run)

    with open_store(path) as connection:
        back = read_run(connection, 1)
    assert [render_html(back._replace(audits=(one,))) for one in back.audits] == [
        render_html(run._replace(audits=(one,))) for one in run.audits
    ]
    assert (back.settings, back.tool, back.mistakes) == (run.settings, run.tool, run.mistakes)
    assert back.exit_status == run.exit_status


def test_every_figure_is_on_the_ledger_with_its_exact_value(path: str) -> None:
    """Each figure has its state, its place and its amount; no digit is lost."""
    wide = "9999999999999999999.99"
    place = Place(location=locate(6, 10, 4), table="T3", title="支出", row="乙", column="合计")
    operand = Operand(place=place, text=wide, value=Decimal(wide), unit="万元", role="合计")
    bounded = PASSED._replace(operands=(operand,), bounded=True)
    coverage = COVERAGE._replace(checked_at=(locate(5, 10, 8),), bounded_at=(locate(6, 10, 4),))
    audit = make_audit(outcomes=(("row-total", SUM), ("limit", bounded)), coverage=coverage)

    append_run(path, make_run(audit))

    rows = ask(path, "figures")
    named = ("state", "text", "table_id", "row_label", "column_name", "value", "yuan")
    assert [tuple(row[name] for name in named) for row in rows] == [
        ("unchecked", "2031", "", "", "", Decimal(2031), None),
        ("checked", "1,900.00", "T3", "甲类支出", "合计", Decimal(1900), Decimal(1900)),
        ("bounded", wide, "T3", "乙", "合计", Decimal(wide), Decimal(wide) * 10_000),
    ]


def test_amount_that_would_lose_a_digit_is_left_out(path: str) -> None:
    """What does not fit the decimals of the store stays as text and is never rounded."""
    fine = "0.00000000001"
    place = Place(location=locate(5, 10, 8))
    operand = Operand(place=place, text=fine, value=Decimal(fine), unit="元", role="")
    coverage = COVERAGE._replace(checked_at=(locate(5, 10, 8),), unchecked=())
    audit = make_audit(outcomes=(("a", PASSED._replace(operands=(operand,))),), coverage=coverage)

    append_run(path, make_run(audit))

    (row,) = ask(path, "figures")
    assert (row["text"], row["value"], row["yuan"]) == (fine, None, None)


def test_no_column_is_a_float(path: str) -> None:
    """Amounts are decimals or text in every table and view."""
    types = say(path, "SELECT DISTINCT data_type FROM duckdb_columns() WHERE NOT internal")

    assert not {kind for (kind,) in types} & {"DOUBLE", "FLOAT", "REAL"}
    assert ("DECIMAL(38,10)",) in types


def test_life_of_a_finding(path: str) -> None:
    """A finding is new, standing, corrected, and returned; what was not judged is said."""
    other = make_run(make_audit(issuer="海湾区另一局", findings=(), outcomes=()))
    runs = (
        make_state("there"),
        make_state("there"),
        make_state("not judged"),
        other,
        make_state("gone"),
        make_state("gone"),
        make_state("there"),
    )

    for run in runs:
        append_run(path, run)

    assert list_states(path) == [
        "new",
        "standing",
        "not_judged",
        "not_audited",
        "corrected",
        "returned",
    ]


def test_life_follows_the_document_not_its_path(path: str) -> None:
    """A document that was renamed is the same one; one without an issuer goes by its path."""
    renamed = make_state("there")
    nameless = make_run(make_audit(issuer="", path="无名.txt", findings=(make_finding(),)))

    append_run(path, make_state("there"))
    append_run(path, renamed._replace(audits=(replace(renamed.audits[0], path="新名.txt"),)))
    append_run(path, nameless)

    found = say(path, "SELECT run, state FROM life ORDER BY run, state")
    assert found == [(1, "new"), (2, "standing"), (3, "new"), (3, "not_audited")]


def test_questions_are_answered_by_issuer_rule_and_year(path: str) -> None:
    """Waived findings count apart; an unreadable document is counted."""
    waived = make_finding(fingerprint="f1:w", waiver=Waiver("waiver", "", "", "", "w.yaml", 1))
    one = make_audit(findings=(make_finding(), waived))
    run = make_run(one, make_audit(path="b.txt", year=2032), UNREADABLE)

    append_run(path, run, label="初查")

    bureau, unknown = ask(path, "bureaus")
    assert (bureau["documents"], bureau["errors"], bureau["infos"], bureau["waived"]) == (
        2,
        2,
        1,
        1,
    )
    assert (bureau["largest_yuan"], unknown["unreadable"]) == (Decimal(100), 1)
    assert [(row["year"], row["errors"]) for row in ask(path, "years")] == [
        (2031, 1),
        (2032, 1),
        (None, 0),
    ]
    rules = {row["rule"]: row["findings"] for row in ask(path, "rules")}
    assert rules == {"row-total": 2, "no-blank": 1}
    assert [(row["label"], row["new"]) for row in ask(path, "runs")] == [("初查", 4)]
    assert len(ask(path, "findings")) == 4
    assert [row["status"] for row in ask(path, "documents")][-1] == "unreadable"


def test_one_finding_is_followed_over_all_runs(path: str) -> None:
    """A fingerprint asks for its life, the words being those when it was last seen."""
    for state in ("there", "gone"):
        append_run(path, make_state(state))

    rows = ask(path, "life", fingerprint="f1:0123456789abcdef")

    assert [(row["run"], row["state"], row["line"]) for row in rows] == [
        (1, "new", 5),
        (2, "corrected", 5),
    ]
    assert ask(path, "life", fingerprint="f1:none") == []


def test_interrupted_run_is_not_kept_twice(path: str) -> None:
    """A resumed run that had been kept already is that run; another one is appended."""
    numbers = [
        append_run(path, make_state("there"), after=0),
        append_run(path, make_state("there"), after=0),
        append_run(path, make_state("gone"), after=0),
        append_run(path, make_state("gone")),
        append_run(path, make_state("gone"), after=3),
        append_run(path, make_state("there"), after=4),
    ]

    assert numbers == [1, None, 2, 3, 4, 5]


def test_run_that_breaks_leaves_nothing(path: str) -> None:
    """Where a document cannot be taken, no row of its run is there."""

    def iterate() -> Iterator[Audit]:
        yield from [make_audit()] * 60
        message = "broken"
        raise RuntimeError(message)

    append_run(path, make_state("there"))

    with pytest.raises(RuntimeError, match="broken"):
        append_run(path, make_run()._replace(audits=iterate()))  # type: ignore[arg-type]  # breaks

    counts = [say(path, f"SELECT count(*) FROM {name} WHERE run > 1") for name in TABLES]  # noqa: S608 - names of ours
    assert counts == [[(0,)]] * len(TABLES)


_APPEND = """
import sys
sys.path.insert(0, sys.argv[2])
from made_audits import make_audit, make_run
from auditor.store import append_run, require_store
require_store(sys.argv[1])
print("begun", flush=True)
run = make_run(*[make_audit(path=f"{n}.txt", issuer=f"局{n}") for n in range(60)])
while True:
    print(append_run(sys.argv[1], run), flush=True)
"""


def test_kill_at_any_moment_leaves_whole_runs(tmp_path: Path) -> None:
    """After kill -9 the store opens, and each of its runs has all its rows."""
    path = str(tmp_path / "killed.store")
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    for last in (False, False, False, False, False, True):
        command = [sys.executable, "-c", _APPEND, path, str(Path(__file__).parent)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            if last:  # on a busy machine none of the others may have kept a run
                writer.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.4))
            writer.kill()

        runs = say(path, "SELECT run FROM runs")
        whole = {
            name: say(path, f"SELECT run, count(*) FROM {name} GROUP BY run")  # noqa: S608 - same
            for name in ("documents", "lines", "findings", "figures")
        }
        assert {tuple(sorted(run for run, _ in rows)) for rows in whole.values()} <= {  # type: ignore[type-var]  # numbers
            tuple(sorted(run for (run,) in runs))  # type: ignore[type-var]  # numbers
        }
        assert {count for _, count in whole["documents"]} <= {60}
        assert {count for _, count in whole["lines"]} <= {60 * len(LINES)}
    assert runs


def test_store_in_use_is_refused(path: str) -> None:
    """While another program writes, who does not wait is told so; who waits goes on."""
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(flush=True); input()"
    command = [sys.executable, "-c", hold, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()

        with pytest.raises(StoreError, match="in use"), open_store(path):
            pass
        with open_store(path, patience=30, wait=holder.kill) as connection:
            assert find_last_run(connection) == 0


@pytest.mark.parametrize("content", [b"", b"no database", b"PK\x03\x04" * 4000])
def test_other_file_is_no_store(tmp_path: Path, content: bytes) -> None:
    """A file that is something else is refused and left as it was."""
    path = tmp_path / "other.txt"
    path.write_bytes(content)

    with pytest.raises(StoreError, match="no store"):
        require_store(str(path))

    assert path.read_bytes() == content


@pytest.mark.parametrize("begin", [4_096, 270_000])
def test_damaged_store_is_named_as_such(path: str, begin: int) -> None:
    """Whether its head or its rows are spoilt: never a fault of ours, never a wrong answer."""
    append_run(path, make_run(*[make_audit(path=f"{n}.txt") for n in range(60)]))
    content = bytearray(Path(path).read_bytes())
    content[begin:] = bytes(len(content) - begin)
    Path(path).write_bytes(content)

    with pytest.raises(StoreError, match="damaged"):
        ask(path, "figures")


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nothing can be made")
def test_store_that_cannot_be_made_is_named() -> None:
    """Nothing is left behind, and nobody is blamed but the place."""
    with pytest.raises(StoreError, match="new"):
        require_store("/proc/new.store")


def test_store_of_another_format_is_refused(path: str) -> None:
    """A store that another version wrote is not guessed at."""
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE store SET format = 99, program = '9.9'")

    with pytest.raises(StoreError, match=r"another format, written by version 9\.9"):
        require_store(path)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM runs",
        "CREATE TABLE mine (x INTEGER)",
        "COPY runs TO 'out.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "ATTACH 'other.db'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "no sql",
    ],
)
def test_statement_only_reads_the_store(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    """A statement that would change something or reach another file is refused."""
    monkeypatch.chdir(tmp_path)
    append_run(path, make_state("there"))
    before = sorted(tmp_path.iterdir())

    with pytest.raises(StoreError, match="cannot be run"):
        say(path, statement)

    assert sorted(tmp_path.iterdir()) == before
    assert say(path, "SELECT count(*) FROM runs") == [(1,)]


def test_parquet_holds_the_same(path: str, tmp_path: Path) -> None:
    """Each table and the answers come out as Parquet, with their types."""
    append_run(path, make_state("there"))
    folder = tmp_path / "it's out"
    with open_store(path) as connection:
        names = export_tables(connection, str(folder))
        values = {"run": 1, "language": "en", "fingerprint": ""}
        for name, query in QUERIES.items():
            export_query(connection, query, values, str(tmp_path / f"{name}.parquet"))

    assert names == tuple(f"{name}.parquet" for name in (*TABLES, *VIEWS))
    for name in TABLES:
        read = duckdb.read_parquet(str(folder / f"{name}.parquet"))
        assert [read.fetchall()] == [say(path, f"SELECT * FROM {name} ORDER BY ALL")]  # noqa: S608 - same
    figures = duckdb.read_parquet(str(tmp_path / "figures.parquet")).fetchall()
    assert figures == [tuple(row.values()) for row in ask(path, "figures", language="en")]
    assert sorted(folder.iterdir()) == sorted(folder / name for name in names)


def test_empty_store_says_so(path: str) -> None:
    """Without a run there is nothing to ask, and a run that is not there is named."""
    with open_store(path) as connection:
        with pytest.raises(StoreError, match="holds no run yet"):
            find_run(connection, path, None)
        with pytest.raises(StoreError, match="holds no run 7"):
            find_run(connection, path, 7)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_hostile_words_are_harmless_in_every_format(path: str, form: str) -> None:
    """No control or direction character reaches a screen, no formula a spreadsheet."""
    run = make_hostile_run()
    formula = make_finding(rule="=cmd|' /C calc'!A0", fingerprint="+1")
    audit = replace(run.audits[0], findings=(*run.audits[0].findings, formula))
    append_run(path, run._replace(audits=(audit,)), label="=HYPERLINK(1)")

    rows = [*ask(path, "findings"), *ask(path, "runs")]
    text = "".join(
        "".join(render_selection(tuple(row), [tuple(row.values())], form, language="zh", width=80))
        for row in rows
    )

    assert not {"\u202e", "\x00", "\x1b", "\x07"} & set(text)
    if form == "csv":
        assert "\"'=cmd" in text
        assert '"=' not in text


def test_table_says_states_in_words_and_cuts_what_is_wide() -> None:
    """A screen shows words for states, money with thousands, and no cell too wide."""
    columns = ("state", "severity", "verdict", "largest_yuan", "message", "own")
    rows = [("new", "error", "error", Decimal("1234.5000000000"), "很" * 90, None)]

    text = "".join(render_selection(columns, rows, "table", language="zh", width=80))

    assert text.splitlines()[0].split() == [
        "状态",
        "级别",
        "结论",
        "最大差额（元）",
        "内容",
        "own",
    ]
    assert text.splitlines()[2].split()[:4] == ["新增", "错误", "规则出错", "1,234.50"]
    assert "…" in text


def test_json_has_no_floats() -> None:
    """Amounts are exact strings; nothing at all is an empty list."""
    row = (Decimal("0.1000000000"), None, 3, "甲")

    text = "".join(render_selection(("a", "b", "c", "d"), [row], "json", language="zh", width=80))
    empty = "".join(render_selection(("a",), [], "json", language="zh", width=80))

    assert text == '[\n{"a": "0.1", "b": null, "c": 3, "d": "甲"}\n]\n'
    assert empty == "[]\n"


def make_bureau_folder(path: str, language: str = "zh") -> dict[str, str]:
    """Make the pages of a store's last run, by their names."""
    with open_store(path) as connection:
        run = find_run(connection, path, None)
        head = read_head(connection, run)
        values: dict[str, object] = {"run": run, "language": language, "fingerprint": ""}
        files = render_bureau_folder(
            head._replace(settings=head.settings._replace(language=language)),
            iterate_audits(connection, run),
            list_paths(connection, run),
            number=run,
            label="初查",
            counts=count_lives(connection, run),
            lives=list_lives(select_rows(connection, QUERIES["life"], values)),
        )
        return {file.name: file.content.decode() for file in files}


def test_overview_leads_from_issuer_and_rule_to_the_finding(path: str) -> None:
    """A count of one document is a link to its finding; that of several unfolds into links."""
    run = make_run(
        make_audit(),
        make_audit(path="b.txt", findings=(make_finding(),)),
        make_audit(path="c.txt", issuer="海湾区另一局", findings=(REVIEW,)),
        UNREADABLE,
    )
    append_run(path, make_state("there"))
    append_run(path, run)

    pages = make_bureau_folder(path)

    index = pages.pop("index.html")
    assert sorted(pages) == ["b.html", "c.html", "坏.html", "预算.html"]
    assert '<a href="c.html#F1">1</a>' in index
    assert '<summary>2</summary><ul><li><a href="%E9%A2%84%E7%AE%97.html#F1">' in index
    assert "（未识别单位）" in index
    assert '<div class="tile" data-state="standing"><h3>未改</h3><p class="big">1</p>' in index


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_words_are_text_in_the_overview(path: str, language: str) -> None:
    """Markup in issuers, rules and names stays text."""
    append_run(path, make_state("there"))
    append_run(path, make_hostile_run())

    index = make_bureau_folder(path, language)["index.html"]

    assert 'id="life-new"' in index  # the words of findings stand there, too
    assert index.count("<script") == 1
    assert "<img" not in index
    assert "\u202e" not in index


def test_page_of_the_store_names_every_column() -> None:
    """docs/store.md lists each table, view and column that there is."""
    page = (DOCS / "store.md").read_text(encoding="utf-8")

    missing = [name for name in (*TABLES, *VIEWS) if f"`{name}`" not in page]
    missing += [
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        for column in table.columns
        if f"`{column.name}`" not in page
    ]
    assert missing == []
