"""Cells as people and programs leave them: quoted, padded, or with a word where nothing is meant. One rule for all formats."""

from __future__ import annotations

MISSING = ("", "NULL", "NA", "N/A", "--", "NONE", "NAN", "-", "---", ".", "N.A.", "(NULL)", "<NA>", "#N/A",
           "\\N", "N.A", "?", "–", "—", "(NONE)", "[NULL]", "#NULL!")  # in capital or small letters  # fmt: skip
BLANKS = " \t\r\n\u00a0\u3000\ufeff"

_QUOTED = "(length(cell) > 1 AND starts_with(cell, '\"') AND ends_with(cell, '\"'))"
_WORDS = ", ".join(f"'{word}'" for word in MISSING)
_CODES = " || ".join(f"chr({ord(blank)})" for blank in BLANKS)
MACROS = (
    f"CREATE MACRO bare(cell) AS trim(cell, {_CODES})",
    f"""CREATE MACRO unquoted(cell) AS CASE WHEN {_QUOTED} THEN bare(replace(cell[2:-2], '""', '"')) ELSE cell END""",
    f"CREATE MACRO told(cell) AS CASE WHEN upper(cell) IN ({_WORDS}) THEN '' ELSE cell END",
    "CREATE MACRO tidied(cell) AS told(unquoted(bare(cell)))",
)  # what `tidied` below does, in SQL


def tidied(cell: str) -> str:
    """Return a cell without blanks and quotation marks around it, and nothing where its word means that nothing is known."""
    bare = cell.strip(BLANKS)
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        bare = bare[1:-1].replace('""', '"').strip(BLANKS)
    return "" if bare.upper() in MISSING else bare
