"""Text aligned by blanks: rows and columns at the borders of pages and of what figures show."""

from auditor.reading.aligned.reader import convert_aligned

HEAD = "支出预算总表\n科目编码  科目名称      合计      基本支出      项目支出\n"
ROWS = (
    "201   一般公共服务支出      90.00      40.00      50.00\n"
    "20101   人大事务            90.00      40.00      50.00\n"
    "2010101   行政运行          90.00      40.00      50.00\n"
)


def convert(text: str) -> list[str]:
    """Return the lines of the tabular text that are not blank."""
    return [line for line in (convert_aligned(text) or "").split("\n") if line]


def test_figures_of_six_decimals_end_where_the_next_side_begins() -> None:
    """One blank parts the amount of one side from the name on the other."""
    text = (
        "项目                    预算数            项目                 预算数\n"
        "一、财政拨款收入      9,000.123456 一、一般公共服务支出      8,000.123456\n"
        "二、事业收入          1,000.000000 （二）国防支出            1,000.000000\n"
        "三、其他收入             10.000000 三、教育支出              1,010.000000\n"
    )

    lines = convert(text)

    assert lines[1] == "一、财政拨款收入\t9,000.123456\t一、一般公共服务支出\t8,000.123456"
    assert lines[2] == "二、事业收入\t1,000.000000\t（二）国防支出\t1,000.000000"


def test_header_shows_the_columns_of_a_single_row() -> None:
    """A heading over several columns is none, and a blank column keeps its place."""
    text = (
        HEAD
        + ROWS
        + (
            "“三公”经费预算表\n"
            "编制单位：某市某局                         单位：万元\n"
            "                                   公务用车购置及运行费\n"
            "合计    出国费     接待费     小计      购置费      运行费\n"
            "\n"
            "   9.00     2.00      1.00      6.00                  6.00\n"
        )
    )

    lines = convert(text)

    assert lines[-1] == "9.00\t2.00\t1.00\t6.00\t\t6.00"


def test_last_page_of_a_table_with_hardly_a_figure_goes_on_as_rows() -> None:
    """Rows of codes at the top of a page belong to the table that the page before broke off."""
    rest = "2010102   一般行政管理事务\n2010150   事业运行         50.00\n"

    lines = convert(HEAD + ROWS + "\n\n     7\n\f" + rest)

    assert lines[-1].split("\t")[:2] == ["2010150", "事业运行"]


def test_rows_without_figures_at_the_end_of_a_page_are_rows() -> None:
    """A numbered name behind the last figure is one of the table's rows."""
    text = (
        "项目                  预算数        项目                  预算数\n"
        "一、财政拨款收入      9.00          一、教育支出          8.00\n"
        "二、事业收入          1.00          二、科学技术支出      1.00\n"
        "三、其他收入          1.00          三、卫生健康支出      2.00\n"
        "                                    四、节能环保支出\n"
    )

    assert convert(text)[-1] == "\t\t四、节能环保支出\t"


def test_total_of_an_empty_table_stays_in_it() -> None:
    """合计 alone below blank lines is the table's last row and no text before its note."""
    text = (
        HEAD + ROWS + "\n政府性基金预算支出表\n单位：元\n"
        "科目编码      科目名称      合计      基本支出\n类      款      项\n\n\n"
        "              合计\n注：本表为空表\n"
    )

    lines = convert(text)

    assert lines[-1] == "注：本表为空表"
    assert lines[-2].strip("\t") == "合计"
    assert "\t" in lines[-2]


def test_name_broken_around_its_row_at_the_top_of_a_page_is_whole() -> None:
    """The first half stands above the figures, at the very top of the page."""
    rest = (
        "        机关事业单位基本养老保险\n"
        "2080505                           60.00      60.00\n"
        "        缴费支出\n"
        "2080506   职业年金缴费支出        30.00      30.00\n"
        "2080599   其他养老支出            10.00      10.00\n"
    )

    lines = convert(HEAD + ROWS + "\n     7\n\f" + rest)

    assert "2080505\t机关事业单位基本养老保险缴费支出\t60.00\t60.00" in [
        line.rstrip("\t") for line in lines
    ]


