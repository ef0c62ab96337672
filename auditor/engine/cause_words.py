"""A cause in words: the slip, what correcting it mends, what else would do as well."""

from auditor.amount.amount import format_number
from auditor.engine.corrections import Cause, Correction
from auditor.engine.plausibility import is_swap
from auditor.engine.slips import ROW_LEFT_OUT, WORDS
from auditor.finding import Bilingual
from auditor.finding.outcome import NOTHING

_MOST_SHOWN = 3
_BOUNDED = Bilingual(
    "关联的数字过多，搜索已达上限，可能还有其他改法",
    "too many figures hang together: the search was cut short, other corrections may do too",
)


def word_cause(correction: Correction, count: int, cause: Cause) -> Bilingual:
    """Say how a figure may have come about and what correcting it mends, or what else may."""
    slip = ROW_LEFT_OUT if cause.row is not None else WORDS[correction.slip]
    parts = [slip, _word_effect(correction, count, cause)]
    if cause.is_bounded:
        parts.append(_BOUNDED)
    said = [part for part in parts if part.zh]
    return Bilingual("；".join(part.zh for part in said), "; ".join(part.en for part in said))


def _word_effect(correction: Correction, count: int, cause: Cause) -> Bilingual:
    if cause.rivals and not correction.is_certain:
        return _word_rivals(cause)
    if cause.is_bounded:
        return NOTHING
    checks = "check" if count == 1 else "checks"
    if is_swap(cause.corrections):
        return Bilingual(
            f"两个数字换回后，{count} 处不符全部消除",
            f"putting the two back mends {count} failed {checks}",
        )
    return Bilingual(
        f"改正这一个数字，{count} 处不符全部消除",
        f"correcting this one figure mends {count} failed {checks}",
    )


def _word_rivals(cause: Cause) -> Bilingual:
    """Name the other corrections, the likeliest first."""
    count = len(cause.rivals)
    named = [_name_set(rival) for rival in cause.rivals[:_MOST_SHOWN]]
    more = Bilingual(" 等", " …") if count > _MOST_SHOWN else NOTHING
    zh = "；".join(one.zh for one in named)
    en = "; ".join(one.en for one in named)
    return Bilingual(
        f"还不能断定错在这里：另有 {count} 种改法同样说得通（{zh}{more.zh}）",
        f"not certain to be here: {count} other corrections would do as well ({en}{more.en})",
    )


def _name_set(corrections: tuple[Correction, ...]) -> Bilingual:
    named = [_name_correction(one) for one in corrections]
    return Bilingual("、".join(one.zh for one in named), " and ".join(one.en for one in named))


def _name_correction(correction: Correction) -> Bilingual:
    place = correction.operand.place
    where = " ".join(word for word in (place.row, place.column) if word)
    shown = correction.text or format_number(correction.right, correction.operand.digit)
    return Bilingual(
        f"第 {place.location.line} 行{where}改为 {shown}",
        f"line {place.location.line} {where} to {shown}",
    )
