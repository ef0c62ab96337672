"""The fixed words of the HTML report, in both languages."""

from auditor.finding import Bilingual

REPORT = Bilingual("预算审计报告", "Budget audit report")
SKIP = Bilingual("跳到发现的问题", "Skip to the findings")
FINDINGS = Bilingual("发现的问题", "Findings")
DOCUMENT = Bilingual("文件原文", "The document")
NO_FINDINGS = Bilingual("没有发现。", "No findings.")
WAIVED = Bilingual("已豁免", "Waived")
WAIVED_SHOWN = Bilingual("已豁免的问题（不计入结论）", "Waived findings (not counted)")
CHECKED_SHARE = Bilingual("已核对的数字", "Figures checked")
OF_FIGURES = Bilingual("{checked} / {figures} 个", "{checked} of {figures}")
CHECKED = Bilingual("已核对", "checked")
BOUNDED = Bilingual("仅受上下限约束", "bounded only")
UNCHECKED = Bilingual("未核对", "unchecked")
FAULTY = Bilingual("有问题", "with a finding")
MONEY = Bilingual("涉及金额", "Money at stake")
LARGEST = Bilingual("最大一处相差", "largest single difference")
MONEY_SUM = Bilingual(
    "{count} 处有差额，合计 {total} 元", "{count} differences, {total} 元 in all"
)
NO_MONEY = Bilingual("错误和警告中没有金额差额", "no error or warning is a difference in money")
NOT_JUDGED = Bilingual("未判断的内容", "What was not judged")
UNRECOGNISED = Bilingual("未识别的表", "tables not recognised")
NEVER_APPLIED = Bilingual("从未适用的规则", "rules that never applied")
RULE_ERRORS = Bilingual("出错的规则", "rules that could not run")
NOT_UNDERSTOOD = Bilingual("未理解的行", "lines not understood")
UNCHECKED_FIGURES = Bilingual("未核对的数字", "unchecked figures")
LINE = Bilingual("第 {line} 行", "line {line}")
PAGE = Bilingual("第 {page} 页", "page {page}")
SHEET = Bilingual("工作表 {sheet}", "sheet {sheet}")
WHOLE = Bilingual("全文", "the whole document")
TABLES = Bilingual("表格", "Tables")
FINDINGS_IN_IT = Bilingual("{count} 处问题", "{count} findings")
FIGURES_IN_IT = Bilingual("{count} 个数字", "{count} figures")
NOT_RECOGNISED = Bilingual("未识别", "not recognised")
SEARCH = Bilingual("搜索问题和原文", "Search findings and document")
IN_DOCUMENT = Bilingual("原文 {count} 行", "{count} lines of the document")
NEXT_HIT = Bilingual("下一处", "next")
RULE = Bilingual("规则", "Rule")
TABLE = Bilingual("表", "Table")
ALL_RULES = Bilingual("所有规则", "all rules")
ALL_TABLES = Bilingual("所有表格", "all tables")
TEXT_PART = Bilingual("（文字部分）", "(text)")
RESET = Bilingual("清除筛选", "Clear filters")
SHOWN = Bilingual("显示 {shown} / {all} 处", "{shown} of {all} shown")
COLOURS = Bilingual("显示核对情况", "Show coverage")
KEYS = Bilingual(
    "键盘：j / k 下一处、上一处，Enter 转到原文，/ 搜索，Esc 返回",
    "Keys: j / k next and previous, Enter to the document, / search, Esc back",
)
EVIDENCE = Bilingual("依据 {count} 处", "Evidence: {count}")
FAILED = Bilingual("一并说明的不符 {count} 处", "Failures this explains: {count}")
GO_TO_PLACE = Bilingual("转到原文", "show in the document")
MISSING = Bilingual("此处空白", "nothing here")
RECORD = Bilingual("运行记录", "Run record")
PROGRAM = Bilingual("程序", "program")
PACKS = Bilingual("规则包", "rule packs")
FILE = Bilingual("文件", "file")
SETTINGS = Bilingual("设置", "settings")
LIBRARIES = Bilingual("程序库", "libraries")
PACK_CHOSEN = Bilingual("采用的规则包", "Rule packs chosen")
OVERVIEW = Bilingual("预算审计总览", "Budget audit overview")
DOCUMENTS = Bilingual("份文件", "documents")
BACK = Bilingual("返回总览", "Back to the overview")
WORKBOOK = Bilingual("总表（Excel）", "Overview workbook (Excel)")
EXCEPTIONS = Bilingual("问题清单（Excel）", "exceptions sheet (Excel)")
STATUS = Bilingual("结论", "Status")
NAME = Bilingual("文件", "Document")
SHARE = Bilingual("核对率", "Checked")
LARGEST_SHORT = Bilingual("最大差额", "Largest difference")
PACK = Bilingual("规则包", "Pack")
COMMON = Bilingual("多份文件共有的问题", "Findings common to many documents")
COMMON_TO = Bilingual("{all} 份文件中 {count} 份共有", "common to {count} of {all} documents")
COMMON_WHY = Bilingual(
    "一条规则在超过三分之一的文件中都有发现，可能是共同的做法或模板所致，先看这里。",
    "A rule that fires in over a third of the documents may point to a shared practice or form; "
    "look here first.",
)
MATRIX = Bilingual("文件与规则", "Documents and rules")
MATRIX_WHY = Bilingual(
    "每格是该规则在该文件中的发现数，不含已豁免的；点开可到该文件的报告。点表头可排序。",
    "Each cell is how often the rule fired in the document, waived findings left out; it leads "
    "to the document's report. A click on a heading sorts.",
)
FILTER_ISSUERS = Bilingual("筛选单位", "Filter issuers")
FILTER_DOCUMENTS = Bilingual("筛选文件", "Filter documents")
ANY_STATUS = Bilingual("所有结论", "any status")
DOCUMENTS_SHOWN = Bilingual("显示 {shown} / {all} 份", "{shown} of {all} shown")
TO_FINDINGS = Bilingual("看问题", "Findings")
TO_DOCUMENT = Bilingual("看原文", "Document")
JUMP = Bilingual("页内跳转", "Within this page")
SHA256 = Bilingual("文件 SHA-256", "SHA-256 of the file")
LIST = Bilingual("文件", "Documents")
FEW_CHECKED = Bilingual(
    "只核对了 {share} 的数字，未核对的不等于没有错误。",
    "Only {share} of the figures were checked; the others are not thereby right.",
)
