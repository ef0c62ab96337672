"""Tell a person's or body's name from what programs write where nobody is known."""

_NOBODY = frozenset(
    "openpyxl python-docx apache-poi apachepoi administrator admin user windows-user microsoft"
    " unknown wps wps-office qt-xlsx-library anonymous".split()
)


def is_person(name: str) -> bool:
    """Say whether an author that a file names may be one."""
    folded = name.strip().lower().replace(" ", "-")
    return bool(folded) and folded not in _NOBODY
