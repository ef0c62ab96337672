"""One slip in a sound budget is one loud place: codes, titles, other towns, words for figures."""

from pathlib import Path

import pytest
from seed_edits import audit_text

from auditor.checks.wording.towns import find_town

_SOUND = (Path(__file__).parent.parent / "samples" / "sound-department.txt").read_text("utf-8")
_LOUD = ("error", "warning")
_ITEM = "201\t03\t02\t一般行政管理事务\t1,256,800.00\t\t1,256,800.00"
_TITLE = "2025年部门一般公共预算支出功能分类预算表\n\n编制"
_LEADER = "主管部门\t上海市虹湾区人民政府临江街道办事处"


def _list_loud(old: str, new: str) -> set[tuple[str, int]]:
    """Replace the first place of some text; return rule and line of what is loud then."""
    text = _SOUND.replace(old, new, 1)
    assert text != _SOUND
    findings = audit_text(text).findings
    return {
        (finding.rule, finding.outcome.place.location.line)
        for finding in findings
        if finding.severity in _LOUD
    }


def _find_line(text: str) -> int:
    return _SOUND[: _SOUND.index(text)].count("\n") + 1


@pytest.mark.parametrize("code", ["201\t03\t39", "201\t04\t02", "202\t03\t02", "201\t03\t20"])
def test_a_misprinted_code_is_one_finding(code: str) -> None:
    """No comparison of tables and no sum fails with it, whichever level is misprinted."""
    found = _list_loud(_ITEM, _ITEM.replace("201\t03\t02", code))

    assert found == {("code-same-in-tables", _find_line(_ITEM))}


def test_a_misprinted_parent_is_no_fault_of_its_children() -> None:
    """The rows below a misprinted code still have a parent."""
    row = "210\t11\t\t行政事业单位医疗\t584,800.00\t584,800.00\t\n"

    found = _list_loud(row, row.replace("210\t11", "210\t12"))

    assert {line for _, line in found} == {_find_line(row)}


def test_a_copied_title_is_one_finding() -> None:
    """The table is taken for what the contents list has at its place."""
    found = _list_loud(_TITLE, _TITLE.replace("一般公共", "政府性基金"))

    assert found == {("title-of-own-table", _find_line(_TITLE))}


def test_another_towns_body_in_a_form_is_found_at_its_line() -> None:
    """The issuer's own name tells the town, so that two forms are enough."""
    found = _list_loud(_LEADER, _LEADER.replace("临江", "滨河"))

    assert found == {("form-of-own-town", _find_line(_LEADER))}


def test_a_change_in_figures_is_blamed_before_words() -> None:
    """“与上年持平” prints a year and no figure: the one changed amount is the likelier slip."""
    words = "（三）公务接待费1.20万元，与2024年预算持平"

    found = _list_loud(words, words.replace("与2024年预算持平", "比2024年预算减少0.2万元"))

    assert found == {("stated-three-public-changes-add-up", _find_line(words))}


@pytest.mark.parametrize(
    ("body", "town"),
    [
        ("上海市虹湾区人民政府临江街道办事处", "临江街道"),
        ("虹湾区松泉镇社区事务中心", "松泉镇"),
        ("虹湾区城镇建设管理中心", ""),
        ("城乡社区管理中心", ""),
        ("美丽乡村建设办公室", ""),
        ("各街道办事处", ""),
        ("虹湾区古镇保护办公室", ""),
    ],
)
def test_a_town_is_told_from_words_about_towns(body: str, town: str) -> None:
    """城镇, 乡村 and the like name no town."""
    assert find_town(body) == town
