"""A rule as text for people: what it demands, on whose authority, why, and by which examples."""

from collections.abc import Iterator, Sequence

from auditor.finding import Bilingual
from auditor.report.escaping import escape_line, escape_path, escape_text
from auditor.report.words import SEVERITIES
from auditor.rule import Example, Rule

_KIND = Bilingual("类别", "kind")
_SEVERITY = Bilingual("级别", "severity")
_STATUS = Bilingual("状态", "status")
_TABLES = Bilingual("适用的表", "tables")
_YEARS = Bilingual("适用年度", "years")
_SOURCE = Bilingual("依据", "source")
_RATIONALE = Bilingual("理由", "rationale")
_WAIVABLE = Bilingual("可否豁免", "waivable")
_REPLACES = Bilingual("取代", "replaces")
_PLACE = Bilingual("出处", "written in")
_WRITTEN = Bilingual("写法", "as written")
_EXAMPLE = Bilingual("例子", "example")
_YES = Bilingual("可以", "yes")
_NO = Bilingual("不可以", "no")
_STATUSES = {
    "draft": Bilingual("草案", "draft"),
    "approved": Bilingual("已批准", "approved"),
    "deprecated": Bilingual("已废止", "deprecated"),
}
_PLACES = {
    "line": Bilingual("第 {} 行", "line {}"),
    "column": Bilingual("第 {} 个字符", "character {}"),
    "table": Bilingual("表 {}", "table {}"),
    "row": Bilingual("行 {}", "row {}"),
    "column_name": Bilingual("列 {}", "column {}"),
}
_EXPECTS = {
    "pass": Bilingual("通过", "pass"),
    "fail": Bilingual("未通过", "fail"),
    "review": Bilingual("待复核", "review"),
    "not_applicable": Bilingual("不适用", "not applicable"),
}


def render_rule(rule: Rule, written: Sequence[str], language: str) -> str:
    """Render a rule; `written` are its own lines in the YAML file, as far as they can be read."""
    lines = [f"{rule.id}  {escape_text(rule.title.speak(language))}", ""]
    for label, said in _list_facts(rule, language):
        if said:
            lines.append(f"  {label.speak(language)}: {escape_text(said)}")
    if written:
        lines += ["", f"  {_WRITTEN.speak(language)}:"]
        lines += [f"    {escape_text(line)}".rstrip() for line in written]
    for example in rule.examples:
        lines += ["", *_iterate_example_lines(example, language)]
    return "".join(f"{line}\n" for line in lines)


def _list_facts(rule: Rule, language: str) -> tuple[tuple[Bilingual, str], ...]:
    severity = SEVERITIES.get(rule.severity.value)
    place = f"{rule.pack} {escape_path(rule.path)}:{rule.line}" if rule.path else rule.pack
    return (
        (_KIND, rule.kind),
        (_SEVERITY, severity.speak(language) if severity else rule.severity.value),
        (_STATUS, _STATUSES[rule.status].speak(language)),
        (_TABLES, "、".join(rule.tables)),
        (_YEARS, _describe_years(rule)),
        (_SOURCE, rule.source),
        (_RATIONALE, rule.rationale.speak(language)),
        (_WAIVABLE, (_YES if rule.waivable else _NO).speak(language)),
        (_REPLACES, ", ".join(rule.replaces)),
        (_PLACE, place.strip()),
    )


def _describe_years(rule: Rule) -> str:
    first, last = rule.effective.first, rule.effective.last
    return "" if first is None and last is None else f"{first or ''}–{last or ''}"


def _iterate_example_lines(example: Example, language: str) -> Iterator[str]:
    """Yield the example's name, what must come of it, and its document."""
    expected = _EXPECTS.get(example.expect)
    verdict = expected.speak(language) if expected else example.expect
    comma = "，" if language == "zh" else ", "
    place = "".join(
        comma + _PLACES[key].speak(language).format(said) for key, said in example.place
    )
    name = escape_text(f"{example.name} → {verdict}{place}")
    yield f"  {_EXAMPLE.speak(language)}: {name}"
    for number, text in enumerate((example.document, *example.others)):
        if number:
            yield "    ----"
        for line in text.rstrip("\n").split("\n"):
            yield f"    {escape_line(line)}".rstrip()
