"""JSON Schema of the YAML files of a pack, so that editors complete and mark mistakes.

A schema cannot see what the loader sees: whether names are declared and formulas mean something.
"""

import json
from collections.abc import Callable, Iterable

from auditor.budget.statement import Direction, Listing
from auditor.rulepack.forms import FORM_KEYS, MEASURE_KEYS, TYPE_KEYS
from auditor.rulepack.kinds import INFER, KINDS
from auditor.rulepack.pack_files import CATALOGUES
from auditor.rulepack.schema_keys import (
    COMMON_KEYS,
    FLAG,
    SEVERITY,
    TEXT,
    TEXTS,
    YEAR,
    YEARS,
    Key,
    Schema,
    build_object,
    choose,
    find_key,
)
from auditor.rulepack.statements import PART_KEYS, PERCENTAGE_KEYS, STATEMENT_KEYS
from auditor.rulepack.templates import PERIODS

_DRAFT = "http://json-schema.org/draft-07/schema#"  # what editors understand best


def build_rules_schema() -> Schema:
    """Build the schema of rules/*.yaml."""
    common = {name: _describe(key) for name, key in COMMON_KEYS.items()}
    common["kind"]["enum"] = list(KINDS)
    return {
        "$schema": _DRAFT,
        "title": "auditor: rules",
        "type": "object",
        "additionalProperties": {"anyOf": [SEVERITY, {"$ref": "#/definitions/rule"}]},
        "definitions": {
            "rule": {
                "type": "object",
                "required": ["kind"],
                "properties": common,
                "allOf": [_build_kind(kind) for kind in KINDS],
            }
        },
    }


def _build_kind(kind: str) -> Schema:
    """Build what holds for rules of one kind: their own keys, and no keys of other kinds."""
    own = {name: _describe(find_key(name, kind)) for name in KINDS[kind].keys}
    then: Schema = {
        "properties": own,
        "propertyNames": choose(*COMMON_KEYS, *own),
        **_build_required(kind),
    }
    return {"if": {"properties": {"kind": {"const": kind}}}, "then": then}


def _build_required(kind: str) -> Schema:
    required = list(KINDS[kind].required)
    if INFER not in KINDS[kind].keys:
        return {"required": required}
    return {"anyOf": [{"required": required}, {"required": [INFER]}]}


def _describe(key: Key) -> Schema:
    return {**key.schema, "description": f"{key.zh} / {key.en}"}


def build_tables_schema() -> Schema:
    """Build the schema of tables.yaml."""
    column = build_object(
        {
            "headers": TEXTS,
            "role": choose("total", "part"),
            "optional": FLAG,
            "unit": TEXT,
            "of": TEXT,
            "period": choose(*PERIODS),
        }
    )
    columns = _build_mapping({"anyOf": [column, {"const": "off"}, {"type": "null"}]})
    row = build_object({"spelled": TEXTS, "of": TEXT})
    rows = _build_mapping({"anyOf": [TEXTS, row, {"type": "null"}]})
    codes = choose(*CATALOGUES, "none")
    side = build_object(
        {
            "columns": columns,
            "rows": rows,
            "total": TEXTS,
            "codes": codes,
            "set": TEXT,
            "set-of": TEXT,
        },
        "columns",
    )
    template = build_object(
        {
            "number": TEXT,
            "titles": TEXTS,
            "unit": TEXT,
            "rows": choose("coded", "two-sided", "items", "single"),
            "codes": codes,
            "columns": columns,
            "total": TEXTS,
            "declared": rows,
            "beside": TEXTS,
            "like": TEXT,
            "sides": _build_mapping(side),
        },
    )
    return {"$schema": _DRAFT, "title": "auditor: tables", **_build_mapping(template)}


def _build_mapping(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def build_pack_schema() -> Schema:
    """Build the schema of pack.yaml."""
    version: Schema = {"type": "string", "pattern": r"^\d+\.\d+\.\d+"}
    keys = {
        "name": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "version": version,
        "min-version": version,
        "extends": {"anyOf": [TEXT, {"type": "array", "items": TEXT}]},
        "for": build_object({"titles": TEXTS, "years": YEARS, "places": TEXTS, "tables": TEXTS}),
    }
    return {"$schema": _DRAFT, "title": "auditor: pack", **build_object(keys, "name", "version")}


def build_errata_schema() -> Schema:
    """Build the schema of errata.yaml."""
    keys = {
        "rule": TEXT,
        "off": FLAG,
        "severity": SEVERITY,
        "in": TEXTS,
        "date": {"type": "string", "format": "date"},
        "reference": TEXT,
    }
    erratum = build_object(keys, "rule", "date", "reference")
    return {"$schema": _DRAFT, "title": "auditor: errata", "type": "array", "items": erratum}


def build_statements_schema() -> Schema:
    """Build the schema of statements.yaml."""
    known: dict[str, Schema] = {
        "change": FLAG,
        "sum": FLAG,
        "lists": choose(*(listing.value for listing in Listing)),
        "parts": _build_mapping(_build_choice(PART_KEYS, {"change": FLAG}, "spelled")),
    }
    template = _build_choice(STATEMENT_KEYS, known, "spelled")
    changes = {direction.value: TEXTS for direction in Direction}
    keys = {
        "changes": build_object(changes),
        "percentages": build_object(dict.fromkeys(PERCENTAGE_KEYS, TEXTS)),
        "statements": _build_mapping({"anyOf": [template, {"const": "off"}]}),
    }
    return {"$schema": _DRAFT, "title": "auditor: statements", **build_object(keys)}


def build_forms_schema() -> Schema:
    """Build the schema of forms.yaml, the vocabulary of performance forms."""
    mappings = dict.fromkeys(
        ("labels", "funds", "levels", "telling", "level-misfits"), _build_mapping(TEXTS)
    )
    known: dict[str, Schema] = {
        **mappings,
        "measures": _build_mapping(_build_choice(MEASURE_KEYS, {}, "endings")),
        "types": _build_mapping(_build_choice(TYPE_KEYS, {"from": YEAR}, "titles")),
    }
    return {"$schema": _DRAFT, "title": "auditor: forms", **_build_choice(FORM_KEYS, known)}


def _build_choice(keys: Iterable[str], known: dict[str, Schema], *required: str) -> Schema:
    """Build a mapping with these keys, which hold texts unless something else is known of them."""
    return build_object({key: known.get(key, TEXTS) for key in keys}, *required)


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "rules": build_rules_schema,
    "tables": build_tables_schema,
    "pack": build_pack_schema,
    "errata": build_errata_schema,
    "statements": build_statements_schema,
    "forms": build_forms_schema,
}


def render_schema(name: str) -> str:
    """Render the schema of one kind of file as JSON text."""
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"
