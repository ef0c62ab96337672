"""Audit on a Ray cluster: the same audits as on one machine, whatever is lost on the way."""
