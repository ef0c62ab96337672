"""Document → sections: headings with their running text; the contents list; names of codes."""

import re
from collections.abc import Iterable, Iterator

from auditor.budget.pattern import normalise_label
from auditor.budget.section import ContentsEntry, Naming, Passage, Section
from auditor.document import Block, Contents, Document, Grid, Line, Paragraph
from auditor.interpreting.page_marks import is_page_mark
from auditor.location import START, Location, locate

_NUMBER = re.compile(
    r"第?[(]?([一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[)]、?|、|[.](?=(?:19|20)[0-9]{2}年|[^0-9])|部分|章)"
)
_MARKS = " \t\u3000*#-"
_LEADERS = ".…0123456789-"
_LONGEST_HEADING = 50
_MAY_NAME = re.compile(r"科目|[（(][类款项]")
_SENTENCE_SIGNS = re.compile(r"[。；;，,：:！？]")
_LEAST_HAN = 4
_HAN = re.compile(r"[一-鿿]")
_DATE = re.compile(r"\d\s*[日月]")
_QUOTED_NAME = re.compile(
    r"[“\"「]([^“”\"「」。；]{2,80})[”\"」]\s*(?:科目|(?=[（(]\s*[类款项]\s*\d))"
    r"|[“\"]([^“”\"]{2,40}[（(]类[)）][^“”\"]{2,80}[（(][款项][)）])[”\"]"
)
_CODE_BEHIND = re.compile(r"[”\"」]?\s*(?:科目)?\s*[（(]\s*[类款项]\s*(\d{3,7})\s*[)）]")
_CODED_NAME = re.compile(
    r"(?:^|[、，。；：:\s*#])([^“”\"、，。；：:\s*#（()）]{2,30})[（(]\s*[类款项]\s*(\d{3,7})\s*[)）]"
)
_MARKED_NAME = re.compile(
    r"([^“”\"、，。；：:\s*#（()）]{2,30}(?:[（(][^（()）类款项]{1,3}[)）][^“”\"、，。；：:\s*#（()）]{0,20})?)"
    r"\s*[（(]([类款项])[)）]"
)
_LEVEL_MARK = re.compile(r"[（(]([类款项])[)）]")
_PATH_MARK = re.compile(r"[-—－–/]+")
_DIGITS = {"类": 3, "款": 5, "项": 7}


def list_sections(document: Document) -> tuple[Section, ...]:
    """Return the sections of the document in their order, the headless opening first."""
    sections = []
    heading: tuple[Line, int] | None = None
    blocks: list[Block] = []
    for line, level, block in _iterate_parts(document):
        if line is None:
            if block is not None:
                blocks.append(block)
            continue
        sections.append(_make_section(heading, blocks))
        heading, blocks = (line, level), []
    sections.append(_make_section(heading, blocks))
    return tuple(sections)


def _iterate_parts(document: Document) -> Iterator[tuple[Line | None, int, Block | None]]:
    """Yield headings as (line, level, None), also those that look like paragraphs, and blocks."""
    for block in document.blocks:
        yield from _split_block(block)
    for section in document.sections:
        yield section.heading.line, section.heading.level, None
        for block in section.blocks:
            yield from _split_block(block)


def _split_block(block: Block) -> Iterator[tuple[Line | None, int, Block | None]]:
    """Take a short line without punctuation, such as 2025年…编制说明, for a heading."""
    if isinstance(block, Paragraph) and not block.level and _is_heading(block.line.text):
        yield block.line, 1, None
    else:
        yield None, 0, block


