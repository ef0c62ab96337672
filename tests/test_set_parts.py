"""One publication in several files, and sets as the command judges them."""

import json
from pathlib import Path

import pytest
from made_sets import DEPARTMENT, SET, SOUND, check, judge, list_found, split_sound
from reading_budgets import SEEDS


def test_parts_that_agree_are_silent_and_checked() -> None:
    """Sentences and forms in files of their own are tested by the very rules of one document."""
    verdicts = judge(*split_sound())

    assert list_found(verdicts) == [[], [], []]
    assert len(verdicts[0].outcomes) > 20
    assert {rule for rule, _ in verdicts[2].outcomes} >= {"forms-as-claimed"}


def test_sentence_against_table_in_another_file() -> None:
    """A total in the narrative that is not the table's is found in both files."""
    narrative, tables, annex = split_sound()

    verdicts = judge(
        narrative.replace("支出预算2934.84万元", "支出预算2943.84万元"), tables, annex
    )

    text, grid, _ = (
        {one.rule for one in each.findings if one.severity != "info"} for each in verdicts
    )
    assert text
    assert text == grid


def test_forms_in_an_annex_are_counted_against_the_claim() -> None:
    """More forms than the main document claims, or fewer, are told apart."""
    narrative, tables, annex = split_sound()

    more = judge(narrative.replace("项目2个", "项目1个"), tables, annex)
    fewer = judge(narrative.replace("项目2个", "项目5个"), tables, annex)

    assert [one.severity for one in more[0].findings] == ["warning"]
    assert [one.severity for one in fewer[0].findings] == ["info"]
    assert {one.rule for each in (more, fewer) for one in each[2].findings} == {"forms-as-claimed"}


def test_annex_of_another_issuer_is_left_alone() -> None:
    """Forms that name nobody of this publication are not its own."""
    narrative, tables, annex = split_sound()
    foreign = annex.replace("上海市虹湾区人民政府临江街道办事处", "上海市临海区水务局")
    foreign = foreign.replace("虹湾区临江街道城市运行中心", "临海区河道管理所")

    verdicts = judge(narrative, tables, foreign)

    assert not any(rule == "forms-as-claimed" for rule, _ in verdicts[0].outcomes)


def test_what_a_file_alone_said_of_a_count_is_replaced() -> None:
    """The main file alone lacks forms; with its annex it does not, and the old remark goes."""
    whole = SOUND.read_text(encoding="utf-8")
    _, _, annex = split_sound()
    own = whole[: whole.rindex("财政项目支出绩效目标申报表")]

    main, _ = judge(own, annex)

    assert any(rule == "forms-as-claimed" for rule, _ in main.outcomes)
    assert {rule for rule, _ in main.replaced} <= {"forms-as-claimed"}
    assert main.findings == ()


def test_sample_set_comes_out_as_written_down() -> None:
    """The folder's contradictions are found on both sides, and nothing else."""
    status, report, _ = check("samples/set")
    expected = json.loads((SET / "together.json").read_text(encoding="utf-8"))

    found = [
        {
            "path": Path(document["path"]).name,
            "findings": [
                {key: one[key] for key in ("rule", "line", "severity")}
                for one in document["findings"]
            ],
        }
        for document in report["documents"]
    ]
    assert {"exit": status, "documents": found} == expected


def test_no_sets_switches_grouping_off() -> None:
    """Each document is judged alone, as if the others were not there."""
    _, report, _ = check("samples/set", "--no-sets")

    findings = [one for document in report["documents"] for one in document["findings"]]
    assert not any(each["path"] for one in findings for each in one["evidence"])
    assert not any(one["severity"] != "info" for one in findings)
    rules = {one["rule"] for one in report["documents"][0]["not_applied"]}
    assert "change-of-funds-agrees" not in rules


def test_own_findings_can_be_ignored(tmp_path: Path) -> None:
    """--select and --ignore know the names of what the program says of sets itself."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{DEPARTMENT}注：{name}\n", encoding="utf-8")

    found = [
        [one["rule"] for one in check(str(tmp_path), *words)[1]["documents"][0]["findings"]]
        for words in ((), ("--ignore", "document-versions"), ("--select", "equation"))
    ]

    assert "document-versions" in found[0]
    assert "document-versions" not in found[1] + found[2]


def test_one_document_alone_is_no_set() -> None:
    """A single file pays nothing for sets and is told nothing of them."""
    _, report, _ = check("samples/set/2025-narrative.txt")

    rules = {one["rule"] for one in report["documents"][0]["not_applied"]}
    assert "change-of-funds-agrees" not in rules


def test_order_of_work_does_not_show() -> None:
    """Two workers give the same bytes as one."""
    _, _, alone = check("samples/set", "--jobs", "1")
    _, _, together = check("samples/set", "--jobs", "2")

    assert alone == together


def test_set_moves_figures_to_the_checked_ones() -> None:
    """What only another file could test is on the ledger as checked."""
    _, apart, _ = check("samples/set", "--no-sets")
    _, together, _ = check("samples/set")

    before, after = (
        [one["coverage"] for one in report["documents"]] for report in (apart, together)
    )
    for old, new in zip(before, after, strict=True):
        assert new["figures"] == old["figures"]
        assert new["checked"] >= old["checked"]
        assert new["checked"] + new["bounded"] + len(new["unchecked"]) == new["figures"]
    assert after[2]["checked"] > before[2]["checked"]


@pytest.mark.skipif(not SEEDS, reason="the real documents are not here")
def test_annex_of_a_real_budget_meets_it() -> None:
    """The annex of forms belongs to the budget whose organisations it names, and is counted."""
    paths = [str(path) for path in SEEDS if path.name[:3] in ("002", "004")]

    _, report, _ = check(*paths)

    main, annex = report["documents"]
    for document, other in ((main, annex), (annex, main)):
        found = [one for one in document["findings"] if one["rule"] == "forms-as-claimed"]
        assert [one["severity"] for one in found] == ["warning"]
        assert {each["path"] for one in found for each in one["evidence"]} == {
            None,
            other["path"],
        }
