"""The actions of `auditor waivers` and their options, for argparse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

SUMMARY = "由答复表生成豁免草稿 / draft waivers from the answers of an auditee"
DRAFT = "draft"
DRAFT_SUMMARY = "读回答复表，生成豁免草稿 / read an answered sheet back as draft waivers"


def add_draft_options(action: argparse.ArgumentParser) -> None:
    """Add the options of `auditor waivers draft`; the language stands elsewhere."""
    add = action.add_argument
    add("workbook", metavar="WORKBOOK", help="填好的答复表（.xlsx） / the answered sheet (.xlsx)")
    add(
        "--output",
        metavar="FILE",
        help="草稿写入的文件，不覆盖已有文件 / file for the drafts, never one that is there",
    )
    add(
        "--digest",
        metavar="DIGEST",
        help="总表所列的校验码，至少 12 位 / what the overview states of it, 12 signs or more",
    )
