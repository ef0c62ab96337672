"""The command line: arguments in, a report and an exit status out. Judges nothing itself.

Nothing is imported here, so that each command imports only what it needs.
"""
