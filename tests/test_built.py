"""What is built for a fast start changes no result; whatever does not fit is passed over."""

import marshal
import re
import subprocess
import sys
from pathlib import Path

import pytest

from auditor import expressions
from auditor.errors import RulePackError
from auditor.rulepack import compiled_packs, list_shipped_names, load_packs
from auditor.rulepack.catalogues import Catalogues

ROOT = Path(__file__).resolve().parent.parent
EXPRESSIONS = (
    (r"(?P<year>\d{4})年(?:度)?(?P<name>[^。;:,]{1,40}?)预算", 0),
    (r"[㐀-鿿]{2,8}+", 0),
    (r"(a)|(b)", int(re.IGNORECASE)),
    ("第 [一二三] 章 # 标题", int(re.VERBOSE)),
)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs are kept in a folder of the test, and `re` starts with an empty cache."""
    path = tmp_path / "built" / "expressions.marshal"
    monkeypatch.setattr(expressions, "find_programs_path", lambda: path)
    monkeypatch.setattr(re, "_cache", {})
    return path


@pytest.mark.parametrize(("expression", "flags"), EXPRESSIONS)
def test_a_restored_pattern_is_the_one_that_would_be_compiled(
    programs: Path, expression: str, flags: int
) -> None:
    compiled = re.compile(expression, flags)
    expressions.keep_expressions([(expression, flags)])
    vars(re)["_cache"].clear()

    expressions.restore_expressions()

    assert programs.is_file()
    (restored,) = vars(re)["_cache"].values()
    assert restored == compiled
    assert restored is not compiled
    assert re.compile(expression, flags) is restored
    assert restored.groupindex == compiled.groupindex


def test_what_is_compiled_within_the_block_is_noted() -> None:
    with expressions.record_expressions() as found:
        re.compile("只在这里编译的一句", re.IGNORECASE)

    re.compile("这一句在外面")

    assert list(found) == [("只在这里编译的一句", int(re.IGNORECASE))]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfenothing that was kept",
        marshal.dumps((("cpython-309", 1, 2), [])),
        marshal.dumps((("cpython-309", 1, 2), [("a", 0, (0, [9999, 1], 0, {}, (None,)))])),
        marshal.dumps("not what was written"),
    ],
)
def test_programs_that_do_not_fit_are_passed_over(programs: Path, content: bytes) -> None:
    programs.parent.mkdir()
    programs.write_bytes(content)

    expressions.restore_expressions()

    assert vars(re)["_cache"] == {}


def test_a_program_that_the_engine_refuses_is_passed_over(programs: Path) -> None:
    fit = (sys.implementation.cache_tag, sys.hexversion, vars(expressions)["_ENGINE"].MAGIC)
    programs.parent.mkdir()
    programs.write_bytes(marshal.dumps((fit, [("a", 0, (0, [9999, 1], 0, {}, (None,)))])))

    expressions.restore_expressions()

    assert re.compile("a").match("a")


def test_no_programs_at_all_is_no_fault(programs: Path) -> None:
    expressions.restore_expressions()

    assert not programs.exists()
    assert vars(re)["_cache"] == {}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program takes itself for installed; compiled packs lie in a folder of the test."""
    monkeypatch.setattr(compiled_packs, "is_installed", lambda: True)
    monkeypatch.setattr(
        compiled_packs, "_locate", lambda versions: tmp_path / f"{versions[-1].name}.pickle"
    )
    return tmp_path


@pytest.mark.parametrize("name", list_shipped_names())
def test_a_pack_read_as_compiled_is_the_pack(name: str, installed: Path) -> None:
    loaded = load_packs([name], examples=False)
    compiled_packs.keep_compiled_pack(loaded)

    read = load_packs([name], examples=False)

    assert (installed / f"{name}.pickle").is_file()
    assert read is not loaded
    assert read.rules[0] is not loaded.rules[0]
    assert read.packs == loaded.packs
    assert read.chosen == loaded.chosen
    assert dict(read.templates) == dict(loaded.templates)
    assert [rule.id for rule in read.rules] == [rule.id for rule in loaded.rules]
    assert [(r.title, r.severity, r.message) for r in read.rules] == [
        (r.title, r.severity, r.message) for r in loaded.rules
    ]
    assert read.statements == loaded.statements
    assert sorted(read.catalogues) == sorted(loaded.catalogues)
    assert all(read.catalogues[name].entries for name in read.catalogues)


def test_examples_are_never_read_from_what_was_compiled(installed: Path) -> None:
    compiled_packs.keep_compiled_pack(load_packs(["cn"], examples=False))

    with_examples = load_packs(["cn"])

    assert (installed / "cn.pickle").is_file()
    assert any(rule.examples for rule in with_examples.rules)


def test_a_pack_that_was_edited_is_compiled_anew(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled_packs.keep_compiled_pack(load_packs(["cn"], examples=False))
    kept = (installed / "cn.pickle").read_bytes()
    monkeypatch.setattr(compiled_packs, "__version__", "99.0.0")

    found = compiled_packs.find_compiled_pack(
        load_packs(["cn"], examples=False).packs, Catalogues({})
    )

    assert found is None
    (installed / "cn.pickle").write_bytes(b"[]\n" + kept.partition(b"\n")[2])
    assert load_packs(["cn"], examples=False).rules


@pytest.mark.parametrize("length", [0, 40, 4000])
def test_a_compiled_pack_that_is_cut_off_is_compiled_anew(installed: Path, length: int) -> None:
    loaded = load_packs(["cn"], examples=False)
    compiled_packs.keep_compiled_pack(loaded)
    path = installed / "cn.pickle"
    head, _, body = path.read_bytes().partition(b"\n")
    path.write_bytes(head + b"\n" + body[:length])

    read = load_packs(["cn"], examples=False)

    assert [rule.id for rule in read.rules] == [rule.id for rule in loaded.rules]


def test_a_checkout_compiles_its_packs() -> None:
    """What is edited in a checkout counts at once, the program as well as the rules."""
    versions = load_packs(["cn"], examples=False).packs

    assert compiled_packs.find_compiled_pack(versions, Catalogues({})) is None


def test_a_pack_that_is_not_there_is_refused_as_ever(installed: Path) -> None:
    assert installed.is_dir()
    with pytest.raises(RulePackError):
        load_packs(["no-such-pack"], examples=False)


def test_the_programs_for_the_wheel_are_what_audits_compile(tmp_path: Path) -> None:
    """The build's own command, on a sample, into a copy of the grammars' folder."""
    script = (
        "import sys, pathlib; from auditor import expressions\n"
        f"expressions.find_programs_path = lambda: pathlib.Path({str(tmp_path / 'b' / 'p')!r})\n"
        "from auditor.cli.expressions import keep_what_audits_compile\n"
        "keep_what_audits_compile(['samples/faulty.txt'])\n"
    )

    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True)

    fit, kept = marshal.loads((tmp_path / "b" / "p").read_bytes())  # noqa: S302 - just made
    assert fit[1] == sys.hexversion
    assert len(kept) > 100
