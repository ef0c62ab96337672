"""What keeps an audit from being complete. Knows no rule and no report."""

from collections.abc import Iterator

from auditor.budget import Budget
from auditor.engine.running import Run
from auditor.finding import Bilingual, Coverage, Verdict
from auditor.finding.outcome import NOTHING
from auditor.reading import Source
from auditor.rule import Severity

_FEWEST_BLANK = 2  # tables
_FEWEST_FIGURES = 6  # a lone table of what is bought, or owned, may hold a few unrelated ones
_FEWEST_LONE = 10  # lines; a page of a sound budget prints one beside its table at most
_IN_FIGURES = frozenset("0123456789,.")
_NO_TABLES = Bilingual(
    "没有识别出预算表或绩效表，也没有核对任何数字",
    "no budget table or performance form was recognised and no figure checked",
)
_NO_FIGURES = Bilingual(
    "识别出的表格中没有任何数字，可能是空白模板",
    "the tables that were recognised hold no figure: perhaps a blank template",
)
_ZEROS_ALONE = Bilingual(
    "各表金额全为零，可能是空白模板",
    "all amounts of the tables are zero: perhaps a blank template",
)
_NOTHING_CHECKED = Bilingual(
    "表格中的数字没有一个能够核对", "not one figure of the tables could be checked"
)


def explain_gaps(
    source: Source, coverage: Coverage, run: Run, budget: Budget, *, is_whole: bool
) -> Bilingual:
    """Say what keeps the audit from being complete, or nothing; `is_whole` if all rules ran."""
    found = list(_iterate_gaps(source, coverage, run, budget))
    if not found and is_whole and _has_nothing_checked(coverage):
        found = [_NOTHING_CHECKED]
    if not found:
        return NOTHING
    return Bilingual("；".join(gap.zh for gap in found), "; ".join(gap.en for gap in found))


def _iterate_gaps(
    source: Source, coverage: Coverage, run: Run, budget: Budget
) -> Iterator[Bilingual]:
    for error in source.incomplete:
        yield Bilingual(error.speak("zh"), error.speak("en"))
    missed = [str(table.line) for table in coverage.unrecognised if table.figures]
    if missed:
        lines = ", ".join(missed)
        yield Bilingual(
            f"{len(missed)} 张有数字的表格未能识别（行 {lines}）",
            f"{len(missed)} tables with figures not recognised (lines {lines})",
        )
    elif not (coverage.tables or coverage.forms or coverage.checked):
        yield _NO_TABLES
    elif _has_nothing_to_judge(coverage):
        yield _NO_FIGURES
    elif _has_zeros_alone(budget, 1 if _holds_residue(run) else _FEWEST_BLANK):
        yield _ZEROS_ALONE
    lone = sum(map(_is_lone_amount, budget.lines))
    if lone >= _FEWEST_LONE:
        yield Bilingual(
            f"{lone} 行各只有一个金额，可能是表格失去了行和列",
            f"{lone} lines hold an amount alone: perhaps tables without rows or columns",
        )
    if run.failures:
        names = ", ".join(failure.rule for failure in run.failures)
        yield Bilingual(f"规则无法执行：{names}", f"rules that could not run: {names}")


def _has_nothing_to_judge(coverage: Coverage) -> bool:
    """Say whether all tables are blank and no sentence states what could be checked."""
    tables = (*coverage.tables, *coverage.forms)
    return not coverage.checked and not any(table.figures for table in tables)


def _has_nothing_checked(coverage: Coverage) -> bool:
    """Say whether the tables hold so many figures that some must agree, and none was compared."""
    tables = (*coverage.tables, *coverage.forms)
    is_idle = not coverage.checked and not coverage.bounded
    return is_idle and sum(table.figures for table in tables) >= _FEWEST_FIGURES


def _holds_residue(run: Run) -> bool:
    """Say whether words of a form were found, which nobody has replaced."""
    return any(
        rule.kind == "wording"
        and rule.severity is not Severity.INFO
        and outcome.verdict is Verdict.FAIL
        for rule, outcome in run.outcomes
    )


def _has_zeros_alone(budget: Budget, fewest: int) -> bool:
    """Say whether the tables of a document state no money but zeros, as a form not filled in does.

    One table of zeros says that there is nothing of its kind; several, or one beside words of the
    form, say that nobody filled them.
    """
    tables = [table for table in budget.tables if table.template and table.figures]
    if len({table.template_name for table in tables}) < fewest:
        return False
    entries = (entry for table in tables for row in table.rows for entry in row.entries)
    return not any(entry.amount is not None and entry.amount.value for entry in entries)


def _is_lone_amount(line: str) -> bool:
    """Tell a line of an amount alone, as programs write the cells of a table they take apart."""
    text = line.strip()
    return "." in text and text[-1].isdigit() and _IN_FIGURES.issuperset(text)
