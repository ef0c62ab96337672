"""`auditor rules new --table FILE#N`: draft a template from a table that no template fits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.checks.inferred.inferring import find_inferences
from auditor.cli.errors import UsageError
from auditor.cli.options import DEFAULT_PACKS
from auditor.cli.outputs import write_file
from auditor.cli.pack_writing import HEAD, write_pack_head, write_schemas
from auditor.cli.rules import write_lines
from auditor.interpreting import interpret_document
from auditor.rulepack.sources import list_shipped_names
from auditor.rulepack.table_drafts import TableDraft, draft_table

if TYPE_CHECKING:
    import argparse

    from auditor.budget import Budget
    from auditor.budget.generic import GenericTable
    from auditor.cli.parts import Parts
    from auditor.document import Document
    from auditor.rulepack import RulePack

_TABLES = "tables.yaml"
_WRITTEN = {
    "zh": "模板“{name}”已写入 {path}",
    "en": "written: the template {name}, in {path}",
}
_RECOGNISED = {
    "zh": "按它识别出这张表：{rows} 行，{figures} 个数字",
    "en": "by it the table is recognised: {rows} rows, {figures} figures",
}
_NOT_YET = {
    "zh": "按它还识别不出这张表，请修改表头和行的写法",
    "en": "by it the table is not recognised yet: see to its headers and rows",
}


def run_new_table(given: argparse.Namespace, parts: Parts) -> int:
    """Write the template into the pack's tables.yaml, behind what stands there.

    Raises UsageError where there is no such table, ReadingError for a file that cannot be read,
    RulePackError for a faulty pack.
    """
    folder = Path(given.pack)
    if given.pack in list_shipped_names():
        message = f"--pack: {given.pack} 是自带的规则包 / is a pack that comes with the program"
        raise UsageError(message)
    is_new = not (folder / HEAD).exists()
    rule_pack = parts.load_packs(DEFAULT_PACKS if is_new else [given.pack])
    file, _, number = given.table.rpartition("#")
    document = parts.parse_document(parts.read_document(file, 0).text)
    budget = _interpret(document, rule_pack)
    place = _find_place(budget.generic_tables, number)
    draft = _draft(budget, place, rule_pack, given.lang)
    try:
        if is_new:
            write_pack_head(folder, given.lang)
        write_schemas(folder)
        _append(folder / _TABLES, draft.text)
    except OSError as fault:
        message = f"--pack: {fault.filename}: {fault.strerror}"
        raise UsageError(message) from fault
    path = (folder / _TABLES).as_posix()
    again = _interpret(document, parts.load_packs([given.pack]))
    said = _WRITTEN[given.lang].format(name=draft.name, path=path)
    write_lines([said, _describe_result(again, draft.name, given.lang)])
    return 0


def _interpret(document: Document, rule_pack: RulePack) -> Budget:
    return interpret_document(
        document, rule_pack.templates, rule_pack.catalogues, forms=rule_pack.forms
    )


def _find_place(tables: tuple[GenericTable, ...], number: str) -> int:
    """Find the table by its number, from 1. Raises UsageError that lists the tables."""
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(tables):
        return int(number) - 1
    listed = "".join(
        f"\n  #{place}  {table.table.title_location.line}  {table.table.title}"
        for place, table in enumerate(tables, start=1)
    )
    message = f"--table: 没有模板的表有 {len(tables)} 张 / tables without a template:{listed}"
    raise UsageError(message)


def _draft(budget: Budget, place: int, rule_pack: RulePack, language: str) -> TableDraft:
    inferences = find_inferences(budget)
    parts: dict[str, str] = {}
    for relation in inferences.relations:
        is_mine = relation.table == place and relation.kind == "row-total"
        if is_mine and inferences.is_confirmed(relation) and relation.sums:
            total, *others = (part.role for part in relation.sums[0])
            parts |= {other: total for other in others if other not in parts}
    templates = rule_pack.templates
    numbers = {template.number for template in templates.values()}
    table = budget.generic_tables[place]
    try:
        return draft_table(table, parts, (templates, numbers), rule_pack.catalogues, language)
    except ValueError as fault:
        message = f"--table: 这张表起草不出模板 / no template can be drafted: {fault}"
        raise UsageError(message) from fault


def _append(path: Path, text: str) -> None:
    """Write the text behind what the file holds, if it is there."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    between = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    head = "" if before else "# yaml-language-server: $schema=.schema/tables.schema.json\n"
    write_file(str(path), f"{head}{before}{between}{text}".encode(), "--pack")


def _describe_result(budget: Budget, name: str, language: str) -> str:
    found = budget.find_tables(name)
    if not found:
        return _NOT_YET[language]
    rows, figures = len(found[0].rows), found[0].figures
    return _RECOGNISED[language].format(rows=rows, figures=figures)
