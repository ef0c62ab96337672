"""The fixed words of the terminal report, in both languages."""

from auditor.finding import Bilingual, Verdict

SEVERITIES = {
    "error": Bilingual("错误", "error"),
    "warning": Bilingual("警告", "warning"),
    "info": Bilingual("提示", "info"),
}
VERDICTS = {
    Verdict.PASS: Bilingual("通过", "pass"),
    Verdict.FAIL: Bilingual("未通过", "fail"),
    Verdict.REVIEW: Bilingual("待复核", "review"),
    Verdict.NOT_APPLICABLE: Bilingual("不适用", "not applicable"),
    Verdict.ERROR: Bilingual("规则出错", "rule error"),
    Verdict.WAIVED: Bilingual("已豁免", "waived"),
}
STATUSES = {
    "complete": Bilingual("完整", "complete"),
    "incomplete": Bilingual("不完整", "incomplete"),
    "unreadable": Bilingual("无法读取", "unreadable"),
}
ROLES = {
    "whole": Bilingual("全文", "whole document"),
    "narrative": Bilingual("文字说明", "narrative"),
    "tables": Bilingual("表格", "tables"),
    "annex": Bilingual("附件", "annex"),
}
EXPECTED = Bilingual("应为", "expected")
FOUND = Bilingual("实为", "found")
LIMIT = Bilingual("界限", "limit")
BLANK = Bilingual("（空）", "(blank)")
DIFFERENCE = Bilingual("相差", "difference")
TOLERANCE = Bilingual("容差", "tolerance")
UNIT = Bilingual("单位", "unit")
CAUSE = Bilingual("可能原因", "probable cause")
SUGGESTION = Bilingual("建议改为", "suggested")
INFERRED = Bilingual("依据推断的关系，请人工核实", "rests on an inferred relation; please verify")
EVIDENCE = Bilingual("依据", "evidence")
FAILED = Bilingual("一并说明的不符", "failures this explains")
ROW = Bilingual("行", "row")
COLUMN = Bilingual("列", "column")
PAGE = Bilingual("页", "page")
SHEET = Bilingual("工作表", "sheet")
LINE = Bilingual("第 {line} 行", "line {line}")
PACK = Bilingual("规则包", "rule pack")
VERDICT = Bilingual("结论", "verdict")
OUTCOMES = Bilingual("规则执行结果", "outcomes")
TAILS = Bilingual("其中末位尾差 {count} 处", "{count} of the passes within one last digit")
FIGURES = Bilingual("数字", "figures")
FIGURE_COUNTS = Bilingual(
    "共 {figures} 个：已核对 {checked}，仅受上下限约束 {bounded}，未核对 {unchecked}",
    "{figures} found: {checked} checked, {bounded} bounded only, {unchecked} unchecked",
)
BOUNDED = Bilingual("仅受约束", "bounded only")
AMOUNTS = Bilingual("数额", "amounts")
TABLES = Bilingual("识别的表", "tables recognised")
UNRECOGNISED = Bilingual("未识别的表", "tables not recognised")
FORMS = Bilingual("绩效表", "performance forms")
NOT_UNDERSTOOD = Bilingual("未理解的行", "lines not understood")
NOT_APPLIED = Bilingual("从未适用的规则", "rules that never applied")
RULE_ERRORS = Bilingual("出错的规则", "rules that could not run")
MISTAKES = Bilingual("规则包或豁免有误", "mistake in a pack or a waiver")
UNCHECKED = Bilingual("未核对的数字", "unchecked figures")
FIGURES_IN_IT = Bilingual("{count} 个数字", "{count} figures")
NONE = Bilingual("无", "none")
CLEAN = Bilingual("没有发现不符。", "nothing found.")
LIST_AGREES = Bilingual(
    "与本次的文件没有不符。", "nothing found between it and the documents of this run."
)
CLEAN_AS_FAR_AS_CHECKED = Bilingual(
    "没有发现不符，但有 {unchecked} 个数字未核对。",
    "nothing found, but figures not checked: {unchecked}.",
)
NOT_JUDGED = Bilingual(
    "没有一条规则作出判断，不能视为无误。", "no rule judged anything; this is no clean bill."
)
NOT_RECOGNISED = Bilingual(
    "没有识别出预算表或绩效表，也没有核对任何数字，不能视为无误。",
    "no budget table or performance form was recognised and no figure checked; "
    "this is no clean bill.",
)
COUNTS = Bilingual(
    "错误 {error} 处，警告 {warning} 处，提示 {info} 处。",
    "errors: {error}, warnings: {warning}, infos: {info}.",
)
WAIVED_COUNT = Bilingual("另有已豁免 {count} 处。", "waived: {count}.")
ACCEPTED = Bilingual("豁免", "waiver")
COMMON = Bilingual(
    "{read} 份文件中有 {documents} 份共有（共 {findings} 处）",
    "common to {documents} of {read} documents ({findings} findings)",
)
COMMON_TITLE = Bilingual("多份文件共有的发现", "common to many documents")
INCOMPLETE = Bilingual(
    "审计不完整，未判断的内容不等于没有错误：{reason}",
    "the audit is incomplete; what was not judged is not thereby right: {reason}",
)
UNREADABLE = Bilingual(
    "文件无法读取，没有审计：{reason}", "the file could not be read and was not audited: {reason}"
)
OVERALL = Bilingual("共 {documents} 份文件", "{documents} documents")
EXIT = Bilingual("退出码 {status}：{meaning}", "exit status {status}: {meaning}")
EXIT_MEANINGS = {
    0: Bilingual(
        "没有达到 --fail-on 级别的发现", "no findings at or above the --fail-on severity"
    ),
    1: Bilingual("有达到 --fail-on 级别的发现", "findings at or above the --fail-on severity"),
    2: Bilingual("规则包、规则或豁免有误", "a rule pack, a rule or a waiver is invalid"),
    3: Bilingual("审计不完整", "the audit is incomplete"),
}
