"""Lines of the terminal report: indented, wrapped, styled. Knows no finding."""

from rich.text import Text

from auditor.report.escaping import escape_line
from auditor.report.wrapping import wrap_text

Piece = tuple[str, str]


class Layout:
    """The lines written so far, none wider than `width` cells unless written as it stands."""

    def __init__(self, width: int, language: str) -> None:
        """Start an empty report in `zh` or `en`."""
        self.width = width
        self.language = language
        self.lines: list[Text] = []

    def write_blank(self) -> None:
        """Add an empty line."""
        self.lines.append(Text())

    def write(self, indent: int, *pieces: Piece, hang: int = 0) -> None:
        """Add text, wrapped; later lines are indented by `hang` more. Pieces: (text, style)."""
        text = Text()
        for words, style in pieces:
            flat = words.replace("\r\n", " ").replace("\n", " ")
            text.append(escape_line(flat), style or None)
        for number, line in enumerate(wrap_text(text, self.width - indent, hang)):
            margin = indent + (hang if number else 0)
            self.lines.append(Text(" " * margin).append_text(line))

    def write_as_it_stands(self, indent: int, text: str, style: str = "") -> None:
        """Add one line that is already cut to size and harmless."""
        self.lines.append(Text(" " * indent).append(text.rstrip(), style or None))


def render_layout(layout: Layout, *, colour: bool) -> str:
    """Render the lines as text, with colour codes only where they are asked for."""
    text = Text("\n").join(layout.lines)
    if not colour:
        return text.plain + "\n"
    from rich.console import Console  # noqa: PLC0415 - costs 30 ms, and a pipe needs none of it

    console = Console(
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        width=layout.width,
        emoji=False,
        markup=False,
        highlight=False,
    )
    with console.capture() as capture:
        console.print(text, soft_wrap=True)
    return capture.get()
