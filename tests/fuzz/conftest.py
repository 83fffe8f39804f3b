"""Counts the tries of each entry point and reports them at the end."""

from collections import Counter

import pytest

WAYS = pytest.StashKey[Counter]()


@pytest.fixture(scope="session")
def tried(request):
    """Count one try of an entry point: call it with its name."""
    return lambda way: request.config.stash.setdefault(WAYS, Counter()).update([way])


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):  # a process of pytest-xdist
        session.config.workeroutput["ways"] = dict(session.config.stash.get(WAYS, {}))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    node.config.stash.setdefault(WAYS, Counter()).update(getattr(node, "workeroutput", {}).get("ways", {}))


def pytest_terminal_summary(terminalreporter, config):
    for way, times in sorted(config.stash.get(WAYS, Counter()).items()):
        terminalreporter.write_line(f"{times:8,} tries: {way}")
