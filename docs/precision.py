"""Write docs/rules/precision.md: how often each rule applied, and how often it was right.

    python docs/precision.py [FOLDER…]            rewrite the page
    python docs/precision.py --open [FOLDER…]     list the findings that nobody has judged yet

The folders hold real budgets, which are no part of the repository; without them the page is
left as it is. Documents are named by the number that their file name starts with. What people
judged stands in docs/rules/judgements.csv; what the samples expect counts as right.
"""

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditor.engine import Settings, audit_document
from auditor.errors import ReadingError
from auditor.finding import Audit, Finding, Verdict
from auditor.reading import read_document
from auditor.rule import Rule, Severity
from auditor.rulepack import RulePack, load_packs

_ROOT = Path(__file__).resolve().parent.parent
_PAGE = _ROOT / "docs" / "rules" / "precision.md"
JUDGEMENTS = _ROOT / "docs" / "rules" / "judgements.csv"
_FOLDERS = tuple(_ROOT.parent / "shared" / name for name in ("seeds", "corpus"))
_PACK = "cn-shanghai"
# The Shanghai form: the seeds have bare numbers, the corpus those of the city and its districts.
_NUMBER = re.compile(r"(?:sh|pt)?\d+")
_SUFFIXES = (".txt", ".pdf")
_JUDGED = (Verdict.PASS, Verdict.FAIL, Verdict.REVIEW)
LEAST_APPLIED = 10
LEAST_RIGHT = 80  # of a hundred

_HEAD = """\
<!-- Written by docs/precision.py; judge findings in judgements.csv, not here. -->

# Precision

每条规则在样例和真实文件上适用、通过、待复核、未通过的次数，以及经人工判断的发现中对与错的个数。

How often each rule applied, on the {samples} samples and {real} real budgets, and what came of
it; and of its findings, how many people judged right and wrong ([judgements.csv](judgements.csv):
document, rule, fingerprint). The real ones are published budgets in the Shanghai form, named by
number. A rule that applied less than {least} times, or was right in less than {share} of 100
judged findings, ships as `info`, or has a line `exempt` in judgements.csv that says why not.

| rule | severity | applied: samples / real | passed | review | failed | right | wrong | open |
|---|---|---|---|---|---|---|---|---|
"""


@dataclass(slots=True)
class Record:
    """What came of one rule on all documents."""

    counts: Counter[str] = field(default_factory=Counter)

    def count_outcome(self, verdict: Verdict, *, is_sample: bool) -> None:
        """Count a place where the rule judged."""
        self.counts["samples" if is_sample else "real"] += 1
        self.counts[verdict.value] += 1


