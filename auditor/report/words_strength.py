"""The fixed words of `auditor rules strength`, in both languages."""

from auditor.finding import Bilingual

TITLE = Bilingual("规则强度：逐一植入差错后的结果", "strength: slips planted one at a time")
ALL_DOCUMENTS = Bilingual("全部文件合计", "all documents together")
PLANTED = Bilingual("植入差错 {slips} 处（每次一处）", "{slips} slips planted, one at a time")
SAMPLED = Bilingual(
    "从 {planned} 处可能的差错中抽取 {slips} 处（每次一处）",
    "{slips} slips planted, one at a time: a sample of {planned} that there could be",
)
NOTHING_TO_PLANT = Bilingual(
    "没有规则核对过这份文件的数字，无从植入差错",
    "no rule rests on a figure of this document: there is nothing to plant",
)
COLUMNS = (
    Bilingual("", ""),
    Bilingual("差错", "slips"),
    Bilingual("发现", "caught"),
    Bilingual("仅提示", "quiet"),
    Bilingual("首条在原处", "first there"),
    Bilingual("每处发现数", "findings"),
    Bilingual("建议正确", "right text"),
    Bilingual("建议错误", "wrong text"),
)
BY_FIGURE = Bilingual("按数字所在", "by kind of figure")
BY_SLIP = Bilingual("按差错种类", "by kind of slip")
TOTAL = Bilingual("合计（不含仅受上下限约束的）", "total (but bounded only)")
NAMES = {
    "table": Bilingual("表格", "table"),
    "form": Bilingual("绩效目标表", "form"),
    "sentence": Bilingual("说明文字", "sentence"),
    "bounded": Bilingual("仅受上下限约束", "bounded only"),
    "year": Bilingual("年度", "year"),
    "digit-replaced": Bilingual("错一位数字", "digit replaced"),
    "digit-dropped": Bilingual("漏一位数字", "digit dropped"),
    "digits-swapped": Bilingual("两位颠倒", "digits swapped"),
    "digit-added": Bilingual("多一位数字", "digit added"),
    "sign": Bilingual("正负号", "sign"),
    "ten-times": Bilingual("扩大十倍", "ten times"),
    "unit-word": Bilingual("计量单位", "unit word"),
    "row-dropped": Bilingual("漏一行", "row dropped"),
    "cells-swapped": Bilingual("两格互换", "cells swapped"),
    "full-width-digits": Bilingual("全角数字", "full-width digits"),
    "crlf": Bilingual("换行符 CRLF", "CRLF line ends"),
    "no-separators": Bilingual("去掉千位分隔符", "no thousands separators"),
    "rows-reordered": Bilingual("同级两行对调", "sibling rows reordered"),
    "changed-throughout": Bilingual("相关数字一并改动", "changed throughout"),
}
EDITS = Bilingual("不应引起发现的改动", "edits that must stay silent")
SILENT = Bilingual(
    "{name}：{edits} 处，{silent} 处无新发现", "{name}: {edits} made, {silent} silent"
)
MISSED = Bilingual("未发现的差错", "slips not caught")
WRONG = Bilingual("建议了错误的数字", "another text than the right one was suggested")
ALARMS = Bilingual("误报", "false alarms")
MORE = Bilingual("…… 另有 {count} 处，见 --format json", "… and {count} more: see --format json")
LINE = Bilingual("第 {line} 行", "line {line}")
