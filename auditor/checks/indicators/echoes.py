"""Text that only echoes other text: a goal the project's name, an indicator its level or another.

Knows no units. A project's title may add what kind of project it is: 项目, 经费.
"""

from collections.abc import Iterator

from auditor.budget import Form
from auditor.budget.form_book import FormBook
from auditor.checks.indicators.accounts import fold_name
from auditor.checks.indicators.places import Hit, hit_name, report_each, skip_form
from auditor.finding import Bilingual, Outcome

_LEAST_NAME = 4
_SUFFIX = "指标"
_NO_GOALS = Bilingual("没有目标或项目名称", "there is no goal, or the project has no name")


def judge_named_goals(form: Form, book: FormBook, _year: int | None) -> Iterator[Outcome]:
    """A goal says more than the name of the project."""
    name = fold_name(form.project, book)
    if not form.goals or not name:
        yield skip_form(form, _NO_GOALS)
        return
    echoes = [goal for goal in form.goals if fold_name(goal.text, book) == name]
    yield from report_each(form, [Hit(one.location, one.text, form.project) for one in echoes])


def find_level_names(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find indicators that bear the name of their level: what is measured is not said.

    Satisfaction without 指标 is a name in use.
    """
    for one in form.indicators:
        plain = one.name.removesuffix(_SUFFIX)
        is_level = plain in (one.level, one.branch) and bool(plain)
        if is_level and (plain != one.name or not plain.endswith(book.satisfaction)):
            yield hit_name(one)


def find_twice(form: Form, _book: FormBook) -> Iterator[Hit]:
    """Find indicators that stand above with the same branch, name and target already."""
    seen: set[tuple[str, str, str]] = set()
    for one in form.list_valued():
        known = (one.branch, one.name, "".join(one.value.split()))
        if known in seen and len(one.name) >= _LEAST_NAME:
            yield hit_name(one)
        seen.add(known)
