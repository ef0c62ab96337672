"""Remember what was found for a label, for each template asked. Knows no template.

Templates live as long as their pack, and documents of one form ask them the same few things.
"""

from typing import Generic, TypeVar

Owner = TypeVar("Owner")
Answer = TypeVar("Answer")

_MOST_OWNERS = 1024
_MOST_ANSWERS = 4096


class Remembered(Generic[Owner, Answer]):
    """Answers by owner and label; an owner is known by being the very same one."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: dict[int, tuple[Owner, dict[str, Answer]]] = {}

    def list_answers(self, owner: Owner) -> dict[str, Answer]:
        """Return the answers of an owner, to be read and added to; few enough to keep."""
        kept = self._kept.get(id(owner))
        if kept is None:
            if len(self._kept) >= _MOST_OWNERS:
                self._kept.clear()
            kept = self._kept[id(owner)] = (owner, {})  # holding it keeps its id its own
        answers = kept[1]
        if len(answers) >= _MOST_ANSWERS:
            answers.clear()
        return answers
