"""Follow the relations between the parts of an Office file. Knows no part's content."""

import posixpath
from typing import NamedTuple

from auditor.errors import ReadingError
from auditor.reading.markup import get_attribute, get_name, iterate_children, parse_xml
from auditor.reading.unpacking import Archive

_NO_MAIN = "文件缺少正文 / the main part of the file is missing"


class Relation(NamedTuple):
    """One relation of a part: its id, the last word of its kind, and the part it leads to."""

    id: str
    kind: str
    target: str


def list_relations(archive: Archive, part: str) -> tuple[Relation, ...]:
    """Return the relations of a part ("" for the whole file) to other parts inside the file."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(path):
        return ()
    found = []
    for relation in iterate_children(parse_xml(archive.read(path), archive.shown), "Relationship"):
        if get_name(relation) and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
            kind = get_attribute(relation, "Type").rpartition("/")[2]
            found.append(Relation(get_attribute(relation, "Id"), kind, target.lstrip("/")))
    return tuple(found)


def find_part(archive: Archive, part: str, kind: str) -> str | None:
    """Find the part of a kind that another one leads to."""
    targets = (relation.target for relation in list_relations(archive, part))
    kinds = (relation.kind for relation in list_relations(archive, part))
    for target, found in zip(targets, kinds, strict=True):
        if found == kind and archive.has(target):
            return target
    return None


def find_main_part(archive: Archive) -> str:
    """Return the name of the part that holds the document; raises ReadingError."""
    part = find_part(archive, "", "officeDocument")
    if part is None:
        raise ReadingError(archive.shown, _NO_MAIN)
    return part
