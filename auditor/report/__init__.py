"""What people and programs read: the terminal report, the JSON contract, the syntax tree.

Nothing is imported here: only the terminal report may cost the import of rich.
"""
