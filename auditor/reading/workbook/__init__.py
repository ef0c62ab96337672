"""Workbooks to tabular text: what a sheet displays. Needs the extra `office`."""
