"""The page around a report: content policy, style and script by their hashes. Knows no report."""

import base64
import hashlib
from functools import cache
from importlib import resources

from auditor.report.html.markup import Markup, element

_POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
    "base-uri 'none'; form-action 'none'"
)
_STYLES = ("page.css", "overview.css", "print.css")
_LANGUAGES = {"zh": "zh-Hans", "en": "en"}


def render_page(title: str, *body: Markup, script: str, language: str) -> str:
    """Render a whole page that loads nothing and runs no script but its own.

    `script` is the name of the script beside this module.
    """
    style, code = "".join(map(read_asset, _STYLES)), read_asset(script)
    policy = _POLICY.format(script=compute_hash(code), style=compute_hash(style))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(style)),
    )
    shown = element("body", *body, element("script", Markup(code)))
    page = element("html", head, shown, lang=_LANGUAGES.get(language, language))
    return f"<!DOCTYPE html>\n{page}\n"


@cache
def read_asset(name: str) -> str:
    """Read a style or script of ours."""
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


def compute_hash(text: str) -> str:
    """Compute the hash by which the policy knows a style or script."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return base64.b64encode(digest).decode("ascii")
