"""Read a web page, whatever it is named: its tables and text. Knows nothing of its meaning."""

import re

from lxml import etree

from auditor.errors import ReadingError
from auditor.reading.composing import Composer
from auditor.reading.decoding import UndecodableError, decode_text
from auditor.reading.markup import Element
from auditor.reading.source import Limits, Source
from auditor.reading.web.flow import PageWriter
from auditor.reading.web.positioned import list_placed_pages, write_placed_pages
from auditor.reading.web.styles import StyleSheet
from auditor.reading.web.tables import TooManyCellsError

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4_096
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "unicode": "utf-16"}
_NUMBER_CELL = re.compile(r"\t\s*[-(（]?[\d,，]*\d(?:\.\d+)?[)）]?\s*(?:[%％]|万?元)?(?=\t|\n|$)")
_AMOUNT = re.compile(r"\d[\d,，.]*\s*(?:亿|万)?元")
_PLACEHOLDER_TABLE = re.compile(
    r"(?:预算|决算|收支|支出|收入)[^\t\n]{0,30}表[^\n]*\n(?:[^\n]*\n){0,4}[^\n]*\t"
)
_LANDING = (
    "网页中没有表格，也没有预算正文，请下载其附件后核对 / "
    "a web page without tables or budget text; please download what it links to"
)
_MALFORMED = "网页无法解析 / the web page cannot be parsed"
_TOO_DEEP = "网页元素嵌套过深 / the elements of the web page are nested too deep"
_TOO_MUCH = ("ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR", "ERR_NAME_TOO_LONG")
_DEEP = "表格嵌套超过 {most} 层 / tables nested over {most} levels deep"
_VAST = "网页表格的合并单元格过多 / the merged cells of a table claim too much room"


def read_html(content: bytes, shown: str, limits: Limits) -> Source:
    """Read a page's tables and text in reading order; raises ReadingError.

    A page that only leads to a budget, without tables or amounts of its own, is refused.
    """
    root = _parse(_decode(content, shown), shown)
    _check_nesting(root, shown, limits.nesting)
    sheet = StyleSheet([element.text or "" for element in root.iter("style")])
    composer = Composer(shown, content)
    pages = list_placed_pages(root, sheet)
    try:
        if pages:
            write_placed_pages(pages, composer)
        else:
            PageWriter(composer, sheet).write(root)
    except TooManyCellsError as error:
        raise ReadingError(shown, _VAST) from error
    if composer.is_empty:
        raise ReadingError(shown, _LANDING)
    source = composer.build_source()
    if not _has_budget(source.text):
        raise ReadingError(shown, _LANDING)
    return source


def _decode(content: bytes, shown: str) -> str:
    """Decode by the bytes themselves; only where they do not tell, as the page says."""
    try:
        return decode_text(content)
    except UndecodableError as error:
        found = _CHARSET.search(content[:_HEAD_BYTES])
        name = found[1].decode("ascii", "replace").lower() if found else ""
        try:
            return content.decode(_ALIASES.get(name, name or "utf-8"))
        except (UnicodeDecodeError, LookupError):
            raise ReadingError(shown, str(error)) from error


def _parse(text: str, shown: str) -> Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(shown, _MALFORMED) from error
    if root is None:
        raise ReadingError(shown, _MALFORMED)
    if any(entry.type_name in _TOO_MUCH for entry in parser.error_log):
        raise ReadingError(shown, _TOO_DEEP)  # the library leaves out what lies deeper
    return root


def _check_nesting(root: Element, shown: str, most: int) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end"), tag="table"):
        depth += 1 if event == "start" else -1
        if depth > most:
            raise ReadingError(shown, _DEEP.format(most=most))


def _has_budget(text: str) -> bool:
    """Say whether there is something to judge: a row with a figure, an amount, a blank form."""
    patterns = (_NUMBER_CELL, _AMOUNT, _PLACEHOLDER_TABLE)
    return any(pattern.search(text) for pattern in patterns)
