"""Documents of one run compared with each other and with the lists of an office.

Only runs over several documents, or with such a list, import it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.errors import UsageError
from auditor.engine.sets import (
    OfficeFile,
    OfficeFiles,
    add_verdicts,
    judge_sets,
    list_packs,
    list_paths,
)
from auditor.engine.settings import Settings
from auditor.errors import ReadingError
from auditor.finding import Audit, Coverage
from auditor.finding.outcome import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from auditor.budget.facts import DocumentFacts
    from auditor.cli.many.harvest import Harvest
    from auditor.cli.options import CheckOptions
    from auditor.cli.parts import Parts
    from auditor.cli.shelf import PackShelf
    from auditor.finding.set_verdicts import SetVerdicts

_NO_COVERAGE = Coverage(0, 0, 0, (), (), (), (), ())
_ROLES = ("manifest", "control")


def list_listed_files(options: CheckOptions, parts: Parts) -> tuple[str, ...]:
    """List the files that a manifest names, as far as they are there.

    They are looked for in the manifest's folder, then in the one that the program is run in.

    Raises UsageError for a manifest that cannot be read or names none that is there.
    """
    manifest = _read("--manifest", options.manifest, options, parts)
    named = () if manifest is None else list_paths(manifest)
    folders = (Path(options.manifest or "").parent, Path())
    found = (_find_file(path, folders) for path in named)
    there = tuple(dict.fromkeys(path for path in found if path))
    if not there:
        zh, en = "名单没有列出可读的文件", "the list names no file that is there"
        message = f"--manifest: {options.manifest}: {zh} / {en}"
        raise UsageError(message)
    return there


class SetStage:
    """What comes before and after the audits of single documents."""

    def __init__(self, options: CheckOptions, parts: Parts, files: Sequence[str]) -> None:
        """Read the office's lists, which are no documents. Raises UsageError."""
        self._office = OfficeFiles(
            manifest=_read("--manifest", options.manifest, options, parts),
            control=_read("--against", options.against, options, parts),
        )
        lists = {os.path.realpath(path) for path in (options.manifest, options.against) if path}
        self.files = tuple(path for path in files if os.path.realpath(path) not in lists)
        self.options = replace(
            options,
            gathers_facts=True,
            packs_by_path=_list_packs(self._office, self.files),
        )

    def judge(self, audits: Sequence[Audit], shelf: PackShelf) -> tuple[Audit, ...]:
        """Add to each audit what the other documents show; add the entries of the lists.

        Raises RulePackError.
        """
        known = [number for number, audit in enumerate(audits) if audit.facts is not None]
        documents = [audit.facts for audit in audits if audit.facts is not None]
        unread = [audit.path for audit in audits if audit.facts is None]
        verdicts = self.judge_facts(documents, shelf, unread=unread)
        told = {number: verdicts.get(place) for place, number in enumerate(known)}
        judged = [
            replace(add_verdicts(audit, told.get(number)), facts=None)
            for number, audit in enumerate(audits)
        ]
        return (*judged, *self.list_entries(verdicts, len(documents)))

    def judge_series(self, harvest: Harvest, shelf: PackShelf) -> list[Audit]:
        """Tell a harvest what the documents show together; return the entries of the lists.

        Raises RulePackError.
        """
        known, facts = harvest.take_facts()
        read = set(known)
        briefs = enumerate(harvest.list_briefs())
        unread = [brief.path for number, brief in briefs if number not in read]
        verdicts = self.judge_facts(facts, shelf, facts.read_packed, unread)
        told = {number: verdicts[n] for n, number in enumerate(known) if n in verdicts}
        harvest.change(told, add_verdicts)
        return self.list_entries(verdicts, len(known))

    def judge_facts(
        self,
        documents: Sequence[DocumentFacts],
        shelf: PackShelf,
        read_packed: Callable[[int], bytes] | None = None,
        unread: Sequence[str] = (),
    ) -> dict[int, SetVerdicts]:
        """Judge the sets by the facts alone; the lists stand behind the documents."""
        options = self.options
        settings = Settings(select=options.select, ignore=options.ignore)
        return judge_sets(
            documents,
            shelf.find_named,
            settings,
            self._office,
            compares=options.sets,
            read_packed=read_packed,
            unread=unread,
        )

    def list_entries(self, verdicts: Mapping[int, SetVerdicts], count: int) -> list[Audit]:
        """Return the entries of the lists, in which their own findings stand."""
        lists = _describe_lists(self._office)
        return [add_verdicts(audit, verdicts.get(count + n)) for n, audit in enumerate(lists)]


def _list_packs(office: OfficeFiles, files: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """List the packs that a manifest gives to files, each by the file's own path."""
    return () if office.manifest is None else list_packs(office.manifest, files)


def _find_file(path: str, folders: Sequence[Path]) -> str | None:
    """Find a file in the first of the folders that has it."""
    there = (folder / path for folder in folders)
    return next((str(known) for known in there if known.is_file()), None)


def _read(option: str, path: str | None, options: CheckOptions, parts: Parts) -> OfficeFile | None:
    if path is None:
        return None
    try:
        source = parts.read_document(path, options.max_size, options.limits)
    except ReadingError as error:
        message = f"{option}: {error}"
        raise UsageError(message) from error
    return OfficeFile(source.path, source.sha256, source.text, source.sheets)


def _describe_lists(office: OfficeFiles) -> list[Audit]:
    """Return the entries of the lists, with nothing said of them yet."""
    return [
        Audit(
            path=file.path,
            sha256=file.sha256,
            status="complete",
            reason=NOTHING,
            role=role,
            coverage=_NO_COVERAGE,
            lines=tuple(file.text.split("\n")),
            sheets=file.sheets,
        )
        for role, file in zip(_ROLES, office, strict=True)
        if file is not None
    ]
