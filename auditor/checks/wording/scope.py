"""Kind `wording`: words of another scope, and other organisations' names in the issuer's place."""

from collections.abc import Iterator
from itertools import islice

from auditor.budget import Budget
from auditor.budget.pattern import normalise_label
from auditor.checks.wording.remarks import (
    Remark,
    ScopeWords,
    WordingParameters,
    iterate_texts,
    place_text,
)
from auditor.location import Location

_COVER_TEXTS = 4
_OWN = ("本部门", "本单位", "我单位", "我部门", "部门", "单位", "本级")
_BODIES = tuple("局委会办院厅所心馆站处府队校学部署社室")
_NO_NAMES = ("本", "我", "各")
_SEVERAL = ("所属", "下属", "各单位", "各预算单位")
_OPENING_LINES = 20  # a unit's cover names the body above it too


def find_scope_words(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find spellings that belong to another scope than the document's or its issuer's."""
    own = _find_scope(parameters, budget)
    if own is None:
        return
    for text, label, location in iterate_texts(budget, parameters.up_to):
        for scope in parameters.scopes:
            if scope is own:
                continue
            for spelling in scope.spellings:
                match = spelling.search(label)
                if match is not None:
                    place = place_text(budget, text, match.group(), location)
                    yield Remark(scope.name, place, match.group(), own.name)


def _find_scope(parameters: WordingParameters, budget: Budget) -> ScopeWords | None:
    """Find the document's scope: its level (部门, 单位), the cover's word, else the issuer."""
    by_name = {scope.name: scope for scope in parameters.scopes}
    if budget.level in by_name:
        return by_name[budget.level]
    cover = [label for _, label, _ in islice(iterate_texts(budget), _COVER_TEXTS)]
    for scope in parameters.scopes:
        if any(scope.name in label for label in cover if len(label) < 40):
            return scope
    issuer = normalise_label(budget.issuer)
    for scope in parameters.scopes:
        if issuer and any(pattern.search(issuer) for pattern in scope.issuers):
            return scope
    return None


def find_foreign_names(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find names that stand where the issuer's belongs and cannot be short for it."""
    issuer = normalise_label(budget.issuer)
    if not issuer:
        return
    for text, label, location in iterate_texts(budget, parameters.up_to):
        for phrase in parameters.phrases:
            match = phrase.regex.match(label) if phrase.anchor in label else None
            if match is None:
                continue
            for slot, name in match.groupdict().items():
                if not (slot.startswith("name") and name):
                    continue
                if not (_is_own(name, issuer) or _is_on_cover(name, budget, location)):
                    place = place_text(budget, text, name, location)
                    yield Remark(name, place, name, budget.issuer)


def _is_on_cover(name: str, budget: Budget, location: Location) -> bool:
    """Say whether the first lines, above this one, print the name: perhaps the issuer's own."""
    opening = budget.lines[: min(_OPENING_LINES, location.line - 1)]
    return any(name in normalise_label(line) for line in opening)


def _is_own(name: str, issuer: str) -> bool:
    """Say whether a name is the issuer's, or short for it: its signs in their order."""
    bare = name.split("(", maxsplit=1)[0]
    if bare in _OWN or issuer in name or bare.startswith(_NO_NAMES):
        return True
    if any(word in bare for word in _SEVERAL):
        return True
    if not bare.endswith((*_BODIES, *_OWN)):  # no body's name
        return True
    if bare.endswith(_OWN):
        bare = bare.removesuffix(next(own for own in _OWN if bare.endswith(own)))
    rest = iter(issuer)
    return all(sign in rest for sign in bare)
