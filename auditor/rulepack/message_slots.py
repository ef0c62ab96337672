"""The slots that a rule's message may have. Knows no outcome: what fills them is the engine's."""

import re

from auditor.finding import Bilingual
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import suggest_near

_SLOT = re.compile(r"\{([a-z_]+)\}")
# What every outcome has, then the facts that some kinds of rule add.
_COMMON = ("row", "column", "table", "place", "line")
_FIGURES = ("found", "expected", "difference", "unit", "tolerance")
_FACTS = (
    *("formula", "item", "context", "reason", "reading", "names", "count", "others"),
    *("stated", "printed", "project", "claim", "hint", "before", "fault", "official", "more"),
    *("table_of_row", "last_year", "assumed_unit", "relation", "held", "broken", "elsewhere"),
)
MESSAGE_SLOTS = frozenset((*_COMMON, *_FIGURES, *_FACTS))


def check_slots(message: Bilingual | None, fields: Fields) -> None:
    """Note slots of a message that nothing can fill; they would be printed as they stand."""
    if message is None:
        return
    named = dict.fromkeys(_SLOT.findall(message.zh) + _SLOT.findall(message.en))
    for name in named:
        if name not in MESSAGE_SLOTS:
            near = suggest_near(name, sorted(MESSAGE_SLOTS))
            node = fields.find("message") or fields.node
            fields.log.add(node, f"message: there is no slot {name!r}{near}")
