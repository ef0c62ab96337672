"""Typed fields of a mapping: text becomes names, years, flags; what is wrong goes to the log."""

import re
from collections.abc import Iterable, Mapping

from auditor.budget.pattern import Pattern
from auditor.errors import FormulaError
from auditor.finding import Bilingual
from auditor.parsing.patterns import parse_pattern
from auditor.rule import Effective
from auditor.rulepack.mistake_log import MistakeLog, suggest_name, suggest_near
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode, SequenceNode

_YEAR = re.compile(r"[0-9]{4}")
_FLAGS = {"true": True, "false": False}
_LANGUAGES = ("zh", "en")


class Fields:
    """The fields of one mapping. Unknown keys are noted when it is opened."""

    def __init__(self, node: Node, keys: Iterable[str], log: MistakeLog) -> None:
        """Open a mapping that may have these keys and no others."""
        self.node = node
        self.log = log
        self._nodes: dict[str, Node] = {}
        known = tuple(keys)
        if not isinstance(node, MappingNode):
            log.add(node, f"a mapping is wanted here, with the keys: {', '.join(known)}")
            return
        for key, value in node:
            if key.value in known:
                self._nodes[key.value] = value
            else:
                log.add(key, f"unknown key {key.value!r}{suggest_name(key.value, known)}")

    def find(self, key: str) -> Node | None:
        """Find the node of a key."""
        return self._nodes.get(key)

    def require(self, *keys: str) -> None:
        """Note the keys that are absent."""
        if not isinstance(self.node, MappingNode):
            return
        for key in keys:
            if key not in self._nodes:
                self.log.add(self.node, f"the key {key!r} is missing")

    def find_scalar(self, key: str) -> ScalarNode | None:
        """Find the text of a key; a list, a mapping or nothing is noted."""
        node = self._nodes.get(key)
        if node is None:
            return None
        if not isinstance(node, ScalarNode) or not node.value.strip():
            self.log.add(node, f"{key}: a text is wanted here")
            return None
        return node

    def take_text(self, key: str, default: str = "") -> str:
        """Return the text of a key."""
        scalar = self.find_scalar(key)
        return default if scalar is None else scalar.value.strip()

    def take_choice(self, key: str, choices: Iterable[str], default: str) -> str:
        """Return one of several words."""
        scalar = self.find_scalar(key)
        return default if scalar is None else self.choose(scalar, key, choices, default)

    def choose(self, scalar: ScalarNode, key: str, choices: Iterable[str], default: str) -> str:
        """Return the scalar's word if it is one of the choices, else note it."""
        known = tuple(choices)
        if scalar.value in known:
            return scalar.value
        near = suggest_near(scalar.value, known)
        self.log.add(scalar, f"{key}: {scalar.value!r} is none of {', '.join(known)}{near}")
        return default

    def take_flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        word = self.take_choice(key, _FLAGS, str(default).lower())
        return _FLAGS[word]

    def list_scalars(self, key: str) -> tuple[ScalarNode, ...]:
        """Return the texts of a list; a single text is a list of one."""
        node = self._nodes.get(key)
        if node is None:
            return ()
        nodes = node.nodes if isinstance(node, SequenceNode) else (node,)
        for wrong in nodes:
            if not isinstance(wrong, ScalarNode) or not wrong.value.strip():
                self.log.add(wrong, f"{key}: a text or a list of texts is wanted here")
        if not nodes:
            self.log.add(node, f"{key}: the list is empty")
        return tuple(s for s in nodes if isinstance(s, ScalarNode) and s.value.strip())

    def take_names(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(scalar.value.strip() for scalar in self.list_scalars(key))

    def take_choices(self, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        """Return words of a list, each one of the choices; all choices if the key is absent."""
        if key not in self._nodes:
            return choices
        scalars = self.list_scalars(key)
        return tuple(self.choose(scalar, key, choices, choices[0]) for scalar in scalars)

    def take_known(self, key: str, known: Mapping[str, object], noun: str) -> tuple[str, ...]:
        """Return names of a list, each of which must be known."""
        scalars = self.list_scalars(key)
        for scalar in scalars:
            if scalar.value not in known:
                hint = suggest_name(scalar.value, known)
                self.log.add(scalar, f"{key}: there is no {noun} {scalar.value!r}{hint}")
        return tuple(scalar.value for scalar in scalars if scalar.value in known)

    def take_words(self, key: str) -> Bilingual | None:
        """Return words in both languages; a plain text, or one language, stands for both."""
        node = self._nodes.get(key)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            text = self.take_text(key)
            return Bilingual(text, text)
        words = Fields(node, _LANGUAGES, self.log)
        zh, en = (words.take_text(language) for language in _LANGUAGES)
        if not zh and not en:
            self.log.add(node, f"{key}: words are wanted here, as zh or en")
        return Bilingual(zh or en, en or zh)

    def take_years(self, key: str) -> Effective:
        """Return the years from … to …, both included and both optional."""
        node = self._nodes.get(key)
        if node is None:
            return Effective()
        fields = Fields(node, ("from", "to"), self.log)
        first, last = fields.take_year("from"), fields.take_year("to")
        if first is not None and last is not None and first > last:
            self.log.add(node, f"{key}: the years end before they start")
        return Effective(first, last)

    def take_year(self, key: str) -> int | None:
        """Return a year of four digits."""
        scalar = self.find_scalar(key)
        if scalar is None:
            return None
        if not _YEAR.fullmatch(scalar.value):
            self.log.add(scalar, f"{key}: {scalar.value!r} is no year")
            return None
        return int(scalar.value)

    def take_patterns(self, key: str) -> tuple[Pattern, ...]:
        """Return the patterns of a list."""
        return compile_patterns(self.list_scalars(key), self.log)


def compile_patterns(scalars: Iterable[ScalarNode], log: MistakeLog) -> tuple[Pattern, ...]:
    """Compile spellings; those that are no patterns are noted and left out."""
    patterns = []
    for scalar in scalars:
        try:
            patterns.append(parse_pattern(scalar.value))
        except FormulaError as error:
            log.add_formula(scalar, error)
    return tuple(patterns)
