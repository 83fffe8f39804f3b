"""The tables of data/: what their columns mean, which rows are refused and why, and how they are read, sealed and described.

Imports from: ground.
"""

import warnings

import pandas  # noqa: F401, before the block below, so that the filters that it sets stay

# Where PySpark is installed, pandera imports it, and it warns of pandas 3: on the screen and in every notebook, and no kernel
# could be kept warm. Nothing here asks PySpark for pandas. The filter must not stay: a notebook would see it.
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    import pandera.pandas  # noqa: F401
