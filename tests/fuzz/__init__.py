"""Ways in: whatever is given, the answer is a result or one plain sentence, never a traceback.

BLUEBOOK_TRIES says how many tries a way has (100 in every run of the tests; `make fuzz`: 10,000).
"""

import os

from hypothesis import HealthCheck, settings

TRIES = int(os.environ.get("BLUEBOOK_TRIES") or 100)
fuzzed = settings(max_examples=TRIES, deadline=None, database=None, derandomize=TRIES <= 100, suppress_health_check=list(HealthCheck))
