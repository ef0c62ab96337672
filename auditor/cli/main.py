# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""Carry out one command. Knows which exceptions mean which exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.arguments import build_parser
from auditor.cli.exit_status import INCOMPLETE, REFUSED
from auditor.cli.notes import write_mistakes, write_note
from auditor.cli.parts import Parts
from auditor.errors import AuditorError, ReadingError, RulePackError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def run_command(words: Sequence[str] | None = None, parts: Parts | None = None) -> int:
    """Carry out the command that the words (else sys.argv) give; return the exit status.

    Raises SystemExit where argparse refuses the words, prints help or the version.
    """
    given = build_parser().parse_args(words)
    try:
        return _dispatch(given, parts or Parts())
    except RulePackError as error:
        write_mistakes(error.mistakes, getattr(given, "lang", None) or "zh")
        return REFUSED
    except ReadingError as error:
        write_note(f"auditor: {error}")
        return INCOMPLETE
    except AuditorError as error:
        write_note(f"auditor: {error}")
        return REFUSED


def _dispatch(given: argparse.Namespace, parts: Parts) -> int:
    """Run the command; each imports only what it needs."""
    return _COMMANDS[given.command](given, parts)


def _check(given: argparse.Namespace, parts: Parts) -> int:
    from auditor.cli.check import run_check
    from auditor.cli.check_options import read_check_options

    return run_check(read_check_options(given), parts)


def _verify(given: argparse.Namespace, parts: Parts) -> int:
    from auditor.cli.verify import Places, run_verify

    places = Places(
        files=tuple(given.files),
        packs=tuple(given.pack or ()),
        waivers=tuple(given.waivers or ()),
        baseline=given.baseline,
    )
    return run_verify(given.report, places, given.lang, parts)


def _diff(given: argparse.Namespace, parts: Parts) -> int:
    from auditor.cli.diff import DiffOptions, run_diff

    options = DiffOptions(
        old=given.old,
        new=given.new,
        packs=tuple(given.pack or ()),
        language=given.lang,
        format=given.format,
        output=given.output,
        allow_incomplete=given.allow_incomplete,
        max_size=given.max_size,
    )
    return run_diff(options, parts)


def _parse(given: argparse.Namespace, parts: Parts) -> int:
    from auditor.cli.parse import run_parse

    return run_parse(given.file, given.format, given.max_size, given.limit or (), parts)


def _explain(given: argparse.Namespace, parts: Parts) -> int:
    from auditor.cli.explain import run_explain

    return run_explain(given.rule, given.pack or (), given.lang, parts)


def _store(given: argparse.Namespace, _parts: Parts) -> int:
    from auditor.cli.store_queries import run_store

    return run_store(given)


def _waivers(given: argparse.Namespace, _parts: Parts) -> int:
    from auditor.cli.waivers import run_waivers

    return run_waivers(given)


def _rules(given: argparse.Namespace, parts: Parts) -> int:
    from auditor.cli.rules import run_rules

    return run_rules(given, parts)


_COMMANDS = {
    "check": _check,
    "verify": _verify,
    "diff": _diff,
    "parse": _parse,
    "explain": _explain,
    "store": _store,
    "report": _store,
    "waivers": _waivers,
    "rules": _rules,
}
