"""Whose a document is: offices of a department, short names of units, and no name at all."""

import pytest
from made_sets import (
    DEPARTMENT,
    PACK,
    UNIT,
    judge,
    list_found,
    make_facts,
    read_budget,
    split_sound,
)
from reading_budgets import load_shipped_pack

from auditor.engine import Settings
from auditor.engine.sets import judge_sets
from auditor.engine.sets.names import NameBook
from auditor.engine.sets.packing import pack_facts
from auditor.finding.set_verdicts import SetVerdicts

OFFICE = UNIT.replace("虹湾市图书馆", "虹湾市文化局")
SHORT = DEPARTMENT.replace("2. 虹湾市图书馆。", "2. 中心图书馆。")


def list_rules(verdicts: list[SetVerdicts]) -> list[set[str]]:
    """List the rules of the findings of each document."""
    return [{rule for rule, _ in found} for found in list_found(verdicts)]


def judge_at(documents: dict[str, str]) -> list[SetVerdicts]:
    """Judge texts that lie at paths."""
    facts = [pack_facts(read_budget(text), path, path, PACK) for path, text in documents.items()]
    verdicts = judge_sets(facts, lambda _: load_shipped_pack(), Settings())
    return [verdicts.get(number, SetVerdicts()) for number in range(len(facts))]


@pytest.mark.parametrize("office", ["（本级）", "（机关）", "本级", "本部", "机关"])
def test_office_of_a_department_is_its_own_unit(office: str) -> None:
    """However its own document calls it, it is added up with the other units."""
    own = OFFICE.replace("虹湾市文化局", f"虹湾市文化局{office}")

    assert list_rules(judge(DEPARTMENT, own, UNIT)) == [{"units-make-department"}] * 3


def test_office_is_only_that_of_a_name_that_is_known() -> None:
    """A body whose name only ends so is another one."""
    names = NameBook(["虹湾市文化局", "虹湾市党群机关"])

    assert names.find_full("虹湾市文化局机关") == "虹湾市文化局"
    assert names.find_full("虹湾市党群机关") == "虹湾市党群机关"


def test_unit_that_is_listed_in_short_is_known_by_its_department() -> None:
    """The end of a name is enough behind the department's own name or its places."""
    unit = UNIT.replace("虹湾市图书馆", "虹湾市中心图书馆")

    rules = list_rules(judge(SHORT, OFFICE, unit))

    assert rules == [{"units-make-department"}] * 3


def test_short_name_means_nobody_elses_unit() -> None:
    """The library of another town is not this department's."""
    unit = UNIT.replace("虹湾市图书馆", "青石市中心图书馆")

    verdicts = judge(SHORT, OFFICE, unit)

    assert list_rules(verdicts) == [set()] * 3
    assert "中心图书馆" in dict(verdicts[0].not_applied)["units-make-department"].zh


def test_sum_of_units_needs_every_unit_to_have_the_table() -> None:
    """Where a unit's table is not there nobody knows its share: which one is said."""
    unit = UNIT.split("2025年单位支出预算总表", maxsplit=1)[0]

    verdicts = judge(DEPARTMENT, OFFICE, unit)

    assert list_rules(verdicts) == [set()] * 3
    for each in verdicts:
        reason = dict(each.not_applied)["units-make-department"]
        assert "支出总表" in reason.zh
        assert "虹湾市图书馆" in reason.zh


def test_documents_without_issuer_are_nobodys_versions_or_parts() -> None:
    """That neither says whose it is makes two documents neither one nor comparable."""
    narrative, tables, _ = split_sound()
    one = DEPARTMENT.replace("虹湾市文化局", "")
    texts = {"a/1.txt": one, "b/2.txt": one.replace("90", "70"), "c/3.txt": one}

    verdicts = judge_at(texts)

    assert [found for found in list_found(verdicts) if found] == []
    assert "没有写明编制单位" in dict(verdicts[0].not_applied)["change-of-totals-agrees"].zh
    assert make_facts(narrative).issuer
    assert make_facts(tables).issuer


def drop_issuer(tables: str) -> str:
    """Take the lines that name the issuer out of tables."""
    return "\n".join(line for line in tables.split("\n") if not line.startswith("编制部门"))


def test_tables_without_issuer_belong_to_the_narrative_beside_them() -> None:
    """In a folder with nothing else the other half of a publication is known."""
    narrative, tables, _ = split_sound()
    wrong = narrative.replace("2934.84万元", "2943.84万元", 1)

    beside = judge_at({"d/n.txt": wrong, "d/t.txt": drop_issuer(tables)})
    apart = judge_at({"d/n.txt": wrong, "e/t.txt": drop_issuer(tables)})
    crowded = judge_at(
        {"d/n.txt": wrong, "d/t.txt": drop_issuer(tables), "d/other.txt": DEPARTMENT}
    )

    assert list_rules(beside) == [{"stated-income-total"}] * 2
    assert list_rules(apart) == [set()] * 2
    assert list_rules(crowded) == [set()] * 3
