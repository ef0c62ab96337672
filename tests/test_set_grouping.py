"""Which files are one publication, where they do not say all of themselves."""

from typing import Any

import pytest
from made_sets import DEPARTMENT, PACK, judge, list_found, make_facts, read_budget, split_sound
from reading_budgets import load_shipped_pack

from auditor.budget.facts import DocumentFacts
from auditor.engine import Settings
from auditor.engine.sets import judge_sets
from auditor.engine.sets.grouping import group_documents
from auditor.engine.sets.packing import pack_facts
from auditor.finding import Verdict
from auditor.finding.set_verdicts import SetVerdicts

WRONG = ("2934.84万元", "2943.84万元")


def list_groups(*documents: DocumentFacts) -> list[tuple[int, ...]]:
    """List the members of the publications."""
    return [one.members for one in group_documents(documents).publications]


def make_part(path: str, role: str, contents: str, **said: Any) -> DocumentFacts:
    """Make the facts of a file that prints some things, and says of itself what is given."""
    known: dict[str, Any] = {
        "issuer": "虹湾市文化局",
        "year": 2025,
        "kind": "预算",
        "level": "部门",
        **said,
    }
    made = DocumentFacts(path, path, PACK, "", None, "", "", role)
    return made._replace(contents=tuple(contents.split()), substance=path, **known)


def judge_at(documents: dict[str, str]) -> list[SetVerdicts]:
    """Judge texts that lie at paths."""
    facts = [pack_facts(read_budget(text), path, path, PACK) for path, text in documents.items()]
    verdicts = judge_sets(facts, lambda _: load_shipped_pack(), Settings())
    return [verdicts.get(number, SetVerdicts()) for number in range(len(facts))]


def drop_issuer(tables: str) -> str:
    """Take the lines that name the issuer out of tables."""
    return "\n".join(line for line in tables.split("\n") if not line.startswith("编制部门"))


def split_tables(tables: str) -> list[str]:
    """Split tables into a text each."""
    starts = [0]
    lines = tables.split("\n")
    starts += [n for n, line in enumerate(lines) if n and line.endswith("表") and "\t" not in line]
    pairs = zip(starts, [*starts[1:], len(lines)], strict=True)
    return ["\n".join(lines[start:end]) + "\n" for start, end in pairs]


@pytest.mark.parametrize(
    "unknown", [{"year": None}, {"kind": ""}, {"level": ""}, {"year": None, "level": ""}]
)
def test_what_a_part_does_not_say_its_other_part_does(unknown: dict[str, Any]) -> None:
    """Tables that do not say their year, kind or level belong to the text they complete."""
    text = make_part("n", "narrative", "“收入预算”")
    tables = make_part("t", "tables", "收支总表", **unknown)

    assert list_groups(text, tables) == [(0, 1)]
    assert list_groups(tables, text) == [(1, 0)]


def test_both_may_be_silent_about_different_things() -> None:
    """The publication is known by what either says."""
    text = make_part("n", "narrative", "“收入预算”", year=None)
    tables = make_part("t", "tables", "收支总表", level="")

    archive = group_documents([text, tables])

    assert [one.identity for one in archive.publications] == [
        ("虹湾市文化局", 2025, "预算", "部门")
    ]


def test_tables_without_level_go_where_tables_are_lacking() -> None:
    """The office has its tables already, so they are the department's."""
    department = make_part("d", "narrative", "“收入预算”")
    office = make_part("u", "narrative", "“收入预算”", level="单位")
    its_tables = make_part("ut", "tables", "收支总表", level="单位")
    tables = make_part("t", "tables", "收支总表", level="")

    assert list_groups(department, office, its_tables, tables) == [(0, 3), (1, 2)]


def test_tables_of_an_unknown_year_that_fit_two_belong_to_none() -> None:
    """Nobody knows which year is meant."""
    texts = [make_part(f"{year}", "narrative", "“收入预算”", year=year) for year in (2024, 2025)]
    tables = make_part("t", "tables", "收支总表", year=None)

    assert list_groups(*texts, tables) == [(0,), (1,), (2,)]


def test_file_names_tell_what_the_text_does_not() -> None:
    """A year in the file's name decides, where the text is silent."""
    texts = [make_part(f"{year}", "narrative", "“收入预算”", year=year) for year in (2024, 2025)]
    tables = make_part("公开/2024年预算表.xlsx", "tables", "收支总表", year=None)

    assert list_groups(*texts, tables) == [(0, 2), (1,)]


def test_file_named_after_an_issuer_is_its_own() -> None:
    """Among the files of many issuers the name of the file tells whose the tables are."""
    text = make_part("a/说明.txt", "narrative", "“收入预算”")
    other = make_part("a/其他.txt", "whole", "收支总表", issuer="虹湾市水务局")
    tables = make_part("a/文化局2025年预算表.xlsx", "tables", "收支总表", issuer="")
    short = tables._replace(path="a/虹湾市文化局表.xlsx")

    assert list_groups(text, other, short) == [(0, 2), (1,)]
    assert list_groups(text, other, tables) == [(0,), (1,), (2,)]


