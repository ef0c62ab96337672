"""Demands that no pack declares, because they are about lists and not about one budget's figures.

Their wording is here, since they have no YAML. Knows no document.
"""

from collections.abc import Iterator

from auditor.budget import Budget
from auditor.finding import Bilingual, Outcome
from auditor.rule import Rule, Severity

KIND = "set"


def _check_nothing(_: Budget) -> Iterator[Outcome]:
    """Yield nothing: whoever has the lists makes the outcomes."""
    yield from ()


def make_rule(
    name: str, severity: Severity, title: Bilingual, source: str, message: Bilingual | None = None
) -> Rule:
    """Make a rule by which findings about lists are named, graded and entitled."""
    return Rule(
        id=name,
        kind=KIND,
        title=title,
        severity=severity,
        source=source,
        rationale=Bilingual("", ""),
        message=message,
        check=_check_nothing,
    )


_LAW = "预算法 第十四条"
VERSIONS = make_rule(
    "document-versions",
    Severity.INFO,
    Bilingual("同一文件只应有一个版本", "A document has one version"),
    _LAW,
)
MISSING = make_rule(
    "document-missing",
    Severity.ERROR,
    Bilingual("名单上的文件都已公开", "Every document on the list is here"),
    _LAW,
)
UNLISTED = make_rule(
    "document-unlisted",
    Severity.WARNING,
    Bilingual("公开的文件都在名单上", "Every document is on the list"),
    _LAW,
)
CONTRADICTED = make_rule(
    "manifest-contradicted",
    Severity.WARNING,
    Bilingual("文件与名单所说的一致", "A document is what the list says it is"),
    _LAW,
)
SUPERSEDED = make_rule(
    "document-superseded",
    Severity.WARNING,
    Bilingual("名单上的一份文件只有一个版本", "A document on the list has one version"),
    _LAW,
)
REPEATED = make_rule(
    "manifest-repeated",
    Severity.WARNING,
    Bilingual("名单上每份文件只列一次", "The list names each document once"),
    _LAW,
)
LATE = make_rule(
    "published-late",
    Severity.ERROR,
    Bilingual("批复后二十日内公开", "A document is published within 20 days of its approval"),
    _LAW,
)
DIFFERS = make_rule(
    "published-as-approved",
    Severity.ERROR,
    Bilingual("公开的数字与批复的数字一致", "What is published is what was approved"),
    _LAW,
    Bilingual(
        "{place}：公开为 {found}，批复为 {expected}{unit}，相差 {difference}",
        "{place}: published as {found}, approved as {expected} {unit}, {difference} apart",
    ),
)
UNMATCHED = make_rule(
    "control-unmatched",
    Severity.WARNING,
    Bilingual("批复的每个数字都已公开", "Every approved figure is published"),
    _LAW,
)
UNCONTROLLED = make_rule(
    "total-uncontrolled",
    Severity.INFO,
    Bilingual("公开的总计都有批复数可对", "Every published total has a control line"),
    _LAW,
)
UNREADABLE = make_rule(
    "list-unreadable",
    Severity.ERROR,
    Bilingual(
        "名单和批复表的每一格都看得明白", "Every cell of the office's lists can be understood"
    ),
    _LAW,
)
OWN_RULES = (
    *(VERSIONS, MISSING, UNLISTED, CONTRADICTED, SUPERSEDED, REPEATED, LATE),
    *(DIFFERS, UNMATCHED, UNCONTROLLED, UNREADABLE),
)
