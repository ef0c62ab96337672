"""The commands and their options, for argparse. Help is in Chinese and English."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from auditor import __version__
from auditor.cli.mixed_parser import MixedParser
from auditor.cli.options import LANGUAGES, LARGEST_COUNT, LEVELS
from auditor.cli.outputs import Event
from auditor.cli.rule_arguments import ACTIONS, add_action_options
from auditor.report.rendering import FORMATS

if TYPE_CHECKING:
    _Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - has no public name

TREE_FORMATS = ("tree", "json", "text")


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="auditor",
        description="逐个数字审计政府预算 / Audit government budgets figure by figure.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"auditor {__version__}")
    commands: _Commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=MixedParser
    )
    _add_check(commands)
    _add_parse(commands)
    _add_explain(commands)
    _add_rules(commands)
    return parser


def _add_command(commands: _Commands, name: str, summary: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)


def _add_check(commands: _Commands) -> None:
    parser = _add_command(commands, "check", "审计文件或文件夹 / audit files and folders")
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH", help="文件或文件夹 / files and folders")
    _add_pack(parser)
    add("--config", metavar="FILE", help="TOML 配置文件 / settings in TOML")
    add("--lang", choices=LANGUAGES, help="报告语言，默认 zh / language, default zh")
    add("--fail-on", choices=LEVELS, help="退出码为 1 的级别 / severity for exit status 1")
    names = "规则或类别，逗号分隔 / rules or kinds, with commas"
    add("--select", action="append", metavar="NAMES", help=f"只用这些{names}: only these")
    add("--ignore", action="append", metavar="NAMES", help=f"不用这些{names}: not these")
    add(
        "--allow-incomplete",
        action="store_true",
        default=None,
        help="不完整时不以退出码 3 结束 / no exit status 3 when incomplete",
    )
    add(
        "--no-sets",
        action="store_true",
        default=None,
        help="不作文件之间的比对 / do not compare documents with each other",
    )
    add("--jobs", type=_read_count, metavar="N", help="并行进程数 / documents at a time")
    formats = "|".join(FORMATS)
    add(
        "--format",
        dest="outputs",
        action="append",
        type=_tag("format"),
        metavar=formats,
        help="报告格式，可重复 / report format, repeatable",
    )
    add(
        "--output",
        dest="outputs",
        action="append",
        type=_tag("output"),
        metavar="FILE",
        help="前一个 --format 写入的文件 / file for the --format before it",
    )
    add(
        "--coverage",
        action="store_true",
        default=None,
        help="列出未核对的数字 / list every unchecked figure",
    )
    add("--max-size", type=_read_count, metavar="MB", help="文件大小上限 / largest file read")


def _add_parse(commands: _Commands) -> None:
    parser = _add_command(commands, "parse", "显示语法树或文本 / show the syntax tree or the text")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--format", choices=TREE_FORMATS, default=TREE_FORMATS[0])
    parser.add_argument("--max-size", type=_read_count, default=0, metavar="MB")


def _add_explain(commands: _Commands) -> None:
    parser = _add_command(commands, "explain", "解释一条规则 / explain a rule")
    parser.add_argument("rule", metavar="RULE")
    _add_pack(parser)
    _add_language(parser)


def _add_rules(commands: _Commands) -> None:
    summary = "列出、新建、检查、测试规则 / list, write, lint and test rules"
    parser = _add_command(commands, "rules", summary)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, said in ACTIONS.items():
        action = _add_command(actions, name, said)
        add_action_options(name, action)
        _add_language(action)


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pack",
        action="append",
        metavar="NAME|DIR",
        help="规则包，可重复，后者优先 / rule pack, repeatable, later wins",
    )


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])


def _read_count(word: str) -> int:
    """Read a whole number from 1, none so large that the system would refuse it."""
    is_short = len(word) <= len(str(LARGEST_COUNT))
    count = int(word) if is_short and word.isascii() and word.isdigit() else 0
    if count < 1:
        message = f"{word!r} 不是整数 / is no whole number (1–{LARGEST_COUNT})"
        raise argparse.ArgumentTypeError(message)
    return count


def _tag(kind: str) -> Callable[[str], Event]:
    """Return a reader that keeps --format and --output in one list, in their order."""

    def read(word: str) -> Event:
        return (kind, word)

    return read
