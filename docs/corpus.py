"""Write docs/corpus.md: what of the published documents is read, against an inventory of them.

    python docs/corpus.py FOLDER        with tables.json and the documents in it

The inventory was made independently: of each table its pages, title and number of money cells.
Why a count differs from it stands in docs/corpus-differences.csv. What is found in the documents
is judged in docs/rules/judgements.csv.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from auditor.engine import Settings, audit_document
from auditor.reading import Source, read_document
from auditor.rulepack import choose_pack, load_packs

_FOLDER = Path(__file__).resolve().parent
_PAGE = _FOLDER / "corpus.md"
_DIFFERENCES = _FOLDER / "corpus-differences.csv"
_JUDGEMENTS = _FOLDER / "rules" / "judgements.csv"
_MONEY = re.compile(r"-?(?=.*[.,])\d[\d,]*(\.\d+)?")
_HEAD = """# Published documents

What the reader makes of real documents, by their short names, against an inventory that was made
independently of this program (of each table its pages and its money cells: amounts with a point
or a comma). Tables whose pages overlap are counted together. `python docs/corpus.py FOLDER`
writes this page.

| document | pages | tables | of them with money | read whole | money cells | read |
|---|---:|---:|---:|---:|---:|---:|
"""
_WHY = """
## Differences

| document | pages | in the inventory | read | why |
|---|---|---:|---:|---|
"""
_JUDGED = """
## Findings, judged one by one

Every finding of severity error and warning, with the pack that the document chooses, as an auditor
of the bureau would judge it; findings that are not in this list are of severity info.

| document | page | rule | judged | what is not so |
|---|---:|---|---|---|
"""


class Group(NamedTuple):
    """Tables of the inventory whose pages overlap, and the money cells read on these pages."""

    document: str
    first: int
    last: int
    tables: int
    with_money: int
    known: int
    read: int


def iterate_groups(name: str, inventory: dict[str, Any], source: Source) -> Iterator[Group]:
    """Yield what a document's inventory says of each run of pages, and what was read there."""
    runs: list[list[Any]] = []
    for table in sorted(inventory["tables"], key=lambda table: table["page_first"]):
        if runs and table["page_first"] <= max(one["page_last"] for one in runs[-1]):
            runs[-1].append(table)
        else:
            runs.append([table])
    for run in runs:
        first, last = run[0]["page_first"], max(table["page_last"] for table in run)
        yield Group(
            document=name,
            first=first,
            last=last,
            tables=len(run),
            with_money=sum(table["money_cells"] > 0 for table in run),
            known=sum(table["money_cells"] for table in run),
            read=count_money(source, first, last),
        )


def count_money(source: Source, first: int, last: int) -> int:
    """Count the cells of rows on these pages that hold an amount."""
    lines = zip(source.text.split("\n"), source.pages, strict=False)
    cells = [
        cell
        for line, page in lines
        if first <= page <= last and "\t" in line
        for cell in line.split("\t")
    ]
    return sum(_MONEY.fullmatch(cell) is not None for cell in cells)


def list_loud(name: str, source: Source, judged: dict[tuple[str, str], str]) -> list[str]:
    """Return a line for every loud finding of a document, with what people judged of it."""
    pack = load_packs(choose_pack(source.text.split("\n")).names, examples=False)
    audit = audit_document(source, pack, Settings())
    lines = []
    for found in audit.findings:
        if found.severity == "info":
            continue
        line = found.outcome.place.location.line
        page = source.pages[line - 1] if line <= len(source.pages) else ""
        judgement = judged.get((name, found.fingerprint), "open")
        demand = found.title.en.replace("|", "/")
        lines.append(f"| {name} | {page} | `{found.rule}` | {judgement} | {demand} |\n")
    return lines


def render_page(
    groups: Sequence[Group], pages: dict[str, int], why: dict[str, str], loud: Sequence[str]
) -> str:
    """Return the page: a line for each document, each difference, each loud finding."""
    out = [_HEAD]
    for name, count in pages.items():
        own = [group for group in groups if group.document == name]
        out.append(_render_row(name, str(count), own))
    out.append(_render_row("all", "", groups))
    out.append(_WHY)
    for group in groups:
        if group.known != group.read:
            place = f"{group.first}–{group.last}"
            reason = why.get(f"{group.document} {place}", "not yet explained")
            out.append(
                f"| {group.document} | {place} | {group.known} | {group.read} | {reason} |\n"
            )
    return "".join([*out, _JUDGED, *loud])


def _render_row(name: str, pages: str, groups: Sequence[Group]) -> str:
    same = sum(group.with_money for group in groups if group.known == group.read)
    counts = (
        sum(group.tables for group in groups),
        sum(group.with_money for group in groups),
        same,
        sum(group.known for group in groups),
        sum(group.read for group in groups),
    )
    return f"| {name} | {pages} | {' | '.join(map(str, counts))} |\n"


def main(folder: Path) -> None:
    """Read the documents and write the page."""
    known = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
    with _DIFFERENCES.open(encoding="utf-8", newline="") as stream:
        why = {f"{row['document']} {row['pages']}": row["why"] for row in csv.DictReader(stream)}
    with _JUDGEMENTS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    judged = {(row["document"], row["fingerprint"]): row["judgement"] for row in rows}
    groups: list[Group] = []
    pages: dict[str, int] = {}
    loud: list[str] = []
    for name in sorted(known):
        short = name.partition("-")[0]
        source = read_document(folder / name)
        pages[short] = known[name]["pages"]
        groups += iterate_groups(short, known[name], source)
        loud += list_loud(short, source, judged)
    _PAGE.write_text(render_page(groups, pages, why, loud), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
