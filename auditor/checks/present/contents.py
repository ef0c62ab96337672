"""Kind `present`, contents: the contents list and the body name the same tables and chapters."""

from collections.abc import Iterator

from auditor.budget import Budget, ContentsEntry, TableTemplate
from auditor.budget.pattern import normalise_label
from auditor.checks.places import locate_table, make_not_applicable
from auditor.checks.present.required import PresentParameters
from auditor.finding import Bilingual, Outcome, Place, Verdict

_TAIL = 4
_LEAST_TABLES = 3
_MOST_ENTRIES = 200


def check_contents(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each entry of the list, then for each table of the body."""
    if not budget.contents:
        yield make_not_applicable(Bilingual("文件没有目录", "the document has no contents list"))
        return
    named: dict[str, ContentsEntry] = {}
    bodies = _list_bodies(budget)
    for entry in budget.contents[:_MOST_ENTRIES]:
        if not entry.label:
            continue
        template = _find_template(entry.label, parameters.tables)
        if template is not None:
            named.setdefault(template.name, entry)
            stands = bool(budget.find_tables(template.name))
        else:
            stands = _stands_in_body(entry.label, bodies, budget)
        place = Place(location=entry.location)
        verdict = Verdict.PASS if stands else Verdict.FAIL
        yield Outcome(verdict=verdict, place=place, found=entry.label, facts=_IN_LIST)
    if len(named) >= _LEAST_TABLES:
        yield from _check_tables(parameters, budget, named)


def _check_tables(
    parameters: PresentParameters, budget: Budget, named: dict[str, ContentsEntry]
) -> Iterator[Outcome]:
    wanted = {template.name for template in parameters.tables}
    for table in budget.tables:
        if table.template_name not in wanted or table.ordinal:
            continue
        verdict = Verdict.PASS if table.template_name in named else Verdict.FAIL
        yield Outcome(
            verdict=verdict, place=locate_table(table), found=table.title, facts=_IN_BODY
        )


_IN_LIST = (
    (
        "reason",
        Bilingual("目录所列内容正文中没有", "the contents list names what the body does not have"),
    ),
)
_IN_BODY = (
    (
        "reason",
        Bilingual("正文的表格没有列入目录", "a table of the body is not in the contents list"),
    ),
)


def _find_template(label: str, templates: tuple[TableTemplate, ...]) -> TableTemplate | None:
    """Find the table an entry names; the longest spelling wins."""
    found = [
        (title.weight, -rank, template)
        for rank, template in enumerate(templates)
        for title in template.titles
        if title.ends(label)
    ]
    return max(found, key=lambda each: each[:2])[2] if found else None


def _list_bodies(budget: Budget) -> list[str]:
    labels = [section.label for section in budget.sections if section.label]
    labels += [normalise_label(table.title) for table in budget.tables if table.title]
    return labels + [normalise_label(form.title) for form in budget.forms if form.title]


def _stands_in_body(label: str, bodies: list[str], budget: Budget) -> bool:
    """Say whether a chapter is there: a heading or title ends alike; tables and forms count."""
    if label.endswith("表") or "绩效" in label:
        return bool(budget.tables) if "绩效" not in label else _has_targets(bodies, budget)
    tail = label[-_TAIL:]
    return any(body.endswith(tail) or tail in body for body in bodies)


def _has_targets(bodies: list[str], budget: Budget) -> bool:
    return bool(budget.forms) or any("绩效目标" in body for body in bodies)
