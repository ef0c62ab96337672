"""The actions of `auditor store` and `auditor report`, for argparse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

SUMMARY = "查询历次运行的数据库 / ask the store of runs"
REPORT_SUMMARY = "由数据库生成单位总览 / write a bureau's overview from a store"
SQL = "sql"
EXPORT = "export"
ANSWER_FORMATS = ("table", "csv", "json", "parquet")
ACTIONS = {
    "runs": "历次运行，发现的增减 / the runs, and how findings came and went",
    "documents": "一次运行的文件 / the documents of a run",
    "findings": "一次运行的发现 / the findings of a run",
    "bureaus": "按单位汇总 / findings by issuer",
    "rules": "按规则汇总 / findings by rule",
    "years": "按年度汇总 / findings by budget year",
    "life": "发现的来龙去脉：新增、未改、已改、再现 / new, standing, corrected, returned",
    "figures": "全部数字，供分析 / every figure, for analysts",
    SQL: "执行只读 SQL / run SQL that only reads",
    EXPORT: "全部表存为 Parquet / write every table as Parquet",
}


def add_keeping_options(parser: argparse.ArgumentParser) -> None:
    """Add what makes `auditor check` keep its run."""
    add = parser.add_argument
    add("--store", metavar="STORE", help="把运行存入数据库 / keep the run in a store")
    add("--run-label", default="", metavar="TEXT", help="运行的标签 / what the run is called")


def add_store_options(
    name: str, action: argparse.ArgumentParser, read_count: Callable[[str], int]
) -> None:
    """Add the options of one action; the language is common to all and stands elsewhere."""
    add = action.add_argument
    add("store", metavar="STORE", help="数据库文件 / the store's file")
    if name == EXPORT:
        said = "写入的文件夹 / the folder to write into"
        add("--output", required=True, metavar="DIR", help=said)
        return
    if name == SQL:
        add("statement", metavar="SQL", help="一条 SELECT 语句 / a SELECT statement")
    else:
        _add_run(action, read_count)
    if name == "life":
        said = "某一发现在历次运行中 / one finding over all runs"
        add("--fingerprint", default="", metavar="F", help=said)
    formats = ANSWER_FORMATS[:-1] if name == SQL else ANSWER_FORMATS
    said = "输出格式 / how the answer is written"
    add("--format", choices=formats, default=formats[0], help=said)
    add("--output", metavar="FILE", help="写入文件 / write to a file")


def add_report_options(action: argparse.ArgumentParser, read_count: Callable[[str], int]) -> None:
    """Add the options of `auditor report`."""
    add = action.add_argument
    add("--store", required=True, metavar="STORE", help="数据库文件 / the store's file")
    add("--format", choices=("html",), default="html", help="报告格式 / report format")
    add("--output", required=True, metavar="DIR", help="写入的文件夹 / the folder to write into")
    _add_run(action, read_count)


def _add_run(action: argparse.ArgumentParser, read_count: Callable[[str], int]) -> None:
    said = "第几次运行，默认最后一次 / which run, the last by default"
    action.add_argument("--run", type=read_count, metavar="N", help=said)