def _is_heading(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or _SENTENCE_SIGNS.search(text) or _DATE.search(text):
        return False
    return len(_HAN.findall(text)) >= _LEAST_HAN


def _make_section(heading: tuple[Line, int] | None, blocks: Iterable[Block]) -> Section:
    line, level = heading or (None, 0)
    text = "" if line is None else line.text.strip(_MARKS)
    label, number = split_number(text)
    passages = []
    titles = []
    bare = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            passage = _make_passage(block.line)
            passages += [] if is_page_mark(passage.label) else [passage]
        elif isinstance(block, Grid):
            if block.title is None:
                bare += 1
            else:
                titles.append(normalise_label(block.title.text))
            passages += [_make_passage(note) for note in block.notes]
    return Section(
        label=label,
        text=text,
        number=number,
        level=level,
        location=START if line is None else _locate_text(line),
        passages=tuple(passages),
        grid_titles=tuple(titles),
        bare_grids=bare,
    )


def _make_passage(line: Line) -> Passage:
    text = line.text.strip()
    return Passage(text, normalise_label(text), _locate_text(line))


def _locate_text(line: Line) -> Location:
    text = line.text.strip()
    column = line.text.find(text) + 1 if text else 1
    return locate(line.number, column, len(text))


def split_number(text: str) -> tuple[str, str]:
    """Split the list mark off a heading and fold it: label, and the bare number or ""."""
    label = normalise_label(text).lstrip("-")
    found = _NUMBER.match(label)
    if found is None:
        return label, ""
    return label[found.end() :].lstrip("、."), found.group(1)


def list_contents(document: Document) -> tuple[ContentsEntry, ...]:
    """Return the entries of the contents list."""
    entries = []
    for block in document.list_blocks():
        if isinstance(block, Contents):
            for line in block.entries:
                label, number = split_number(line.text)
                entries.append(
                    ContentsEntry(label.rstrip(".…0123456789-"), number, _locate_text(line))
                )
    return tuple(entries)


def list_namings(sections: Iterable[Section]) -> tuple[Naming, ...]:
    """Return the names of codes in headings and sentences: “…”科目, …（类204）, …（类）…（款）."""
    namings: list[Naming] = []
    for section in sections:
        if _MAY_NAME.search(section.text):
            namings += _read_namings(section.text, section.location)
        for passage in section.passages:
            if _MAY_NAME.search(passage.text):
                namings += _read_namings(passage.text, passage.location)
    return tuple(namings)


def _read_namings(text: str, location: Location) -> Iterator[Naming]:
    quoted = list(_QUOTED_NAME.finditer(text))
    for found in quoted:
        index = 1 if found.group(1) else 2
        behind = _CODE_BEHIND.match(text, found.end() if index == 1 else found.end(2))
        code = behind.group(1) if behind else ""
        place = _locate_within(location, found.start(index), found.group(index))
        yield from _split_path(found.group(index), code, place)
    for found in _CODED_NAME.finditer(text):
        place = _locate_within(location, found.start(1), found.group(1))
        label, _ = split_number(found.group(1))
        yield Naming(label, found.group(2), len(found.group(2)), place)
    for found in _MARKED_NAME.finditer(text):
        if any(one.start() <= found.start() < one.end() for one in quoted):
            continue
        place = _locate_within(location, found.start(1), found.group(1))
        label, _ = split_number(found.group(1))
        if _HAN.search(label):
            yield Naming(label, "", _DIGITS[found.group(2)], place)


def _locate_within(location: Location, offset: int, text: str) -> Location:
    return locate(location.line, location.column + offset, len(text))


def _split_path(text: str, code: str, place: Location) -> Iterator[Naming]:
    """Split 类-款-项 and 类（类）款（款）项（项）; a code belongs to the last part."""
    marks = _LEVEL_MARK.findall(text)
    if marks:
        for name, mark in zip(_LEVEL_MARK.split(text)[::2], marks, strict=False):
            yield Naming(normalise_label(name), "", _DIGITS[mark], place)
        return
    parts = [part for part in _PATH_MARK.split(text) if part.strip()]
    for part in parts[:-1]:
        yield Naming(normalise_label(part), "", 0, place)
    if parts:
        yield Naming(normalise_label(parts[-1]), code, len(code), place)
