"""The commands and their options, for argparse. Help is in Chinese and English."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from auditor import __version__
from auditor.cli import store_arguments, waiver_arguments
from auditor.cli.days import find_day
from auditor.cli.mixed_parser import MixedParser
from auditor.cli.options import ENGINES, LANGUAGES, LARGEST_COUNT, LEVELS
from auditor.cli.outputs import Event
from auditor.cli.rule_arguments import ACTIONS, add_action_options
from auditor.report.rendering import FORMATS

if TYPE_CHECKING:
    _Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - has no public name

TREE_FORMATS = ("tree", "json", "text")
DIFF_FORMATS = ("terminal", "json")


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of the whole command line."""
    parser = MixedParser(
        prog="auditor",
        description="逐个数字审计政府预算 / Audit government budgets figure by figure.",
        allow_abbrev=False,
    )
    said = "显示版本 / show the version"
    parser.add_argument("--version", action="version", version=f"auditor {__version__}", help=said)
    commands: _Commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=MixedParser
    )
    _add_check(commands)
    _add_parse(commands)
    _add_explain(commands)
    _add_diff(commands)
    _add_verify(commands)
    _add_rules(commands)
    _add_waivers(commands)
    _add_store(commands)
    return parser


def _add_command(commands: _Commands, name: str, summary: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)


def _add_check(commands: _Commands) -> None:
    parser = _add_command(commands, "check", "审计文件或文件夹 / audit files and folders")
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="文件或文件夹 / files and folders"
    )
    parser.set_defaults(refuse=parser.error)  # a manifest may stand in the place of paths
    _add_judging(parser)
    _add_many(parser)
    _add_reports(parser)
    parser.add_argument(
        "--max-size", type=_read_count, metavar="MB", help="文件大小上限 / largest file read"
    )
    _add_limit(parser)
    _add_acceptance(parser)


def _add_judging(parser: argparse.ArgumentParser) -> None:
    """Add which rules judge, and what counts."""
    add = parser.add_argument
    _add_pack(parser)
    add("--config", metavar="FILE", help="TOML 配置文件 / settings in TOML")
    add("--lang", choices=LANGUAGES, help="报告语言，默认 zh / language, default zh")
    add("--fail-on", choices=LEVELS, help="退出码为 1 的级别 / severity for exit status 1")
    names = "规则或类别，逗号分隔 / rules or kinds, with commas"
    add("--select", action="append", metavar="NAMES", help=f"只用这些{names}: only these")
    add("--ignore", action="append", metavar="NAMES", help=f"不用这些{names}: not these")
    said = "不完整时不以退出码 3 结束 / no exit status 3 when incomplete"
    add("--allow-incomplete", action="store_true", default=None, help=said)


def _add_many(parser: argparse.ArgumentParser) -> None:
    """Add how many documents are compared, and where and how often they are audited."""
    add = parser.add_argument
    said = "不作文件之间的比对 / do not compare documents with each other"
    add("--no-sets", action="store_true", default=None, help=said)
    said = "应公开文件的名单，CSV 或 XLSX / the documents that are expected"
    add("--manifest", metavar="FILE", help=said)
    said = "批复数，CSV 或 XLSX，与公开数比对 / approved amounts to compare with"
    add("--against", metavar="FILE", help=said)
    said = "并行进程数，默认每核一个 / documents at a time, by default one a core"
    add("--jobs", type=_read_count, metavar="N", help=said)
    said = "缓存文件夹，未变的文件不再审计 / a folder that keeps audits of unchanged documents"
    add("--cache", metavar="DIR", help=said)
    said = "继续被中断的运行 / go on with an interrupted run"
    add("--resume", action="store_true", help=said)
    add("--engine", choices=ENGINES, help="在何处审计，默认 local / where to audit, default local")
    add("--ray-address", metavar="ADDRESS", help="Ray 集群的地址 / address of the Ray cluster")


def _add_reports(parser: argparse.ArgumentParser) -> None:
    """Add what is written: each output belongs to the format before it."""
    add = parser.add_argument
    add(
        "--format",
        dest="outputs",
        action="append",
        type=_tag("format"),
        metavar="|".join(FORMATS),
        help="报告格式，可重复 / report format, repeatable",
    )
    add(
        "--output",
        dest="outputs",
        action="append",
        type=_tag("output"),
        metavar="FILE",
        help="前一个 --format 写入的文件或文件夹 / file or folder for the --format before it",
    )
    said = "列出未核对的数字 / list every unchecked figure"
    add("--coverage", action="store_true", default=None, help=said)


def _add_limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit",
        action="append",
        metavar="NAME=N",
        help="读取 PDF 和办公文件的上限，可重复 / limits of reading, repeatable: "
        "pages, seconds, memory (MiB), unpacked (MB), ratio, nesting",
    )