def test_files_of_one_name_are_a_series() -> None:
    """Among the files of many issuers …-说明 and …-表 lie together; numbers alone say nothing."""
    text = make_part("a/xfj-说明.txt", "narrative", "“收入预算”")
    other = make_part("a/slj-说明.txt", "whole", "收支总表", issuer="虹湾市水务局")
    tables = make_part("a/xfj-表.txt", "tables", "收支总表", issuer="")
    numbered = [one._replace(path=f"a/2025-{n}.txt") for n, one in enumerate((text, tables))]

    assert list_groups(text, other, tables) == [(0, 2), (1,)]
    assert list_groups(*numbered, other) == [(0,), (1,), (2,)]


def test_narrative_in_two_files_is_no_version() -> None:
    """Two files that state different things are parts; two that state the same are versions."""
    one = make_part("1", "narrative", "“收入预算” “支出预算”")
    more = make_part("2", "narrative", "“项目金额”")
    again = make_part("3", "narrative", "“收入预算” “支出预算”")

    assert list_groups(one, more) == [(0, 1)]
    assert list_groups(one, again) == [()]


def test_copies_count_once() -> None:
    """Tables in two formats print the same; the first stands for both."""
    text = make_part("n", "narrative", "“收入预算”")
    tables = make_part("a.pdf", "tables", "收支总表")
    copy = make_part("b.xlsx", "tables", "收支总表")._replace(substance="a.pdf")

    (publication,) = group_documents([text, tables, copy]).publications

    assert publication.members == (0, 1)
    assert publication.versions == ((1, 2),)


def test_line_ends_make_no_other_version() -> None:
    """What is printed counts, not the bytes."""
    first, second = judge(DEPARTMENT, DEPARTMENT.replace("\n", "\r\n"))

    assert "数字相同" in first.findings[0].message.zh
    assert "数字相同" in second.findings[0].message.zh


def test_tables_in_a_file_each_are_parts() -> None:
    """Nine files of a table each and the text are judged as one budget, and lack no table."""
    narrative, tables, annex = split_sound()
    parts = {f"t{number}.txt": text for number, text in enumerate(split_tables(tables))}

    sound = judge_at({"n.txt": narrative, **parts, "z.txt": annex})
    wrong = judge_at({"n.txt": narrative.replace(*WRONG, 1), **parts, "z.txt": annex})

    assert len(parts) == 9
    assert [found for found in list_found(sound) if found] == []
    assert {rule for rule, _ in list_found(wrong)[0]} == {"stated-income-total"}
    assert {rule for rule, _ in list_found(wrong)[1]} == {"stated-income-total"}
    reasons = dict(sound[1].replaced)
    assert set(reasons) <= {"tables-present"}


def test_tables_that_nobody_names_belong_to_the_text_in_their_folder() -> None:
    """They complete it together, each with another table."""
    narrative, tables, _ = split_sound()
    parts = {f"d/t{n}.txt": drop_issuer(text) for n, text in enumerate(split_tables(tables))}

    verdicts = judge_at({"d/n.txt": narrative.replace(*WRONG, 1), **parts})

    assert {rule for rule, _ in list_found(verdicts)[0]} == {"stated-income-total"}


def test_annex_whose_forms_name_units_in_short_is_counted() -> None:
    """平安办, which a department lists, is whoever calls itself …平安建设办公室."""
    main = DEPARTMENT.replace("2. 虹湾市图书馆。", "2. 平安办。").replace(
        "2025年部门支出预算总表",
        "编报绩效目标的项目2个，涉及项目预算资金5.00万元。\n\n2025年部门支出预算总表",
    )
    form = (
        "财政项目支出绩效目标表\n(2025年度)\n项目名称\t{name}\t项目类别\t一次性项目\n"
        "主管部门\t虹湾市人民政府\t实施单位\t{body}\n"
        "项目资金(万元)\t项目资金总额\t{money}\t年度资金申请总额\t{money}\n\n"
    )
    annex = form.format(name="巡逻", body="虹湾市平安建设办公室", money="3.00")
    annex += form.format(name="展览", body="虹湾市文化局", money="2.00")

    verdicts = judge(main, annex)

    outcomes = [one for rule, one in verdicts[0].outcomes if rule == "forms-as-claimed"]
    assert [one.verdict for one in outcomes] == [Verdict.PASS, Verdict.PASS]


def test_facts_name_what_is_said() -> None:
    """By its statements a narrative is known as a version of another."""
    assert "“财政拨款收入”" in make_facts(DEPARTMENT).contents
