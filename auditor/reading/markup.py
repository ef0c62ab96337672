"""Parse XML that nobody vouches for. Knows no document format.

No entity is ever expanded and nothing is fetched: a document type is refused as such.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TypeAlias

from lxml import etree

from auditor.errors import ReadingError

Element: TypeAlias = etree._Element  # noqa: SLF001 - the only name that lxml has for the type
_MALFORMED = "文件内容已损坏（XML 有误） / the file is damaged: malformed XML"
_ENTITIES = "文件含有 DTD 或实体，不予读取 / the file declares a DTD or entities: not read"
_NO_MEMORY = 2  # of the library's errors
_DEEPEST = 250  # elements in elements: no document of an office program comes near
_DECLARATION = re.compile(rb"<!(?:doctype|entity)", re.IGNORECASE)


def parse_xml(content: bytes, shown: str) -> Element:
    """Return the root of an XML part; raises ReadingError, also for a DTD and deep nesting.

    Raises MemoryError where the tree is too large for the process.
    """
    _refuse_declarations(content, shown)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _explain(error, shown) from error
    _check_depth(root, shown)
    return root


class ElementStream:
    """The elements of one name in a large XML part, one by one; `root` is all the rest."""

    def __init__(self, content: bytes, shown: str, name: str) -> None:
        """Begin with a part; raises ReadingError for a DTD."""
        _refuse_declarations(content, shown)
        self._shown = shown
        self._events = etree.iterparse(
            BytesIO(content),
            tag=f"{{*}}{name}",
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=True,
        )
        self.root: Element = etree.Element("none")

    def __iter__(self) -> Iterator[Element]:
        """Yield each element, with what stands before it; it is forgotten when the next comes.

        Raises ReadingError, also for deep nesting, and MemoryError.
        """
        try:
            for _, element in self._events:
                yield element
                parent = element.getparent()
                if parent is not None:
                    parent.remove(element)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise _explain(error, self._shown) from error
        self.root = self._events.root
        _check_depth(self.root, self._shown)


def _refuse_declarations(content: bytes, shown: str) -> None:
    plain = content.replace(b"\x00", b"") if b"\x00" in content else content  # half of UTF-16
    if _DECLARATION.search(plain):
        raise ReadingError(shown, _ENTITIES)


def _explain(error: Exception, shown: str) -> Exception:
    """Return what a parser's error means: it calls a lack of memory a mistake of the text."""
    if isinstance(error, etree.XMLSyntaxError) and error.code == _NO_MEMORY:
        return MemoryError()
    return ReadingError(shown, _MALFORMED)


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
