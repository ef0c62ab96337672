"""The fields of rules about sentences: kinds `agree` and `count`."""

from collections.abc import Mapping

from auditor.budget import Column, StatementTemplate, TableTemplate
from auditor.checks.agree.check import DEMANDS as AGREE_DEMANDS
from auditor.checks.agree.check import AgreeParameters
from auditor.checks.conditions import Condition
from auditor.checks.count import DEMANDS as COUNT_DEMANDS
from auditor.checks.count import CountParameters
from auditor.codes import Catalogue
from auditor.rule.formula import Relation
from auditor.rulepack.conditions import take_tolerance
from auditor.rulepack.fields import Fields

AGREE_KEYS = (
    *("demand", "statements", "in", "columns", "total", "parts", "funds", "tolerance"),
    *("relation", "ignore", "levels", "reasons", "changes", "splits"),
)
COUNT_KEYS = ("demand", "statements", "total", "funds", "apart-from")
_AGREE_NEEDS = {
    "rows": ("in", "columns"),
    "list": ("in", "total"),
    "grown": ("in", "columns"),
    "cells": ("in",),
    "renamed": ("in", "columns"),
    "listed-rows": ("in", "columns", "splits"),
    "announced": ("parts",),
    "parts": ("parts",),
    "restated": ("parts",),
    "percents": ("parts",),
    "divided": ("splits",),
    "order": ("parts", "changes"),
    "addends": ("total",),
    "projects": ("funds",),
    "project-money": ("in", "columns", "funds"),
    "forms": ("funds",),
    "names": ("funds",),
    "direction": ("reasons", "changes"),
    "turns": ("reasons", "changes"),
    "substance": ("reasons", "changes"),
    "subject": ("reasons",),
}
_SPEECHLESS = frozenset(  # names no statement
    {"copies", "targets", "divided", "forms", "growths", "project-money", "shares", "ratios"}
)
_COUNT_NEEDS = {"forms": ("total", "funds")}
_PERCENT_PARTS = 4
_LEVELS = {"合计": 0, "类": 3, "款": 5, "项": 7}
_RELATIONS = tuple(relation.value for relation in (Relation.EQUAL, Relation.AT_LEAST))


def take_agree(
    fields: Fields,
    tables: tuple[TableTemplate, ...],
    statements: Mapping[str, StatementTemplate],
    catalogues: Mapping[str, Catalogue],
    condition: Condition | None,
) -> AgreeParameters:
    """Return what a rule of kind `agree` says."""
    demand = fields.take_choice("demand", AGREE_DEMANDS, AGREE_DEMANDS[0])
    fields.require(*_AGREE_NEEDS.get(demand, ()))
    if demand not in _SPEECHLESS:
        fields.require("statements")
    chosen = fields.take_known("statements", statements, "statement")
    parts = _take_parts(fields, demand, chosen, statements)
    if demand == "percents" and len(parts) != _PERCENT_PARTS and fields.find("parts"):
        node = fields.find("parts") or fields.node
        fields.log.add(node, "parts: the year before, this year, the rise and the fall")
    return AgreeParameters(
        demand=demand,
        statements=chosen,
        tables=tables,
        columns=_take_columns(fields, tables),
        total=_take_statement(fields, "total", statements),
        parts=parts,
        funds=fields.take_names("funds"),
        catalogues=catalogues,
        condition=condition,
        tolerance=take_tolerance(fields),
        relation=Relation(fields.take_choice("relation", _RELATIONS, Relation.EQUAL.value)),
        ignored=fields.take_names("ignore"),
        lengths=_take_lengths(fields),
        reasons=fields.take_patterns("reasons"),
        changes=fields.take_patterns("changes"),
        splits=fields.take_patterns("splits"),
    )


def take_count(
    fields: Fields, statements: Mapping[str, StatementTemplate], condition: Condition | None
) -> CountParameters:
    """Return what a rule of kind `count` says."""
    demand = fields.take_choice("demand", COUNT_DEMANDS, COUNT_DEMANDS[0])
    fields.require(*_COUNT_NEEDS.get(demand, ()))
    return CountParameters(
        demand=demand,
        statements=fields.take_known("statements", statements, "statement"),
        total=_take_statement(fields, "total", statements),
        funds=fields.take_names("funds"),
        apart_from=fields.take_patterns("apart-from"),
        condition=condition,
    )


def _take_parts(
    fields: Fields,
    demand: str,
    chosen: tuple[str, ...],
    statements: Mapping[str, StatementTemplate],
) -> tuple[str, ...]:
    """Parts are those that the templates declare; announced items are statements themselves."""
    if fields.find("parts") is None:
        return ()
    if demand == "announced":
        return fields.take_known("parts", statements, "statement")
    known = {part.name: None for name in chosen for part in statements[name].parts}
    return fields.take_known("parts", known, "part")


def _take_lengths(fields: Fields) -> tuple[int, ...]:
    names = fields.take_known("levels", _LEVELS, "level")
    return tuple(_LEVELS[name] for name in names)


def _take_statement(fields: Fields, key: str, statements: Mapping[str, StatementTemplate]) -> str:
    if fields.find(key) is None:
        return ""
    return next(iter(fields.take_known(key, statements, "statement")), "")


def _take_columns(fields: Fields, tables: tuple[TableTemplate, ...]) -> tuple[Column, ...]:
    known = {column.name: column for table in tables for column in table.list_columns()}
    if fields.find("columns") is None or not known:
        return ()
    return tuple(known[name] for name in fields.take_known("columns", known, "column"))
