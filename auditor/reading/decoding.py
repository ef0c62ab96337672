"""Bytes of a text file to text. Knows nothing of files; the same bytes give the same text.

The encodings are tried in a fixed order: byte-order mark, UTF-8, then UTF-16 and GB18030. All are
strict, and the last two must also read like Chinese, so that a binary file or a foreign encoding
is refused and never read as nonsense.
"""

import codecs
import re
from functools import cache

_MARKS: tuple[tuple[bytes, str], ...] = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 100_000  # code points that are judged; all of them are decoded
_PLAUSIBLE = 0.6
_MOST_CONTROLS = 0.01
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_LONE_RETURN = re.compile("\r(?!\r*\n)")
_LEVEL_ONE = 0xB0, 0xD7  # rows of GB 2312 that hold the 3 755 usual characters


class UndecodableError(ValueError):
    """The bytes are no text in an encoding that is known here; says why, in both languages."""


def decode_text(content: bytes) -> str:
    """Decode a whole file and drop its byte-order mark; lone CR become LF.

    Raises UndecodableError for anything that is not text, NUL characters included.
    """
    text = _decode(content)
    if "\x00" in text:
        message = "含有空字符，不是文本文件 / holds NUL characters: not a text file"
        raise UndecodableError(message)
    if len(_CONTROL.findall(text)) > len(text) * _MOST_CONTROLS + 1:
        message = "控制字符过多，不是文本文件 / too many control characters: not a text file"
        raise UndecodableError(message)
    return _end_lines(text)


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_marked(content[len(mark) :], encoding)
    text = None if b"\x00" in content else _try_decode(content, "utf-8")
    if text is not None:
        return text
    return _decode_plausible(content)


def _decode_marked(content: bytes, encoding: str) -> str:
    text = _try_decode(content, encoding)
    if text is None:
        message = f"有 BOM 但不是有效的 {encoding} / a byte-order mark but not valid {encoding}"
        raise UndecodableError(message)
    return text


def _decode_plausible(content: bytes) -> str:
    """Take the encoding without a mark under which the text reads best, if it reads well."""
    best, best_share = None, _PLAUSIBLE
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        text = _try_decode(content, encoding)
        share = 0.0 if text is None else _compute_plausible_share(text[:_SAMPLE])
        if share > best_share:
            best, best_share = text, share
    if best is None:
        raise UndecodableError(
            "不是文本文件，或编码无法识别（可读 UTF-8、UTF-16、GB18030） / "
            "not a text file, or of an unknown encoding (not UTF-8, UTF-16 or GB18030)"
        )
    return best


def _try_decode(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _compute_plausible_share(text: str) -> float:
    """Return the share of usual characters among those beyond ASCII, 1 if there are none.

    Plain ASCII says nothing about how the other bytes were encoded, and a table is full of it.
    """
    if "\x00" in text:
        return 0.0
    foreign = [character for character in text if character > "\x7f"]
    usual = _list_usual_characters()
    return sum(character in usual for character in foreign) / len(foreign) if foreign else 1.0


@cache
def _list_usual_characters() -> frozenset[str]:
    """Return the usual Chinese characters, and the signs of Chinese print."""
    first, last = _LEVEL_ONE
    rows = range(first, last + 1)
    codes = bytes(byte for row in rows for cell in range(0xA1, 0xFF) for byte in (row, cell))
    signs = [*range(0x2010, 0x2050), *range(0x2160, 0x2180), *range(0x2460, 0x2500)]
    signs += [*range(0x2500, 0x2600), *range(0x3000, 0x3020), *range(0xFF00, 0xFFF0)]
    signs += [0xA0, 0xB7, 0xD7, 0xB1, 0xFEFF]
    return frozenset(codes.decode("gb2312", errors="ignore")) | frozenset(map(chr, signs))


def _end_lines(text: str) -> str:
    """Make LF of a CR that ends a line alone; CRLF stays, and more CR before a LF become one."""
    if "\r" not in text:
        return text
    return re.sub("\r+\n", "\r\n", _LONE_RETURN.sub("\n", text))
