"""The fixed words of the overview workbook, in both languages."""

from auditor.finding import Bilingual
from auditor.report.words_exceptions import Column

TITLE = Bilingual("预算审核总表", "Overview of the audit")
DOCUMENTS = Bilingual("总表", "Overview")
RULES = Bilingual("按规则", "By rule")
TOTAL = Bilingual("合计", "total")
STANDING = Bilingual("{standing} {count} 份", "{standing}: {count}")
MEANING = Bilingual(
    "“待更正”指有 --fail-on（{level}）及以上级别、未豁免的发现；"
    "“不完整”指有内容未能判断，不等于没有错误。",
    "“to correct”: findings at or above --fail-on ({level}) that are not waived; “incomplete”: "
    "something could not be judged, which is not thereby right.",
)
DIGEST_WORDS = Bilingual(
    "校验码是发给各单位的答复表所带的校验码的前 12 位，用于核对收回的表。",
    "The digest is the first 12 characters of the one that each exceptions sheet carries, by "
    "which a sheet that comes back is known.",
)
COLUMNS = (
    Column("number", Bilingual("序号", "No."), 5),
    Column("document", Bilingual("文件", "Document"), 28),
    Column("issuer", Bilingual("单位名称", "Issuer"), 22),
    Column("year", Bilingual("年度", "Year"), 7),
    Column("kind", Bilingual("种类", "Kind"), 8),
    Column("standing", Bilingual("结论", "Standing"), 10),
    Column("errors", Bilingual("错误", "Errors"), 7),
    Column("warnings", Bilingual("警告", "Warnings"), 8),
    Column("infos", Bilingual("提示", "Infos"), 7),
    Column("waived", Bilingual("已豁免", "Waived"), 7),
    Column("difference", Bilingual("最大差额", "Largest difference"), 16),
    Column("unit", Bilingual("单位", "Unit"), 6),
    Column("stake", Bilingual("折合元", "In 元"), 17),
    Column("figures", Bilingual("数字", "Figures"), 8),
    Column("checked", Bilingual("已核对", "Checked"), 8),
    Column("share", Bilingual("核对率", "Share checked"), 8),
    Column("unchecked", Bilingual("未核对", "Unchecked"), 8),
    Column("unrecognised", Bilingual("未识别的表", "Tables not recognised"), 9),
    Column("packs", Bilingual("规则包", "Rule packs"), 22),
    Column("reason", Bilingual("未能判断的原因", "What could not be judged"), 40),
    Column("digest", Bilingual("答复表校验码", "Digest of its sheet"), 16),
)
RULE_COLUMNS = (
    Column("rule", Bilingual("规则", "Rule"), 28),
    Column("title", Bilingual("要求", "Demand"), 50),
    Column("severity", Bilingual("级别", "Severity"), 8),
    Column("documents", Bilingual("涉及文件", "Documents"), 10),
    Column("findings", Bilingual("发现", "Findings"), 10),
    Column("waived", Bilingual("已豁免", "Waived"), 10),
    Column("common", Bilingual("是否共有", "Common"), 44),
)
