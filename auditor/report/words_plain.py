"""The words of the reports that programs and memos take in, in both languages."""

from auditor.finding import Bilingual

TITLE = Bilingual("预算审计报告", "Budget audit report")
DOCUMENT = Bilingual("文件", "document")
FINDINGS = Bilingual("发现", "findings")
NO_FINDINGS = Bilingual("没有发现。", "No findings.")
ACCEPTED = Bilingual("已豁免的发现", "waived findings")
COVERAGE = Bilingual("核对范围", "coverage")
WHOLE_RUN = Bilingual("全部文件", "all documents")
RULE = Bilingual("规则", "rule")
SEVERITY = Bilingual("级别", "severity")
STATUS = Bilingual("状态", "status")
SOURCE = Bilingual("依据", "source")
CHECKED = Bilingual("已核对", "checked")
UNCHECKED = Bilingual("未核对", "unchecked")
EXPLAINED = Bilingual("由此说明：{place}", "explained by {place}")
COUNT = Bilingual("{count} 处", "findings: {count}")
TEXT_PLACES = Bilingual(
    "行列号指 auditor parse --format text 打印的文本",
    "lines and columns are those of the text that auditor parse --format text prints",
)
GAPS = {
    "unreadable": Bilingual("文件无法读取", "a file could not be read"),
    "incomplete": Bilingual("审计不完整", "the audit is incomplete"),
    "rule-error": Bilingual("规则无法执行", "a rule could not run"),
    "not-judged": Bilingual("没有作出判断", "nothing was judged"),
    "unrecognised-table": Bilingual("有表格未能识别", "a table was not recognised"),
    "not-understood": Bilingual("有的行未理解", "lines were not understood"),
    "coverage": Bilingual("核对范围", "figures checked and not"),
    "unchecked-figure": Bilingual("有数字未核对", "figures were not checked"),
    "not-applied": Bilingual("有规则从未适用", "rules never applied"),
}
NOT_READ = Bilingual("文件无法读取，没有审计：{reason}", "could not be read or audited: {reason}")
NOT_COMPLETE = Bilingual("审计不完整：{reason}", "the audit is incomplete: {reason}")
NOT_RUN = Bilingual("规则 {rule} 无法执行：{reason}", "the rule {rule} could not run: {reason}")
NOT_KNOWN = Bilingual(
    "未识别的表：{title}，{count} 个数字未核对",
    "table not recognised: {title}, figures not checked: {count}",
)
UNTITLED = Bilingual("（无标题）", "(no title)")
NOT_READ_LINES = Bilingual("未理解的行：{lines}", "lines not understood: {lines}")
NOT_CHECKED = Bilingual(
    "共 {figures} 个数字：已核对 {checked}，仅受上下限约束 {bounded}，未核对 {unchecked}",
    "{figures} figures: {checked} checked, {bounded} bounded only, {unchecked} unchecked",
)
NOT_CHECKED_ONE = Bilingual("未核对：{text}（{reason}）", "not checked: {text} ({reason})")
NEVER_APPLIED = Bilingual(
    "{count} 条规则从未适用：{rules}", "rules that never applied: {count} ({rules})"
)
