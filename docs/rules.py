"""Write docs/rules/ from the YAML of the shipped packs: a page a rule file, and an index.

python docs/rules.py            rewrite the pages
python docs/rules.py --check    exit 1 if a page is not what the rules say now
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from auditor.engine.examples import run_rule, run_set
from auditor.engine.wording import word_message
from auditor.finding import Bilingual, Verdict
from auditor.rule import Example, Rule
from auditor.rulepack import RulePack, list_shipped_names, load_packs
from auditor.rulepack.kinds import KINDS

_ROOT = Path(__file__).resolve().parent.parent
_PAGES = _ROOT / "docs" / "rules"
_PACK = "cn-shanghai"
_NOTE = "<!-- Written by docs/rules.py from the YAML; change the rule, not this page. -->"
_ABOUT = """\
规则包 `{pack}` 共 {count} 条规则，每条都有依据、理由和例子。怎样写自己的规则：
[五分钟写一条规则](../tutorial.zh-CN.md)。

The pack `{pack}` has {count} rules, each with its authority, reason and examples. Write your own:
[your first rule](../tutorial.md). How often each was right: [precision](precision.md)."""
_EXPECTS = {
    "pass": "通过 pass",
    "fail": "未通过 fail",
    "review": "待复核 review",
    "not_applicable": "不适用 not applicable",
}
_SEVERITIES = {"error": "错误 error", "warning": "警告 warning", "info": "提示 info"}
# What no generator writes, and therefore none removes.
_OTHERS = frozenset({"precision.md"})


def render_all_pages() -> dict[str, str]:
    """Render the pages of every shipped pack: the index is that of one, and names the others."""
    first = load_packs([_PACK])
    pages: dict[str, str] = {}
    seen = {(rule.pack, rule.id) for rule in first.rules}
    about = ["", "## 其他规则包 Other packs", "", "| pack | rules of its own |", "|---|---|"]
    for name in list_shipped_names():
        rule_pack = load_packs([name])
        own = [rule for rule in rule_pack.rules if rule.pack == name]
        about.append(f"| `{name}` | {len(own)} |")
        further = tuple(rule for rule in rule_pack.rules if (rule.pack, rule.id) not in seen)
        if further:
            pages |= render_pages(replace(rule_pack, rules=_list_same_files(rule_pack, further)))
            seen |= {(rule.pack, rule.id) for rule in further}
    mine = render_pages(first)
    return {**mine, **pages, "README.md": mine["README.md"].rstrip("\n") + _join(about)}


def _list_same_files(rule_pack: RulePack, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return all rules of the files that hold these: a page is a whole file."""
    paths = {rule.path for rule in rules}
    return tuple(rule for rule in rule_pack.rules if rule.path in paths)


def render_pages(rule_pack: RulePack) -> dict[str, str]:
    """Render all pages, by file name."""
    pages = {"README.md": _render_index(rule_pack)}
    files: dict[str, list[Rule]] = {}
    for rule in rule_pack.rules:
        files.setdefault(_name_page(rule), []).append(rule)
    for name, rules in files.items():
        pages[name] = _render_page(rules, rule_pack)
    return pages


def _name_page(rule: Rule) -> str:
    return f"{rule.pack}-{Path(rule.path).stem}.md"


def _render_index(rule_pack: RulePack) -> str:
    lines = [
        _NOTE,
        "",
        "# 规则 Rules",
        "",
        _ABOUT.format(pack=_PACK, count=len(rule_pack.rules)),
        "",
        "## 按类别 By kind",
    ]
    for kind in KINDS:
        rules = [rule for rule in rule_pack.rules if rule.kind == kind]
        if rules:
            lines += ["", f"### {kind}", "", *_list_rules(rules)]
    lines += ["", "## 按表 By table"]
    for template in rule_pack.templates.values():
        rules = [rule for rule in rule_pack.rules if template.name in list_tables(rule)]
        if rules:
            lines += ["", f"### {template.number} {template.name}", "", *_list_rules(rules)]
    return _join(lines)


def _list_rules(rules: Iterable[Rule]) -> Iterator[str]:
    yield "| rule | severity | 要求 | demand |"
    yield "|---|---|---|---|"
    for rule in rules:
        link = f"[{rule.id}]({_name_page(rule)}#{_make_anchor(rule)})"
        yield f"| {link} | {rule.severity} | {_cell(rule.title.zh)} | {_cell(rule.title.en)} |"


def _make_anchor(rule: Rule) -> str:
    return rule.id.lower().replace(".", "")


