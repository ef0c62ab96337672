"""Load rule packs: files to nodes, packs laid over each other, templates and rules compiled."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from auditor.budget import TableTemplate
from auditor.errors import Mistake, RulePackError
from auditor.rule import Rule, Severity
from auditor.rulepack.catalogues import Catalogues
from auditor.rulepack.compiled_packs import find_compiled_pack
from auditor.rulepack.entries import RuleBook, RuleEntry, lay_rules
from auditor.rulepack.errata import Erratum, lay_errata
from auditor.rulepack.forms import build_form_book
from auditor.rulepack.formula_terms import SPOKEN
from auditor.rulepack.kinds import Surroundings
from auditor.rulepack.mistake_log import MistakeLog, sort_mistakes
from auditor.rulepack.node_memory import find_node_memory
from auditor.rulepack.nodes import YamlFile
from auditor.rulepack.pack_files import CATALOGUES, ERRATA, FORMS, STATEMENTS, TABLES, PackFile
from auditor.rulepack.rule_pack import PackVersion, RulePack
from auditor.rulepack.rules import compile_rule, get_severity
from auditor.rulepack.sources import PackSource, SourceGatherer
from auditor.rulepack.statements import StatementBook, make_statement_table
from auditor.rulepack.template_book import TemplateBook


class _ParsedPack(NamedTuple):
    """A pack with its files parsed; a file that is no YAML is left out."""

    source: PackSource
    tables: YamlFile | None
    statements: YamlFile | None
    rules: tuple[YamlFile, ...]
    errata: YamlFile | None
    forms: YamlFile | None


def load_packs(names: Sequence[str], *, examples: bool = True) -> RulePack:
    """Load packs by name or folder with what they extend; later ones win.

    An audit needs no examples: those of shipped packs are left out then, and what their files
    hold is remembered between runs.
    A rule or template with a mistake is left out, and `mistakes` of the result says so. Raises
    RulePackError, with all mistakes found, if a pack is not there, its pack.yaml is wrong, or a
    file cannot be read as YAML.
    """
    gatherer = SourceGatherer()
    gatherer.gather(names)
    if not examples and gatherer.is_whole and not gatherer.mistakes:
        compiled = _find_compiled(gatherer.sources)
        if compiled is not None:
            return compiled
    packs = [
        _parse_pack(source, gatherer, is_brief=source.is_shipped and not examples)
        for source in gatherer.sources
    ]
    return _compile_packs(packs, gatherer)


def _compile_packs(packs: Sequence[_ParsedPack], gatherer: SourceGatherer) -> RulePack:
    """Compile what was parsed; what is not whole, or has a mistake where none may be, raises."""
    strays = [stray for source in gatherer.sources for stray in source.folder.strays]
    templates, mistakes = _build_templates(packs)
    spoken_book = _lay_statements(packs)
    statements, misspoken = spoken_book.build(), spoken_book.mistakes
    mistakes += [*misspoken, *strays]
    forms, wrong = build_form_book(pack.forms for pack in packs if pack.forms)
    mistakes += wrong
    if not gatherer.is_whole:  # rules would only repeat what is missing
        raise RulePackError(sort_mistakes([*gatherer.mistakes, *mistakes]))
    spoken = {SPOKEN: make_statement_table(statements)} if statements else {}
    named = {template.name: template for template in statements}
    tables = {**templates, **spoken, **forms.list_tables()}
    catalogues = _gather_catalogues(gatherer.sources)
    around = Surroundings(tables, catalogues, forms, named)
    book, errata = _lay_rules(packs, templates)
    rules = _compile_rules(book, around)
    mistakes += book.mistakes
    if gatherer.mistakes:
        raise RulePackError(sort_mistakes([*gatherer.mistakes, *mistakes]))
    if all(pack.source.is_shipped for pack in packs) and not mistakes:
        find_node_memory().save()
    return RulePack(
        packs=tuple(_get_version(pack.source) for pack in packs),
        heads=tuple(pack.source.head for pack in packs),
        chosen=tuple((pack.source.head.name, pack.source.reason) for pack in packs),
        templates=MappingProxyType(dict(templates)),
        rules=rules,
        catalogues=around.catalogues,
        forms=forms,
        statements=statements,
        percentages=spoken_book.percentages,
        mistakes=sort_mistakes(mistakes),
        switched_off=tuple(id_ for id_, entry in book.entries.items() if _is_off(entry)),
        errata=errata,
    )


def _get_version(source: PackSource) -> PackVersion:
    return PackVersion(source.head.name, source.head.version, source.folder.sha256)


def _parse_pack(source: PackSource, gatherer: SourceGatherer, *, is_brief: bool) -> _ParsedPack:
    tables, errata = source.folder.find(TABLES), source.folder.find(ERRATA)
    forms = source.folder.find(FORMS)
    parsed = None if tables is None else gatherer.parse(tables, is_brief=is_brief)
    if tables is not None and parsed is None:
        gatherer.is_whole = False
    files = source.folder.list_rule_files()
    rules = [gatherer.parse(file, is_brief=is_brief) for file in files]
    spoken = source.folder.find(STATEMENTS)
    return _ParsedPack(
        source=source,
        tables=parsed,
        statements=None if spoken is None else gatherer.parse(spoken, is_brief=is_brief),
        rules=tuple(file for file in rules if file is not None),
        errata=None if errata is None else gatherer.parse(errata, is_brief=is_brief),
        forms=None if forms is None else gatherer.parse(forms, is_brief=is_brief),
    )


def _build_templates(
    packs: Sequence[_ParsedPack],
) -> tuple[Mapping[str, TableTemplate], list[Mistake]]:
    book = TemplateBook()
    for pack in packs:
        if pack.tables is not None:
            book.lay(pack.tables)
    return book.build(), book.mistakes


def _lay_statements(packs: Sequence[_ParsedPack]) -> StatementBook:
    book = StatementBook()
    for pack in packs:
        if pack.statements is not None:
            book.lay(pack.statements)
    return book


def _find_compiled(sources: Sequence[PackSource]) -> RulePack | None:
    """Find what was compiled of shipped packs, where the reasons for each are the usual ones."""
    if not all(source.is_shipped and not source.folder.strays for source in sources):
        return None
    versions = tuple(map(_get_version, sources))
    found = find_compiled_pack(versions, _gather_catalogues(sources))
    if found is None:
        return None
    chosen = tuple((source.head.name, source.reason) for source in sources)
    return replace(found, chosen=chosen)


def _gather_catalogues(sources: Sequence[PackSource]) -> Catalogues:
    """Take each catalogue from the last pack that has it."""
    files: dict[str, PackFile] = {}
    for source in sources:
        for name in CATALOGUES:
            file = source.folder.find(f"codes/{name}.csv")
            if file is not None:
                files[name] = file
    return Catalogues(files)


def _lay_rules(
    packs: Sequence[_ParsedPack], templates: Mapping[str, TableTemplate]
) -> tuple[RuleBook, tuple[Erratum, ...]]:
    book = RuleBook()
    errata: list[Erratum] = []
    for pack in packs:
        name = pack.source.head.name
        lay_rules(book, pack.rules, name)
        if pack.errata is not None:
            errata += lay_errata(book, pack.errata, name, templates)
    return book, tuple(errata)


def _compile_rules(book: RuleBook, around: Surroundings) -> tuple[Rule, ...]:
    """Compile the rules that are not switched off; those with mistakes are left out."""
    rules = []
    for id_, entry in book.entries.items():
        if _is_off(entry):
            continue
        log = MistakeLog(entry.file, id_)
        rule = compile_rule(entry, around, log)
        book.add(log)
        if rule is not None and id_ not in book.spoilt:
            rules.append(rule)
    return tuple(rules)


def _is_off(entry: RuleEntry) -> bool:
    return get_severity(entry) is Severity.OFF
