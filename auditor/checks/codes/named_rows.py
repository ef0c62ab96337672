"""Kind `codes`, demand `sentence-row`: what sentences name as 款 or 项 stands in a table.

A name counts as printed where a row's begins or ends like it: cells cut names off, sentences lead
into them. Classes are often called by a short name and are not judged.
"""

from collections.abc import Collection, Iterator

from auditor.budget import Budget, Naming
from auditor.checks.codes.names import fold_name
from auditor.checks.places import locate_line, make_not_applicable, make_witness
from auditor.finding import Bilingual, Outcome, Verdict

_LEVELS = {5: "款", 7: "项"}
_LEAST = 4
_ENDING = "支出"


def check_named_rows(budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every name of a level that the tables print."""
    names = _list_names(budget)
    missing: dict[tuple[str, int], list[Naming]] = {}
    judged = False
    for naming in budget.namings:
        known = names.get(naming.digits)
        folded = fold_name(naming.name)
        if not known or not folded or naming.code:
            continue
        judged = True
        if _is_printed(folded, known):
            yield Outcome(verdict=Verdict.PASS, place=locate_line(budget, naming.location))
        else:
            missing.setdefault((folded, naming.digits), []).append(naming)
    for (_name, digits), group in missing.items():
        first, *others = group
        yield Outcome(
            verdict=Verdict.FAIL,
            place=locate_line(budget, first.location),
            found=f"{first.name}（{_LEVELS[digits]}）",
            operands=tuple(
                make_witness(locate_line(budget, one.location), one.name) for one in others
            ),
        )
    if not judged:
        yield make_not_applicable(
            Bilingual(
                "文字部分没有写明款、项的科目名称，或表中没有这一级科目",
                "no sentence names codes of a level that the tables print",
            )
        )


def _list_names(budget: Budget) -> dict[int, set[str]]:
    """Return the folded names of the tables' rows by the length of their codes."""
    names: dict[int, set[str]] = {}
    if not any(naming.digits in _LEVELS for naming in budget.namings):
        return names
    for table in budget.tables:
        for row in table.rows:
            length = len(row.code)
            if length in _LEVELS and row.label:
                names.setdefault(length, set()).add(fold_name(row.label))
    return names


def _is_printed(name: str, known: Collection[str]) -> bool:
    """Say whether one of the names is meant: all of it, its beginning, or behind other words."""
    if name in known:
        return True
    bare = name.removesuffix(_ENDING)
    for label in known:
        if bare == label.removesuffix(_ENDING):
            return True
        if len(label) >= _LEAST and (name.endswith(label) or name.startswith(label)):
            return True
        if len(name) >= _LEAST and label.startswith(name):
            return True
    return False
