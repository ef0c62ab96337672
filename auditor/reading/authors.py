"""Who wrote an Office file, as its properties say. Knows no document format."""

from auditor.reading.composing import Composer
from auditor.reading.markup import iterate_named, parse_xml
from auditor.reading.persons import is_person
from auditor.reading.relations import list_relations
from auditor.reading.unpacking import Archive

_PERSONS = ("creator", "lastModifiedBy", "Manager", "Company")
_PROPERTIES = ("core-properties", "extended-properties", "coreProperties", "extendedProperties")


def report_author(archive: Archive, composer: Composer) -> None:
    """Keep the persons that the file's properties name as unseen."""
    names: list[str] = []
    for relation in list_relations(archive, ""):
        if relation.kind in _PROPERTIES and archive.has(relation.target):
            root = parse_xml(archive.read(relation.target), archive.shown)
            for element in iterate_named(root, *_PERSONS):
                name = (element.text or "").strip()
                if is_person(name) and name not in names:
                    names.append(name)
    if names:
        composer.add_unseen("author", "、".join(names), line=1)
