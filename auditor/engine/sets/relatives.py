"""The publications that another one is compared with: last year's, its units', its budget."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from auditor.budget.facts import DocumentFacts
from auditor.engine.sets.names import list_shorter, normalise_name
from auditor.engine.sets.publications import Archive, Identity, Publication
from auditor.finding import Bilingual
from auditor.rule.across import ACCOUNTS, ALL_UNITS, PARTS, SCOPES, UNIT, UNITS, YEARS, Scope

_REASONS = {
    PARTS: Bilingual(
        "这份预算只有一个文件，没有分开公开的部分",
        "this publication is one file; no part of it is published apart",
    ),
    YEARS: Bilingual(
        "本次审计的文件中没有同一编制主体上一年度的同类文件",
        "no document of the same issuer, kind and level for the year before is in this run",
    ),
    UNIT: Bilingual(
        "本次审计的文件中没有本部门所属单位的文件", "no document of a unit is in this run"
    ),
    ACCOUNTS: Bilingual(
        "本次审计的文件中没有同一编制主体同一年度的预算",
        "no budget of the same issuer and year is in this run",
    ),
}
_NO_DEPARTMENT = Bilingual("不是部门文件", "the document is not of a department")
_NO_ACCOUNT = Bilingual("不是决算文件", "the document is not a final account")
_UNANNOUNCED = Bilingual(
    "部门文件没有列出所属单位，无法判断单位文件是否齐全",
    "the department does not list its units, so nobody can tell whether all are here",
)
_NAMELESS = Bilingual(
    "文件没有写明编制单位，不知道它与哪些文件有关",
    "the document does not name its issuer, so nobody knows which documents it belongs with",
)
_UNDECIDED = {
    YEARS: Bilingual(
        "上一年度的文件有多个版本，不知道以哪一个为准",
        "several versions of the document for the year before are here; which counts is unknown",
    ),
    ACCOUNTS: Bilingual(
        "当年的预算有多个版本，不知道以哪一个为准",
        "several versions of the budget are here; which counts is unknown",
    ),
}
_LEVELS = ("", "部门", "单位")
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Relatives:
    """What stands beside a publication; `reasons` say why something does not."""

    before: Publication | None
    budget: Publication | None
    units: tuple[Publication, ...]
    reasons: dict[Scope, Bilingual]

    def list_others(self, scope: Scope) -> list[Publication]:
        """List what a scope compares with; nothing where a reason keeps it from being compared."""
        if scope in self.reasons:
            return []
        one = {YEARS: self.before, ACCOUNTS: self.budget}
        if scope in one:
            other = one[scope]
            return [] if other is None else [other]
        return list(self.units)

    def is_alone(self) -> bool:
        """Say whether there is nothing to compare with."""
        return not any(self.list_others(scope) for scope in (YEARS, ACCOUNTS, UNIT))

    def find_reason(self, scope: Scope) -> Bilingual:
        """Say why there is nothing to compare with."""
        return self.reasons.get(scope) or _REASONS.get(scope) or _REASONS[UNIT]


def find_relatives(
    publication: Publication,
    documents: Sequence[DocumentFacts],
    archive: Archive,
    announced: Collection[str],
) -> Relatives:
    """Find what a publication is compared with; `announced` are statements that list units."""
    identity = publication.identity
    if not identity.is_named:
        return Relatives(
            before=None, budget=None, units=(), reasons=dict.fromkeys(SCOPES.values(), _NAMELESS)
        )
    reasons: dict[Scope, Bilingual] = {}
    before = None
    if identity.year is not None:
        before = _find_other(identity._replace(year=identity.year - 1), archive)
    counterpart = _find_other(identity._replace(kind="预算"), archive)
    if identity.kind != "决算":
        reasons[ACCOUNTS] = _NO_ACCOUNT
    for scope, one in ((YEARS, before), (ACCOUNTS, counterpart)):
        if one is not None and not one.members:
            reasons.setdefault(scope, _UNDECIDED[scope])
    if identity.level != "部门":
        reasons |= dict.fromkeys((UNIT, UNITS, ALL_UNITS), _NO_DEPARTMENT)
        return _make(before, counterpart, (), reasons)
    members = [documents[number] for number in publication.members]
    listed = _list_units(identity, members, announced, archive)
    units = _find_units(identity, listed, archive)
    missing = _find_missing(identity, listed, units)
    if missing is not None:
        reasons[ALL_UNITS] = missing
    return _make(before, counterpart, units, reasons)


def _find_other(identity: Identity, archive: Archive) -> Publication | None:
    """Find a publication of the same level; one that tells no level may be of any."""
    exact = archive.find(identity)
    if exact is not None:
        return exact
    levels = (level for level in _LEVELS if not identity.level or not level)
    known = [archive.find(identity._replace(level=level)) for level in levels]
    found = [one for one in known if one is not None]
    return found[0] if len(found) == 1 else None


def _make(
    before: Publication | None,
    counterpart: Publication | None,
    units: tuple[Publication, ...],
    reasons: dict[Scope, Bilingual],
) -> Relatives:
    def usable(one: Publication | None) -> Publication | None:
        return one if one is not None and one.members else None

    return Relatives(
        before=usable(before),
        budget=usable(counterpart),
        units=tuple(one for one in units if one.members),
        reasons=reasons,
    )


def _list_units(
    identity: Identity,
    members: Iterable[DocumentFacts],
    announced: Collection[str],
    archive: Archive,
) -> tuple[str, ...]:
    """List the units that a department says it consists of, by their full names."""
    listed = (
        name
        for facts in members
        for statement, found in facts.listed
        if statement in announced
        for name in found
    )
    return tuple(dict.fromkeys(_find_issuer(name, identity, archive) for name in listed))


def _find_issuer(name: str, identity: Identity, archive: Archive) -> str:
    """Find the issuer that a department lists, perhaps by the end of its name alone."""
    full = archive.names.find_full(name)
    plain = normalise_name(name)
    if full == identity.issuer or (
        full in archive.issuers and (full == plain or list_shorter(plain))
    ):
        return full
    longer = archive.names.list_longer(plain, identity.issuer)
    meant = [one for one in longer if one in archive.issuers]
    return meant[0] if len(meant) == 1 else plain


def _find_units(
    identity: Identity, listed: Iterable[str], archive: Archive
) -> tuple[Publication, ...]:
    """Find the publications of the units: of the department itself, and of those it lists.

    Towns call the budgets of what belongs to them 部门预算 too; one that is listed is a unit.
    """
    found: list[Publication] = []
    for name in dict.fromkeys((identity.issuer, *listed)):
        own = archive.find(identity._replace(issuer=name, level="单位"))
        if own is None and name != identity.issuer:
            own = archive.find(identity._replace(issuer=name))
        if own is not None:
            found.append(own)
    return tuple(found)


def _find_missing(
    identity: Identity, listed: tuple[str, ...], units: tuple[Publication, ...]
) -> Bilingual | None:
    """Say which of the units that are announced have no document here."""
    if not listed:
        return _UNANNOUNCED
    here = {one.identity.issuer for one in units if one.members}
    own = {identity.issuer} & here  # the department's own office may be listed as …本部
    missing = [
        name for name in listed if name not in here and not (own and _is_own(name, identity))
    ]
    if not missing:
        return None
    shown = "、".join(missing[:_MOST_NAMED]) + ("…" if len(missing) > _MOST_NAMED else "")
    return Bilingual(
        f"部门所列 {len(listed)} 家单位中，本次没有这些单位的文件：{shown}",
        f"of the {len(listed)} units listed, these have no document in this run: {shown}",
    )


def _is_own(name: str, identity: Identity) -> bool:
    """Say whether a name means the department's own office."""
    plain = name.removesuffix("本部").removesuffix("本级").removesuffix("机关")
    return bool(plain) and identity.issuer.endswith(plain)
