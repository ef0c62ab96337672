"""What is said of a project, against its form, its name, the year and other projects."""

from judging import judge, list_faults

from auditor.finding import Verdict

_COVER = "虹湾区2031年部门预算\n\n"
_FORM = """
财政项目支出绩效目标申报表

（2031年度）

项目名称	{name}	项目类别	经常性项目
主管部门	{leader}	实施单位	{leader}
计划开始日期	2031-01-01	计划完成日期	2031-12-31
项目绩效目标	项目总目标（{span}）		年度总体目标
	{goal}		完成全年各项任务。
一级指标	二级指标	三级指标	年度指标值
产出指标	数量指标	养护河道数	≥{target}（条）
"""
_LEADER = "虹湾区水务管理局"


def _say(name: str, **parts: str) -> str:
    """Return the account of a project: a heading and what stands under each of its parts."""
    said = "\n\n".join(f"{title}\n\n{text}" for title, text in parts.items())
    return f"{name}项目经费情况说明\n\n{said}\n\n"


def _fill(
    name: str,
    goal: str = "保持全区河道整洁、水质稳定。",
    leader: str = _LEADER,
    span: str = "2031年-2031年",
    target: str = "42.00",
) -> str:
    return _FORM.format(name=name, goal=goal, leader=leader, span=span, target=target)


def test_a_heading_may_count_the_forms_alone() -> None:
    """Where only one project of several is explained, the forms show how many there are."""
    text = "河道养护等2个项目经费情况说明\n\n" + _fill("河道养护") + _fill("泵站维修")

    assert list_faults("projects-as-announced", text) == []


def test_a_heading_counts_in_either_script() -> None:
    """十二 is twelve, and neither is two."""
    accounts = _say("河道养护", 项目概述="养护河道。") + _say("泵站维修", 项目概述="维修泵站。")

    assert list_faults(
        "projects-as-announced", f"河道养护等十二个项目经费情况说明\n\n{accounts}"
    ) == [(1, "12")]


def test_a_leader_that_nobody_can_read_is_not_judged() -> None:
    """What recognition left of a name is no other name."""
    text = _say("河道养护", 实施主体="主管部门：虹湾区水务管理局，负责管理。") + _fill(
        "河道养护", leader="_"
    )

    (outcome,) = judge("project-leader-agrees", text)

    assert outcome.verdict is Verdict.NOT_APPLICABLE


def test_each_body_of_the_form_may_be_in_charge() -> None:
    """A name and a longer one for the same body agree."""
    text = _say("河道养护", 实施主体="主管部门：区水务局。") + _fill("河道养护")

    assert list_faults("project-leader-agrees", text) == []


def test_the_name_quoted_beside_the_money_is_found() -> None:
    """Another project's name is quoted with the place where it stands."""
    text = _say("河道养护", 年度预算安排="2031年“泵站维修”项目预算安排20.00万元。")

    (outcome,) = judge("project-quoted-by-name", text)

    assert (outcome.verdict, outcome.found, outcome.expected) == (
        Verdict.FAIL,
        "泵站维修",
        "河道养护",
    )
    assert outcome.place.location.column == len("2031年“") + 1


def test_history_is_no_period() -> None:
    """Years long gone are the history of a project, not its period."""
    text = _COVER + _say("河道养护", 实施周期="自2012年起每年实施。")

    assert list_faults("project-years-current", text) == []


def test_last_years_money_is_found() -> None:
    """Money allotted in the words of last year is pointed out."""
    text = _COVER + _say("河道养护", 年度预算安排="2030年安排20.00万元。")

    assert list_faults("project-years-current", text) == [(7, "2030")]


def test_goals_are_compared_between_projects_alone() -> None:
    """The same form printed twice shares its goals with itself."""
    text = _fill("河道养护") + _fill("河道养护")

    assert list_faults("project-goals-own", text) == []


def test_goals_of_another_project_are_found() -> None:
    """The second project that has them is pointed out, and the first is named."""
    text = _fill("河道养护") + _fill("泵站维修")

    assert list_faults("project-goals-own", text) == [(22, "河道养护")]


def test_days_that_run_backwards_are_left_to_the_period() -> None:
    """One slip in a day is one finding."""
    text = _fill("河道养护").replace("2031-12-31", "2030-12-31")

    assert list_faults("goal-span-days", text) == []


def test_a_target_is_held_against_the_end_of_its_name() -> None:
    """42条河道 is what 养护河道数 counts; another number in the target is pointed out."""
    goal = "养护全区42条河道，保持水质稳定。"

    assert list_faults("target-against-narrative", _fill("河道养护", goal)) == []
    assert list_faults("target-against-narrative", _fill("河道养护", goal, target="24.00")) == [
        (12, "≥24.00（条）")
    ]


def test_two_numbers_of_the_same_thing_decide_nothing() -> None:
    """Where the text counts 42 and 48, nobody knows which the target means."""
    goal = "养护42条河道，新增48条河道。"

    text = _fill("河道养护", goal, target="24.00")

    assert list_faults("target-against-narrative", text) == []
