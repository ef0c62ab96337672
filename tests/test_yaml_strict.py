"""Strict YAML: what is refused, where it is refused, and that refusing is quick."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import Mistake, RulePackError
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode, SequenceNode
from auditor.rulepack.offsets import locate_offset
from auditor.rulepack.pack_text import LARGEST_FILE, decode_text
from auditor.rulepack.yaml_parsing import parse_yaml

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]
QUICK = 5.0
BOMB = "\n".join(
    [
        "a0: &a0 [x, x, x]",
        *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 60)),
    ]
)
REFUSED = [
    ("anchor", "a: &x [1]\nb: 2\n", 1, 4, "anchors are not allowed: &x"),
    ("alias", "a: *x\n", 1, 4, "aliases are not allowed: *x"),
    ("bomb", BOMB, 1, 5, "anchors are not allowed: &a0"),
    ("merge key", "a: 1\n<<: {b: 2}\n", 2, 1, "merge keys are not allowed: <<"),
    ("local tag", "a: !x 1\n", 1, 4, "tags are not allowed: !x"),
    (
        "object tag",
        "a: !!python/object/apply:os.getcwd []\n",
        1,
        4,
        "tags are not allowed: tag:yaml.org,2002:python/object/apply:os.getcwd",
    ),
    ("second document", "a: 1\n---\nb: 2\n", 2, 1, "a file holds one document: no second ---"),
    ("key that is a list", "a: 1\n? [b]\n: 2\n", 2, 3, "a key must be text"),
    ("deep flow", "[" * 400_000, 1, 31, "nested more than 30 deep"),
    ("deep mappings", "{a: " * 100_000, 1, 121, "nested more than 30 deep"),
    ("deep blocks", "- " * 400_000, 1, 61, "nested more than 30 deep"),
]


def convert(node: Node) -> object:
    """Return the plain value of a node."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [convert(found) for found in node.nodes]
    return {key.value: convert(found) for key, found in node}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [row[1:] for row in REFUSED],
    ids=[row[0] for row in REFUSED],
)
def test_what_is_not_plain_is_refused_quickly(
    loader: type, text: str, line: int, column: int, reason: str
) -> None:
    """Whatever could grow, run or mislead is refused at its place, before it costs anything."""
    start = time.perf_counter()

    with pytest.raises(RulePackError) as caught:
        parse_yaml(text, "tables.yaml", loader=loader)

    assert [str(m) for m in caught.value.mistakes] == [f"tables.yaml:{line}:{column}: {reason}"]
    assert time.perf_counter() - start < QUICK


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 'open\n", 2, 1),
        ("a: b: c\n", 1, 5),
        ("a: [1, 2\nb: 3\n", 2, 2),
        ("甲: 乙\n丙: 丁\x01\n", 2, 5),
    ],
)
def test_what_is_no_yaml_is_refused(loader: type, text: str, line: int, column: int) -> None:
    """A syntax error names the line and column at which the parser gave up."""
    with pytest.raises(RulePackError) as caught:
        parse_yaml(text, "x.yaml", loader=loader)

    (mistake,) = caught.value.mistakes
    assert (mistake.line, mistake.column) == (line, column)
    assert mistake.reason.startswith("not YAML: ")


def test_repeated_keys_are_remembered_with_their_entry() -> None:
    """A key that stands twice is told with its place and the entry it spoils; the first counts."""
    file = parse_yaml("a:\n  b: 1\n  c: 2\n  b: 3\nd: 4\nd: 5\n", "x.yaml")

    places = [(found.key.line, found.key.column, found.entry) for found in file.repetitions]
    assert places == [(4, 3, "a"), (6, 1, "d")]
    assert convert(file.root) == {"a": {"b": "1", "c": "2"}, "d": "4"}


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_empty_files_are_empty_mappings_or_texts(text: str) -> None:
    """A file without content holds nothing, and is no mistake of its own."""
    assert convert(parse_yaml(text, "x.yaml").root) in ({}, "")


