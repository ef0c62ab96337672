"""Where the grammars and the rule packs lie, from a checkout and from an installed wheel."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _find_folder(name: str) -> Path:
    """Return the folder inside the wheel, else the one beside the package in a checkout."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def is_installed() -> bool:
    """Say whether the program was installed from a wheel, which carries what was built for it."""
    return (_PACKAGE / "_shipped").is_dir()


def find_grammar_folder() -> Path:
    """Return the folder of the Lark grammars."""
    return _find_folder("grammar")


def find_rules_folder() -> Path:
    """Return the folder of the rule packs that come with the program."""
    return _find_folder("rules")


def read_grammar(name: str) -> str:
    """Read the text of a grammar, by its file name without suffix."""
    return (find_grammar_folder() / f"{name}.lark").read_text(encoding="utf-8")


def find_spool_folder() -> str | None:
    """Find the folder for files that outgrow memory; None for the system's usual one.

    That one is memory itself on many systems (/tmp); /var/tmp never is. TMPDIR has precedence.
    """
    place = "/var/tmp"  # noqa: S108 - files there have no name, or one that nobody can guess
    if os.name != "posix" or os.environ.get("TMPDIR") or not os.access(place, os.W_OK):
        return None
    return place
