"""Mistakes in packs are said in the reader's language."""

from pathlib import Path

import pytest
from made_packs import list_mistakes, write_pack

from auditor.report.mistake_words import speak_mistake

SAID = {
    "unknown table '甲标'; did you mean 甲表?": "没有表 “甲标”；是不是 甲表？",
    "unknown key 'autor'; there are: name, version": "没有 “autor” 这一项；可用：name, version",
    "unknown column '项' of 甲表; there are: 乙, 丙": "甲表中没有栏 “项”；可用：乙, 丙",
    "in: there is no table '甲标'; did you mean 甲表?": "in: 没有表 “甲标”；是不是 甲表？",
    "severity: 'loud' is none of error, info": "severity: “loud” 不在可选值之中：error, info",
    "the key 'kind' is missing": "缺少 “kind” 这一项",
    "the tolerance in 万元 cannot be compared with 个": "以 万元 计的容差不能与 个 比较",
    "not YAML: did not find expected key": (
        "不合 YAML 写法（缩进不齐，或含 : # { } 的文字没有加引号）：did not find expected key"
    ),
}


@pytest.mark.parametrize("reason", SAID)
def test_mistakes_are_said_in_chinese(reason: str) -> None:
    """Names stay as they are written, keys and hints keep their places."""
    assert speak_mistake(reason, "zh") == SAID[reason]
    assert speak_mistake(reason, "en") == reason


@pytest.mark.parametrize("reason", ["", "something else: {x}", "'a' is 'b'; did you mean c?"])
def test_what_is_not_listed_is_said_as_it_stands(reason: str) -> None:
    """Better in another language than not at all."""
    assert speak_mistake(reason, "zh") == reason


def test_the_usual_mistakes_are_all_listed(tmp_path: Path) -> None:
    """What somebody who writes a first rule gets wrong is said in Chinese."""
    text = (
        "a: {kind: equatio}\nb: {kind: years, wher: x}\nc: {kind: years, severity: loud}\n"
        "d: {kind: equation}\ne: {kind: rollup, in: 支出标}\nf: {title: 甲}\ng: loud\n"
        "h: {kind: equation, in: 支出表, equation: 合计 = 5}\n"
        "i: {kind: equation, in: 支出表, equation: 合计 = 总数}\n"
        "j: {kind: equation, equation: 合计 = 基本}\n"
        "k: {kind: years, examples: [{name: a, document: b, expect: good}]}\n"
        "l: {kind: years, effective: {from: 20}}\nm: off\n"
        "n: {kind: equation, in: 支出表, equation: 合计 = 基本 +}\n"
    )

    mistakes = list_mistakes(write_pack(tmp_path / "a", {"rules/r.yaml": text}))

    reasons = [mistake.split(": ", 1)[1] for mistake in mistakes]
    assert len(reasons) == 14
    assert [reason for reason in reasons if speak_mistake(reason, "zh") == reason] == []
