"""Write elements of HTML. What is not Markup is text and becomes a text node. Knows no report."""

import html

from auditor.report.escaping import flatten_text

_VOID = frozenset({"br", "meta", "input", "hr"})
Attribute = str | int | bool | None


class Markup(str):
    """Characters that are HTML already, and are written as they stand."""

    __slots__ = ()


EMPTY = Markup()


def escape_words(words: str) -> str:
    """Make text harmless: hidden characters are shown, line ends are blanks, markup is text."""
    return html.escape(flatten_text(words))


def element(tag: str, *children: str, **attributes: Attribute) -> Markup:
    """Write an element: Markup children as they stand, any other text escaped.

    Attributes are spelled as names of Python (`class_`, `aria_label`); None and False are left
    out, True stands alone.
    """
    start = "".join((tag, *map(_write_attribute, attributes.items())))
    if tag in _VOID:
        return Markup(f"<{start}>")
    return Markup(f"<{start}>{join(*children)}</{tag}>")


def join(*children: str) -> Markup:
    """Write children one after another."""
    return Markup(
        "".join(child if type(child) is Markup else escape_words(child) for child in children)
    )


def _write_attribute(attribute: tuple[str, Attribute]) -> str:
    name, value = attribute
    if value is None or value is False:
        return ""
    spelled = name.rstrip("_").replace("_", "-")
    return f" {spelled}" if value is True else f' {spelled}="{escape_words(str(value))}"'
