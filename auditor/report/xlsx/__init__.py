"""Workbooks: the exceptions sheet for the auditee, the overview of a run. Needs extra `office`.

The only place that writes workbooks; imported only where one is wanted.
"""

from auditor.report.xlsx.exceptions import render_exceptions, render_sealed
from auditor.report.xlsx.overview import render_overview_workbook

__all__ = ["render_exceptions", "render_overview_workbook", "render_sealed"]
