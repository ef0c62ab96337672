"""Kind `present`: headings, reasons, notes and contents, as documents really print them."""

from judging import list_faults

_FOLLOWING = "\n\n二、立项依据\n\n根据文件要求。\n"


def test_a_name_alone_fills_a_heading() -> None:
    """A short line without punctuation may be read as a heading, yet it is the content."""
    text = "绿地养护项目经费情况说明\n\n一、实施主体\n\n临江绿化管理所" + _FOLLOWING

    assert list_faults("project-headings-filled", text) == []


def test_a_heading_run_into_a_paragraph_is_there() -> None:
    """Text taken from pages joins a heading with the line before it."""
    parts = "项目概述 立项依据 实施主体 实施方案 年度预算安排 绩效目标".split()
    text = "绿地养护项目经费情况说明\n\n" + "\n\n".join(f"一、{part}\n\n内容。" for part in parts)
    joined = text.replace("实施方案\n\n内容。", "实施方案\n\n内容。 五、实施周期")

    assert list_faults("project-headings-present", joined) == []
    assert list_faults("project-headings-present", text) == [(1, "实施周期")]


def test_each_project_is_judged_by_itself() -> None:
    """The headings of one project do not stand for those of another."""
    first = "甲地养护项目经费情况说明\n\n一、项目概述" + _FOLLOWING
    second = "\n乙地养护项目经费情况说明\n\n一、项目概述\n\n养护乙地。" + _FOLLOWING

    assert list_faults("project-headings-filled", first + second) == [(3, "一、项目概述")]


def test_one_reason_explains_the_paragraphs_before_it() -> None:
    """The form gives one reason for income and expenditure together, after both."""
    text = (
        "一、2025年“三公”经费预算情况说明\n\n"
        "2025年“三公”经费预算数为5万元，比2024年预算减少1万元。其中：\n\n"
        "（一）公务接待费2万元，比2024年预算减少1万元，主要原因是压缩开支。\n\n"
        "（二）公务用车运行费3万元，与2024年预算持平。\n"
    )

    assert list_faults("change-has-reason", text) == []
    assert list_faults("change-has-reason", text.replace("，主要原因是压缩开支", "")) == [
        (3, "减少1万元")
    ]


def test_a_change_by_nothing_needs_no_reason() -> None:
    """An increase of 0 is none."""
    text = "2025年部门预算编制说明\n\n收入预算30万元，比2024年预算增加0.00万元。"

    assert list_faults("change-has-reason", text) == []


def test_zeros_are_figures_that_need_no_note() -> None:
    """A table of zeros says that there is nothing; a blank one does not."""
    table = (
        "2025年部门“三公”经费和机关运行经费预算表\n单位：万元\n"
        "合计\t因公出国（境）费\t公务接待费\t小计\t购置费\t运行费\t机关运行经费\n"
    )

    assert list_faults("empty-table-explained", table + "0\t0\t0\t0\t0\t0\t0\n") == []


def test_contents_name_chapters_in_other_words() -> None:
    """A list says 部门主要职能 where the heading names the issuer."""
    text = (
        "目录\n一、部门主要职能\n二、社工等项目经费情况说明\n\n"
        "虹湾区图书馆主要职能\n\n提供阅读服务。\n\n社工项目经费情况说明\n\n招聘社工。\n\n"
        "2025年部门收入预算总表\n注：本部门2025年没有收入预算。\n"
    )

    assert list_faults("contents-match-body", text) == []


def test_years_of_projects_and_documents_are_their_own() -> None:
    """Only the form's own phrases, before the accounts of projects, are judged."""
    text = (
        "2025年部门收入预算总表\n注：本部门2025年没有收入预算。\n\n"
        "根据《2023年部门预算编制说明》编制，规划期为2021-2025年。\n\n"
        "绿地养护项目经费情况说明\n\n本项目比2022年预算增加3万元。\n"
    )

    for rule in ("year-of-statement", "year-compared", "year-of-assets"):
        assert list_faults(rule, text) == []


def test_a_year_compared_with_is_not_the_sentences_own() -> None:
    """与2024年…收入预算 speaks of the year before on purpose."""
    table = "2025年部门财务收支预算总表\n注：本部门2025年没有收支预算。\n\n"

    assert list_faults("year-of-statement", table + "与2024年本部门收入预算30万元相比持平。") == []
    assert list_faults("year-of-statement", table + "2024年本部门收入预算30万元。") == [
        (4, "2024")
    ]


def test_another_form_is_not_judged_by_this_one() -> None:
    """Chapters and contents are those of the Shanghai form; other provinces have their own."""
    title = "2025年部门收支总体情况表\n单位：元\n项目\t预算数\n\n"
    text = title + "第一部分 概况\n\n概况如下。\n\n概况完毕。\n"

    for rule in ("chapters-present", "tables-present", "contents-match-body"):
        assert list_faults(rule, text) == []
