"""Make text that we do not own harmless to look at. The only place that does so."""

import os
import re
import unicodedata

# Cc control, Cf format and direction, Cs lone surrogate, Co private use, Zl/Zp separators;
# variation selectors count as marks, but change the width of the character before them.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_SELECTOR = re.compile("[\ufe00-\ufe0f]")
_NO_CHARACTER = 0xFFFE  # the last two code points of each plane are none; XML refuses them
TAB = " │ "


def is_hidden(character: str) -> bool:
    """Say whether a character would not show, or would change how its neighbours show."""
    if unicodedata.category(character) in _HIDDEN or "\ufe00" <= character <= "\ufe0f":
        return True
    return ord(character) & _NO_CHARACTER == _NO_CHARACTER


def escape_character(character: str) -> str:
    """Return the character, or its code point as ⟨U+202E⟩ where it is hidden."""
    return f"⟨U+{ord(character):04X}⟩" if is_hidden(character) else character


def escape_text(text: str) -> str:
    """Show every control, format and direction character of a text as ⟨U+202E⟩.

    Tabs and line ends are control characters too: split the text at them first.
    """
    if text.isprintable() and not _SELECTOR.search(text):
        return text
    return "".join(map(escape_character, text))


def escape_line(text: str) -> str:
    """Show a line with its tabs as ` │ ` and the rest made harmless."""
    return TAB.join(map(escape_text, text.split("\t")))


def escape_lines(text: str) -> str:
    """Keep the line ends LF and CRLF as LF, make every line harmless."""
    return "\n".join(map(escape_line, text.replace("\r\n", "\n").split("\n")))


def flatten_text(text: str) -> str:
    """Put a text on one line, a blank for each line end, and make it harmless."""
    return escape_line(text.replace("\r\n", " ").replace("\n", " "))


def escape_path(path: str) -> str:
    """Show a file name as given, with `/` between folders, made harmless."""
    return escape_text(path.replace(os.sep, "/"))
