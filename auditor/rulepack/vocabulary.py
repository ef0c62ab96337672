"""The fields of rules that hold words: headings and scopes, each with its spellings."""

from collections.abc import Iterator

from auditor.budget import HeadingTemplate
from auditor.checks.wording.remarks import ScopeWords
from auditor.rulepack.fields import Fields, compile_patterns
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode, SequenceNode


def take_headings(fields: Fields, key: str) -> tuple[HeadingTemplate, ...]:
    """Return the headings of a mapping: name and spellings."""
    return tuple(
        HeadingTemplate(
            name=name.value, spellings=compile_patterns(_list(node, fields), fields.log)
        )
        for name, node in _iterate_mapping(fields, key)
    )


def take_scopes(fields: Fields, key: str) -> tuple[ScopeWords, ...]:
    """Return the scopes of a mapping: name, issuers, spellings."""
    scopes = []
    for name, node in _iterate_mapping(fields, key):
        inner = Fields(node, ("issuers", "spellings"), fields.log)
        inner.require("spellings")
        scopes.append(
            ScopeWords(
                name=name.value,
                issuers=inner.take_patterns("issuers"),
                spellings=inner.take_patterns("spellings"),
            )
        )
    return tuple(scopes)


def _iterate_mapping(fields: Fields, key: str) -> Iterator[tuple[ScalarNode, Node]]:
    node = fields.find(key)
    if isinstance(node, MappingNode):
        yield from node
    elif node is not None:
        fields.log.add(node, f"{key}: a mapping is wanted here, names with their spellings")


def _list(node: Node, fields: Fields) -> tuple[ScalarNode, ...]:
    nodes = node.nodes if isinstance(node, SequenceNode) else (node,)
    for wrong in nodes:
        if not isinstance(wrong, ScalarNode):
            fields.log.add(wrong, "a spelling or a list of spellings is wanted here")
    return tuple(found for found in nodes if isinstance(found, ScalarNode))
