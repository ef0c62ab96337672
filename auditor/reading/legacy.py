"""Read old and foreign office formats through LibreOffice, where it is installed.

Knows no format itself: the file is converted to DOCX or XLSX in a folder of its own and read as
such. Where there is no LibreOffice the file is refused, with the way to save it anew.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.errors import ReadingError
from auditor.reading.docx.reader import read_docx
from auditor.reading.markup import parse_xml
from auditor.reading.source import Limits, Source
from auditor.reading.workbook.xlsx import read_xlsx

_SECONDS = 50  # the converter hangs on a few damaged files
_PROGRAMS = ("soffice", "libreoffice")
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)")
_SHEETS = re.compile(
    rb"Excel\.Sheet|opendocument\.spreadsheet|urn:schemas-microsoft-com:office:spreadsheet"
    rb"|sheet\.binary|xl/workbook\.bin"
)
_START = 65_536
_RTF, _XML = b"{\\rtf", b"<?xml"
_BRACE = re.compile(rb"(?<!\\)(?:\\\\)*([{}])")
_LOCKED = "文件有密码 / the file wants a password"
_CUT_OFF = "文件已损坏：内容不完整 / the file is damaged: its end is missing"
_NOT_INSTALLED = (
    "旧版文档（doc、wps、rtf、odt 等）需要 LibreOffice 才能读取；也可用 WPS 或 Word 打开后另存为 "
    ".docx 或 .xlsx / an old document (doc, wps, rtf, odt…) is read through LibreOffice, which is "
    "not installed; or open it in an office program and save it as .docx or .xlsx"
)
_FAILED = (
    "LibreOffice 无法转换此文件，请用 WPS 或 Word 打开后另存为 .docx 或 .xlsx / LibreOffice could "
    "not convert the file; please open it in an office program and save it as .docx or .xlsx"
)


def read_legacy(content: bytes, shown: str, limits: Limits) -> Source:
    """Read a file that only an office program understands; raises ReadingError."""
    _check_whole(content, shown)
    program = find_office()
    if program is None:
        raise ReadingError(shown, _NOT_INSTALLED)
    target = "xlsx" if _is_workbook(content) else "docx"
    converted = _convert(program, content, target)
    if converted is None:
        raise ReadingError(shown, _FAILED)
    source = (read_xlsx if target == "xlsx" else read_docx)(converted, shown, limits)
    return source._replace(sha256=hashlib.sha256(content).hexdigest())


def _check_whole(content: bytes, shown: str) -> None:
    """Refuse what the converter would read as far as it goes; raises ReadingError."""
    start = content.lstrip()[:5]
    if start == _RTF:
        signs = Counter(_BRACE.findall(content))
        if signs[b"{"] > signs[b"}"]:
            raise ReadingError(shown, _CUT_OFF)
    elif start == _XML:
        parse_xml(content, shown)


def read_protected(content: bytes, shown: str, limits: Limits) -> Source:
    """Read an encrypted workbook that any program opens unasked; raises ReadingError.

    Excel encrypts a workbook of which the structure is protected, by a password that it knows.
    """
    program = find_office()
    converted = None if program is None else _convert(program, content, "xlsx")
    if converted is None:
        raise ReadingError(shown, _LOCKED)
    source = read_xlsx(converted, shown, limits)
    return source._replace(sha256=hashlib.sha256(content).hexdigest())


def find_office() -> str | None:
    """Find the program of LibreOffice on this computer."""
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found is not None:
            return found
    for variable in _WINDOWS_FOLDERS if sys.platform == "win32" else ():
        program = Path(os.environ.get(variable, "")) / "LibreOffice" / "program" / "soffice.exe"
        if program.is_file():
            return str(program)
    return None


def _is_workbook(content: bytes) -> bool:
    """Tell sheets from text, also by the name that ends a zip file's list of parts."""
    return _SHEETS.search(content[:_START] + content[-_START:]) is not None


def _convert(program: str, content: bytes, target: str) -> bytes | None:
    """Return the file as DOCX or XLSX, None if the program gives none in time."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        before, after = folder / "document.bin", folder / "converted" / f"document.{target}"
        before.write_bytes(content)
        # A profile of its own: a running office program, its settings and macros stay out of it.
        profile = (folder / "profile").as_uri()
        command = [
            *(program, f"-env:UserInstallation={profile}", "--headless", "--norestore"),
            *("--nolockcheck", "--convert-to", target, "--outdir", str(after.parent), str(before)),
        ]
        try:
            subprocess.run(  # noqa: S603 - a program found on this computer, our own words
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError):
            return None
        return after.read_bytes() if after.is_file() else None