def test_scalars_stay_text() -> None:
    """No number, date or truth is made of a text: 0301 is a code and off is a word."""
    text = "code: 0301\ntolerance: 0.5\nday: 2024-01-01\nswitch: off\nnothing: null\n"

    root = parse_yaml(text, "x.yaml").root

    assert convert(root) == {
        "code": "0301",
        "tolerance": "0.5",
        "day": "2024-01-01",
        "switch": "off",
        "nothing": "null",
    }


def test_files_must_be_small_utf8() -> None:
    """Size comes before everything else; a byte that is no UTF-8 is told with its place."""
    with pytest.raises(RulePackError, match=r"^x\.yaml:1:1: the file is larger than 1,000,000"):
        decode_text(b"a" * (LARGEST_FILE + 1), "x.yaml")
    with pytest.raises(RulePackError, match=r"^x\.yaml:2:3: the file is not UTF-8 text$"):
        decode_text("甲: 1\n乙:".encode() + b"\xff", "x.yaml")
    assert decode_text(b"\xef\xbb\xbfa: 1", "x.yaml") == "a: 1"


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "sign", "line", "column"),
    [
        ("k: 甲 = 乙 + ?\n", "?", 1, 12),
        ("k: '甲 ''= ?'\n", "?", 1, 11),
        ('k: "甲\\u0020\\"= ?"\n', "?", 1, 16),
        ("k: |\n  甲 = 乙\n  丙 = ?\n", "?", 3, 7),
        ("k: |-  # why\n\n    甲 = 乙\n      丙 = ?\n", "?", 4, 11),
        ("k: |\r\n  甲 = 乙\r\n  丙 = ?\r\n", "?", 3, 7),
        ("a:\n  - k: |2\n        甲 = ?\n", "?", 3, 13),
        ("k: >\n  甲 = 乙\n  + ?\n", "?", 3, 5),
        ("k: >- # why\n\n  甲 =\n    乙\n  + ?\n", "?", 5, 5),
        ("k: 甲 =\n  乙 + ?\n", "?", 2, 7),
        ("k: '甲 ''=\n\n  乙'' + ?'\n", "?", 3, 9),
        ('k: "甲 =\\n \\\n  \\u4e59 + ?"\r\n', "?", 2, 12),
    ],
    ids=(
        "plain single double block indented-block crlf-block marked-block folded marked-folded "
        "plain-lines single-lines double-lines"
    ).split(),
)
def test_offsets_are_placed_in_the_file(
    loader: type, text: str, sign: str, line: int, column: int
) -> None:
    """A character of a formula is found again in the YAML file, however it is quoted."""
    root = parse_yaml(text, "x.yaml", loader=loader).root
    scalar = list_scalars(root)[-1]

    place = locate_offset(text, scalar, scalar.value.index(sign))

    assert place == (line, column)


def list_scalars(node: Node) -> list[ScalarNode]:
    """Return all texts in their order."""
    if isinstance(node, ScalarNode):
        return [node]
    children = [child for _, child in node] if isinstance(node, MappingNode) else list(node.nodes)
    return [found for child in children for found in list_scalars(child)]


WORDS = st.text(alphabet="甲乙 :#'\"\\[]{}-?|>&*!%@`,0a\n\t", max_size=12)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_plain_values_come_back(value: object) -> None:
    """What YAML writes of texts, lists and mappings is read back as it was."""
    text = yaml.safe_dump(value, allow_unicode=True, default_style='"')

    assert convert(parse_yaml(text, "x.yaml").root) == value


@given(st.text(max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    """Nothing but a tree or a mistake with a place comes of any text."""
    mistakes = find_mistakes(text)

    assert all(mistake.line >= 1 and mistake.column >= 1 for mistake in mistakes)


def find_mistakes(text: str) -> tuple[Mistake, ...]:
    """Return why a text is refused; nothing if it is not."""
    try:
        parse_yaml(text, "x.yaml")
    except RulePackError as error:
        return error.mistakes
    return ()
