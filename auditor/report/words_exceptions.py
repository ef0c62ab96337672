"""The fixed words of the exceptions sheet and the CSV, in both languages."""

from typing import NamedTuple

from auditor.finding import Bilingual


class Column(NamedTuple):
    """A column: the field it shows, its heading, its width in characters."""

    field: str
    heading: Bilingual
    width: int


# The fields of ExceptionRow, in their order.
COLUMNS = (
    Column("number", Bilingual("序号", "No."), 5),
    Column("severity", Bilingual("级别", "Severity"), 8),
    Column("demand", Bilingual("要求", "Demand"), 16),
    Column("message", Bilingual("发现", "Finding"), 32),
    Column("page", Bilingual("页或工作表", "Page or sheet"), 7),
    Column("line", Bilingual("行号", "Line"), 6),
    Column("table", Bilingual("表", "Table"), 13),
    Column("row", Bilingual("行", "Row"), 11),
    Column("column", Bilingual("栏", "Column"), 9),
    Column("found", Bilingual("实为", "Found"), 15),
    Column("expected", Bilingual("应为", "Expected"), 15),
    Column("difference", Bilingual("相差", "Difference"), 14),
    Column("unit", Bilingual("单位", "Unit"), 6),
    Column("tolerance", Bilingual("容差", "Tolerance"), 9),
    Column("cause", Bilingual("可能原因", "Probable cause"), 15),
    Column("suggestion", Bilingual("建议改为", "Suggested"), 15),
    Column("source", Bilingual("法规依据", "Legal source"), 15),
    Column("answer", Bilingual("答复", "Answer"), 9),
    Column("explanation", Bilingual("答复说明", "Explanation"), 26),
    Column("evidence", Bilingual("依据数字", "Evidence"), 40),
    Column("document", Bilingual("文件", "Document"), 20),
    Column("rule", Bilingual("规则", "Rule"), 24),
    Column("outcome", Bilingual("结论", "Outcome"), 8),
    Column("waiver", Bilingual("豁免", "Waiver"), 30),
    Column("fingerprint", Bilingual("指纹", "Fingerprint"), 26),
)
CHECK = Column("check", Bilingual("校验", "Check"), 14)
UNJUDGED_COLUMNS = (
    Column("document", Bilingual("文件", "Document"), 26),
    Column("kind", Bilingual("类别", "What"), 18),
    Column("severity", Bilingual("级别", "Severity"), 8),
    Column("page", Bilingual("页或工作表", "Page or sheet"), 8),
    Column("line", Bilingual("行号", "Line"), 7),
    Column("text", Bilingual("内容和原因", "What was not judged, and why"), 90),
)

TITLE = Bilingual("预算审核发现及答复表", "Audit findings, to be answered")
UNJUDGED_TITLE = Bilingual("未判断的内容", "What was not judged")
WAIVED_TITLE = Bilingual("已豁免的发现（不计入结论）", "Waived findings (not counted)")
SEE_UNJUDGED = Bilingual(
    "未判断的内容见“未判断”表，未判断不等于没有错误。",
    "What was not judged stands on the sheet “Not judged”; it is not thereby right.",
)
NO_WAIVED = Bilingual("没有已豁免的发现。", "No finding is waived.")
INFERRED = Bilingual("（依据推断的关系，请人工核实）", " (rests on an inferred relation)")
LIMIT = Bilingual("界限 {amount}", "limit {amount}")
MORE = Bilingual("……（另有 {count} 字，见其他格式的报告）", "… ({count} more characters)")
NOT_JUDGED = Bilingual("未判断", "not judged")

GUIDE = Bilingual(
    """\
请在“发现”表的“答复”栏逐行选择答复，并在“答复说明”栏写明情况。
更正：发现属实，将予更正。可在说明中写明更正后的数字和时间。
解释：数字无误。须写明理由和依据。
接受：发现属实，但本次不作更正。须写明理由。
只读取“答复”和“答复说明”两栏。其余单元格已锁定：改动其余单元格或增删行之后，本表不能读回。可以筛选，可以调整行高和列宽。
“解释”和“接受”只生成豁免草稿，由审计人员填写批准人和期限后方能生效；“更正”不豁免，复核时以更正后的文件为准。
“未判断”表列出没有核对或没有判断的内容，不等于没有错误；“已豁免”表列出以前已经豁免的发现。""",
    """\
On the sheet “Findings” choose an answer in each row and explain it in the column beside it.
correct: the finding is right and will be corrected. Say the corrected figure, and when.
explain: the figure is right. Say why, and on what authority.
accept: the finding is right, and is not corrected this time. Say why.
Only the two columns Answer and Explanation are read. All other cells are locked: once any other \
cell is changed, or a row added or removed, the workbook cannot be read back. Rows may be \
filtered, and rows and columns resized.
“explain” and “accept” become draft waivers only, which hold once an auditor adds who approved \
them and until when; “correct” waives nothing: the corrected document is audited again.
The sheet “Not judged” lists what was not checked or judged, which is not thereby right; the \
sheet “Waived” lists findings that were accepted before.""",
)
SEAL = Bilingual("校验码（请勿改动）", "digest (leave as it is)")
PROGRAM = Bilingual("程序", "program")
PACK = Bilingual("规则包", "rule pack")
DOCUMENT = Bilingual("文件", "document")
CHOOSE = Bilingual("更正、解释或接受", "correct, explain or accept")
EXPLAIN = Bilingual("解释和接受须写明理由", "explain and accept need a reason")
REFUSED = Bilingual("请从列表中选择", "please choose from the list")
PAGES = Bilingual("第 &P 页，共 &N 页", "page &P of &N")
