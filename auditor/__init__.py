"""Audit government budgets figure by figure, by rules that auditors write in YAML."""

__version__ = "0.1.0"
