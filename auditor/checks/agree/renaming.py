"""Kind `agree`, demand `renamed`: what a sentence lists by name stands in a table by that name.

Where no row has the name, and one alone that no other sentence names has the very amount, the
sentence gives that row a wrong name: mostly a former one. `columns` are what may be stated,
`parts` what of a statement is compared, if not its own figure.
"""

from collections.abc import Iterator
from decimal import Decimal

from auditor.budget import Budget, Statement
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.agree.rows import RowFinder, Target, split_path
from auditor.checks.lookup import Quantity
from auditor.checks.places import make_witness
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import list_named, make_operand, measure_statement
from auditor.finding import Bilingual, Outcome, Verdict

_LINE = 7
_HALF = Decimal("0.5")


def check_renamed(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every item of a list; one whose row cannot be told is not judged."""
    finder = RowFinder(parameters, budget)
    if finder.is_empty():
        return
    said = list_named(budget, parameters.statements)
    codes = [finder.find_codes(one) for one in said]
    named = {code for found in codes for code in found}
    for statement, found in zip(said, codes, strict=True):
        if found:
            yield Outcome(
                verdict=Verdict.PASS, place=locate_statement(statement), found=statement.label
            )
            continue
        free = [code for code in finder.list_codes(statement.level or _LINE) if code not in named]
        rows = {
            code: row for code in free if (row := _find_row(code, statement, finder, parameters))
        }
        yield _judge(statement, list(rows.values()))


def _find_row(
    code: str, statement: Statement, finder: RowFinder, parameters: AgreeParameters
) -> Target | None:
    """Find the row of a code that prints the amount of a statement."""
    parts = [part for part in statement.parts if part.name in parameters.parts]
    stated = measure_statement(parts[0] if parts else statement)
    if not stated.is_readable or not stated.value:
        return None
    for target in finder.list_targets(code):
        for column in parameters.columns:
            if column.name in target.rows.table.columns:
                printed = target.rows.measure(target.row, column)
                if not printed.is_nil and _is_same(stated, printed):
                    return target
    return None


def _is_same(stated: Quantity, printed: Quantity) -> bool:
    return abs(stated.base - printed.base) <= max(stated.digit, printed.digit) * _HALF


def _judge(statement: Statement, rows: list[Target]) -> Outcome:
    name = split_path(statement.label)[-1]
    if len(rows) != 1:
        return Outcome(
            verdict=Verdict.NOT_APPLICABLE,
            place=locate_statement(statement),
            reason=Bilingual(f"表中没有“{name}”", f"no table has a row called {name}"),
        )
    rows_of_table, row = rows[0]
    title = rows_of_table.table.title
    return Outcome(
        verdict=Verdict.FAIL,
        place=locate_statement(statement),
        operands=(
            make_operand(statement)._replace(role=name),
            make_witness(locate_statement(statement)._replace(location=row.location), row.label),
        ),
        expected=row.label,
        found=name,
        facts=(
            ("item", Bilingual(name, name)),
            ("official", Bilingual(row.label, row.label)),
            ("table_of_row", Bilingual(title, title)),
        ),
    )
