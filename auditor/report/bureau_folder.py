"""A run that a store holds, as a folder: issuers by rules, and a page for each document.

Knows no disk and no store: names and contents only.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.finding import Audit
from auditor.report.folders import OVERVIEW, ReportFile, name_files
from auditor.report.html.bureau_page import render_bureaus
from auditor.report.html.document_page import name_document, render_html
from auditor.report.html.linked import Linked
from auditor.report.lightening import lighten_audit
from auditor.report.lives import Life, group_lives
from auditor.report.rendering import encode_text
from auditor.report.run import Run


def render_bureau_folder(
    head: Run,
    audits: Iterable[Audit],
    paths: Sequence[str],
    *,
    number: int,
    label: str,
    counts: Mapping[str, int],
    lives: Sequence[Life],
) -> Iterator[ReportFile]:
    """Render the files one after another, the overview last; one document is held at a time.

    `head` is the run without its documents, `paths` are theirs in their order; `counts` are
    findings by what became of them, `lives` those that are to be told of.
    """
    pages = [f"{stem}.html" for stem in name_files(paths)]
    beside = dict(zip(paths, pages, strict=True))
    told = {} if set(counts) <= {"new"} else group_lives(lives)  # of a first run all are new
    linked = []
    for audit, page in zip(audits, pages, strict=True):
        alone = head._replace(audits=(audit,))
        known = told.get(audit.path, {})
        content = render_html(alone, overview=OVERVIEW, pages=beside, lives=known)
        yield ReportFile(page, encode_text(content))
        linked.append(Linked(lighten_audit(audit), name_document(audit), page, ""))
    run = head._replace(audits=tuple(each.audit for each in linked))
    content = render_bureaus(run, linked, number=number, label=label, counts=counts, lives=lives)
    yield ReportFile(OVERVIEW, encode_text(content))
