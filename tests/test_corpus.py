"""Published documents beside the checkout: no table is misread, none is passed over in silence.

Skipped where they or the PDF library are absent. `tables.json` there is an inventory of their
tables that was made without this program.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from reading_budgets import SHARED

from auditor.budget import Budget, Table
from auditor.engine import Settings, audit_document
from auditor.finding import Audit
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.reading import Source, read_document
from auditor.rulepack import RulePack, choose_pack, load_packs

pytest.importorskip("pypdfium2", reason="reading PDF needs the extra")

CORPUS = SHARED / "corpus"
INVENTORY = CORPUS / "tables.json"
PATHS = {path.name.split("-")[0]: path for path in sorted(CORPUS.glob("*.pdf"))}
NINE = [f"T{number}" for number in range(1, 10)]
OF_SHANGHAI = ("pt01", "pt02", "pt04", "pt05", "sh02")
OF_A_UNIT = ("pt05", "sh02")
FINAL_ACCOUNTS = ("pt14", "pt16")
ELSEWHERE = tuple(name for name in PATHS if name not in OF_SHANGHAI + FINAL_ACCOUNTS)

CHOSEN = {
    "pt": "cn-shanghai",
    "sh": "cn-shanghai",
    "bj": "cn-beijing",
    "c0": "cn-central",
    "cq": "cn-chongqing",
    "fj": "cn-fujian",
    "gd": "cn-guangdong",
    "gd05": "cn-shenzhen",
    "hn": "cn-hunan",
    "js": "cn-jiangsu",
    "sd": "cn-shandong",
    "sn": "cn-shaanxi",
    "zj": "cn-zhejiang",
    "pt14": "cn-final-accounts",
    "pt16": "cn-final-accounts",
}

pytestmark = pytest.mark.skipif(not INVENTORY.is_file(), reason="the documents are not here")


@cache
def _read(path: Path) -> Source:
    return read_document(path)


@cache
def _load(name: str) -> RulePack:
    return load_packs([name])


def _choose(path: Path) -> RulePack:
    return _load(choose_pack(_read(path).text.split("\n")).names[0])


@cache
def _audit(path: Path) -> Audit:
    return audit_document(_read(path), _choose(path), Settings())


@cache
def _read_own(path: Path) -> Budget:
    """Read a document by the pack that it chooses."""
    pack = _choose(path)
    return interpret_document(
        parse_document(_read(path).text), pack.templates, pack.catalogues, forms=pack.forms
    )


def _list_tables(path: Path) -> tuple[Table, ...]:
    return _read_own(path).tables


def _list_inventory(path: Path) -> list[dict[str, Any]]:
    tables = json.loads(INVENTORY.read_text(encoding="utf-8"))[path.name]["tables"]
    return [table for table in tables if not table["form"]]


def _list_broken_sums(path: Path) -> list[tuple[str, str]]:
    """Return the errors that claim a broken sum in or between tables: rule and place."""
    kinds = {rule.id: rule.kind for rule in _choose(path).rules}
    return [
        (found.rule, str(found.outcome.place.location))
        for found in _audit(path).findings
        if found.severity == "error"
        and kinds[found.rule] in ("equation", "rollup")
        and found.outcome.place.table.startswith(("T", "G", "J"))
    ]


@pytest.mark.parametrize("name", OF_SHANGHAI)
def test_documents_of_shanghai_are_read_whole(name: str) -> None:
    """The nine tables are recognised once each, with all columns, and nothing else is left."""
    tables = _list_tables(PATHS[name])

    assert [table.id for table in tables] == NINE
    assert all(table.unit_given for table in tables)
    assert [table.unit.word for table in tables] == ["元"] * 8 + ["万元"]
    assert _audit(PATHS[name]).status == "complete"


@pytest.mark.parametrize("name", OF_SHANGHAI)
def test_figures_of_the_inventory_are_all_read(name: str) -> None:
    """Each table holds the money cells of the inventory, and no figure stands in no column."""
    tables = _list_tables(PATHS[name])

    counts = [table["money_cells"] for table in _list_inventory(PATHS[name])]
    assert all(table.figures >= count for table, count in zip(tables, counts, strict=True))
    figures = _read_own(PATHS[name]).figures
    assert not [figure.text for figure in figures if figure.reason == "misplaced"]


@pytest.mark.parametrize("name", OF_A_UNIT)
def test_form_of_a_unit_divides_its_first_table(name: str) -> None:
    """The first table of a unit prints 合计, 人员经费, 公用经费 and 项目支出."""
    first = _list_tables(PATHS[name])[0]

    assert first.columns == ("预算数", "人员经费", "公用经费", "项目支出")


@pytest.mark.parametrize("name", PATHS)
def test_no_broken_sum_is_claimed(name: str) -> None:
    """All published tables add up: those of other forms are not judged by this one."""
    assert _list_broken_sums(PATHS[name]) == []


@pytest.mark.parametrize("name", [*ELSEWHERE, *FINAL_ACCOUNTS])
def test_tables_of_other_forms_are_said(name: str) -> None:
    """Figures in tables that are not recognised, and blank forms, make an audit incomplete."""
    audit = _audit(PATHS[name])

    assert audit.coverage is not None
    missed = [table for table in audit.coverage.unrecognised if table.figures]
    is_judged = audit.coverage.checked and not missed
    assert audit.status == ("complete" if is_judged else "incomplete")


@pytest.mark.parametrize("name", ELSEWHERE)
def test_table_of_another_form_is_not_called_missing(name: str) -> None:
    """A table whose title is that of the form, but not its columns, is not said to be absent."""
    absent = {
        found.outcome.expected for found in _audit(PATHS[name]).findings if "tables-" in found.rule
    }
    there = {table.template_name or table.resembles for table in _list_tables(PATHS[name])}

    assert not absent & there


@pytest.mark.parametrize("name", FINAL_ACCOUNTS)
def test_final_accounts_are_not_taken_for_budgets(name: str) -> None:
    """The tables of a final account are recognised by their own form only."""
    numbers = [table.id for table in _list_tables(PATHS[name]) if table.template]

    assert numbers
    assert all(number.startswith("J") for number in numbers)


@pytest.mark.parametrize("name", PATHS)
def test_each_document_chooses_its_pack(name: str) -> None:
    """The issuer and the titles tell the province, and final accounts from budgets."""
    expected = CHOSEN[name[:2] if name not in CHOSEN else name]

    assert choose_pack(_read(PATHS[name]).text.split("\n")).names == (expected,)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_recognised_tables_lose_no_figure(name: str) -> None:
    """A table that is recognised holds all money cells of the inventory but zeros and blanks."""
    inventory = _list_inventory(PATHS[name])
    for table in _list_tables(PATHS[name]):
        listed = [t for t in inventory if table.title.endswith(t["title"])]
        if table.template is not None and listed:
            counts = [entry["money_cells"] - entry["zero_cells"] for entry in listed]
            assert table.figures >= min(counts), table.title
