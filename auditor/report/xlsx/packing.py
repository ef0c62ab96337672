"""A workbook as bytes, the same for the same workbook: no clock, one spelling of its XML."""

import io
import shutil
import tempfile
import zipfile
from datetime import datetime
from typing import IO
from xml.etree.ElementTree import canonicalize

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from auditor.resources import find_spool_folder

_LARGE = 8_000_000  # bytes: what is written to disk, unpacked
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
    packed = io.BytesIO()
    with tempfile.SpooledTemporaryFile(_LARGE, dir=find_spool_folder()) as draft:
        ExcelWriter(workbook, zipfile.ZipFile(draft, "w")).save()  # save_workbook() would date it
        with (
            zipfile.ZipFile(draft) as source,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for name in source.namelist():
                entry = zipfile.ZipInfo(name)  # its date is the first that a zip can hold
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                with source.open(name) as part, target.open(entry, "w") as copy:
                    (_spell if _is_xml(name) else shutil.copyfileobj)(part, copy)
    return packed.getvalue()


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _spell(part: IO[bytes], copy: IO[bytes]) -> None:
    """Copy a part in the one spelling of its XML, as it comes."""
    speller = _Speller(copy, encoding="utf-8", newline="\n")
    speller.write(_DECLARATION)
    canonicalize(out=speller, from_file=io.TextIOWrapper(part, encoding="utf-8"))
    speller.flush()


class _Speller(io.TextIOWrapper):
    """Takes canonical XML in pieces, each tag one of them."""

    def write(self, text: str) -> int:
        """Write a piece, and behind the last part of a sheet what openpyxl does not write."""
        return super().write(text + _TEXT_IS_MEANT if text == _LAST_PART else text)
