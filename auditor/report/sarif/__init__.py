"""SARIF 2.1.0, for code scanning and its viewers. Knows no other report's words."""
