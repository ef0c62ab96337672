"""Read a page of the HTML report back, strictly: every element closed where it should be."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "input", "br", "hr"})
_RAW = frozenset({"script", "style"})


@dataclass(slots=True)
class Element:
    """An element with its attributes and all the text inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass(slots=True)
class Page:
    """The elements of a page in their order, and its text without script and style."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""
    comments: list[str] = field(default_factory=list)

    def find_all(self, tag: str, **attributes: str) -> list[Element]:
        """Find the elements of a tag, with a class or an id."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            each
            for each in self.elements
            if each.tag == tag and all(_has(each, *pair) for pair in wanted.items())
        ]

    def find(self, tag: str, **attributes: str) -> Element:
        """Find the one such element."""
        (found,) = self.find_all(tag, **attributes)
        return found


def _has(element: Element, name: str, value: str) -> bool:
    said = element.attributes.get(name, "")
    return value in said.split() if name == "class" else value == said


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: {attrs}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.page.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data
        if not (self.open and self.open[-1].tag in _RAW):
            self.page.text += data

    def handle_comment(self, data: str) -> None:
        self.page.comments.append(data)


def read_page(text: str) -> Page:
    """Read a page; fails where elements are not closed in their order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert not reader.open
    return reader.page
