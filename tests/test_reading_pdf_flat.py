"""Characters of fonts whose boxes hold nothing but ink: 一 is as flat as a line."""

from pathlib import Path

import pytest

from auditor.reading import read_document

pytest.importorskip("pypdfium2")

_FONT = (
    b"<< /Type /Font /Subtype /Type3 /FontBBox [50 350 950 420] /FontMatrix [.001 0 0 .001 0 0]"
    b" /FirstChar 97 /LastChar 97 /Widths [1000] /Encoding << /Differences [97 /one] >>"
    b" /CharProcs << /one 6 0 R >> /Resources << >> /ToUnicode 7 0 R >>"
)
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> >> >>"
)
_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    b" /CMapName /Flat def 1 begincodespacerange <00> <ff> endcodespacerange"
    b" 1 beginbfchar <61> <4e00> endbfchar endcmap end end"
)


def _build_stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _build_flat_pdf(written: bytes) -> bytes:
    """Return a PDF whose font has nothing but 一, under the code of a."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE,
        _build_stream(written),
        _FONT,
        _build_stream(b"1000 0 50 350 950 420 d1 50 350 900 70 re f"),
        _build_stream(_UNICODE),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 8\n0000000000 65535 f \n{table}trailer << /Size 8 /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def test_flat_character_is_printed_and_not_unseen(tmp_path: Path) -> None:
    """一 in a font that gives the box of the ink alone is less than a point high, and is read."""
    path = tmp_path / "flat.pdf"
    path.write_bytes(_build_flat_pdf(b"BT /F1 10 Tf 50 700 Td (aaa) Tj ET"))

    source = read_document(path)

    assert source.text.strip() == "一一一"
    assert not source.unseen
