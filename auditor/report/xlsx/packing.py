"""A workbook as bytes, the same for the same workbook: no clock, one spelling of its XML."""

import io
import zipfile
from datetime import datetime
from xml.etree.ElementTree import canonicalize

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 - a document's date without a clock; zips start here
# Printed figures are text: the office program need not mark each cell of them as doubtful.
_TEXT_IS_MEANT = (
    '<ignoredErrors><ignoredError numberStoredAsText="1" sqref="A1:XFD1048576"></ignoredError>'
    "</ignoredErrors>"
)
_LAST_PART = "</headerFooter>"  # of every sheet that we write; the next may be ignoredErrors
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def pack_workbook(workbook: Workbook) -> bytes:
    """Pack a workbook into the bytes of an .xlsx file.

    openpyxl spells XML as the parser that is installed does, and dates it; both are put right.
    """
    workbook.properties.created = _MOMENT
    workbook.properties.modified = _MOMENT
    draft = io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(draft, "w")).save()  # save_workbook() would date it
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(draft) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            entry = zipfile.ZipInfo(name)  # its date is the first that a zip can hold
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, _spell(content) if _is_xml(name) else content)
    return packed.getvalue()


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _spell(content: bytes) -> bytes:
    text = canonicalize(content.decode("utf-8"))
    return (_DECLARATION + text.replace(_LAST_PART, _LAST_PART + _TEXT_IS_MEANT)).encode("utf-8")