def _add_acceptance(parser: argparse.ArgumentParser) -> None:
    """Add what accepts findings: waivers, their date, and baselines."""
    add = parser.add_argument
    add(
        "--waivers",
        action="append",
        metavar="FILE",
        help="豁免文件，可重复 / findings that are accepted, repeatable",
    )
    add(
        "--today",
        type=_read_day,
        metavar="YYYY-MM-DD",
        help="判断豁免是否到期的日期 / the date by which waivers expire",
    )
    add("--baseline", metavar="FILE", help="只计新发现 / count only findings that are not in it")
    add("--write-baseline", metavar="FILE", help="写入现有发现 / write the findings there are")
    store_arguments.add_keeping_options(parser)


def _read_day(word: str) -> str:
    day = find_day(word)
    if day is None:
        message = f"{word!r} 不是日期，应如 2027-03-01 / is no date such as 2027-03-01"
        raise argparse.ArgumentTypeError(message)
    return day


def _add_parse(commands: _Commands) -> None:
    parser = _add_command(commands, "parse", "显示语法树或文本 / show the syntax tree or the text")
    add = parser.add_argument
    add("file", metavar="FILE", help="文件 / a file")
    said = "语法树或文本 / the tree or the text"
    add("--format", choices=TREE_FORMATS, default=TREE_FORMATS[0], help=said)
    said = "文件大小上限 / largest file read"
    add("--max-size", type=_read_count, default=0, metavar="MB", help=said)
    _add_limit(parser)


def _add_explain(commands: _Commands) -> None:
    parser = _add_command(commands, "explain", "解释一条规则 / explain a rule")
    parser.add_argument("rule", metavar="RULE", help="规则名 / the rule's name")
    _add_pack(parser)
    _add_language(parser)


def _add_diff(commands: _Commands) -> None:
    summary = "比较两份文件或两份 JSON 报告 / compare two documents or two JSON reports"
    parser = _add_command(commands, "diff", summary)
    add = parser.add_argument
    said = "文件、文件夹或 JSON 报告 / a document, a folder or a JSON report"
    add("old", metavar="OLD", help=said)
    add("new", metavar="NEW", help=said)
    _add_pack(parser)
    _add_language(parser)
    said = "报告格式 / report format"
    add("--format", choices=DIFF_FORMATS, default=DIFF_FORMATS[0], help=said)
    add("--output", metavar="FILE", help="写入文件 / write to a file")
    said = "不完整时不以退出码 3 结束 / no exit status 3 when incomplete"
    add("--allow-incomplete", action="store_true", help=said)
    said = "文件大小上限 / largest file read"
    add("--max-size", type=_read_count, default=0, metavar="MB", help=said)


def _add_verify(commands: _Commands) -> None:
    summary = "重复报告所记的审计，逐字节比对 / repeat a run from its JSON report and compare"
    parser = _add_command(commands, "verify", summary)
    parser.add_argument("report", metavar="REPORT", help="JSON 报告 / a JSON report")
    said = "被审文件，默认按报告所记 / its documents, by default where it says"
    parser.add_argument("files", nargs="*", metavar="FILE", help=said)
    _add_pack(parser)
    said = "豁免文件现在的位置，可重复 / where the waivers lie now, repeatable"
    parser.add_argument("--waivers", action="append", metavar="FILE", help=said)
    said = "基线现在的位置 / where the baseline lies now"
    parser.add_argument("--baseline", metavar="FILE", help=said)
    _add_language(parser)


def _add_rules(commands: _Commands) -> None:
    summary = "列出、新建、检查、测试规则 / list, write, lint and test rules"
    parser = _add_command(commands, "rules", summary)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, said in ACTIONS.items():
        action = _add_command(actions, name, said)
        add_action_options(name, action)
        _add_language(action)


def _add_waivers(commands: _Commands) -> None:
    parser = _add_command(commands, "waivers", waiver_arguments.SUMMARY)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    draft = _add_command(actions, waiver_arguments.DRAFT, waiver_arguments.DRAFT_SUMMARY)
    waiver_arguments.add_draft_options(draft)
    _add_language(draft)


def _add_store(commands: _Commands) -> None:
    parser = _add_command(commands, "store", store_arguments.SUMMARY)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, said in store_arguments.ACTIONS.items():
        action = _add_command(actions, name, said)
        store_arguments.add_store_options(name, action, _read_count)
        _add_language(action)
    report = _add_command(commands, "report", store_arguments.REPORT_SUMMARY)
    store_arguments.add_report_options(report, _read_count)
    _add_language(report)


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pack",
        action="append",
        metavar="NAME|DIR",
        help="规则包，可重复，后者优先 / rule pack, repeatable, later wins",
    )


def _add_language(parser: argparse.ArgumentParser) -> None:
    said = "语言，默认 zh / language, default zh"
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help=said)


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
