"""Settings of all tests."""

import os

from hypothesis import settings

# The same examples at every run of the continuous integration, and no deadline that a busy
# machine could miss.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
