"""Kind `wording`: bodies of another town in the document of a town, street or township.

Only lines that are a body's name and nothing more: in a sentence a town may name its neighbours.
"""

import re
from collections.abc import Iterator

from auditor.budget import Budget
from auditor.budget.pattern import normalise_label
from auditor.checks.wording.remarks import Remark, WordingParameters, iterate_texts, place_text

_TOWNS = ("街道", "镇", "乡")
_ABOVE = ("区", "县", "市", "旗", "府", ",")
_LEAST_TOWN, _LONGEST_TOWN = 2, 5
_BEFORE = (
    "城",
    "集",
    "古",
    "村",
    "市",
    "乡",
    "街",
    "新型",
    "美丽",
    "特色",
    "振兴",
    "和",
    "与",
    "、",
)
_AFTER = ("村", "镇", "土", "街道", "(街道)", "(镇)", "、", "和")
_LONGEST_LINE = 60
_NO_NAMES = ("本", "各", "该", "有关", "相关", "所在", "所属", "全", "我", "下辖", "辖区")
_BODIES = (
    "办事处",
    "人民政府",
    "中心",
    "办公室",
    "委员会",
    "大队",
    "中队",
    "所",
    "站",
    "院",
    "馆",
    "校",
)
_NAME = re.compile(
    r"(?:第?[一二三四五六七八九十\d]{1,3}[.、])?([一-鿿]{4,36}?)(?:\([^()]*\))?"
    r"(?:(?:部门|单位)?(?:主要)?(?:职能|职责)|(?:部门|单位)?机构设置)?[。；;.]?"
)


def find_town(body: str) -> str:
    """Find the town by whose name a body's folded name begins; "" for none.

    Towns as such (城镇, 古镇, 乡村) are none, and one of two signs may be any word.
    """
    for word in _TOWNS:
        end = body.find(word)
        if end <= 0:
            continue
        before, behind = body[:end], body[end + len(word) :]
        start = max(before.rfind(sign) for sign in _ABOVE) + 1
        stem = before[start:]
        if not _LEAST_TOWN <= len(stem) <= _LONGEST_TOWN or behind.startswith(_AFTER):
            return ""
        return "" if stem.startswith(_NO_NAMES) or stem.endswith(_BEFORE) else stem + word
    return ""


def find_other_towns(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find lines that are the name of a body of another town than the issuer's."""
    own = find_town(normalise_label(budget.issuer))
    if not own:
        return
    for text, label, location in iterate_texts(budget, parameters.up_to):
        if len(label) > _LONGEST_LINE or own in label:
            continue
        name = _NAME.fullmatch(label)
        town = find_town(name[1]) if name and name[1].endswith(_BODIES) else ""
        if town and town not in own and own not in town:
            yield Remark("", place_text(budget, text, town, location), town, own)
