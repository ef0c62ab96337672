"""The words of what a store of runs answers, in both languages."""

from auditor.finding import Bilingual
from auditor.report.words import ROLES, SEVERITIES, STATUSES, VERDICTS

LIVES = {
    "new": Bilingual("新增", "new"),
    "standing": Bilingual("未改", "standing"),
    "corrected": Bilingual("已改", "corrected"),
    "returned": Bilingual("再现", "returned"),
    "not_judged": Bilingual("未判断", "not judged"),
    "not_audited": Bilingual("未审", "not audited"),
}
LEDGER = {
    "checked": Bilingual("已核对", "checked"),
    "bounded": Bilingual("仅受约束", "bounded only"),
    "unchecked": Bilingual("未核对", "unchecked"),
}
# What stands in these columns is said in words; `error` is a severity and a verdict.
SAID = {
    "state": {**LIVES, **LEDGER},
    "severity": SEVERITIES,
    "status": STATUSES,
    "role": ROLES,
    "verdict": {verdict.value: said for verdict, said in VERDICTS.items()},
}
NO_ROWS = Bilingual("（没有）", "(none)")
# A column of a query that is not here is headed by its own name.
COLUMNS = {
    "run": Bilingual("运行", "run"),
    "label": Bilingual("标签", "label"),
    "document": Bilingual("文件号", "document"),
    "documents": Bilingual("文件数", "documents"),
    "errors": Bilingual("错误", "errors"),
    "warnings": Bilingual("警告", "warnings"),
    "infos": Bilingual("提示", "infos"),
    "waived": Bilingual("已豁免", "waived"),
    "new": LIVES["new"],
    "standing": LIVES["standing"],
    "corrected": LIVES["corrected"],
    "returned": LIVES["returned"],
    "unknown": Bilingual("未知", "unknown"),
    "issuer": Bilingual("单位", "issuer"),
    "year": Bilingual("年度", "year"),
    "kind": Bilingual("类别", "kind"),
    "role": Bilingual("部分", "role"),
    "path": Bilingual("文件", "path"),
    "status": Bilingual("状态", "status"),
    "state": Bilingual("状态", "state"),
    "severity": Bilingual("级别", "severity"),
    "verdict": Bilingual("结论", "verdict"),
    "rule": Bilingual("规则", "rule"),
    "title": Bilingual("要求", "title"),
    "message": Bilingual("内容", "message"),
    "reason": Bilingual("原因", "reason"),
    "incomplete": Bilingual("不完整", "incomplete"),
    "unreadable": Bilingual("无法读取", "unreadable"),
    "figures": Bilingual("数字", "figures"),
    "checked": LEDGER["checked"],
    "bounded": LEDGER["bounded"],
    "unchecked": LEDGER["unchecked"],
    "findings": Bilingual("发现", "findings"),
    "largest_yuan": Bilingual("最大差额（元）", "largest (yuan)"),
    "difference_yuan": Bilingual("差额（元）", "difference (yuan)"),
    "documents_judged": Bilingual("判断的文件", "judged in"),
    "documents_with_findings": Bilingual("有发现的文件", "found in"),
    "passes": Bilingual("通过", "passes"),
    "line": Bilingual("行", "line"),
    "col": Bilingual("列", "col"),
    "table_id": Bilingual("表号", "table"),
    "table_title": Bilingual("表", "title"),
    "row_key": Bilingual("行码", "row key"),
    "row_label": Bilingual("行名", "row"),
    "column_name": Bilingual("栏", "column"),
    "text": Bilingual("原文", "text"),
    "value": Bilingual("数值", "value"),
    "unit": Bilingual("单位名", "unit"),
    "yuan": Bilingual("元", "yuan"),
    "expected": Bilingual("应为", "expected"),
    "found": Bilingual("实为", "found"),
    "difference": Bilingual("相差", "difference"),
    "suggestion": Bilingual("建议", "suggestion"),
    "waiver_reason": Bilingual("豁免理由", "waiver reason"),
    "first_run": Bilingual("首次运行", "first run"),
    "fingerprint": Bilingual("指纹", "fingerprint"),
}
BUREAUS = Bilingual("各单位审计总览", "Audit overview by issuer")
RUN = Bilingual("第 {run} 次运行", "run {run}")
ISSUERS = Bilingual("单位与规则", "Issuers and rules")
ISSUERS_WHY = Bilingual(
    "每格是该规则在该单位文件中的发现数，不含已豁免的；点开可到该文件的报告。点表头可排序。",
    "Each cell is how often the rule fired in the issuer's documents, waived findings left out; "
    "it leads to the document's report. A click on a heading sorts.",
)
ISSUER = Bilingual("单位", "Issuer")
NO_ISSUER = Bilingual("（未识别单位）", "(no issuer recognised)")
FIRST_SEEN = Bilingual("首见于第 {run} 次", "first in run {run}")
MORE_LIVES = Bilingual(
    "另有 {count} 处未列；全部见 auditor store life。",
    "{count} more are not listed; auditor store life has all of them.",
)
SINCE = Bilingual("与以往各次运行相比", "Since earlier runs")
