"""The command `bluebook`: one module per group of commands. What a command needs is imported when it is called.

Imports from: ground, record, links, coding, sources, parameters, figures, kernels, runs, releases, exports, site.
"""

from bluebook.cli import coding, exports, figures, links, listings, releases, runs, site, sources, tables
from bluebook.cli.shared import main

__all__ = ["coding", "exports", "figures", "links", "listings", "main", "releases", "runs", "site", "sources", "tables"]
