"""Who issues a document that has neither a cover nor a line for it: headings, titles, sentences.

Parts of a publication are printed without its cover. Knows no rule pack.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from auditor.document import Document, Grid, iterate_lines

_LONGEST_HEADING = 60
_SIGNS = r'\s\d、，,。：:；;（）()“”"《》Xx×'
# An organisation: no place's or table's word at its beginning, a body's at its end.
_BODY = (
    r"((?!本|度本|该|各|我|纳入|根据|按照|部门|单位|主要|第|关于|财政拨款|财务|收入|支出|收支|一般公共|政府性|政府采购|国有资本"
    r"|项目|基本支出|三公|预算|市级|区级|县级|镇级)"
    rf"[^{_SIGNS}]{{2,38}}?(?:局|委|会|办|院|厅|所|中心|馆|站|处|政府|队|校|学|部|署|社|室|园|团|街道|镇|乡|司|台)"
    r"(?!公室|公厅|员会|事处|务|理|计|育))"
)
_OFFICE = r"(?:[（(](?:汇总|本级|本部|机关|部门|单位)[)）])?"
_YEAR = r"\d{4}年度?"
_COUNT = "[一二三四五六七八九十]+"
_MARK = rf"(?:第{_COUNT}部分|{_COUNT}、|[（(]{_COUNT}[)）])?"
_HEADINGS = (
    re.compile(
        rf"{_MARK}{_BODY}{_OFFICE}(?:部门|单位)?的?"
        r"(?:主要职能|主要职责|工作职责|职能|职责|机构设置|基本情况|部门概况|单位概况|概况)"
    ),
    re.compile(rf"{_MARK}(?:关于)?{_BODY}{_OFFICE}{_YEAR}.{{0,20}}(?:预算|决算)"),
    re.compile(rf"{_MARK}(?:关于)?{_YEAR}{_BODY}{_OFFICE}.{{0,20}}(?:预算|决算)"),
)
_TITLES = (
    re.compile(
        rf"(?:{_YEAR})?{_BODY}{_OFFICE}(?:{_YEAR})?"
        r"(?=部门|单位|预算|财务|财政拨款|收入|支出|收支|一般公共|政府性|国有资本|项目|基本支出|[“\"]?三公)"
    ),
)
_SPEAKS = re.compile(r"[职概机情预决]")  # without one of these no heading or sentence tells
_SENTENCES = (
    re.compile(
        rf"(?:{_YEAR}[，,]?)?{_BODY}{_OFFICE}(?:{_YEAR})?"
        r"(?:部门|单位)?(?:收入|支出|收支)?总?(?:预算|决算)"
    ),
)


def find_named_issuer(document: Document, grids: Sequence[Grid]) -> str:
    """Find the organisation that headings name, else titles of tables, else sentences."""
    firsts = (line.text.split("\t", 1)[0] for line in iterate_lines(document))
    lines = ["".join(text.split()) for text in firsts if _SPEAKS.search(text)]
    titles = ["".join(grid.title.text.split()) for grid in grids if grid.title is not None]
    headings = [text for text in lines if len(text) < _LONGEST_HEADING]
    for texts, patterns in ((headings, _HEADINGS), (titles, _TITLES), (lines, _SENTENCES)):
        named = Counter(_list_named(texts, patterns))
        if named:
            return named.most_common(1)[0][0]
    return ""


def _list_named(texts: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
    for text in texts:
        found = (pattern.match(text.lstrip("#*")) for pattern in patterns)
        name = next((match.group(1) for match in found if match), "")
        if name:
            yield name
