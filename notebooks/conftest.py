"""nbval compares text and tables and leaves images out; here a changed picture fails too."""


def pytest_collection_modifyitems(items):
    for item in items:
        skipped = getattr(item.parent, "skip_compare", ())
        if "image/png" in skipped:
            item.parent.skip_compare = tuple(kind for kind in skipped if kind != "image/png")
