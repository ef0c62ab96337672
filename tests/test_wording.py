"""Kind `wording`: what is left in a text is found, what only looks like it is not."""

import pytest
from judging import judge, list_faults

_SOUND = [
    ("form-residue", "购置SXX型车床1台，另建3×4米花坛。"),
    ("words-doubled", "推进研究研究成果转化，建立健全制度。"),
    ("sentences-repeated", "机要通信用车0辆、其他用车0辆，机要通信用车0辆、其他用车0辆。"),
    (
        "sentences-repeated",
        "目标：提高居民的满意程度和参与热情。\n\n目标：提高居民的满意程度和参与热情。",
    ),
    ("identity-number-left", "合同编号110105194912310021。"),
    ("mobile-number-left", "本年支出13,800,000,000元，合同编号20251380013800。"),
    ("mobile-number-left", "本年支出13800138000元。"),
    ("account-number-left", "设备编号6222020000001234567。"),
    ("attachment-mark-left", "详见附件1。"),
]


@pytest.mark.parametrize(("rule", "text"), _SOUND)
def test_what_only_looks_like_a_fault_is_silent(rule: str, text: str) -> None:
    """A false alarm costs the trust of its readers."""
    assert list_faults(rule, text) == []


def test_residue_is_found_in_forms_too() -> None:
    """A placeholder in a cell is as much left as one in a sentence."""
    text = "财政项目支出绩效目标申报表\n项目名称\tXX项目\n主管部门\t临江镇\n"

    assert list_faults("form-residue", text) == [(2, "XX")]


def test_personal_numbers_are_masked() -> None:
    """The report must not spread what should not have been printed."""
    (outcome,) = judge("mobile-number-left", "联系电话：13800138000。")

    assert outcome.found == "1380***8000"


def test_like_faults_are_one_outcome_with_their_places() -> None:
    """One cause is read once; the further lines are its evidence."""
    text = "第一段写了XX。\n\n第二段写了XX。\n\n第三段写了XX。"

    (outcome,) = judge("form-residue", text)

    assert [operand.place.location.line for operand in outcome.operands] == [3, 5]


def test_short_names_of_the_issuer_are_its_own() -> None:
    """A body may be called by a part of its name."""
    text = "预算主管部门：虹湾区人民政府临江街道办事处\n\n2025年，虹湾区临江街道收入预算30万元。"

    assert list_faults("issuer-named", text) == []


def test_other_bodies_have_no_place_in_the_issuers_sentences() -> None:
    """The vehicles of a library are not the street's; those of all its units are."""
    text = "预算主管部门：虹湾区临江街道办事处\n\n截至2024年12月31日，{}共有车辆3辆。"

    other = list_faults("issuer-named", text.format("虹湾区图书馆"))
    units = list_faults("issuer-named", text.format("本街道所属各预算单位"))

    assert other == [(3, "虹湾区图书馆")]
    assert units == []


def test_the_bracket_that_stays_open_is_shown() -> None:
    """A closed bracket within an open one does not close it."""
    text = "共有车辆3辆（其中，用车（含专用）1辆，设备2台。"

    ((line, words),) = list_faults("bracket-open", text)

    assert (line, words[:5]) == (1, "（其中，用")
