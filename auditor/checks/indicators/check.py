"""Kind `indicators`: performance forms are complete, measurable and of the budget year.

Field: `demand`, one of
  values         every named indicator has a target value
  all-values     the form has target values at all
  completeness   no row lost its name or its value
  labels         indicators of satisfaction stand under their branch
  branches       the branches that the form type requires from its year on
  levels         the second levels that every project is to have are there
  units          the unit can measure the indicator
  usual-units    the unit is the usual one
  missing-units  a number has a unit
  range          percentages within 0 and 100
  zero           a target is not zero, unless of what should not happen
  words          rates and numbers of things have a number
  placement      indicators stand under the branch they belong to
  repeats        a target does not repeat the name
  cut            names and targets are not cut off
  placeholders   names and targets are filled in
  bounds         targets of satisfaction are lower bounds
  filled         bodies and days stand beside their labels, and one box is ticked
  project-named  the form names its project
  goals-stated   something is printed under the headings of the goals
  whole-goals    goals are not fragments
  days           the days on which the project begins and ends exist
  period         the project's days include the budget year
  span           the overall goal's years include the budget year
  annual-year    the year in the heading of the year's goal is the budget year
  span-days      the overall goal's years are those of the project's days
  named-goals    a goal is more than the project's name
  indicators-once  no indicator stands twice in a form with the same target
  level-names    an indicator is called by what it measures, not by its level
  goal-years     goals name no earlier year as that of the work
  account-goals  the same for the goals in the account of a project
  target-years   targets name no earlier year
  headlines      a target agrees with the same figure in narrative and goals
  names          the project is called as in the heading of its narrative
  leaders        the body in charge is the one that the narrative names
  quoted-names   where the narrative allots money it calls the project by its name
  account-years  the years of the narrative's period and money include the budget year
  outlines       no project is outlined in the words of another
  shared-goals   no project has the goals of another
  announced      a heading announces as many projects as follow
  once           no project of the same bodies has two forms
  towns          the bodies of one form are of no other town than those of all others
  blank-funds    amounts stand beside their labels
  one-year       a project of one year asks for all its money in it
  total-cost     what a project may cost in all is no more than the money it asks for
What cells that slid leave in doubt is a review. Not applicable without forms.
Sources: 财预〔2021〕101号, 财预〔2015〕88号; vocabulary from forms.yaml.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from auditor.budget import Budget, Form
from auditor.budget.form_book import FormBook
from auditor.checks.conditions import Condition, find_obstacle
from auditor.checks.indicators import funds as form_funds
from auditor.checks.indicators import gaps as form_gaps
from auditor.checks.indicators import heads as form_heads
from auditor.checks.indicators import units as form_units
from auditor.checks.indicators import years as form_years
from auditor.checks.indicators.beside import check_once, check_towns
from auditor.checks.indicators.copies import check_own_text, check_shared_goals
from auditor.checks.indicators.echoes import find_level_names, find_twice, judge_named_goals
from auditor.checks.indicators.headlines import check_headlines
from auditor.checks.indicators.names import check_project_names
from auditor.checks.indicators.narratives import (
    check_account_years,
    check_leaders,
    check_quoted_names,
)
from auditor.checks.indicators.numbers import check_announced_number
from auditor.checks.indicators.places import Hit, report_together
from auditor.checks.places import make_not_applicable
from auditor.finding import Bilingual, Outcome

Judge = Callable[[Form, FormBook, int | None], Iterator[Outcome]]
Find = Callable[[Form, FormBook], Iterator[Hit]]
# Judged form by form, each fault by itself.
_JUDGES: dict[str, Judge] = {
    "values": form_gaps.judge_values,
    "all-values": form_gaps.judge_all_values,
    "branches": form_gaps.judge_branches,
    "units": form_units.judge_units,
    "project-named": form_heads.judge_project_named,
    "goals-stated": form_heads.judge_goals_stated,
    "days": form_heads.judge_days,
    "period": form_years.judge_period,
    "span": form_years.judge_span,
    "annual-year": form_years.judge_annual_year,
    "span-days": form_years.judge_span_days,
    "goal-years": form_years.judge_goal_years,
    "target-years": form_years.judge_target_years,
    "one-year": form_funds.judge_one_year_total,
    "total-cost": form_funds.judge_total_cost,
    "named-goals": judge_named_goals,
}
# Remarks: those of one form, or of the whole document, are reported together.
_FINDERS: dict[str, Find] = {
    "completeness": form_gaps.find_incomplete,
    "labels": form_gaps.find_unlabelled,
    "placement": form_gaps.find_misplaced,
    "levels": form_gaps.find_missing_levels,
    "repeats": form_gaps.find_repeating,
    "cut": form_gaps.find_cut,
    "placeholders": form_gaps.find_placeholders,
    "indicators-once": find_twice,
    "level-names": find_level_names,
    "usual-units": form_units.find_unusual_units,
    "missing-units": form_units.find_missing_units,
    "range": form_units.find_out_of_range,
    "zero": form_units.find_zero,
    "words": form_units.find_words,
    "bounds": form_units.find_unbounded,
    "filled": form_heads.find_blank_heads,
    "whole-goals": form_heads.find_broken_goals,
    "blank-funds": form_funds.find_blank_funds,
}
# Put to the whole document.
_CHECKS: dict[str, Callable[[FormBook, Budget], Iterator[Outcome]]] = {
    "headlines": check_headlines,
    "names": check_project_names,
    "leaders": check_leaders,
    "quoted-names": check_quoted_names,
    "account-years": check_account_years,
    "account-goals": form_years.check_account_goals,
    "outlines": check_own_text,
    "shared-goals": check_shared_goals,
    "announced": check_announced_number,
    "once": check_once,
    "towns": check_towns,
}
_OF_ACCOUNTS = frozenset(
    {"quoted-names", "account-years", "account-goals", "outlines", "announced"}
)
FORM_DEMANDS = (*_JUDGES, *_FINDERS, *_CHECKS)


class IndicatorsParameters(NamedTuple):
    """What is demanded of forms, and the vocabulary by which they are read."""

    demand: str
    book: FormBook
    condition: Condition | None = None


def check_indicators(parameters: IndicatorsParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield the outcomes of every form."""
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    if not budget.forms and parameters.demand not in _OF_ACCOUNTS:
        yield make_not_applicable(
            Bilingual("文件中没有绩效目标表", "the document holds no performance form")
        )
        return
    book, demand = parameters.book, parameters.demand
    if demand in _CHECKS:
        yield from _CHECKS[demand](book, budget)
        return
    if demand in _FINDERS:
        find = _FINDERS[demand]
        yield from report_together([(form, list(find(form, book))) for form in budget.forms])
        return
    for form in budget.forms:
        yield from _JUDGES[demand](form, book, budget.year)
