"""Small PDFs that tests draw themselves."""

_CHINESE = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000"
    b" /W [1 95 500 814 939 500] /FontDescriptor << /Type /FontDescriptor"
    b" /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
)


# A font that says nothing of what its characters are.
_MUTE = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Mute /Encoding /Identity-H /DescendantFonts"
    b" [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mute /CIDSystemInfo"
    b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor"
    b" << /Type /FontDescriptor /FontName /Mute /Flags 4 /FontBBox [0 0 1000 1000]"
    b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
)


class Sheet:
    """A page that is drawn upon, 600 by 800 points, y upward from the bottom.

    Its Chinese font is not embedded, and pdfium passes over a single character of such a font.
    """

    def __init__(self, *, extra: str = "") -> None:
        self.extra = extra
        self.drawn: list[str] = []

    def write(
        self, x: float, y: float, text: str, size: float = 10, *, how: str = "", font: str = "F1"
    ) -> "Sheet":
        """Write a text; `how` are operators that set colour or mode."""
        code = text.encode("utf-16-be").hex()
        self.drawn.append(f"q BT {how} /{font} {size} Tf {x} {y} Td <{code}> Tj ET Q")
        return self

    def show_image(self, x: float, y: float, width: float, height: float) -> "Sheet":
        self.drawn.append(
            f"q {width} 0 0 {height} {x} {y} cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 7F> EI Q"
        )
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        self.drawn.append(f"{x0} {y0} m {x1} {y1} l S")
        return self

    def fill(self, x: float, y: float, width: float, height: float) -> "Sheet":
        self.drawn.append(f"{x} {y} {width} {height} re f")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> "Sheet":
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self


def build_pdf(*sheets: Sheet, trailer: str = "", author: str = "") -> bytes:
    """Return the bytes of a PDF of these pages."""
    pages = [6 + 2 * place for place in range(len(sheets))]
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _CHINESE,
        _MUTE,
        f"<< /Author <feff{author.encode('utf-16-be').hex()}> >>".encode(),
    ]
    for page, sheet in zip(pages, sheets, strict=True):
        content = "\n".join(sheet.drawn).encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {page + 1} 0 R"
            f" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> {sheet.extra} >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {size} /Root 1 0 R /Info 5 0 R {trailer} >>\n"
            f"startxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )
