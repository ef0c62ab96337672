"""The examples inside a rule: a document, what must come of it, and where.

Cells may be parted by │ instead of a tab: it is seen, and no editor turns it into blanks.
"""

import re

from auditor.budget import UNSEEN_KINDS
from auditor.finding import Verdict
from auditor.rule import Example
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import MistakeLog
from auditor.rulepack.nodes import Node, ScalarNode, SequenceNode

_KEYS = ("name", "document", "documents", "expect", "at", "unseen")
_PLACE_KEYS = ("line", "column", "table", "row", "column_name")
_NUMBERS = ("line", "column")
_LEAST_SET = 2
_CELL_BORDER = re.compile(" *│ *")


def build_examples(node: Node, log: MistakeLog) -> tuple[Example, ...]:
    """Build the examples of a rule; mistakes go to the log."""
    if not isinstance(node, SequenceNode):
        log.add(node, "examples: a list is wanted here")
        return ()
    examples = tuple(_build_example(found, log) for found in node.nodes)
    names = [example.name for example in examples]
    for found, name in zip(node.nodes, names, strict=True):
        if names.count(name) > 1:
            log.add(found, f"examples: the name {name!r} stands twice")
    return examples


def _build_example(node: Node, log: MistakeLog) -> Example:
    fields = Fields(node, _KEYS, log)
    fields.require("name", "expect")
    documents = _take_documents(fields)
    return Example(
        name=fields.take_text("name"),
        document=documents[0],
        others=documents[1:],
        expect=fields.take_choice("expect", [found.value for found in Verdict], "pass"),
        place=_take_place(fields),
        unseen=fields.take_choices("unseen", UNSEEN_KINDS) if fields.find("unseen") else (),
    )


def _take_documents(fields: Fields) -> tuple[str, ...]:
    """Return the document of an example, or those of a set."""
    key = "document" if fields.find("documents") is None else "documents"
    scalars = fields.list_scalars(key)
    if not scalars:
        fields.require("document")
    elif key == "documents" and (len(scalars) < _LEAST_SET or fields.find("document")):
        reason = "documents: two documents at least, and no document beside them"
        fields.log.add(fields.node, reason)
    return tuple(_CELL_BORDER.sub("\t", scalar.value) for scalar in scalars) or ("",)


def _take_place(fields: Fields) -> tuple[tuple[str, str], ...]:
    node = fields.find("at")
    if node is None:
        return ()
    place = Fields(node, _PLACE_KEYS, fields.log)
    for key in _NUMBERS:
        scalar = place.find_scalar(key)
        if isinstance(scalar, ScalarNode) and not scalar.value.isdecimal():
            fields.log.add(scalar, f"{key}: a number from 1 is wanted here")
    return tuple((key, place.take_text(key)) for key in _PLACE_KEYS if place.find(key))
