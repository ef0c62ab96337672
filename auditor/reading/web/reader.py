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
_UNDECODED = "\ufffd"
_MOST_UNDECODED = 0.001  # of a page's characters: a few that a program broke
_UNREADABLE = "网页中有 {count} 个字符无法识别 / {count} characters of the page cannot be decoded"
_CUT_OFF = "网页不完整，后面的内容缺失 / the web page is cut off: its end is missing"
_PICTURE = "有整页图片，其中的文字未能读取 / a picture as large as a page, its text is not read"
_MALFORMED = "网页无法解析 / the web page cannot be parsed"
_TOO_DEEP = "网页元素嵌套过深 / the elements of the web page are nested too deep"
_TOO_MUCH = ("ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR", "ERR_NAME_TOO_LONG")
_DEEP = "表格嵌套超过 {most} 层 / tables nested over {most} levels deep"
_VAST = "网页表格的合并单元格过多 / the merged cells of a table claim too much room"


def read_html(content: bytes, shown: str, limits: Limits) -> Source:
    """Read a page's tables and text in reading order; raises ReadingError.

    A page that only leads to a budget, without tables or amounts of its own, is refused.
    """
    composer = Composer(shown, content)
    _write_page(content, composer, limits)
    return _build_source(composer)


def read_mhtml(content: bytes, shown: str, limits: Limits) -> Source:
    """Read the pages that were saved with their parts in one file, in the order of the file.

    Raises ReadingError.
    """
    from auditor.reading.web.archive import list_pages  # noqa: PLC0415 - seldom

    composer = Composer(shown, content)
    for page in list_pages(content, shown):
        composer.add_blank()
        _write_page(page, composer, limits)
    return _build_source(composer)


def _write_page(content: bytes, composer: Composer, limits: Limits) -> None:
    text = _decode(content, composer.shown)
    root = _parse(text, composer.shown)
    _check_nesting(root, composer.shown, limits.nesting)
    sheet = StyleSheet([element.text or "" for element in root.iter("style")])
    pages = list_placed_pages(root, sheet)
    try:
        if pages:
            write_placed_pages(pages, composer)
        else:
            writer = PageWriter(composer, sheet)
            writer.write(root)
            if writer.has_page_picture:
                composer.incomplete.append(ReadingError(composer.shown, _PICTURE))
    except TooManyCellsError as error:
        raise ReadingError(composer.shown, _VAST) from error
    lost = text.count(_UNDECODED)
    if lost:
        composer.incomplete.append(ReadingError(composer.shown, _UNREADABLE.format(count=lost)))
    if _is_cut_off(text.lower()):
        composer.incomplete.append(ReadingError(composer.shown, _CUT_OFF))


def _build_source(composer: Composer) -> Source:
    if composer.is_empty:
        raise ReadingError(composer.shown, _LANDING)
    source = composer.build_source()
    if not _has_budget(source.text):
        raise next(iter(source.incomplete), ReadingError(composer.shown, _LANDING))
    return source


def _is_cut_off(page: str) -> bool:
    """Tell a page that was not wholly saved: it ends inside a table, a tag or its body."""
    is_in_table = page.rfind("<table") > page.rfind("</table")
    is_in_tag = page.rfind("<") > page.rfind(">")
    is_in_body = "<body" in page and "</body" not in page and "</html" not in page
    return is_in_body or ((is_in_table or is_in_tag) and "</html" not in page)


def _decode(content: bytes, shown: str) -> str:
    """Decode by the bytes themselves; only where they do not tell, as the page says."""
    try:
        return decode_text(content)
    except UndecodableError as error:
        found = _CHARSET.search(content[:_HEAD_BYTES])
        name = found[1].decode("ascii", "replace").lower() if found else ""
        try:
            text = content.decode(_ALIASES.get(name, name or "utf-8"), errors="replace")
        except LookupError:
            raise ReadingError(shown, str(error)) from error
        if "\x00" in text or text.count(_UNDECODED) > _MOST_UNDECODED * len(text):
            raise ReadingError(shown, str(error)) from error
        return text


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
