"""Prose that a page has wrapped is read as paragraphs, each at the line where it begins."""

from pathlib import Path

from auditor.reading import read_document
from auditor.reading.aligned.wrapped import join_wrapped

PAGE = """   （一）机构设置情况
   某市某局内设机构 3 个，分别为：秘书处、综合协调处、
规划发展处（政策法规处），另设机关党委。
   二、收入预算情况说明
   2031 年度收入预算 1051.20 万元，比 2030 年年初预算数
928.75 万元增加 122.45 万元，主要原因是新增了一个按照有
关要求开展的项目。其中一般公共预算拨款收入 1051.20 万元，
政府性基金预算拨款收入 0 万元。
   1.事业收入 0 万元。
   2.其他收入 0 万元。
   主要用于保障机构正常运转、完成日常工作任务，以及为
                 - 3 -

完成特定的行政任务或者事业发展目标所发生的各项支出，
不再另行说明。
"""
PASTED = "\n".join(line.strip() for line in PAGE.split("\n"))


def test_paragraph_stands_in_its_first_line_and_the_lines_keep_their_numbers() -> None:
    """The lines that a paragraph took are blank; what follows stands where it stood."""
    lines = (join_wrapped(PAGE) or "").split("\n")

    assert len(lines) == len(PAGE.split("\n"))
    assert lines[1].endswith("综合协调处、规划发展处（政策法规处），另设机关党委。")
    assert lines[2] == ""
    assert lines[4].endswith(
        "预算数928.75 万元增加 122.45 万元，主要原因是新增了一个按照有关要求开展"
        "的项目。其中一般公共预算拨款收入 1051.20 万元，政府性基金预算拨款收入 0 万元。"
    )


def test_heading_and_numbered_line_begin_paragraphs_of_their_own() -> None:
    """A full line above does not swallow what its mark or its indent begins."""
    lines = (join_wrapped(PAGE) or "").split("\n")

    assert lines[3].strip() == "二、收入预算情况说明"
    assert lines[8].strip() == "1.事业收入 0 万元。"


def test_paragraph_goes_on_behind_the_number_of_a_page() -> None:
    """The number of the page stays where it is."""
    lines = (join_wrapped(PAGE) or "").split("\n")

    assert lines[10].endswith(
        "以及为完成特定的行政任务或者事业发展目标所发生的各项支出，不再另行说明。"
    )
    assert lines[11].strip() == "- 3 -"


def test_lines_pasted_without_their_indents_are_joined() -> None:
    """Where nothing is set in, a full line that ends a sentence ends a paragraph."""
    lines = (join_wrapped(PASTED) or "").split("\n")

    assert lines[1].endswith("另设机关党委。")
    assert lines[4].endswith("政府性基金预算拨款收入 0 万元。")


def test_paragraphs_of_a_line_each_stay_as_they_are() -> None:
    """Sentences of like length that all end are no wrapped ones."""
    text = "".join(
        f"本单位第{n}项收入预算为一百二十万元，与上年持平，没有变化。\n" for n in range(12, 30)
    )

    assert join_wrapped(text) is None


def test_rows_and_entries_with_leaders_are_not_joined() -> None:
    """A list of contents and a table are full lines too."""
    text = "".join(
        f"第{n}项 收支总体情况................................{n}\n" for n in range(10, 30)
    )

    assert join_wrapped(text) is None


def test_wrapped_file_is_read_as_paragraphs(tmp_path: Path) -> None:
    """The reader of text files joins them."""
    path = tmp_path / "说明.txt"
    path.write_text(PAGE, encoding="utf-8")

    text = read_document(str(path)).text

    assert "综合协调处、规划发展处" in text
