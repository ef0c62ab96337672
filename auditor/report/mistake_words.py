"""Mistakes in rule packs, said in Chinese. What is not listed here is said as it stands.

A reason is an optional key with a colon, a core, and an optional hint; the core is looked up.
"""

import os
import re
from functools import cache

from auditor.errors import Mistake

_NOUNS = {
    "table": "表",
    "column": "栏",
    "row": "行",
    "set of rows": "行组",
    "statement": "语句",
    "part": "部分",
    "level": "级次",
    "a table": "表",
    "a column": "栏",
    "a row": "行",
    "a side": "侧",
    "a set of rows": "行组",
    "a statement": "语句",
}
_SHAPE = re.compile(
    r"(?P<key>[\w-]+: )?(?P<core>.*?)"
    r"(?:; did you mean (?P<near>.+)\?|; there are: (?P<known>.+))?",
    re.DOTALL,
)
# English as the loader says it, Chinese; {slots} hold what was written in the pack.
_WORDS = """\
unknown key {name} = 没有 {name} 这一项
the key {name} is missing = 缺少 {name} 这一项
the key {name} stands here twice = {name} 在这里出现两次
unknown {noun} {name} of {where} = {where}中没有{noun} {name}
unknown {noun} {name} = 没有{noun} {name}
there is no kind {name} = 没有类别 {name}
there is no slot {name} = 没有 {name} 这个空位可填
there is no rule {name} = 没有规则 {name}
there is no pack and no folder {name} = 没有规则包或文件夹 {name}
there is no pack {name}, shipped or beside this one = 没有规则包 {name}，自带和旁边的都没有
there is no {noun} {name} = 没有{noun} {name}
a rule has a kind: {known} = 规则要写明类别 kind：{known}
a rule, or one of {known}, is wanted here = 这里应是一条规则，或 {known} 之一
{name} is none of {known} = {name} 不在可选值之中：{known}
{name} is no rule id: letters, digits, - and . only = {name} 不能作规则名：只能用字母、数字、- 和 .
{name} cannot name {noun}: {why} = {name} 不能作{noun}名：只用字母数字，以字母开头，非等式用词
{name} is no date such as {sample} = {name} 不是日期，应如 {sample}
{name} is no version such as {sample} = {name} 不是版本号，应如 {sample}
{name} is no year = {name} 不是年份
{name} is no unit such as {sample} = {name} 不是单位，应如 {sample}
the rule {name} stands in {where} already = 规则 {name} 已在 {where} 中
the name {name} stands twice = 名称 {name} 出现两次
a text is wanted here = 这里应是一段文字
a text or a list of texts is wanted here = 这里应是一段文字或几段文字的列表
a list is wanted here = 这里应是列表
the list is empty = 列表是空的
a mapping is wanted here, with the keys: {known} = 这里应是各项的对照，可用：{known}
a mapping of rule ids to rules is wanted here = 这里应是规则名和规则的对照
a number from 1 is wanted here = 这里应是从 1 起的数
words are wanted here, as zh or en = 这里应有文字：zh 或 en
the years end before they start = 起止年度颠倒
auto, exact, or an amount with its unit such as {sample} = 应为 auto、exact 或如 {sample}
the bare column {name} needs {what} = 单写栏名 {name} 时要用 in 写明在哪些表中
{table} has several rows: write {sample} = {table}有多行，应写成 {sample}
the number needs a unit, such as {unit} = 数额要带单位，如 {unit}
the tolerance in {given} cannot be compared with {unit} = 以 {given} 计的容差不能与 {unit} 比较
{left} cannot be compared with {right} = {left} 不能与 {right} 比较
a code has 3, 5 or 7 digits = 编码应为 3、5 或 7 位
a figure can only be multiplied by a plain number or a % = 数额只能乘以一个数或百分比
there is no figure to compare = 没有可以比较的数额
{what} is compared with itself = {what} 是在与自身比较
rows of {left} and of {right} have no codes in common = {left}各行与{right}各行没有相同的编码
{left} and {right} have no codes in common = {left}与{right}没有相同的编码
{what} is one of {known} = {what} 应为其中之一：{known}
an equation cannot demand that figures differ = 等式不能要求不相等
and, or, not can only stand in a condition = 且、或、非只能用在条件中
has() can only stand in a condition = has() 只能用在条件中
a condition is a single line = 条件只能写一行
[*] cannot stand beside a bare column = [*] 不能与单写的栏名并用
sum() cannot be compared with every single row = sum() 不能与逐行的数比较
inside sum() a figure needs [*] or [*set] = sum() 中要用 [*] 或 [*行组]
in a condition [*] can only stand inside sum() = 条件中 [*] 只能用在 sum() 里
the formula is empty or ends too early = 等式是空的，或没有写完
unexpected {sign} = 这里不应出现 {sign}
unknown unit {name} = 没有单位 {name}
figures in {units} cannot be compared as the formula wants = 单位为 {units} 的数额不能按等式比较
a bracket is not closed = 括号没有配对
not YAML: {why} = 不合 YAML 写法（缩进不齐，或含 : # {{ }} 的文字没有加引号）：{why}
the file is not UTF-8 text = 文件不是 UTF-8 编码
cannot be read: {why} = 无法读取：{why}
the folder holds no {file}: it is no pack = 文件夹里没有 {file}，不是规则包
the pack needs auditor {wanted} or later; this is {own} = 需要 auditor {wanted} 以上，当前为 {own}
a file of rules must end in .yaml = 规则文件应以 .yaml 结尾
an erratum changes something: {known} = 更正须改动某一项：{known}
a list of waivers is wanted here = 这里应是豁免的列表，每项以 - 开头
a waiver names a fingerprint, or a document and a place in it = 要写明 fingerprint 或 document
the waiver of line {line} accepts the same = 与第 {line} 行的豁免重复
the rule {name} cannot be waived = 规则 {name} 不可豁免
{name} is no fingerprint such as {sample} = {name} 不是指纹，应如 {sample}
a draft silences nothing until an auditor fills this in = 草稿不起作用，须由审计人员填写
is smaller than the difference that was waived = 小于所豁免的差额
an amount with its unit is wanted here, such as {sample} = 这里应是带单位的金额，如 {sample}
"""
_QUOTED = re.compile(r"'([^']*)'")


