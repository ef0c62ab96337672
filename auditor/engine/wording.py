"""The words of a finding: the rule's own message, else those of its kind."""

import re
from collections.abc import Sequence

from auditor.finding import Bilingual, Outcome, Verdict
from auditor.rule import Rule

_SLOT = re.compile(r"\{([a-z_]+)\}")

_FAILURES = {
    "equation": Bilingual(
        "{place}：应为 {expected}，实为 {found}，相差 {difference}{unit}",
        "{place}: expected {expected}, found {found}, difference {difference} {unit}",
    ),
    "rollup": Bilingual(
        "{place}：下级合计为 {expected}，实为 {found}，相差 {difference}{unit}",
        "{place}: the parts make {expected}, found {found}, difference {difference} {unit}",
    ),
    "codes": Bilingual(
        "{place}：科目编码 {found}，应为 {expected}",
        "{place}: the code is {found}, expected {expected}",
    ),
    "years": Bilingual(
        "年度印为 {found}，文件年度为 {expected}",
        "the year is printed as {found}, the document is of {expected}",
    ),
    "agree": Bilingual(
        "{place}：说明中为 {found}，应为 {expected}，相差 {difference}{unit}",
        "{place}: stated as {found}, expected {expected}, difference {difference} {unit}",
    ),
    "count": Bilingual(
        "{place}：说明中为 {found}，实际列出 {expected}",
        "{place}: the sentence claims {found}, {expected} are listed",
    ),
    "numerals": Bilingual("“{found}”不是规范的数字", "“{found}” is not a well-formed number"),
    "wording": Bilingual("不应出现的文字：{found}", "words that should not be here: {found}"),
    "present": Bilingual("{table}：缺少应有的内容", "{table}: something required is missing"),
}
_ROUNDING = {
    "equation": Bilingual(
        "{place}：与 {expected} 相差 {difference}{unit}，在进位误差之内，请复核",
        "{place}: {difference} {unit} off {expected}, within rounding; to be reviewed",
    ),
    "rollup": Bilingual(
        "{place}：与下级合计 {expected} 相差 {difference}{unit}，在进位误差之内，请复核",
        "{place}: {difference} {unit} off the parts' {expected}, within rounding; to be reviewed",
    ),
}
_ROUNDING["agree"] = _ROUNDING["equation"]
_OTHER = Bilingual("{place}：不符合要求", "{place}: the demand is not met")


def word_message(rule: Rule, outcomes: Sequence[Outcome]) -> Bilingual:
    """Return the message of a failure, or of reviews with the same reason, in both languages."""
    first, others = outcomes[0], outcomes[1:]
    words = _find_words(rule, first)
    zh, en = _fill(words.zh, first, "zh"), _fill(words.en, first, "en")
    if others:
        lines = [str(other.place.location.line) for other in others]
        zh += f"；另有 {len(others)} 行同此（行 {'、'.join(lines)}）"
        en += f"; likewise {len(others)} more lines ({', '.join(lines)})"
    return Bilingual(zh, en)


def _find_words(rule: Rule, outcome: Outcome) -> Bilingual:
    """A rule's message says that its demand is broken; a rounding tail needs other words."""
    own = dict(outcome.facts).get("review") if outcome.verdict is Verdict.REVIEW else None
    if own is not None:
        return own
    if outcome.verdict is Verdict.REVIEW and rule.kind in _ROUNDING:
        return _ROUNDING[rule.kind]
    return rule.message or _FAILURES.get(rule.kind, _OTHER)


def _fill(text: str, outcome: Outcome, language: str) -> str:
    slots = _list_slots(outcome, language)
    return _SLOT.sub(lambda found: slots.get(found.group(1), found.group()), text)


def _list_slots(outcome: Outcome, language: str) -> dict[str, str]:
    place = outcome.place
    slots = {
        "row": place.row or place.title,
        "column": place.column,
        "table": place.title,
        "place": _name_place(outcome, language),
        "expected": outcome.expected,
        "found": outcome.found or ("空" if language == "zh" else "nothing"),
        "difference": outcome.difference,
        "unit": outcome.unit,
        "tolerance": outcome.tolerance,
        "line": str(place.location.line),
    }
    slots |= {name: words.speak(language) for name, words in outcome.facts}
    return slots


def _name_place(outcome: Outcome, language: str) -> str:
    place = outcome.place
    names = [name for name in (place.row, place.column) if name]
    if names:
        return "·".join(names)
    return place.title or ("文件" if language == "zh" else "the document")
