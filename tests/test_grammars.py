"""Grammars are strict, and a parser from kept tables is the parser from the grammar's text."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lark import Lark, ParseTree, Token, Transformer, UnexpectedInput
from lark.lexer import Lexer

from auditor import resources
from auditor.parsing.grammars import build_tables, load_parser
from auditor.parsing.lines import LineLexer

_LEXERS: dict[str, type[Lexer]] = {"budget": LineLexer}
_GRAMMARS = sorted(path.stem for path in resources.find_grammar_folder().glob("*.lark"))
_SUMS = """
start: sum
sum: NAME ("+" NAME)* [NOTE]
NAME: /\\w+/
NOTE: "#" /.*/
%ignore " "
"""


class WordLexer(Lexer):
    """Takes every word but plus signs as a name."""

    __future_interface__ = 0

    def __init__(self, _: object) -> None:
        """Need nothing of the grammar."""

    def lex(self, text: str) -> Iterator[Token]:  # type: ignore[override]  # lark's older interface
        """Yield a token a word."""
        for word in text.split():
            yield Token("PLUS" if word == "+" else "NAME", word)


class NameLister(Transformer[Token, list[str]]):
    """Lists the names of a sum, so that a test sees who built the result."""

    def start(self, parts: list[list[str]]) -> list[str]:
        return parts[0]

    def sum(self, parts: list[Token | None]) -> list[str]:
        return [str(part) for part in parts]

    def NAME(self, token: Token) -> str:  # noqa: N802 - lark calls it by the terminal's name
        return token.lower()


def list_tokens(tree: ParseTree) -> list[str]:
    """Return the tokens of a tree as text, without the placeholders."""
    return [str(token) for token in tree.scan_values(lambda leaf: leaf is not None)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of grammars with one small grammar, in the place of our own."""
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "auditor")
    grammars = tmp_path / "grammar"
    grammars.mkdir()
    (grammars / "sums.lark").write_text(_SUMS, encoding="utf-8")
    return grammars


@pytest.mark.parametrize("name", _GRAMMARS)
def test_our_grammars_are_strict(name: str) -> None:
    """No conflict in any grammar, and no two terminals that take the same text by chance."""
    lexer = _LEXERS.get(name, "contextual")

    Lark(resources.read_grammar(name), parser="lalr", lexer=lexer, strict=True)


@pytest.mark.parametrize("start", ["built", "kept"])
def test_parser_works_the_same_built_or_kept(folder: Path, start: str) -> None:
    """Transformer, token callbacks, placeholders, positions and errors do not depend on it."""
    if start == "kept":
        load_parser("sums")

    listed = load_parser("sums", transformer=NameLister()).parse("Ab + C")
    tree = load_parser("sums", propagate_positions=True).parse("a + b #c")
    with pytest.raises(UnexpectedInput) as caught:
        load_parser("sums").parse("a + +")

    assert (folder / "built" / "sums.json").exists()
    assert listed == ["ab", "c", "None"]
    assert (tree.meta.line, tree.meta.column, tree.meta.end_column) == (1, 1, 9)
    assert (caught.value.line, caught.value.column) == (1, 5)


@pytest.mark.parametrize("start", ["built", "kept"])
def test_lexer_of_our_own_works_the_same_built_or_kept(folder: Path, start: str) -> None:
    """The tables do not depend on the lexer that they are loaded with."""
    assert folder.is_dir()
    if start == "kept":
        load_parser("sums")

    parser = load_parser("sums", transformer=NameLister(), lexer=WordLexer)

    assert parser.parse("X + ? + !") == ["x", "?", "!", "None"]


def test_second_load_reads_what_the_first_has_kept(folder: Path) -> None:
    """The tables are not built twice: a change made in them shows."""
    load_parser("sums")
    path = folder / "built" / "sums.json"
    path.write_text(path.read_text(encoding="utf-8").replace("NAME", "WORD"), encoding="utf-8")

    parser = load_parser("sums")

    assert "WORD" in {terminal.name for terminal in parser.terminals}


def test_tables_of_another_grammar_are_not_taken(folder: Path) -> None:
    """A grammar that was edited is built anew."""
    load_parser("sums")
    (folder / "sums.lark").write_text(_SUMS.replace('"+"', '"and"'), encoding="utf-8")

    tree = load_parser("sums").parse("a and b")

    assert list_tokens(tree) == ["a", "b"]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"fingerprint": 1}'])
def test_spoilt_tables_are_not_taken(folder: Path, content: str) -> None:
    """A file that is no table is replaced."""
    load_parser("sums")
    path = folder / "built" / "sums.json"
    path.write_text(content, encoding="utf-8")

    load_parser("sums").parse("a + b")

    assert "fingerprint" in json.loads(path.read_text(encoding="utf-8"))


def test_folder_that_cannot_be_written_is_no_hindrance(folder: Path) -> None:
    """Where the tables cannot be kept, they are built at each start."""
    (folder / "built").write_text("a file where the folder should be", encoding="utf-8")

    tree = load_parser("sums").parse("a + b")

    assert list_tokens(tree) == ["a", "b"]


def test_build_tables_leaves_nothing_but_tables(folder: Path) -> None:
    """What the wheel takes in is one file a grammar."""
    paths = build_tables()

    assert paths == [folder / "built" / "sums.json"]
    assert list((folder / "built").iterdir()) == paths
