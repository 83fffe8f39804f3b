"""Entry points: any input gives a result or a plain message, never a traceback.

BLUEBOOK_TRIES says how many tries a way has (100 in every run of the tests; `make fuzz`: 10,000). Several tests of one way
share them.
"""

import os

from hypothesis import HealthCheck, settings

TRIES = int(os.environ.get("BLUEBOOK_TRIES") or 100)


def fuzzed(tests=1):
    """Return the settings of a test that is one of so many of its way."""
    return settings(max_examples=-(-TRIES // tests), deadline=None, database=None, derandomize=TRIES <= 100, suppress_health_check=list(HealthCheck))
