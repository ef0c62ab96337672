"""The head of a pack, pack.yaml: its name, version, what it extends, what it is for."""

import re
from dataclasses import dataclass, field

from auditor import __version__
from auditor.budget.pattern import Pattern, normalise_label
from auditor.rule import Effective
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import MistakeLog
from auditor.rulepack.nodes import YamlFile

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?")
_KEYS = ("name", "version", "min-version", "extends", "for")
_FOR_KEYS = ("titles", "years", "places", "tables")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHead:
    """What a pack says of itself, and which documents it is for.

    `titles` are those of such documents, `years` their budget years, `places` the names by which
    their issuers are known, `tables` titles of tables that only this form has.
    """

    name: str
    version: str
    extends: tuple[str, ...] = ()
    titles: tuple[Pattern, ...] = field(default=(), compare=False)
    years: Effective = Effective()
    places: tuple[Pattern, ...] = field(default=(), compare=False)
    tables: tuple[Pattern, ...] = field(default=(), compare=False)

    def is_for(self, title: str, year: int | None) -> bool:
        """Say whether a document's title (as printed) and year are those of the pack."""
        label = normalise_label(title)
        is_named = any(pattern.search(label) for pattern in self.titles)
        return is_named and self.years.covers(year)


def parse_head(file: YamlFile, log: MistakeLog) -> PackHead:
    """Parse pack.yaml; mistakes go to the log."""
    fields = Fields(file.root, _KEYS, log)
    fields.require("name", "version")
    head = PackHead(
        name=_take_name(fields),
        version=_take_version(fields, "version"),
        extends=_take_extends(fields),
    )
    _check_program(fields)
    node = fields.find("for")
    if node is None:
        return head
    chosen = Fields(node, _FOR_KEYS, log)
    return PackHead(
        name=head.name,
        version=head.version,
        extends=head.extends,
        titles=chosen.take_patterns("titles"),
        years=chosen.take_years("years"),
        places=chosen.take_patterns("places"),
        tables=chosen.take_patterns("tables"),
    )


def is_pack_name(name: str) -> bool:
    """Say whether a text can be a pack's name: small letters, digits and hyphens."""
    return _NAME.fullmatch(name) is not None


def _take_name(fields: Fields) -> str:
    scalar = fields.find_scalar("name")
    if scalar is None:
        return ""
    if not is_pack_name(scalar.value):
        fields.log.add(scalar, "name: small letters, digits and hyphens only, such as cn-shanghai")
    return scalar.value


def _take_version(fields: Fields, key: str) -> str:
    scalar = fields.find_scalar(key)
    if scalar is None:
        return ""
    if not _VERSION.fullmatch(scalar.value):
        fields.log.add(scalar, f"{key}: {scalar.value!r} is no version such as 1.2.0")
    return scalar.value


def _take_extends(fields: Fields) -> tuple[str, ...]:
    node = fields.find("extends")
    if node is None or not getattr(node, "nodes", True):
        return ()  # `extends: []` says so on purpose
    scalars = fields.list_scalars("extends")
    for scalar in scalars:
        if not is_pack_name(scalar.value):
            fields.log.add(scalar, f"extends: {scalar.value!r} is no pack's name, as cn is one")
    return tuple(scalar.value for scalar in scalars if is_pack_name(scalar.value))


def _check_program(fields: Fields) -> None:
    wanted = _split_version(_take_version(fields, "min-version"))
    own = _split_version(__version__)
    if wanted and own and wanted > own:
        version = fields.take_text("min-version")
        reason = f"the pack needs auditor {version} or later; this is {__version__}"
        fields.log.add(fields.find("min-version") or fields.node, reason)


def _split_version(version: str) -> tuple[int, ...]:
    found = _VERSION.match(version)
    return tuple(int(number) for number in found.groups()) if found else ()
