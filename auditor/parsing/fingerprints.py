"""What tells one grammar, built by one lark, from every other."""

import hashlib

import lark


def compute_fingerprint(text: str) -> str:
    """Compute the fingerprint of a grammar's text and of the lark that builds it."""
    return hashlib.sha256(f"{lark.__version__}\n{text}".encode()).hexdigest()
