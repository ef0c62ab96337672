"""Versions of one document: listed in each of them, compared by no rule of a set."""

from collections.abc import Sequence

from auditor.budget.facts import DocumentFacts
from auditor.engine.fingerprints import hash_parts
from auditor.engine.sets.ledgers import Ledgers
from auditor.engine.sets.publications import Publication
from auditor.finding import Bilingual, Evidence, Finding, Outcome, Place, Verdict
from auditor.finding.outcome import NOTHING
from auditor.location import START

RULE = "document-versions"
KIND = "set"
_TITLE = Bilingual("同一文件只应有一个版本", "A document has one version")
_ZH = "同一编制主体、年度、类型的文件有 {count} 个版本，互不比对，也不与其他文件比对：{paths}"
_EN = "{count} versions of this document are here; they are compared with nothing: {paths}"
_SAME_ZH = "这 {count} 个文件逐字节相同，只以第一个与其他文件比对：{paths}"
_SAME_EN = "these {count} files are the same byte for byte; the first stands for all: {paths}"


def note_versions(
    publication: Publication, documents: Sequence[DocumentFacts], ledgers: Ledgers
) -> None:
    """Say in each version which others there are."""
    for versions in publication.versions:
        hashes = {documents[number].sha256 for number in versions}
        for number in versions:
            others = [documents[other].path for other in versions if other != number]
            finding = _make_finding(documents[number], others, is_same=len(hashes) == 1)
            ledgers.find(number).findings.append(finding)


def _make_finding(facts: DocumentFacts, others: Sequence[str], *, is_same: bool) -> Finding:
    zh, en = (_SAME_ZH, _SAME_EN) if is_same else (_ZH, _EN)
    slots = {"count": len(others) + 1, "paths": "、".join(others)}
    year = "" if facts.year is None else str(facts.year)
    return Finding(
        fingerprint=hash_parts((RULE, facts.issuer, year, facts.kind, facts.role)),
        rule=RULE,
        kind=KIND,
        severity="info",
        outcome=Outcome(verdict=Verdict.REVIEW, place=Place()),
        title=_TITLE,
        message=Bilingual(zh.format(**slots), en.format(**slots)),
        cause=NOTHING,
        evidence=tuple(Evidence(START, "", "版本", path) for path in others),
        failed=(),
    )