def test_year_printed_below_its_title_stands_before_it() -> None:
    """A line of a year alone below 年…表 came out of order."""
    lines = convert(HEAD + ROWS + "\f年部门收入预算总表\n2031\n" + ROWS)

    assert lines[5] == "2031年部门收入预算总表"


def test_figures_stand_at_the_right_of_their_headers() -> None:
    """One row alone: all its figures stand to the same side of the headers above them."""
    text = (
        HEAD
        + ROWS
        + (
            "“三公”经费预算表\n编制单位：某市某局                         单位：万元\n"
            "合计     因公出国费     公务接待费    购置费     运行费\n"
            "    9.00         2.00          1.00                6.00\n"
        )
    )

    assert convert(text)[-1] == "9.00\t2.00\t1.00\t\t6.00"


def test_codes_set_in_by_their_level_are_one_column() -> None:
    """A deeper code stands further right, and no row has two of them."""
    text = (
        "支出预算总表\n科目编码       科目名称        合计      项目支出\n"
        "201            一般公共服务支出      90.00      50.00\n"
        "    20101      人大事务              90.00      50.00\n"
        "      2010101  行政运行              90.00      50.00\n"
    )

    assert [line.split("\t")[0] for line in convert(text)[2:]] == ["201", "20101", "2010101"]


def test_column_without_figures_keeps_its_header() -> None:
    """A header behind the last figures is that of a column of its own."""
    text = (
        "收入预算总表\n项目            合计        财政拨款       事业收入     其他收入\n"
        + "".join(f"{name}支出        1{name}0.00      1{name}0.00\n" for name in "123")
    )

    lines = convert(text)

    assert lines[1] == "项目\t合计\t财政拨款\t事业收入\t其他收入"
    assert {line.count("\t") for line in lines[2:]} == {4}


def test_form_of_explanations_over_many_lines_stays_text() -> None:
    """Nothing parts the lines of its cells, so its rows cannot be told."""
    form = (
        "2031年项目支出绩效目标表\n"
        "一级指标   二级指标      三级指标        指标值      评分标准\n"
        "                      按期完成全部                每少一件，扣一分，\n"
        "产出指标   数量指标                      100\n"
        "                      采购                        扣完为止。\n"
    )

    lines = convert(HEAD + ROWS + "\f" + form)

    assert not any("\t" in line for line in lines[5:])


def test_paragraph_is_joined_by_its_width_on_a_screen() -> None:
    """Digits are half as wide as characters: full lines have different counts of them."""
    prose = (
        "    2031年某市某局收入预算1051.20万元，比上年增加122.45万元，其中：财政拨款\n"
        "一千万元，事业收入二十二万四千五百元，其他收入预算总额零点零零元，共有车辆一\n"
        "辆，其中：机要通信用车0辆、执法执勤用车1辆、特种专业技术用车0辆、老干部服务用\n"
        "车0辆。\n"
    )

    lines = convert(HEAD + ROWS + "\f" + prose)

    assert lines[-1].endswith("老干部服务用车0辆。")


def test_paragraph_set_in_double_lines_is_joined() -> None:
    """A blank line behind every line parts no paragraphs; a line that is not full does."""
    prose = (
        "一般公共服务支出二〇三一年预算数为七百三十七万二千九百元，比上年执行数增加六百\n\n"
        "七十万八千五百元，增幅百分之一千，主要是部门机动经费增加，另有本年新增的项目支\n\n"
        "出。\n\n"
        "教育支出二〇三一年预算数为二百三十六万八千三百元，与上年执行数相比减少一百二十\n\n"
        "万元。\n"
    )

    lines = convert(HEAD + ROWS + "\f" + prose)

    assert [line[-3:] for line in lines[5:]] == ["支出。", "万元。"]