def list_documents(folders: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Yield real budgets with the number they go by, each number once."""
    seen: set[str] = set()
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            found = _NUMBER.match(path.name)
            if path.suffix in _SUFFIXES and found and found[0] not in seen:
                seen.add(found[0])
                yield found[0], path


def audit_file(path: Path, rule_pack: RulePack) -> Audit | None:
    """Audit a document; None if it cannot be read."""
    try:
        return audit_document(read_document(str(path)), rule_pack, Settings())
    except ReadingError as error:
        print(f"left out: {error}", file=sys.stderr)
        return None


def read_judgements() -> dict[tuple[str, str, str], str]:
    """Read what people judged: right, wrong or open, by document, rule and fingerprint."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as stream:
        return {
            (row["document"], row["rule"], row["fingerprint"]): row["judgement"]
            for row in csv.DictReader(stream)
        }


def read_expected(sample: Path) -> frozenset[tuple[str, int]]:
    """Read which findings a sample must give: rule and line."""
    text = sample.with_suffix(".expected.json").read_text(encoding="utf-8")
    (document,) = json.loads(text)["documents"]
    return frozenset((found["rule"], found["line"]) for found in document.get("findings", ()))


def measure(
    folders: Sequence[Path], rule_pack: RulePack
) -> tuple[dict[str, Record], list[str], int]:
    """Audit everything; return the records by rule, the open findings, the number of budgets."""
    records = {rule.id: Record() for rule in rule_pack.rules}
    unjudged: list[str] = []
    for sample in list_samples():
        audit, expected = audit_file(sample, rule_pack), read_expected(sample)
        if audit is not None:
            _count_outcomes(audit, records, is_sample=True)
            for finding in audit.findings:
                line = finding.outcome.place.location.line
                is_known = (finding.rule, line) in expected
                records[finding.rule].counts["right" if is_known else "open"] += 1
    judgements, count = read_judgements(), 0
    for number, path in list_documents(folders):
        audit = audit_file(path, rule_pack)
        if audit is None or audit.kind == "决算":  # final accounts have forms of their own
            continue
        count += 1
        _count_outcomes(audit, records, is_sample=False)
        for finding in audit.findings:
            judgement = judgements.get((number, finding.rule, finding.fingerprint), "open")
            records[finding.rule].counts[judgement] += 1
            if judgement == "open":
                unjudged.append(_describe(number, finding))
    return records, unjudged, count


def list_samples() -> list[Path]:
    """List the samples that say what an audit must find."""
    return sorted((_ROOT / "samples").glob("*.txt"))


def _count_outcomes(audit: Audit, records: dict[str, Record], *, is_sample: bool) -> None:
    for rule, outcome in audit.outcomes:
        if outcome.verdict in _JUDGED:
            records[rule].count_outcome(outcome.verdict, is_sample=is_sample)


def _describe(number: str, finding: Finding) -> str:
    line = finding.outcome.place.location.line
    key = f"{number},{finding.rule},{finding.fingerprint}"
    return f"{key}\t{finding.severity} line {line}: {finding.message.zh}"


def render_page(rules: Sequence[Rule], records: dict[str, Record], real: int) -> str:
    """Render the page."""
    head = _HEAD.format(
        samples=len(list_samples()), real=real, least=LEAST_APPLIED, share=LEAST_RIGHT
    )
    return head + "".join(
        _render_row(rule, records[rule.id].counts)
        for rule in sorted(rules, key=lambda rule: rule.id)
    )


def find_unproved(rules: Iterable[Rule], records: dict[str, Record]) -> list[str]:
    """Find the loud rules that the judgements neither bear out nor exempt."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as stream:
        exempt = {row["rule"] for row in csv.DictReader(stream) if row["judgement"] == "exempt"}
    return [
        rule.id
        for rule in rules
        if rule.severity is not Severity.INFO
        and rule.id not in exempt
        and _is_unproved(records[rule.id].counts)
    ]


def _is_unproved(counts: Counter[str]) -> bool:
    applied = counts["samples"] + counts["real"]
    judged = counts["right"] + counts["wrong"]
    return applied < LEAST_APPLIED or 100 * counts["right"] < LEAST_RIGHT * judged


def _render_row(rule: Rule, counts: Counter[str]) -> str:
    cells = [rule.id, rule.severity.value, f"{counts['samples']} / {counts['real']}"]
    names = ("pass", "review", "fail", "right", "wrong", "open")
    return f"| {' | '.join([*cells, *(str(counts[name]) for name in names)])} |\n"


def main() -> int:
    """Rewrite the page, or list what is not judged."""
    words = sys.argv[1:]
    folders = [Path(word) for word in words if word != "--open"] or list(_FOLDERS)
    if not any(list_documents(folders)):
        print("no real budgets are here: the page stays as it is")
        return 0
    rule_pack = load_packs([_PACK])
    records, unjudged, count = measure(folders, rule_pack)
    if "--open" in words:
        print("\n".join(unjudged))
    else:
        text = render_page(rule_pack.rules, records, count)
        _PAGE.write_text(text, encoding="utf-8", newline="\n")
        for rule in find_unproved(rule_pack.rules, records):
            print(f"{rule}: seldom applied or often wrong; info, or exempt in judgements.csv")
    return 0


if __name__ == "__main__":
    sys.exit(main())
