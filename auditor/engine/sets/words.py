"""Why rules over several documents are not put to some. Knows no document."""

from collections.abc import Mapping, Sequence

from auditor.finding import Bilingual

_MOST_NAMED = 6
UNLIKE = Bilingual(
    "同一预算的各个文件按不同的规则包识别，无法判断是否缺表",
    "the files of this publication are read by several packs: nobody can tell what is missing",
)
ADDED_UP = Bilingual(
    "各单位的文件齐全，已按各单位之和等于部门核对",
    "all units are here: that they add up to the department was judged",
)


def say_elsewhere(table: str) -> Bilingual:
    """Say that what a file lacks is in another one."""
    return Bilingual(
        f"同一预算的另一个文件中有“{table}”", f"another file of this publication has {table}"
    )


def say_lacking(lacking: Mapping[str, Sequence[str]]) -> Bilingual:
    """Say which tables some units lack, so that no sum over all of them can be made."""
    zh = "；".join(f"“{name}”：{_join_names(issuers, '、')}" for name, issuers in lacking.items())
    en = "; ".join(f"{name}: {_join_names(issuers, ', ')}" for name, issuers in lacking.items())
    return Bilingual(
        f"有的单位没有可与部门相加比对的表，{zh}",
        f"some units have no table to add up with the others, {en}",
    )


def _join_names(names: Sequence[str], between: str) -> str:
    return between.join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")
