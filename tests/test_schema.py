"""The JSON Schema of a pack's files: current, and true of the shipped packs."""

import json
from pathlib import Path

import jsonschema
import pytest

from auditor.cli.main import run_command
from auditor.resources import find_rules_folder
from auditor.rulepack.kinds import KINDS
from auditor.rulepack.nodes import MappingNode, Node, SequenceNode
from auditor.rulepack.schema import SCHEMAS, render_schema
from auditor.rulepack.schema_keys import COMMON_KEYS, KIND_KEYS, find_key
from auditor.rulepack.yaml_parsing import parse_yaml

Capture = pytest.CaptureFixture[str]
RULES = find_rules_folder()
SHIPPED = sorted(RULES.glob("*/*.yaml")) + sorted(RULES.glob("*/rules/*.yaml"))


def to_json(node: Node) -> object:
    """Return a node as editors see it: YAML 1.2, where only numbers and flags are no text."""
    if isinstance(node, MappingNode):
        return {key.value: to_json(value) for key, value in node}
    if isinstance(node, SequenceNode):
        return [to_json(found) for found in node.nodes]
    if node.style:
        return node.value
    if node.value.isascii() and node.value.isdigit():
        return int(node.value)
    return {"true": True, "false": False, "": None}.get(node.value, node.value)


def read_yaml(path: Path) -> object:
    """Read a YAML file with our own strict parser."""
    return to_json(parse_yaml(path.read_text(encoding="utf-8"), path.name).root)


@pytest.mark.parametrize("name", SCHEMAS)
def test_shipped_schemas_are_current(name: str, capsys: Capture) -> None:
    """What lies beside the packs is what the program prints (else: make docs)."""
    shipped = (RULES / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")

    run_command(["rules", "schema", name])

    assert capsys.readouterr().out == shipped == render_schema(name)
    jsonschema.Draft7Validator.check_schema(json.loads(shipped))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(RULES).as_posix())
def test_shipped_packs_fit_their_schemas(path: Path) -> None:
    """No editor marks a sound file; and each names its schema in the first line."""
    name = "rules" if path.parent.name == "rules" else path.stem
    first = path.read_text(encoding="utf-8").splitlines()[0]
    place = first.removeprefix("# yaml-language-server: $schema=")

    assert (path.parent / place).resolve() == (RULES / "schema" / f"{name}.schema.json").resolve()
    jsonschema.Draft7Validator(SCHEMAS[name]()).validate(read_yaml(path))


@pytest.mark.parametrize(
    "text",
    [
        "a: {kind: equatoin}",
        "a: {kind: equation}",
        "a: {kind: rollup, in: 支出总表, equation: 合计 = 0}",
        "a: {kind: years, severity: loud}",
        "a: {kind: years, examples: [{name: a, document: b}]}",
        "a: loud",
    ],
)
def test_schema_sees_mistakes(text: str) -> None:
    """The guard bites."""
    node = to_json(parse_yaml(text, "r.yaml").root)

    assert not jsonschema.Draft7Validator(SCHEMAS["rules"]()).is_valid(node)


def test_every_key_is_described() -> None:
    """A key without a description would be offered without saying what it is for."""
    unknown = find_key("no such key", "equation")

    missing = [
        f"{kind}.{key}"
        for kind, found in KINDS.items()
        for key in found.keys
        if find_key(key, kind) is unknown
    ]

    assert missing == []
    assert {key.split(".")[0] for key in KIND_KEYS if "." in key} <= set(KINDS)
    assert "examples" in COMMON_KEYS
