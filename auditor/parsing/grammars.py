"""Load a Lark grammar by name. Knows how parse tables are kept, nothing of what is parsed."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Never

from lark import Lark
from lark.grammar import Rule
from lark.lexer import Lexer, TerminalDef

from auditor.parsing.fingerprints import compute_fingerprint
from auditor.parsing.memory import write_json
from auditor.resources import find_grammar_folder, read_grammar

# Built from one grammar by one lark, and read back at every later start: lark reading the
# grammar again would cost ten times as much. JSON, because a pickle can run code.
_Tables = dict[str, Any]


def load_parser(
    name: str,
    *,
    transformer: Any = None,  # noqa: ANN401 - lark takes any object with methods named as rules
    lexer: type[Lexer] | str = "contextual",
    propagate_positions: bool = False,
) -> Lark:
    """Return the LALR parser of `grammar/<name>.lark`, building its result with `transformer`.

    `lexer` is a lexer class of our own, or one of lark's by name. Raises lark's GrammarError
    for a grammar that cannot be built.
    """
    text = read_grammar(name)
    tables = _read_tables(name, text)
    if tables is None:
        tables = _compute_tables(text)
        with contextlib.suppress(OSError):  # a folder we may not write to: slower, not wrong
            _write_tables(name, tables)
    return _load_tables(
        tables, transformer=transformer, lexer=lexer, propagate_positions=propagate_positions
    )


def build_tables() -> list[Path]:
    """Build the parse tables of every grammar beside it; return the files. For the wheel."""
    names = sorted(path.stem for path in find_grammar_folder().glob("*.lark"))
    return [_write_tables(name, _compute_tables(read_grammar(name))) for name in names]


class _NoLexer(Lexer):
    """Stands in while tables are built: they do not depend on the lexer."""

    def __init__(self, _: object) -> None:
        pass

    def lex(self, *_: object) -> Iterator[Never]:
        return iter(())


def _compute_tables(text: str) -> _Tables:
    parser = Lark(text, parser="lalr", lexer=_NoLexer)
    content, memo = parser.memo_serialize([TerminalDef, Rule])
    content["options"]["lexer"] = content["parser"]["lexer_conf"]["lexer_type"] = None
    return {"fingerprint": compute_fingerprint(text), "data": content, "memo": memo}


def _find_tables_path(name: str) -> Path:
    return find_grammar_folder() / "built" / f"{name}.json"


def _read_tables(name: str, text: str) -> _Tables | None:
    """Return the kept tables, or None if there are none or another grammar or lark made them."""
    try:
        tables: object = json.loads(_find_tables_path(name).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(tables, dict) or tables.get("fingerprint") != compute_fingerprint(text):
        return None
    _restore_numbers(tables)
    return tables


def _restore_numbers(tables: _Tables) -> None:
    """Make the keys numbers again that JSON has made text: memo entries, tokens, states."""
    parser = tables["data"]["parser"]["parser"]
    states = parser["states"]
    parser["states"] = {int(state): dict(_number_keys(states[state])) for state in states}
    parser["tokens"] = dict(_number_keys(parser["tokens"]))
    tables["memo"] = dict(_number_keys(tables["memo"]))


def _number_keys(entries: dict[str, Any]) -> Iterator[tuple[int, Any]]:
    return ((int(key), value) for key, value in entries.items())


def _write_tables(name: str, tables: _Tables) -> Path:
    path = _find_tables_path(name)
    write_json(path, tables)
    return path


def _load_tables(tables: _Tables, **options: Any) -> Lark:  # noqa: ANN401 - options of lark
    tables["data"]["options"].update(options)
    tables["data"]["parser"]["lexer_conf"]["lexer_type"] = options["lexer"]
    return Lark.load(tables)
