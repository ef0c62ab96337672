"""Regular expressions compiled when the wheel is built: a start need not compile them again.

A fresh process compiles some four hundred, which is an eighth of its start. Here the programs that
`re` made of them are put into its cache. They fit one version of Python alone; on any other, or
if anything about them is odd, nothing happens, and `re` compiles as always. Knows no pattern.
"""

import marshal
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from auditor.resources import find_grammar_folder

_ENGINE: Any = import_module("_sre")
_COMPILER: Any = import_module("re._compiler")
# Which programs fit: those of this very build of Python.
_FIT = (sys.implementation.cache_tag, sys.hexversion, _ENGINE.MAGIC)
_MOST = 480  # the cache of `re` holds 512, and drops what is oldest

# An expression with its flags, and what the engine makes a pattern of.
Program = tuple[str, int, tuple[Any, ...]]


def find_programs_path() -> Path:
    """Return where the programs for this Python lie."""
    return find_grammar_folder() / "built" / f"expressions.{_FIT[0]}.marshal"


def restore_expressions() -> None:
    """Fill the cache of `re` with the programs that were kept, if they fit this Python."""
    try:
        content = find_programs_path().read_bytes()
        fit, programs = marshal.loads(content)  # noqa: S302 - lies beside our own code
        if tuple(fit) != _FIT:
            return
        cache: dict[Any, Any] = vars(re)["_cache"]
        for expression, flags, program in programs:
            cache[str, expression, flags] = _ENGINE.compile(expression, *program)
    except (OSError, ValueError, TypeError, KeyError, EOFError, RuntimeError):
        return


@contextmanager
def record_expressions() -> Iterator[dict[tuple[str, int], None]]:
    """Gather the expressions that are compiled within the block, with their flags."""
    found: dict[tuple[str, int], None] = {}
    compile_expression = _COMPILER.compile

    def compile_and_note(expression: Any, flags: int = 0) -> Any:  # noqa: ANN401 - as in re
        if isinstance(expression, str):
            found[expression, int(flags)] = None
        return compile_expression(expression, flags)

    _COMPILER.compile = compile_and_note
    try:
        yield found
    finally:
        _COMPILER.compile = compile_expression


def keep_expressions(expressions: Iterable[tuple[str, int]]) -> None:
    """Compile expressions and write down their programs, those that make an equal pattern."""
    programs = [make_program(expression, flags) for expression, flags in expressions]
    kept = [
        program
        for program in programs[:_MOST]
        if _ENGINE.compile(program[0], *program[2]) == re.compile(program[0], program[1])
    ]
    path = find_programs_path()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(marshal.dumps((_FIT, kept)))


def make_program(expression: str, flags: int) -> Program:
    """Compile an expression as `re` does, to the arguments that its engine takes."""
    parsed = _COMPILER._parser.parse(expression, flags)  # noqa: SLF001 - see the page's head
    code = [int(word) for word in _COMPILER._code(parsed, flags)]  # noqa: SLF001 - same
    names = {name: int(number) for name, number in parsed.state.groupdict.items()}
    groups: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        groups[number] = name
    every = int(flags | parsed.state.flags)
    return expression, flags, (every, code, parsed.state.groups - 1, names, tuple(groups))
