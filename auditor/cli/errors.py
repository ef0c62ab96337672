"""What the command line refuses."""

from auditor.errors import AuditorError


class UsageError(AuditorError):
    """The command cannot be carried out as it was given."""