def list_tables(rule: Rule) -> tuple[str, ...]:
    """List the tables that a rule looks into: those it is in, and those its formulas name."""
    parameters = getattr(rule.check, "args", (None,))[0]
    named = [
        table.name
        for equation in getattr(parameters, "equations", ())
        for table in equation.tables
    ]
    own = [table.name for table in getattr(parameters, "tables", ()) if hasattr(table, "name")]
    return tuple(dict.fromkeys([*rule.tables, *own, *named]))


def _render_page(rules: Sequence[Rule], rule_pack: RulePack) -> str:
    first = rules[0]
    lines = [
        _NOTE,
        "",
        f"# {first.pack}: {Path(first.path).stem}",
        "",
        "[全部规则 all](README.md)",
    ]
    for rule in rules:
        lines += ["", *_render_rule(rule, rule_pack)]
    return _join(lines)


def _render_rule(rule: Rule, rule_pack: RulePack) -> Iterator[str]:
    yield f"## {rule.id}"
    yield ""
    yield f"**{rule.title.zh}**  "
    yield f"**{rule.title.en}**"
    yield ""
    for label, said in _list_facts(rule):
        if said:
            yield f"- {label}: {said}"
    for label, words in (("理由 why", rule.rationale), ("报告 report", rule.message)):
        if words is not None and words.zh:
            yield from _render_words(label, words)
    for example in rule.examples:
        yield ""
        yield from _render_example(rule, example, rule_pack)


def _list_facts(rule: Rule) -> tuple[tuple[str, str], ...]:
    first, last = rule.effective.first, rule.effective.last
    years = "" if first is None and last is None else f"{first or ''}–{last or ''}"
    status = "" if rule.status == "approved" else rule.status
    return (
        ("类别 kind", f"`{rule.kind}`"),
        ("级别 severity", _SEVERITIES[rule.severity.value]),
        ("状态 status", status),
        ("比对 across", f"`{rule.across}`" if rule.across else ""),
        ("表 tables", "、".join(list_tables(rule))),
        ("年度 years", years),
        ("依据 source", rule.source),
    )


def _render_words(label: str, words: Bilingual) -> Iterator[str]:
    yield f"- {label}: {words.zh}  "
    yield f"  {words.en}"


def _render_example(rule: Rule, example: Example, rule_pack: RulePack) -> Iterator[str]:
    place = "".join(f", {key} {said}" for key, said in example.place)
    yield f"{_EXPECTS.get(example.expect, example.expect)}: {example.name}{place}"
    yield ""
    for text in (example.document, *example.others):
        yield "```text"
        for line in text.rstrip("\n").split("\n"):
            yield line.replace("\t", " │ ").rstrip()
        yield "```"
    said = _find_message(rule, example, rule_pack)
    if said is not None:
        yield ""
        yield f"> {said.zh}  "
        yield f"> {said.en}"


def _find_message(rule: Rule, example: Example, rule_pack: RulePack) -> Bilingual | None:
    """Return what the report would say of the first thing that the example shows to be wrong."""
    if example.expect not in ("fail", "review"):
        return None
    wanted = Verdict(example.expect)
    if rule.across or example.others:
        run = run_set(rule, (example.document, *example.others), rule_pack)
    else:
        run = run_rule(rule, example.document, rule_pack)
    outcomes = [found for _, found in run.outcomes]
    mine = [outcome for outcome in outcomes if outcome.verdict is wanted]
    return word_message(rule, mine[:1]) if mine else None


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _join(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def find_stale(pages: dict[str, str]) -> list[str]:
    """Find the pages that are missing, outdated, or of no rule file any more."""
    known = {path.name for path in _PAGES.glob("*.md")} - _OTHERS
    outdated = [
        name
        for name, text in pages.items()
        if name not in known or (_PAGES / name).read_text(encoding="utf-8") != text
    ]
    return outdated + sorted(known - set(pages))


def main() -> int:
    """Rewrite or check the pages; return 1 if one was found stale under --check."""
    check = "--check" in sys.argv[1:]
    pages = render_all_pages()
    stale = find_stale(pages)
    for name in stale:
        if not check and name in pages:
            _PAGES.mkdir(exist_ok=True)
            (_PAGES / name).write_text(pages[name], encoding="utf-8", newline="\n")
        elif not check:
            (_PAGES / name).unlink()
        print(f"docs/rules/{name}: {'not current; run make docs' if check else 'rewritten'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
