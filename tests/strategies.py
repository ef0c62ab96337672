"""All Hypothesis strategies: amounts, tabular text."""

from decimal import Decimal

from hypothesis import strategies as st

_PIECES = st.sampled_from(
    [
        "2023年部门收入预算总表",
        "# 目 录",
        "一、部门主要职能",
        "1. 2023年部门支出预算总表",
        "单位：元",
        "编制部门：某局 单位:万元",
        "(2023年度)",
        "公开01表",
        "注：本部门无数据。",
        "类\t款\t项",
        "204\t02\t公安\t1,000.00\t\t1,000.00",
        "合计\t\t\t—\t-\t0",
        "四、其他收入",
        "主要用于日常支出。",
        "\t\t",
        " ",
        "\u00a0",
        "\u3000",
        "",
        "。",
        "（",
        "表",
        "\x0b",
        "\x0c",
        "\u2028",
        "\r",
        "3.",
        "-",
    ]
)
_LINE_ENDS = st.sampled_from(["\n", "\r\n", "\n\n", "\n \n", "\r", ""])

budget_like_texts = st.lists(st.tuples(_PIECES, _LINE_ENDS), max_size=40).map(
    lambda pairs: "".join(piece + end for piece, end in pairs)
)
any_texts = st.one_of(st.text(max_size=300), budget_like_texts)
decimals = st.decimals(
    min_value=Decimal(-(10**12)), max_value=Decimal(10**12), allow_nan=False, places=2
)
