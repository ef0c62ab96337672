"""The actions of `auditor rules` and their options, for argparse."""

from __future__ import annotations

import argparse

_LONGEST_COUNT = 9
ACTIONS = {
    "list": "列出规则 / list the rules",
    "show": "解释一条规则 / explain a rule",
    "lint": "检查规则包的写法 / find mistakes in a rule pack",
    "test": "运行规则的例子 / run the examples of the rules",
    "new": "新建一条规则，带注释和例子 / write a new rule with comments and examples",
    "strength": "植入差错，看规则能发现多少 / plant slips and see which of them the rules catch",
    "schema": "输出规则包文件的 JSON Schema / print the JSON Schema of a pack's files",
}


def add_action_options(name: str, action: argparse.ArgumentParser) -> None:
    """Add the options of one action; the language is common to all and stands elsewhere."""
    adders = {
        "list": _add_list,
        "show": _add_show,
        "lint": _add_packs,
        "test": _add_test,
        "new": _add_new,
        "schema": _add_schema,
        "strength": _add_strength,
    }
    adders[name](action)


def _add_list(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="列出对这些文件从未适用的规则 / list the rules that never apply to these files",
    )
    _add_pack_option(action)
    action.add_argument(
        "--kind", action="append", metavar="KIND", help="只列这一类，可重复 / only this kind"
    )


def _add_show(action: argparse.ArgumentParser) -> None:
    action.add_argument("rule", metavar="RULE", help="规则名 / the rule's name")
    _add_pack_option(action)


def _add_packs(action: argparse.ArgumentParser) -> None:
    action.add_argument("packs", nargs="*", metavar="PACK", help="名称或文件夹 / name or folder")
    _add_pack_option(action)


def _add_test(action: argparse.ArgumentParser) -> None:
    _add_packs(action)
    action.add_argument(
        "--case",
        action="append",
        metavar="FILE",
        help="改为运行这个 YAML 文件中的例子，可重复 / run the cases of this YAML file instead",
    )


def _add_new(action: argparse.ArgumentParser) -> None:
    add = action.add_argument
    add("--id", metavar="ID", help="规则名，如 my-rule / the rule's name")
    add("--kind", metavar="KIND", help="规则类别，如 equation / kind of rule")
    add(
        "--pack",
        required=True,
        metavar="DIR",
        help="自己的规则包文件夹，没有就新建 / folder of your own pack, made if missing",
    )
    add(
        "--table",
        metavar="TABLE|FILE#N",
        help="equation 所用的表，如 支出总表；FILE#N 则为文件中第 N 张没有模板的表起草模板 / "
        "table of an equation; FILE#N drafts a template of the file's N-th table without one",
    )


def _add_strength(action: argparse.ArgumentParser) -> None:
    add = action.add_argument
    add("files", nargs="+", metavar="FILE", help="植入差错的文件 / documents to plant slips in")
    _add_pack_option(action)
    said = "每份文件最多植入 N 处，默认全部 / at most N slips a document, default all"
    add("--sample", type=_read_count, metavar="N", help=said)
    said = "决定抽样与错字的种子，默认 0 / what samples and misprints depend on, default 0"
    add("--seed", default="0", metavar="TEXT", help=said)
    add("--jobs", type=_read_count, metavar="N", help="并行进程数 / processes at a time")
    said = "报告格式 / report format"
    add("--format", choices=("terminal", "json"), default="terminal", help=said)


def _read_count(word: str) -> int:
    count = int(word) if len(word) <= _LONGEST_COUNT and word.isascii() and word.isdigit() else 0
    if count < 1:
        message = f"{word!r} 不是从 1 起的整数 / is no whole number from 1"
        raise argparse.ArgumentTypeError(message)
    return count


def _add_schema(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "file",
        nargs="?",
        default="rules",
        metavar="FILE",
        help="rules（默认）、tables、pack 等 / rules (default), tables, pack and so on",
    )


def _add_pack_option(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "--pack",
        action="append",
        metavar="NAME|DIR",
        help="规则包，可重复，后者优先 / rule pack, repeatable, later wins",
    )
