"""The tables of data/: what their columns mean, which rows are refused and why, and how they are read, sealed and described.

Imports from: ground.
"""

import warnings

# Where PySpark is installed, pandera imports it, and it warns of pandas 3: on the screen and in every notebook, and no kernel
# could be kept warm. Nothing here asks PySpark for pandas.
warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
