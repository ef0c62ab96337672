"""The rules as SARIF describes them, each once, in the order of the packs."""

from auditor.finding import Bilingual, Finding
from auditor.report.run import Run
from auditor.report.sarif.texts import build_message
from auditor.report.words_plain import GAPS, SOURCE
from auditor.rule import Rule, Severity

LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}


def build_rules(run: Run) -> dict[str, dict[str, object]]:
    """Build a description of each rule of the packs by its id."""
    language = run.settings.language
    rules: dict[str, dict[str, object]] = {}
    for rule in run.rules:
        if rule.severity is not Severity.OFF and rule.status != "deprecated":
            rules.setdefault(rule.id, _build_rule(rule, language))
    return rules


def build_notices(language: str) -> list[dict[str, object]]:
    """Build the descriptions of what can be said of the run itself.

    GitHub asks for all three texts also where one says it.
    """
    described = {kind: build_message(said.speak(language)) for kind, said in GAPS.items()}
    return [
        {"id": kind, "shortDescription": said, "fullDescription": said, "help": said}
        for kind, said in described.items()
    ]


def _build_rule(rule: Rule, language: str) -> dict[str, object]:
    title = _require_words(rule.title, rule.id, language)
    why = _require_words(rule.rationale, title, language)
    source = f"{SOURCE.speak(language)}: {rule.source}" if rule.source else ""
    help_text = "\n".join(line for line in (title, why, source) if line)
    return {
        "id": rule.id,
        **({"deprecatedIds": list(rule.replaces)} if rule.replaces else {}),
        "shortDescription": build_message(title),
        "fullDescription": build_message(why),
        "help": build_message(f"{help_text}\nauditor explain {rule.id}"),
        "defaultConfiguration": {"level": LEVELS[rule.severity.value]},
        "properties": {
            "tags": list(dict.fromkeys((rule.kind, *([rule.pack] if rule.pack else [])))),
            "tables": list(rule.tables),
            "source": rule.source,
            "waivable": rule.waivable,
            "status": rule.status,
        },
    }


def build_unknown_rule(finding: Finding, language: str) -> dict[str, object]:
    """Describe a rule that stands in no pack by what its first finding says of it."""
    title = build_message(finding.title.speak(language) or finding.rule)
    return {
        "id": finding.rule,
        "shortDescription": title,
        "fullDescription": title,
        "help": title,
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {"tags": [finding.kind]},
    }


def _require_words(said: Bilingual, otherwise: str, language: str) -> str:
    return said.speak(language) or otherwise
