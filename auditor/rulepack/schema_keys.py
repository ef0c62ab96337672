"""What each key of a rule is for, and what may stand under it: for editors and new rules.

The loader does not read this; a test holds the two together.
"""

from typing import Any, NamedTuple

from auditor.budget import UNSEEN_KINDS
from auditor.checks.agree.check import DEMANDS as AGREE_DEMANDS
from auditor.checks.codes.check import DEMANDS as CODE_DEMANDS
from auditor.checks.count import DEMANDS as COUNT_DEMANDS
from auditor.checks.indicators.check import FORM_DEMANDS
from auditor.checks.inferred.check import EQUATIONS, ROLLUPS
from auditor.checks.numerals import FAULTS
from auditor.checks.present.check import SUBJECTS
from auditor.checks.rollup import DIRECTIONS
from auditor.checks.wording.check import SORTS
from auditor.checks.years.check import PLACES
from auditor.checks.years.sentences import EXPECTATIONS
from auditor.finding import Verdict
from auditor.rule import Severity
from auditor.rule.across import SCOPES

Schema = dict[str, Any]


class Key(NamedTuple):
    """A key: the JSON Schema of what stands under it, and what it is for."""

    schema: Schema
    zh: str
    en: str


def choose(*words: str) -> Schema:
    """Return the schema of one of several words."""
    return {"enum": list(words)}


def allow_one_or_list(schema: Schema) -> Schema:
    """Return the schema of a thing or a list of such things."""
    return {"anyOf": [schema, {"type": "array", "minItems": 1, "items": schema}]}


def build_object(keys: dict[str, Schema], *required: str) -> Schema:
    """Return the schema of a mapping with these keys and no others."""
    shape: Schema = {"type": "object", "properties": keys, "additionalProperties": False}
    return {**shape, "required": list(required)} if required else shape


TEXT: Schema = {"type": ["string", "number"]}
TEXTS = allow_one_or_list(TEXT)
FLAG: Schema = {"type": "boolean"}
YEAR: Schema = {"type": "integer", "minimum": 1000, "maximum": 9999}
_NUMBER: Schema = {"type": "integer", "minimum": 1}
YEARS = build_object({"from": YEAR, "to": YEAR})
SEVERITY = choose(*(severity.value for severity in Severity))
_WORDS: Schema = {"anyOf": [TEXT, build_object({"zh": TEXT, "en": TEXT})]}
_PLACE = build_object(
    {"line": _NUMBER, "column": _NUMBER, "table": TEXT, "row": TEXT, "column_name": TEXT}
)
EXAMPLES: Schema = {
    "type": "array",
    "items": build_object(
        {
            "name": TEXT,
            "document": TEXT,
            "expect": choose(*(verdict.value for verdict in Verdict)),
            "at": _PLACE,
            "unseen": allow_one_or_list(choose(*UNSEEN_KINDS)),
            "documents": {"type": "array", "minItems": 2, "items": TEXT},
        },
        *("name", "expect"),
    ),
}

