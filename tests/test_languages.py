"""No message, title, rationale or help text is missing in either language.

`Bilingual(zh, en)` is how the code holds words: every one in the source is looked at, whether a
constant or made in a function. 元 stays in English: no auditor would expect another
word beside a figure.
"""

import argparse
import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from auditor.cli.arguments import build_parser
from auditor.cli.mixed_parser import speak_both
from auditor.finding import Bilingual
from auditor.resources import find_rules_folder
from auditor.rule import Rule
from auditor.rulepack import load_packs

ROOT = Path(__file__).resolve().parent.parent
PACKS = sorted(path.parent.name for path in find_rules_folder().glob("*/pack.yaml"))
EXCEPTIONS = {"ReadingError", "UsageError", "ArgumentTypeError"}
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]{2}")
_UNITS = re.compile("[万亿]?元")
_SLOTS = re.compile(r"\{(\w+)(?:!\w)?\}")
_TAG = re.compile("zh(-[A-Za-z]+)?")


class Words(NamedTuple):
    """A pair of words in the source; what is filled in at run time shows as `{}`."""

    zh: str
    en: str
    place: str


def read_text(node: ast.expr) -> str | None:
    """Return a literal text, None where it is made in another way."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
    return None


def list_sources() -> list[tuple[Path, ast.Module]]:
    """Parse every module of the program."""
    paths = sorted((ROOT / "auditor").rglob("*.py"))
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def find_words(path: Path, tree: ast.Module) -> Iterator[Words]:
    """Yield the literal pairs: arguments of Bilingual, and texts under the keys zh and en."""
    for node in ast.walk(tree):
        pair: list[ast.expr] = []
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Bilingual":
            pair = node.args
        elif isinstance(node, ast.Dict):
            keyed = {
                read_text(key): value
                for key, value in zip(node.keys, node.values, strict=True)
                if key
            }
            pair = [keyed[key] for key in ("zh", "en") if key in keyed]
        texts = [text for text in map(read_text, pair) if text is not None]
        if len(pair) == len(texts) == 2:
            place = f"{path.relative_to(ROOT).as_posix()}:{pair[0].lineno}"
            yield Words(texts[0], texts[1], place)


def find_fault(zh: str, en: str) -> str:
    """Return what is wrong with a pair of words, "" if nothing is."""
    if _TAG.fullmatch(zh) or not (zh or en):
        return ""  # names of languages themselves; nothing to be said at all
    if not _CHINESE.search(zh) and (_LATIN.search(_SLOTS.sub("", zh + en)) or not zh):
        return "not in Chinese"
    if not en.strip() or _CHINESE.search(_UNITS.sub("", en)):
        return "not in English"
    if "{}" not in zh + en and set(_SLOTS.findall(zh)) != set(_SLOTS.findall(en)):
        return "other slots"
    return ""


def test_words_of_the_program_are_in_both_languages() -> None:
    """Every pair of words in the source is complete and fills the same slots."""
    words = [each for path, tree in list_sources() for each in find_words(path, tree)]

    faults = [f"{each.place}: {find_fault(each.zh, each.en)}" for each in words]

    assert len(words) > 400
    assert [fault for fault in faults if not fault.endswith(": ")] == []


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("zh-CN", "en-US", ""),
        ("{count} 个", "{count}", ""),
        ("共 {count} 处", "{count} places", ""),
        ("{a}；{b}", "{a}; {b}", ""),
        ("", "", ""),
        ("共 {total} 元", "{total} 元 in all", ""),
        ("", "text", "not in Chinese"),
        ("text", "text", "not in Chinese"),
        ("文字", "", "not in English"),
        ("文字", "文字", "not in English"),
        ("文字 {a}", "text {b}", "other slots"),
    ],
)
def test_guard_bites(zh: str, en: str, fault: str) -> None:
    """The test above can fail."""
    assert find_fault(zh, en) == fault


def find_reasons(tree: ast.Module) -> Iterator[str]:
    """Yield the texts that go into exceptions for users, also those kept under a name first."""
    named: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            text = read_text(node.value)
            if text is not None:
                named.setdefault(node.targets[0].id, []).append(text)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if getattr(node.func, "id", getattr(node.func, "attr", "")) in EXCEPTIONS:
            for argument in node.args:
                text = read_text(argument)
                yield from [text] if text else named.get(getattr(argument, "id", ""), [])


def test_reasons_of_exceptions_are_in_both_languages() -> None:
    """What is written in Chinese on standard error has its English behind ` / `."""
    reasons = [reason for _, tree in list_sources() for reason in find_reasons(tree)]

    chinese = [reason for reason in reasons if _CHINESE.search(reason)]
    assert len(chinese) > 20
    assert [each for each in chinese if not _LATIN.search(each.partition(" / ")[2])] == []


def list_arguments(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Yield the name and help of every option and command, of the commands beneath too."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield f"{parser.prog} {choice.dest}", choice.help or ""
            for command in action.choices.values():
                yield command.prog, command.description or ""
                yield from list_arguments(command)
        else:
            name = "/".join(action.option_strings) or action.dest
            yield f"{parser.prog} {name}", action.help or ""


def test_help_is_in_both_languages() -> None:
    """Every command and option says what it is for, in Chinese and in English."""
    known = dict(list_arguments(build_parser()))

    missing = [
        name
        for name, said in known.items()
        if not (_CHINESE.search(said) and _LATIN.search(said.partition(" / ")[2]))
    ]

    assert len(known) > 40
    assert missing == []


@pytest.mark.parametrize(
    ("message", "spoken"),
    [
        (
            "the following arguments are required: PATH",
            "缺少参数：PATH / the following arguments are required: PATH",
        ),
        (
            "argument -a: expected one argument",
            "-a：需要一个值 / argument -a: expected one argument",
        ),
        (
            "argument -a: not allowed with argument -b",
            "-a：不能与 -b 同用 / argument -a: not allowed with argument -b",
        ),
        ("argument --jobs: '0' 不是整数 / is no whole number", None),
        ("something new", None),
    ],
)
def test_usual_mistakes_are_said_in_chinese_too(message: str, spoken: str | None) -> None:
    """The usual mistakes on the command line are said in both languages, others as they are."""
    assert speak_both(message) == (spoken or message)


@cache
def load_rules(pack: str) -> tuple[Rule, ...]:
    """Load the rules of a shipped pack."""
    return load_packs([pack]).rules


def list_rule_words(rule: Rule) -> list[tuple[str, Bilingual]]:
    """List what a rule says to people; the message may be left to its kind."""
    words = [("title", rule.title), ("rationale", rule.rationale)]
    return words if rule.message is None else [*words, ("message", rule.message)]


@pytest.mark.parametrize("pack", PACKS)
def test_rules_speak_both_languages(pack: str) -> None:
    """Title, rationale and message of each rule are there in both languages."""
    faults = [
        f"{rule.id}: {field} {fault}"
        for rule in load_rules(pack)
        for field, words in list_rule_words(rule)
        if (fault := find_rule_fault(words))
    ]

    assert faults == []


def find_rule_fault(words: Bilingual) -> str:
    """Return what is wrong; English may name a Chinese table or row, and leave out a slot."""
    slots = [set(_SLOTS.findall(said)) for said in words]
    if not slots[1] <= slots[0]:
        return "has other slots in English"
    if not _CHINESE.search(words.zh) and not slots[0]:
        return "is not in Chinese"
    if not _LATIN.search(words.en) or (words.en == words.zh and not slots[0]):
        return "is not in English"
    return ""


def test_rule_guard_bites() -> None:
    """The test of the rules can fail."""
    assert find_rule_fault(Bilingual("甲", "类 and 款 {x}")) == "has other slots in English"
    assert find_rule_fault(Bilingual("甲", "甲")) == "is not in English"
    assert find_rule_fault(Bilingual("", "a word")) == "is not in Chinese"
    assert find_rule_fault(Bilingual("甲 {row}", "a word, {row}")) == ""
