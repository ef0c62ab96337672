"""Kind `present`, what must not be there: things in the file that its print does not show.

Source: 保守国家秘密法 第三十五条; 政府信息公开条例 第十七条 (what is published is reviewed first).
"""

from collections.abc import Iterator

from auditor.budget import Budget, Unseen
from auditor.checks.places import locate_line, make_witness
from auditor.checks.present.required import PresentParameters
from auditor.finding import Bilingual, Outcome, Place, Verdict
from auditor.location import locate

_NAMES = {
    "insertion": Bilingual("未接受的修订（插入）", "a tracked insertion"),
    "deletion": Bilingual("未接受的修订（删除）", "a tracked deletion"),
    "comment": Bilingual("批注", "a comment"),
    "hidden-text": Bilingual("隐藏文字", "hidden text"),
    "hidden-sheet": Bilingual("隐藏的工作表", "a hidden sheet"),
    "hidden-row": Bilingual("隐藏的行", "a hidden row"),
    "hidden-column": Bilingual("隐藏的列", "a hidden column"),
    "invisible-text": Bilingual("看不见的文字", "invisible text"),
    "off-page-text": Bilingual("页面以外的文字", "text beyond the page"),
    "clipped-text": Bilingual("被裁去的文字", "text that is clipped away"),
    "embedded-file": Bilingual("嵌入的文件", "an embedded file"),
    "author": Bilingual("作者或单位名", "names of authors"),
}
_LONGEST = 60
_MOST_WITNESSES = 20


def check_unseen(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield one failure for each kind of unseen thing that the file carries, else one pass."""
    found = False
    for kind in parameters.unseen:
        things = [unseen for unseen in budget.unseen if unseen.kind == kind]
        if things:
            found = True
            yield _report(kind, things, budget)
    if not found:
        yield Outcome(verdict=Verdict.PASS, place=Place())


def _report(kind: str, things: list[Unseen], budget: Budget) -> Outcome:
    name = _NAMES[kind]
    count = len(things)
    return Outcome(
        verdict=Verdict.FAIL,
        place=_locate(things[0], budget),
        found=_shorten(things[0].text),
        facts=(("reason", Bilingual(f"{name.zh} {count} 处", f"{name.en} ({count})")),),
        operands=tuple(
            make_witness(_locate(thing, budget), _shorten(thing.text))
            for thing in things[1:_MOST_WITNESSES]
        ),
    )


def _locate(unseen: Unseen, budget: Budget) -> Place:
    return locate_line(budget, locate(unseen.line, 1, 0))


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
