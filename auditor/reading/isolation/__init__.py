"""Read the files of formats that can hurt in a process of their own, under limits."""

from auditor.reading.isolation.keeper import (
    abandon_reading,
    read_isolated,
    start_reading,
)

__all__ = ["abandon_reading", "read_isolated", "start_reading"]
