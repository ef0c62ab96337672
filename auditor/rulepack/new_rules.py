"""The text of a new rule: from a table's own form, or after a rule that is there already."""

import re
from collections.abc import Iterator, Sequence

from auditor.finding import Bilingual
from auditor.rulepack.sample_tables import SampleTable
from auditor.rulepack.schema_keys import find_key

_KEY = re.compile(r"  ([a-z-]+):")
_HEAD = Bilingual(
    "# {id}：改成自己的要求，然后运行 auditor rules lint 和 auditor rules test。",
    "# {id}: make it say what you demand; then run auditor rules lint and auditor rules test.",
)
_AFTER = Bilingual(
    "# 照 {model} 写成，内容和例子都可以改。",
    "# Written after {model}; change its demand and its examples.",
)
_EQUATION = """\
{id}:
  title: {{zh: {table}的数字相符, en: The figures of the table agree}}
  kind: equation
{scope}  equation: {equation}
  severity: error
  status: draft
  source: 写明法规名称和条款
  rationale: {{zh: 写明为什么要查, en: say why it is demanded}}
  message:
    zh: "{{place}}：应为 {{expected}}，实为 {{found}}，相差 {{difference}} {{unit}}"
    en: "{{place}}: expected {{expected}}, found {{found}}, difference {{difference}} {{unit}}"
  examples:
    - name: {sound_name}
      document: |
{sound}
      expect: pass
    - name: {faulty_name}
      document: |
{faulty}
      expect: fail
      at: {{line: {line}, column_name: {column_name}}}
"""
_SOUND = Bilingual("相符", "sound")
_FAULTY = Bilingual("错一位数", "one digit off")
_PACK = Bilingual(
    "# 自己的规则包：继承 {extended}，同名规则以这里为准。",
    "# A pack of your own: all of {extended}; a rule of the same id here replaces that one.",
)


def render_equation_rule(id_: str, table: str, sample: SampleTable, language: str) -> str:
    """Render a rule that demands the equation of a sample, with its two documents."""
    text = _EQUATION.format(
        id=id_,
        table=table,
        scope="" if "[" in sample.equation else f"  in: {table}\n",
        equation=sample.equation,
        sound_name=_SOUND.speak(language),
        sound=_indent(sample.sound),
        faulty_name=_FAULTY.speak(language),
        faulty=_indent(sample.faulty),
        line=sample.line,
        column_name=sample.column_name,
    )
    lines = text.rstrip("\n").split("\n")
    return _join(id_, [], _comment_keys(lines, "equation", language), language)


def render_copied_rule(
    id_: str, model: str, kind: str, lines: Sequence[str], language: str
) -> str:
    """Render a rule after another one, whose entry is `lines`; the new one is a draft."""
    kept = [line for line in lines[1:] if not line.startswith(("  status:", "  replaces:"))]
    place = next(number for number, line in enumerate(kept) if line.startswith("  kind:"))
    body = [f"{id_}:", *kept[: place + 1], "  status: draft", *kept[place + 1 :]]
    after = _AFTER.speak(language).format(model=model)
    return _join(id_, [after], _comment_keys(body, kind, language), language)


def render_pack_head(name: str, version: str, extended: str, language: str) -> str:
    """Render pack.yaml of a pack that extends another."""
    return (
        "# yaml-language-server: $schema=.schema/pack.schema.json\n"
        f"{_PACK.speak(language).format(extended=extended)}\n"
        f"name: {name}\nversion: 0.1.0\nmin-version: {version}\nextends: [{extended}]\n"
    )


def _join(id_: str, remarks: Sequence[str], lines: Iterator[str], language: str) -> str:
    head = "# yaml-language-server: $schema=../.schema/rules.schema.json"
    said = _HEAD.speak(language).format(id=id_)
    return "".join(f"{line}\n" for line in (head, said, *remarks, "", *lines))


def _comment_keys(lines: Sequence[str], kind: str, language: str) -> Iterator[str]:
    """Yield the lines of a rule, above each of its keys what the key is for."""
    for line in lines:
        found = _KEY.match(line)
        if found:
            key = find_key(found[1], kind)
            yield f"  # {key.en if language == 'en' else key.zh}"
        yield line


def _indent(document: str) -> str:
    return "\n".join(f"        {line}" for line in document.split("\n"))
