"""Which packs are loaded: names and folders resolved, what they extend first."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from auditor.errors import Mistake, RulePackError
from auditor.finding import Bilingual
from auditor.resources import find_rules_folder
from auditor.rulepack.heads import PackHead, is_pack_name, parse_head
from auditor.rulepack.mistake_log import MistakeLog
from auditor.rulepack.node_memory import find_node_memory
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode, SequenceNode, YamlFile
from auditor.rulepack.pack_files import HEAD, PackFile, PackFolder, read_pack_folder
from auditor.rulepack.pack_text import decode_text

_NAMED = Bilingual("按名称或文件夹指定", "named, or given as a folder")


class PackSource(NamedTuple):
    """A pack that was read: its head, its files, and why it is there."""

    head: PackHead
    folder: PackFolder
    reason: Bilingual
    is_shipped: bool = False


class SourceGatherer:
    """Reads packs and what they extend, each once; mistakes are gathered and stop the run.

    `is_whole` is False once a pack, or a file that others rest on, could not be read.
    """

    def __init__(self) -> None:
        """Start without packs."""
        self.is_whole = True
        self.sources: list[PackSource] = []
        self.mistakes: list[Mistake] = []
        self._seen: set[Path] = set()

    def gather(self, names: Sequence[str]) -> None:
        """Read the packs of these names or folders, in their order."""
        for name in names:
            found = find_pack_folder(name)
            if found is None:
                reason = f"there is no pack and no folder {name!r}"
                self.mistakes.append(Mistake(name, 1, 1, reason))
                self.is_whole = False
            else:
                self._visit(*found, reason=_NAMED, above=())

    def parse(self, file: PackFile, *, is_brief: bool = False) -> YamlFile | None:
        """Parse a YAML file of a pack; None, with its mistakes gathered, if it is none.

        A brief parse leaves examples out, and is remembered.
        """
        try:
            return _recall_file(file) if is_brief else _parse_file(file)
        except RulePackError as error:
            self.mistakes += error.mistakes
            return None

    def _visit(
        self, folder: Path, shown: str, *, reason: Bilingual, above: tuple[Path, ...]
    ) -> None:
        real = folder.resolve()
        if real in self._seen:
            return
        self._seen.add(real)
        try:
            files = read_pack_folder(folder, shown)
            head_file = _parse_head_file(files, shown)
        except RulePackError as error:
            self.mistakes += error.mistakes
            self.is_whole = False
            return
        log = MistakeLog(head_file)
        for repetition in head_file.repetitions:
            log.add(repetition.key, f"the key {repetition.key.value!r} stands here twice")
        head = parse_head(head_file, log)
        self._visit_extended(head, head_file, folder, log, (*above, real))
        self.mistakes += log.found
        is_shipped = real.parent == find_rules_folder().resolve()
        self.sources.append(
            PackSource(head=head, folder=files, reason=reason, is_shipped=is_shipped)
        )

    def _visit_extended(
        self,
        head: PackHead,
        file: YamlFile,
        folder: Path,
        log: MistakeLog,
        above: tuple[Path, ...],
    ) -> None:
        reason = Bilingual(f"{head.name} 继承", f"extended by {head.name}")
        for name in head.extends:
            node = _find_extends_node(file, name)
            found = _find_shipped(name) or _find_sibling(name, folder, file.path)
            if found is None:
                self.is_whole = False
                log.add(node, f"extends: there is no pack {name!r}, shipped or beside this one")
            elif found[0].resolve() in above:
                log.add(node, f"extends: {name!r} extends this pack in turn, which is a circle")
            else:
                self._visit(*found, reason=reason, above=above)


def find_pack_folder(name: str) -> tuple[Path, str] | None:
    """Find a pack by name among the shipped ones, else as a folder, with its name to show."""
    shipped = _find_shipped(name)
    if shipped is not None:
        return shipped
    folder = Path(name)
    return (folder, folder.as_posix()) if name and _is_folder(folder) else None


def _is_folder(path: Path) -> bool:
    """Say whether there is such a folder; a name that the system refuses is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def list_shipped_names() -> tuple[str, ...]:
    """List the packs that come with the program."""
    folder = find_rules_folder()
    return tuple(sorted(path.name for path in folder.iterdir() if (path / HEAD).is_file()))


def read_shipped_heads() -> tuple[PackHead, ...]:
    """Read the heads of the packs that come with the program, by name.

    A head with a mistake is left out: loading that pack says what is wrong with it.
    """
    heads = []
    for name in list_shipped_names():
        path = find_rules_folder() / name / HEAD
        try:
            file = _recall_file(PackFile(HEAD, f"{name}/{HEAD}", path.read_bytes()))
        except (OSError, RulePackError):
            continue
        log = MistakeLog(file)
        head = parse_head(file, log)
        if not log.found:
            heads.append(head)
    return tuple(heads)


def _find_shipped(name: str) -> tuple[Path, str] | None:
    """Find a shipped pack; shown by its name alone, for no path of the machine may show."""
    folder = find_rules_folder() / name
    return (folder, name) if is_pack_name(name) and _is_folder(folder) else None


def _find_sibling(name: str, folder: Path, head_path: str) -> tuple[Path, str] | None:
    sibling = folder.resolve().parent / name
    shown = Path(head_path).parent.parent / name
    return (sibling, shown.as_posix()) if sibling.is_dir() else None


def _parse_head_file(folder: PackFolder, shown: str) -> YamlFile:
    file = folder.find(HEAD)
    if file is None:
        raise RulePackError([Mistake(shown, 1, 1, f"the folder holds no {HEAD}: it is no pack")])
    return _recall_file(file)


def _parse_file(file: PackFile, skipped: str | None = None) -> YamlFile:
    from auditor.rulepack.yaml_parsing import parse_yaml  # noqa: PLC0415 - 10 ms, seldom needed

    return parse_yaml(decode_text(file.content, file.path), file.path, skipped=skipped)


def _recall_file(file: PackFile) -> YamlFile:
    memory = find_node_memory()
    known = memory.find(file.content, decode_text(file.content, file.path), file.path)
    if known is None:
        known = _parse_file(file, "examples")
        memory.keep(file.content, known)
    return known


def _find_extends_node(file: YamlFile, name: str) -> Node:
    """Find where a pack names another; the file's root if it is not to be found."""
    node = file.root.find("extends") if isinstance(file.root, MappingNode) else None
    nodes = node.nodes if isinstance(node, SequenceNode) else (node,)
    return next((n for n in nodes if isinstance(n, ScalarNode) and n.value == name), file.root)
