"""What two files of one publication print twice: tables, forms, names of projects."""

import pytest
from made_sets import SOUND, judge, list_found, split_sound

FORM = """\
财政项目支出绩效目标表
(2025年度)
项目名称\t综合经费\t项目类别\t一次性项目
主管部门\t虹湾市文化局\t实施单位\t{body}
项目资金(万元)\t项目资金总额\t{money}\t年度资金申请总额\t{money}

"""
MAIN = """\
虹湾市文化局2025年部门预算
负责有关工作。
本部门负责群众文化活动。
编报绩效目标的项目2个，涉及项目预算资金5.00万元。

"""


def make_forms(library: str, museum: str) -> str:
    """Write forms of two bodies that have a project of one name."""
    return FORM.format(body="虹湾市图书馆", money=library) + FORM.format(
        body="虹湾市博物馆", money=museum
    )


def test_whole_and_its_tables_that_agree_are_silent() -> None:
    """The same tables published once more are checked cell by cell."""
    _, tables, _ = split_sound()

    verdicts = judge(SOUND.read_text(encoding="utf-8"), tables)

    assert list_found(verdicts) == [[], []]
    judged = [rule for rule, _ in verdicts[0].outcomes if rule == "annexed-table-agrees"]
    assert len(judged) > 100


def test_table_that_differs_is_told_once_in_each_file() -> None:
    """A cell, and what adds up with it, is one contradiction."""
    whole = SOUND.read_text(encoding="utf-8")
    _, tables, _ = split_sound()
    other = tables.replace("18.20\t0\t1.20", "18.40\t0\t1.40")

    verdicts = judge(whole, other)

    found = [[one for one in each.findings if one.severity == "error"] for each in verdicts]
    assert [[one.rule for one in each] for each in found] == [["annexed-table-agrees"]] * 2
    assert [each[0].outcome.found for each in found] == ["18.20", "18.40"]


def test_bodies_may_have_projects_of_one_name() -> None:
    """Forms are compared by project and body."""
    sound = judge(MAIN + make_forms("3.00", "2.00"), make_forms("3.00", "2.00"))
    wrong = judge(MAIN + make_forms("3.00", "2.00"), make_forms("3.00", "2.50"))

    assert [found for found in list_found(sound) if found] == []
    for each in wrong:
        assert "annexed-form-agrees" in {one.rule for one in each.findings}
    (told,) = [one for one in wrong[0].findings if one.rule == "annexed-form-agrees"]
    assert told.outcome.found == "2.00"


@pytest.mark.parametrize(
    ("name", "severity"), [("桥梁检修", "warning"), ("河道日常保洁", "info"), ("河道保洁经费", "")]
)
def test_project_has_one_name_in_text_and_annex(name: str, severity: str) -> None:
    """Another name for the same money is told, one that is much alike is for review."""
    narrative, tables, annex = split_sound()

    verdicts = judge(narrative, tables, annex.replace("项目名称\t河道保洁", f"项目名称\t{name}"))

    told = [
        [one.severity for one in each.findings if one.rule == "annexed-project-named"]
        for each in verdicts
    ]
    expected = [severity] if severity else []
    assert told == [expected, [], expected]


def test_narrative_is_held_against_the_form_that_it_names() -> None:
    """In an annex forms stand in an order of their own; the heading tells whose money it is."""
    narrative, tables, annex = split_sound()
    other = annex.replace("2,375,000.00", "2,735,000.00")

    verdicts = judge(narrative, tables, other)

    for each in (verdicts[0], verdicts[2]):
        told = [one for one in each.findings if one.rule == "project-money-agrees"]
        assert [one.severity for one in told] == ["warning"]


def test_own_finding_that_a_set_explains_is_not_told_again() -> None:
    """A slip in the text breaks its own sums and the tables': one cause, one finding."""
    narrative, tables, annex = split_sound()
    wrong = narrative.replace("财政拨款支出预算2934.84万元", "财政拨款支出预算2943.84万元")

    verdicts = judge(wrong, tables, annex)

    loud = [one for one in verdicts[0].findings if one.severity != "info"]
    assert len(loud) == 1
    assert len(verdicts[0].explained) > 1


@pytest.mark.parametrize(
    ("target", "severity"),
    [("=52.00（人）", "warning"), ("=25.00 （人）", ""), ("25名", "info"), ("", "")],
)
def test_targets_of_a_form_printed_twice_are_the_same(target: str, severity: str) -> None:
    """Other numbers contradict each other, other words are for review, a blank says nothing."""
    _, _, annex = split_sound()
    other = annex.replace("=25.00（人）", target)

    verdicts = judge(SOUND.read_text(encoding="utf-8"), other)

    told = [
        [one.severity for one in each.findings if one.rule == "annexed-target-agrees"]
        for each in verdicts
    ]
    assert told == ([[severity]] * 2 if severity else [[], []])


def test_indicator_of_one_target_has_one_name() -> None:
    """A name that is much alike, beside the same target, is for review."""
    _, _, annex = split_sound()

    verdicts = judge(
        SOUND.read_text(encoding="utf-8"), annex.replace("沿街商户满意度", "沿街商铺满意度")
    )

    for each in verdicts:
        (told,) = [one for one in each.findings if one.rule == "annexed-target-agrees"]
        assert told.severity == "info"
        assert "沿街商铺满意度" in told.message.zh