COMMON_KEYS = {
    "title": Key(_WORDS, "要求什么，一句话", "what is demanded, in one sentence"),
    "kind": Key(TEXT, "规则类别", "the kind of rule"),
    "severity": Key(
        SEVERITY,
        "不符合时的级别：error 错误，warning 警告，info 提示，off 关闭",
        "how much a failure weighs: error, warning, info; off switches the rule off",
    ),
    "source": Key(TEXT, "依据：法规名称和条款", "on whose authority: law and article"),
    "rationale": Key(_WORDS, "理由：为什么要查", "why it is demanded"),
    "message": Key(
        _WORDS,
        "报告里的话；{row} {column} {found} {expected} {difference} {unit} 会换成实际内容",
        "the words of the report; {row} {column} {found} {expected} {difference} {unit} are slots",
    ),
    "when": Key(TEXT, "条件：成立时才检查", "a condition: judged only where it holds"),
    "effective": Key(YEARS, "适用的预算年度，两端都含", "budget years, both included"),
    "status": Key(
        choose("draft", "approved", "deprecated"),
        "draft 试行（只作提示），approved 正式，deprecated 停用（不运行）",
        "draft is tried out and only ever info, approved runs, deprecated does not run",
    ),
    "replaces": Key(TEXTS, "取代的旧规则名", "old ids of this rule"),
    "waivable": Key(FLAG, "可否豁免", "whether a finding can be waived"),
    "examples": Key(
        EXAMPLES,
        "例子就是规则的测试：至少一个 pass、一个 fail",
        "the examples are the rule's tests: at least one passes and one fails",
    ),
}
# A key that means something else in one kind than in others has that kind before its name.
KIND_KEYS = {
    "in": Key(TEXTS, "在哪些表中检查（表名见 tables.yaml）", "the tables, by their names"),
    "equation": Key(TEXT, "等式，一行一个", "equations, one a line"),
    "tolerance": Key(
        TEXT,
        "容差：auto 按印出的末位，exact 分毫不差，或带单位的数额如 0.5元",
        "auto: by the printed digits; exact; or an amount with its unit, such as 0.5元",
    ),
    "direction": Key(
        choose(*DIRECTIONS),
        "down 上级行等于下级行之和；across 每行中总栏等于其各分栏之和；rates 增减比例"
        "（columns 每三栏依次为比例、本年、上年三栏）",
        "down: a row is the sum of the rows below it; across: a column is that of its parts; "
        "rates: a change in % (columns by threes: rate, this year, the year before)",
    ),
    "columns": Key(TEXTS, "检查哪些栏；不写则每个金额栏", "the columns; all if left out"),
    "tables": Key(TEXTS, "哪些表", "the tables"),
    "phrases": Key(TEXTS, "找哪些写法", "the spellings to look for"),
    "up-to": Key(TEXTS, "找到这些标题为止", "headings at which the search ends"),
    "statements": Key(TEXTS, "哪些语句（见 statements.yaml）", "the statements, by their names"),
    "total": Key(TEXT, "说明总数的语句", "the statement of the total"),
    "parts": Key(TEXTS, "语句的哪些部分", "the parts of the statements"),
    "funds": Key(TEXTS, "绩效目标表的哪些资金，按先后", "the funds of a form, in this order"),
    "relation": Key(choose("=", ">="), "关系：= 或 >=", "the relation: = or >="),
    "ignore": Key(TEXTS, "名称中可有可无的字", "words that a name may add or leave out"),
    "levels": Key(TEXTS, "哪几级科目：类、款、项", "the levels of codes: 类, 款, 项"),
    "form": Key(TEXTS, "只查有这些标题的文件", "only documents with these titles of the form"),
    "headings": Key(
        {"type": "object", "additionalProperties": TEXTS},
        "哪些标题，各有写法",
        "the headings, each with its spellings",
    ),
    "within": Key(TEXTS, "在哪些标题之下", "the headings under which it is looked for"),
    "filled-by-tables": Key(TEXTS, "有表即算有内容的标题", "headings that tables fill"),
    "changes": Key(TEXTS, "表示增减的写法", "spellings of an increase or a decrease"),
    "reasons": Key(TEXTS, "表示原因的写法", "spellings of a reason"),
    "splits": Key(TEXTS, "引出各部分的写法", "how a sentence turns to the parts of a figure"),
    "apart-from": Key(TEXTS, "不检查的名称", "names that are not judged"),
    "plans": Key(TEXTS, "五年规划序数之后的词", "words behind the ordinal of a five-year plan"),
    "figures": Key(TEXTS, "年度与金额之间的词", "words that stand between a year and an amount"),
    "past-words": Key(TEXTS, "回顾以往的词", "words that look back"),
    "sentences": Key(TEXTS, "带年度的写法", "spellings with a year in them"),
    "expect": Key(
        choose(*EXPECTATIONS),
        "应为本年 same 还是上年 before",
        "the document's year or the one before",
    ),
    "scopes": Key(
        {
            "type": "object",
            "additionalProperties": build_object(
                {"issuers": TEXTS, "spellings": TEXTS}, "spellings"
            ),
        },
        "范围词：名称、哪些编制主体用、写法",
        "scope words: which issuers use them, and their spellings",
    ),
    "equation.infer": Key(
        choose(*EQUATIONS),
        "推断哪种关系（没有模板的表）",
        "which relation to infer, in tables that no template fits",
    ),
    "rollup.infer": Key(
        choose(*ROLLUPS),
        "推断哪种关系（没有模板的表）",
        "which relation to infer, in tables that no template fits",
    ),
    "across": Key(
        choose(*SCOPES),
        "与哪些文件比对：parts 同一预算的各个文件，years 上年，unit 每家单位，units 各单位之和，"
        "all-units 单位齐全时的各单位之和，accounts 决算与预算",
        "which other documents: parts of one publication, last year's, each unit, all units "
        "added, all units if none is missing, the budget of a final account",
    ),
    "announced": Key(
        TEXTS, "列出所属单位的语句", "the statements that list the units of a department"
    ),
    "agree.demand": Key(choose(*AGREE_DEMANDS), "语句与什么一致", "what sentences agree with"),
    "codes.demand": Key(choose(*CODE_DEMANDS), "对编码的要求", "what is demanded of the codes"),
    "count.demand": Key(choose(*COUNT_DEMANDS), "数什么", "what is counted"),
    "indicators.demand": Key(
        choose(*FORM_DEMANDS), "对绩效目标表的要求", "what is demanded of performance forms"
    ),
    "years.where": Key(
        allow_one_or_list(choose(*PLACES)), "查哪里的年度；不写则全部", "where; all if left out"
    ),
    "numerals.find": Key(
        allow_one_or_list(choose(*FAULTS)),
        "找哪些毛病；不写则全部",
        "which faults; all if left out",
    ),
    "wording.find": Key(choose(*SORTS), "找哪种毛病", "which sort of slip"),
    "present.what": Key(choose(*SUBJECTS), "应当有什么", "what must be there"),
    "present.unseen": Key(
        allow_one_or_list(choose(*UNSEEN_KINDS)),
        "哪些看不见的内容",
        "which things beside the print",
    ),
}
_UNKNOWN = Key({}, "见 docs/writing-rules.md", "see docs/writing-rules.md")


def find_key(name: str, kind: str) -> Key:
    """Find what is known of a key in rules of a kind."""
    named = KIND_KEYS.get(f"{kind}.{name}") or KIND_KEYS.get(name)
    return COMMON_KEYS.get(name) or named or _UNKNOWN
