"""What stands above the findings, and the sheet that says how to answer them."""

from collections.abc import Iterator

from auditor.finding import Audit
from auditor.reading.answers import form
from auditor.report import words
from auditor.report import words_exceptions as own
from auditor.report.cell_text import escape_cell
from auditor.report.json_finding import write_path
from auditor.report.run import Run
from auditor.report.verdicts import count_severities, speak_counts, speak_verdict
from auditor.report.xlsx.plan import Cell, SheetPlan


def list_heading(run: Run) -> Iterator[Cell]:
    """Yield the lines above the findings: of what, how many, and what was not judged."""
    language = run.settings.language
    yield Cell(own.TITLE.speak(language), "title")
    if len(run.audits) == 1:
        audit = run.audits[0]
        yield Cell(_describe_document(audit, language), "note")
        if audit.status != "unreadable":
            yield Cell(escape_cell(speak_verdict(audit, language), language), "note")
    else:
        total = words.OVERALL.speak(language).format(documents=len(run.audits))
        counts = speak_counts(count_severities(run.audits), language)
        yield Cell(f"{total}: {counts}", "note")
    for audit in run.audits:
        if audit.status != "complete":
            yield Cell(_word_gap(audit, language), "loud")
    yield Cell(own.SEE_UNJUDGED.speak(language), "note")


def plan_guide(run: Run, seal: str) -> SheetPlan:
    """Plan the sheet that says how to answer; its last line is the digest."""
    language = run.settings.language
    paragraphs = own.GUIDE.speak(language).split("\n")
    lines = (*paragraphs, *_list_origins(run), f"{own.SEAL.speak(language)}:")
    return SheetPlan(
        title=form.GUIDE.speak(language),
        heading=(
            Cell(form.GUIDE.speak(language), "title"),
            *(Cell(escape_cell(line, language), "note") for line in lines),
            Cell(seal, "note"),
        ),
    )


def _list_origins(run: Run) -> Iterator[str]:
    """Yield what was audited with what: program, packs, documents with their digests."""
    language = run.settings.language
    yield f"{own.PROGRAM.speak(language)}: {run.tool.name} {run.tool.version}"
    for pack in run.tool.packs:
        named = f"{pack.name} {pack.version}"
        yield f"{own.PACK.speak(language)}: {named} sha256:{pack.sha256}"
    for audit in run.audits:
        digest = f" sha256:{audit.sha256}" if audit.sha256 else ""
        yield f"{own.DOCUMENT.speak(language)}: {write_path(audit.path)}{digest}"


def _describe_document(audit: Audit, language: str) -> str:
    facts = (write_path(audit.path), audit.issuer, str(audit.year or ""), audit.kind)
    return escape_cell(" · ".join(fact for fact in facts if fact), language)


def _word_gap(audit: Audit, language: str) -> str:
    said = words.UNREADABLE if audit.status == "unreadable" else words.INCOMPLETE
    sentence = said.speak(language).format(reason=audit.reason.speak(language))
    return escape_cell(f"{write_path(audit.path)}: {sentence}", language)
