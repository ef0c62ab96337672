"""Settings of all tests."""

import atexit
import os
import tempfile

from hypothesis import settings

# The same examples at every run of the continuous integration, and no deadline that a busy
# machine could miss.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

# What an interrupted run leaves goes into a folder of the tests, not of who runs them.
_CACHES = tempfile.TemporaryDirectory(prefix="auditor-tests-", ignore_cleanup_errors=True)
atexit.register(_CACHES.cleanup)
os.environ["XDG_CACHE_HOME"] = _CACHES.name
