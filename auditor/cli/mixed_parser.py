"""A parser for argparse in which options and paths may be mixed. Knows no command.

It speaks Chinese and English: headings, the help of -h, and the usual mistakes.
"""

import argparse
import re
from typing import Any, NoReturn

# What argparse says, and the same in Chinese; {} is a word of the command line.
_MISTAKES = """\
the following arguments are required: {} = 缺少参数：{}
unrecognized arguments: {} = 没有这样的参数：{}
argument {}: invalid choice: {} (choose from {}) = {}：{} 不在可选值之中：{}
argument {}: expected one argument = {}：需要一个值
argument {}: expected at least one argument = {}：至少需要一个值
argument {}: not allowed with argument {} = {}：不能与 {} 同用
"""


class MixedParser(argparse.ArgumentParser):
    """A parser that lets options stand between the paths, as users write them."""

    _is_mixing = False

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        """Make a parser as argparse does, with headings and -h in both languages."""
        super().__init__(add_help=False, **settings)
        self._positionals.title = "参数 / arguments"
        self._optionals.title = "选项 / options"
        self.add_argument("-h", "--help", action="help", help="显示帮助 / show this help")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - argparse's own
        """Parse options first and then, from what is left, the paths."""
        if self._is_mixing or self._subparsers is not None:  # argparse comes back for each
            return super().parse_known_args(args, namespace)
        self._is_mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_mixing = False

    def error(self, message: str) -> NoReturn:
        """Print the usage and the mistake, and leave with status 2."""
        super().error(speak_both(message))


def speak_both(message: str) -> str:
    """Put the Chinese before what argparse says, if it is one of the usual mistakes."""
    if re.search("[\u4e00-\u9fff]", message):  # our own words are in both languages already
        return message
    for line in _MISTAKES.splitlines():
        english, _, chinese = line.partition(" = ")
        pattern = re.escape(english).replace(re.escape("{}"), "(.+)")
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return f"{chinese.format(*found.groups())} / {message}"
    return message
