"""Files of every format that the tests of the readers make themselves, part by part."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import xlwt

from auditor.reading import DEFAULT_LIMITS, Limits, Source
from auditor.reading.kinds import read_container
from auditor.reading.signatures import SIGNATURE_BYTES, find_container

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_SHEET = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def read_made(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read made bytes in this process, by what they are."""
    container = find_container(content[:SIGNATURE_BYTES])
    assert container is not None
    return read_container(container, content, "made", limits)


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts into a zip file."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def add_parts(content: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """Add parts to a zip file."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return pack({**{name: archive.read(name) for name in archive.namelist()}, **parts})


def relate(relations: Iterable[tuple[str, str, str]], office: str = OFFICE) -> str:
    """Write relations: id, last word of the kind, target."""
    inner = "".join(
        f'<Relationship Id="{id_}" Type="{office}/{kind}" Target="{target}"/>'
        for id_, kind, target in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def make_docx(body: str, parts: Mapping[str, str | bytes] | None = None, **kinds: str) -> bytes:
    """Make a DOCX of the inside of its body; `kinds` are parts by kind, such as numbering."""
    targets = {kind: f"word/{kind}.xml" for kind in kinds}
    document = (
        f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )
    relations = [(f"r{kind}", kind, f"{kind}.xml") for kind in kinds]
    relations += [
        (f"e{number}", "package", name.removeprefix("word/"))
        for number, name in enumerate(parts or ())
    ]
    made = {
        "[Content_Types].xml": _type("/word/document.xml", _WORD_TYPE),
        "_rels/.rels": relate([("r1", "officeDocument", "word/document.xml")]),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relate(relations),
    }
    for kind, inner in kinds.items():
        made[targets[kind]] = f'<w:{kind} xmlns:w="{WORD}">{inner}</w:{kind}>'
    return pack({**made, **(parts or {})})


def write_paragraph(text: str, properties: str = "") -> str:
    """Write a paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def write_table(rows: Sequence[Sequence[str]], grid: Sequence[int] = ()) -> str:
    """Write a table; a cell may begin with its properties: `<w:gridSpan w:val="2"/>|text`."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    written = []
    for row in rows:
        cells = []
        for cell in row:
            properties, border, text = cell.rpartition("|")
            inner = text if text.startswith("<w:") else write_paragraph(text)
            cells.append(f"<w:tc><w:tcPr>{properties if border else ''}</w:tcPr>{inner}</w:tc>")
        written.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(written)}</w:tbl>"


def make_xlsx(
    sheets: Sequence[tuple[str, str]],
    formats: Sequence[str] = (),
    *,
    states: Sequence[str] = (),
    is_strict: bool = False,
    view: str = "",
) -> bytes:
    """Make an XLSX of sheets: name, and the inside of the worksheet.

    Style 0 is General, style n the n-th of the number formats.
    """
    space, office = (STRICT_SHEET, STRICT_OFFICE) if is_strict else (SHEET, OFFICE)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="s{number}"'
        f' state="{states[number - 1] if states else "visible"}"/>'
        for number, (name, _) in enumerate(sheets, start=1)
    )
    relations = [
        (f"s{number}", "worksheet", f"worksheets/sheet{number}.xml")
        for number in range(1, len(sheets) + 1)
    ]
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": _type("/xl/workbook.xml", _SHEET_TYPE),
        "_rels/.rels": relate([("r1", "officeDocument", "xl/workbook.xml")], office),
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{office}">{view}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relate([*relations, ("st", "styles", "styles.xml")], office),
        "xl/styles.xml": _write_styles(formats, space),
    }
    for number, (_, inner) in enumerate(sheets, start=1):
        made[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{space}">{inner}</worksheet>'
        )
    return pack(made)


def write_cells(rows: Sequence[Sequence[str]]) -> str:
    """Write rows of cells: words, or the XML of a cell."""
    written = []
    for row in rows:
        cells = [
            cell if cell.startswith("<c") else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in row
        ]
        written.append(f"<row>{''.join(cells)}</row>")
    return f"<sheetData>{''.join(written)}</sheetData>"


def make_xls(rows: Sequence[Sequence[str | float]], number_format: str = "General") -> bytes:
    """Make an XLS of one sheet; the first row is merged over all columns."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表1")
    style = xlwt.easyxf(num_format_str=number_format)
    sheet.write_merge(0, 0, 0, len(rows[1]) - 1, rows[0][0])
    for row, cells in enumerate(rows[1:], start=1):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell, style)
    hidden = book.add_sheet("底稿")
    hidden.write(0, 0, "内部数")
    hidden.visibility = 1
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def make_ofd(objects: str, document: str = "") -> bytes:
    """Make an OFD of one page from the objects of its layer."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return pack(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocInfo><ofd:Author>某某"
            "</ofd:Author></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
            '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
            f"{document}</ofd:Document>",
            "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {space}><ofd:Content>"
            f'<ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>',
        }
    )


def write_ofd_text(text: str, x: float, y: float, more: str = "") -> str:
    """Write words at a place in millimetres, 4 mm high, as programs write them."""
    step = 4 if ord(text[0]) > 0x2E80 else 2
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} 80 5" Font="1" Size="4" {more}>'
        f'<ofd:TextCode X="0" Y="4" DeltaX="g {len(text)} {step}">{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def write_ofd_lines(xs: Sequence[int], ys: Sequence[int]) -> str:
    """Write the ruling lines of a table."""
    path = '<ofd:PathObject ID="8" Boundary="{} {} {} {}"><ofd:AbbreviatedData>{}'
    end = "</ofd:AbbreviatedData></ofd:PathObject>"
    width, height = xs[-1] - xs[0], ys[-1] - ys[0]
    flat = [path.format(xs[0], y, width, 1, f"M 0 0 L {width} 0") + end for y in ys]
    upright = [path.format(x, ys[0], 1, height, f"M 0 0 L 0 {height}") + end for x in xs]
    return "".join(flat + upright)


def _type(part: str, kind: str) -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="{part}" ContentType="{kind}"/></Types>'
    )


def _write_styles(formats: Sequence[str], space: str) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{200 + number}" formatCode="{code}"/>'
        for number, code in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{200 + number}"/>' for number in range(len(formats)))
    return (
        f'<styleSheet xmlns="{space}"><numFmts>{codes}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
    )
