"""Write what is said of the keys of packs: rules/schema/, and the tables of writing-rules.md.

    python docs/schemas.py            rewrite them; name the schema in each shipped YAML file
    python docs/schemas.py --check    exit 1 if one is not what the program says now

A table of keys stands between `<!-- keys: KIND -->` and `<!-- /keys -->`.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from auditor.rulepack.kinds import KINDS
from auditor.rulepack.schema import SCHEMAS, render_schema
from auditor.rulepack.schema_keys import COMMON_KEYS, Key, find_key

_ROOT = Path(__file__).resolve().parent.parent
_RULES = _ROOT / "rules"
_REFERENCE = _ROOT / "docs" / "writing-rules.md"
_MARK = "# yaml-language-server: $schema="
_TABLE = re.compile(r"(<!-- keys: (\w+) -->\n).*?(<!-- /keys -->)", re.DOTALL)


def list_files() -> Iterator[tuple[Path, str]]:
    """Yield every file that is written here, with what must stand in it."""
    for name in SCHEMAS:
        yield _RULES / "schema" / f"{name}.schema.json", render_schema(name)
    text = _REFERENCE.read_text(encoding="utf-8")
    yield _REFERENCE, _TABLE.sub(lambda found: found[1] + render_keys(found[2]) + found[3], text)
    for path in sorted(_RULES.rglob("*.yaml")):
        yield path, name_schema(path)


def render_keys(kind: str) -> str:
    """Render the table of a kind's own keys; of the keys of all rules for the kind `any`."""
    needed = ("kind",) if kind == "any" else KINDS[kind].required
    keys = COMMON_KEYS if kind == "any" else {k: find_key(k, kind) for k in KINDS[kind].keys}
    lines = ["| key | 用处 | what it is for |", "|---|---|---|"]
    for name, key in keys.items():
        mark = " *" if name in needed else ""
        lines.append(f"| `{name}`{mark} | {key.zh} | {key.en}{_list_words(key)} |")
    return "".join(f"{line}\n" for line in lines)


def _list_words(key: Key) -> str:
    """Say which words may stand under the key, where they are few and fixed."""
    choices = [key.schema, *key.schema.get("anyOf", ())]
    words = next((found["enum"] for found in choices if "enum" in found), ())
    if all(word in key.en for word in words):
        return ""
    return f": {', '.join(f'`{word}`' for word in words)}"


def name_schema(path: Path) -> str:
    """Return a file's text with the line at its head that editors look for."""
    parts = path.relative_to(_RULES).parts
    name = "rules" if parts[1] == "rules" else path.stem
    text = path.read_text(encoding="utf-8")
    if name not in SCHEMAS or text.startswith(_MARK):
        return text
    return f"{_MARK}{'../' * (len(parts) - 1)}schema/{name}.schema.json\n{text}"


def main() -> int:
    """Rewrite or check the files; return 1 if one was found stale under --check."""
    check = "--check" in sys.argv[1:]
    is_stale = False
    for path, wanted in list_files():
        if path.is_file() and path.read_text(encoding="utf-8") == wanted:
            continue
        is_stale = True
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted, encoding="utf-8", newline="\n")
        state = "not current; run make docs" if check else "rewritten"
        print(f"{path.relative_to(_ROOT).as_posix()}: {state}")
    return int(check and is_stale)


if __name__ == "__main__":
    sys.exit(main())
