"""Versions of one document: listed in each of them, compared by no rule of a set."""

from collections.abc import Sequence

from auditor.budget.facts import DocumentFacts
from auditor.engine.fingerprints import hash_parts
from auditor.engine.sets.ledgers import Ledgers
from auditor.engine.sets.own_rules import VERSIONS
from auditor.engine.sets.publications import Publication
from auditor.finding import Bilingual, Evidence, Finding, Outcome, Place, Verdict
from auditor.finding.outcome import NOTHING
from auditor.location import START

_SHOWN = 6
_ZH = "同一编制主体、年度、类型的文件有 {count} 个版本，互不比对，也不与其他文件比对（见依据）"
_EN = "{count} versions of this document are here, compared with nothing (see the evidence)"
_SAME_ZH = "这 {count} 个文件逐字节相同，只以第一个与其他文件比对（见依据）"
_SAME_EN = "{count} files are the same byte for byte; the first stands for all (see the evidence)"
_COPIED_ZH = "这 {count} 个文件印出的数字相同，只以第一个与其他文件比对（见依据）"
_COPIED_EN = "{count} files print the same figures; the first stands for all (see the evidence)"


def note_versions(
    publication: Publication, documents: Sequence[DocumentFacts], ledgers: Ledgers
) -> None:
    """Say in each version which others there are."""
    for versions in publication.versions:
        words = _choose_words([documents[number] for number in versions])
        for place, number in enumerate(versions):
            first = max(0, place - _SHOWN // 2)
            near = versions[first : first + _SHOWN + 1]
            others = [documents[other].path for other in near if other != number]
            finding = _make_finding(documents[number], others, len(versions), words)
            ledgers.find(number).findings.append(finding)


def _choose_words(versions: Sequence[DocumentFacts]) -> Bilingual:
    """Say how alike the versions are."""
    if len({one.sha256 for one in versions}) == 1:
        return Bilingual(_SAME_ZH, _SAME_EN)
    if len({one.substance or one.sha256 for one in versions}) == 1:
        return Bilingual(_COPIED_ZH, _COPIED_EN)
    return Bilingual(_ZH, _EN)


def _make_finding(
    facts: DocumentFacts, others: Sequence[str], count: int, words: Bilingual
) -> Finding:
    slots = {"count": count}
    year = "" if facts.year is None else str(facts.year)
    return Finding(
        fingerprint=hash_parts((VERSIONS.id, facts.issuer, year, facts.kind, facts.role)),
        rule=VERSIONS.id,
        kind=VERSIONS.kind,
        severity=VERSIONS.severity.value,
        outcome=Outcome(verdict=Verdict.REVIEW, place=Place()),
        title=VERSIONS.title,
        message=Bilingual(words.zh.format(**slots), words.en.format(**slots)),
        cause=NOTHING,
        evidence=tuple(Evidence(START, "", "版本", path) for path in others),
        failed=(),
    )
