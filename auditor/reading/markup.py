"""Parse XML that nobody vouches for. Knows no document format.

No entity is ever expanded and nothing is fetched: a document type is refused as such.
"""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from auditor.errors import ReadingError

Element: TypeAlias = etree._Element  # noqa: SLF001 - the only name that lxml has for the type
_MALFORMED = "文件内容已损坏（XML 有误） / the file is damaged: malformed XML"
_ENTITIES = "文件含有 DTD 或实体，不予读取 / the file declares a DTD or entities: not read"
_DEEPEST = 250  # elements in elements: no document of an office program comes near
_DECLARATIONS = (b"<!doctype", b"<!entity")


def parse_xml(content: bytes, shown: str) -> Element:
    """Return the root of an XML part; raises ReadingError, also for a DTD and deep nesting."""
    plain = content.replace(b"\x00", b"").lower()  # half of UTF-16 is zeros
    if any(word in plain for word in _DECLARATIONS):
        raise ReadingError(shown, _ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReadingError(shown, _MALFORMED) from error
    _check_depth(root, shown)
    return root


def get_name(element: Element) -> str:
    """Return the name of an element without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def get_attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, "" if there is none."""
    value = element.get(name)
    if value is not None:
        return str(value)
    for key, text in element.attrib.items():
        if key.endswith("}" + name):
            return str(text)
    return ""


def iterate_children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children of an element that have one of the names, or all."""
    for child in element:
        if not names or get_name(child) in names:
            yield child


def find_child(element: Element | None, *path: str) -> Element | None:
    """Find the first descendant along a path of names."""
    for name in path:
        if element is None:
            return None
        element = next(iterate_children(element, name), None)
    return element


def iterate_named(element: Element, *names: str) -> Iterator[Element]:
    """Yield all elements below with one of the names, in document order."""
    for below in element.iter():
        if get_name(below) in names:
            yield below


def _check_depth(root: Element, shown: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            reason = f"嵌套超过 {_DEEPEST} 层 / nested over {_DEEPEST} levels deep"
            raise ReadingError(shown, reason)
