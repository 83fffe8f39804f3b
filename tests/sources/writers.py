"""Event files written for tests, a line at a time, and imported."""

import csv
import io
from pathlib import Path

from bluebook import sources
from bluebook.sources import engine

SAMPLES = Path(__file__).parents[1] / "samples"


def gathered(form, files, folder):
    out = Path(folder) / "events.parquet"
    account = engine.gather([str(file) for file in files], out, sources.named(form), lambda line: None)
    rows = sources.read(str(out)).order("date, one, other, code, direction").fetchall()
    return account, [dict(zip(sources.FRAME, row, strict=True)) for row in rows]


def brought(form, text, folder, name="file", encoding="utf-8"):
    file = Path(folder) / name
    file.write_bytes(text.encode(encoding))
    return gathered(form, [file], folder)


def line(form, delimiter="\t", **cells):
    """Write one line of a format, cells by column (blanks as _), the others empty."""
    mapping = sources.named(form)[0]
    spelt = {name.replace("_", " ") if " ".join(name.split("_")) in mapping.columns else name: cell for name, cell in cells.items()}
    out = io.StringIO()
    if mapping.quote:
        csv.writer(out, delimiter=mapping.delimiter, lineterminator="\n").writerow([spelt.get(name, "") for name in mapping.columns])
        return out.getvalue()
    return delimiter.join(spelt.get(name, "") for name in mapping.columns) + "\n"


def header(form):
    mapping = sources.named(form)[0]
    return mapping.delimiter.join(mapping.columns) + "\n"


def gdelt(actor, target, code, day="20220523", form="gdelt2", **more):
    return line(form, **{"GLOBALEVENTID": "1", "SQLDATE": day, "Actor1CountryCode": actor, "Actor2CountryCode": target,
                         "EventCode": code, "DATEADDED": day, "SOURCEURL": "u"} | more)  # fmt: skip


def icews(source, target, code, day="2022-05-23", event="1", text="", **more):
    return line("icews", **{"Event ID": event, "Event Date": day, "Source Country": source, "Target Country": target,
                            "CAMEO Code": code, "Event Text": text} | more)  # fmt: skip


def polecat(actors, recipients, kind, mode="None", day="2022-05-23", event="1", **more):
    return line("polecat", **{"Event ID": event, "Event Date": day, "Event Type": kind, "Event Mode": mode,
                              "Actor Country": actors, "Recipient Country": recipients} | more)  # fmt: skip