def place_mistake(mistake: Mistake, language: str) -> str:
    """Say why something is a mistake, after its place where no rule names it; not escaped."""
    said = speak_mistake(mistake.reason, language)
    if mistake.rule is not None:
        return said
    path = mistake.path.replace(os.sep, "/")
    return f"{path}:{mistake.line}:{mistake.column}: {said}"


def speak_mistake(reason: str, language: str) -> str:
    """Say why something is a mistake, in `zh` or `en`."""
    if language != "zh":
        return reason
    whole = _SHAPE.fullmatch(reason)
    for key in (whole["key"] or "", "") if whole else ():
        core = _translate(reason[len(key) : whole.end("core")]) if whole else None
        if whole and core is not None:
            return f"{key}{core}{_word_hint(whole)}"
    return reason


def _word_hint(whole: "re.Match[str]") -> str:
    if whole["near"]:
        return f"；是不是 {whole['near']}？"
    return f"；可用：{whole['known']}" if whole["known"] else ""


def _translate(core: str) -> str | None:
    for pattern, words in _list_patterns():
        found = pattern.fullmatch(core)
        if found:
            slots = {
                name: _NOUNS.get(said, _QUOTED.sub(r"“\1”", said))
                for name, said in found.groupdict().items()
            }
            return words.format(**slots)
    return None


def _match_slot(slot: "re.Match[str]") -> str:
    """Return the pattern of a slot; names of the pack stand in quotes."""
    wanted = "'[^']*'" if slot[1] == "name" else ".+?"
    return f"(?P<{slot[1]}>{wanted})"


@cache
def _list_patterns() -> tuple[tuple["re.Pattern[str]", str], ...]:
    """Compile the list when the first mistake is said; most runs have none."""
    pairs = []
    for line in _WORDS.splitlines():
        english, _, chinese = line.rpartition(" = ")
        pattern = re.sub(r"\\\{(\w+)\\\}", _match_slot, re.escape(english))
        pairs.append((re.compile(pattern), chinese))
    return tuple(pairs)
