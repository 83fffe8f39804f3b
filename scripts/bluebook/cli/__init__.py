"""The command `bluebook`: one module per group of commands. What a command needs is imported when it is called.

Imports from: ground, record, coding, sources, parameters, figures, kernels, runs, releases, exports, site.
"""

from bluebook.cli import coding, exports, figures, listings, releases, runs, site, sources, tables
from bluebook.cli.shared import main

__all__ = ["coding", "exports", "figures", "listings", "main", "releases", "runs", "site", "sources", "tables"]
