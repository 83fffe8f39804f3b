"""The pages of the record, as the build asks for them."""

from __future__ import annotations


def pages(lang: str) -> dict[str, str]:
    """Return path in the language's tree -> text: .md is built by Sphinx, .html is put into the frame, the rest is copied."""
    return {}
