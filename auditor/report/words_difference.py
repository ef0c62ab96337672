"""The fixed words of `auditor diff`, in both languages."""

from auditor.finding import Bilingual

OLD = Bilingual("旧", "old")
NEW = Bilingual("新", "new")
ONLY_OLD = Bilingual("仅旧的一方有此文件", "only the old side has this document")
ONLY_NEW = Bilingual("仅新的一方有此文件", "only the new side has this document")
SAME_BYTES = Bilingual("两份文件逐字节相同。", "the documents are the same, byte for byte.")
EQUAL = Bilingual("没有差别。", "no difference.")
EQUAL_FINDINGS = Bilingual(
    "发现没有差别；数字未作比较。", "no difference in findings; figures were not compared."
)
OTHER_IDENTITY = Bilingual(
    "两份文件的编制主体、年度或种类不同，发现按规则和位置对应。",
    "issuer, year or kind differ: findings are matched by rule and place.",
)
NOT_COMPARED = Bilingual("数字未作比较", "figures were not compared")
REPORT_GIVEN = Bilingual(
    "给出的是报告，不含全部数字；要比较数字，请给出文件本身",
    "a report does not hold every figure; give the documents to compare them",
)
NOT_READ = Bilingual("有一方无法读取", "one side could not be read")
ONE_SIDE = Bilingual("只有一方有此文件", "only one side has this document")
NEW_FINDINGS = Bilingual("新增的发现", "new findings")
GONE_FINDINGS = Bilingual("消失的发现", "findings that are gone")
CHANGED_FINDINGS = Bilingual("变化的发现", "changed findings")
UNCHANGED_FINDINGS = Bilingual("未变的发现", "unchanged findings")
CHANGED_FIGURES = Bilingual("变动的数字", "changed figures")
ADDED_FIGURES = Bilingual("新增的数字", "figures that are new")
GONE_FIGURES = Bilingual("消失的数字", "figures that are gone")
WAS = Bilingual("原为", "it was")
FIGURES = Bilingual("实为 {found}，应为 {expected}", "found {found}, expected {expected}")
INCOMPLETE = Bilingual("审计不完整，比较也不完整", "an audit is incomplete, and so is this")
EXIT_MEANINGS = {
    0: Bilingual("没有差别", "no difference"),
    1: Bilingual("有差别", "there are differences"),
    3: Bilingual("审计不完整", "an audit is incomplete"),
}
