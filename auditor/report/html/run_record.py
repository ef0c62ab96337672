"""The end of a report: what it was made from, so that it can be repeated. Knows no finding."""

from auditor.finding import Audit
from auditor.report.escaping import escape_path
from auditor.report.html import words
from auditor.report.html.markup import Markup, element
from auditor.report.run import FileVersion, Run


def render_record(run: Run, audit: Audit | None, language: str) -> Markup:
    """Render program, packs, settings and, for one document, its file and hash."""
    rows = [
        (words.PROGRAM, f"{run.tool.name} {run.tool.version}"),
        (words.LIBRARIES, ", ".join(f"{name} {version}" for name, version in run.tool.libraries)),
        *((words.PACKS, f"{pack.name} {pack.version} · {pack.sha256}") for pack in run.tool.packs),
        (words.SETTINGS, _speak_settings(run)),
    ]
    if audit is not None:
        rows.insert(0, (words.FILE, escape_path(audit.path)))
        rows.insert(1, (words.SHA256, audit.sha256 or "—"))
        rows[2:2] = [
            (words.PACK_CHOSEN, f"{name} ({why.speak(language)})" if why.speak(language) else name)
            for name, why in audit.packs_chosen
        ]
    body = [
        element("tr", element("th", label.speak(language)), element("td", said))
        for label, said in rows
    ]
    table = element("table", element("tbody", *body), class_="pairs")
    summary = element("summary", words.RECORD.speak(language))
    return element("footer", element("details", summary, table), class_="record")


def _speak_settings(run: Run) -> str:
    settings = run.settings
    said = [f"--fail-on {settings.fail_on}", f"--lang {settings.language}"]
    said += [f"--pack {escape_path(pack)}" for pack in settings.packs]
    if settings.config is not None:
        said.append(f"--config {escape_path(settings.config)}")
    said += [f"--select {name}" for name in settings.select]
    said += [f"--ignore {name}" for name in settings.ignore]
    said += ["--allow-incomplete"] if settings.allow_incomplete else []
    said += [] if settings.sets else ["--no-sets"]
    said += [f"--max-size {settings.max_size}"] if settings.max_size else []
    said += [f"--limit {limit}" for limit in settings.limits]
    said += [f"--waivers {_speak_file(waivers)}" for waivers in settings.waivers]
    said += [f"--baseline {_speak_file(settings.baseline)}"] if settings.baseline else []
    said += [settings.today] if settings.today else []
    said += [f"--limit {limit}" for limit in settings.limits]
    return "  ".join(said)


def _speak_file(file: FileVersion) -> str:
    return f"{escape_path(file.path)} ({file.sha256})"
