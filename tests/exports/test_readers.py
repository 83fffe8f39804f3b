"""Other programs read the exports: Polars, ReadStat, Datasette. They are not in the lock; `make readers` installs and runs them."""

import asyncio

import pytest
from bluebook.exports import exports, selections, shapes
from bluebook.record import codebook

from .test_files import made, texts

pytestmark = pytest.mark.readers


def test_polars_reads_parquet_with_days_times_and_lists_typed(small, truth, tmp_path):
    polars = pytest.importorskip("polars")
    made("parquet", tmp_path / "p")
    frame = polars.read_parquet(tmp_path / "p" / "events.parquet")
    assert (frame.schema["date"], frame.schema["start_local"]) == (polars.Date, polars.Time)
    assert (frame.schema["partners"], frame.schema["duration_min"]) == (polars.List(polars.String), polars.Int32)
    assert texts(frame.to_dicts()) == truth()
    assert frame.filter(polars.col("partners").list.contains("USA"))["event_id"].to_list() == [
        "2022-07-04-USA-foreign_ministers", "2022-11-13-KOR+USA-summit", "2023-03-02-USA-2+2"]  # fmt: skip


def test_readstat_reads_stata_with_the_labels(small, truth, tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    made("stata", tmp_path / "s", lang="ja")
    frame, meta = pyreadstat.read_dta(str(tmp_path / "s" / "events.dta"))
    assert meta.column_names_to_labels["level"] == "rank of the counterparts"
    labels = shapes.labels(codebook.columns("events")["channel"], "ja")
    assert list(meta.variable_value_labels["channel"].values()) == list(labels.values())
    assert [list(labels)[int(code) - 1] for code in frame["channel"]] == [row["channel"] for row in truth()]
    for header in ("event_id", "date", "partners", "duration_min", "notes"):
        assert [row[header] for row in texts(frame[[header]].to_dict("records"))] == [row[header] for row in truth()], header


def test_datasette_shows_rows_searches_and_follows_keys(small, truth, tmp_path):
    app = pytest.importorskip("datasette.app")
    exports.export("sqlite", [], selections.Selection(), "en", tmp_path / "a.sqlite")

    async def asked(*addresses):
        server = app.Datasette([str(tmp_path / "a.sqlite")])
        await server.invoke_startup()
        return [await server.client.get(address) for address in addresses]

    rows, found, page, view = asyncio.run(asked(
        "/a/events.json?_shape=array", "/a/events.json?_search=biden&_shape=array", "/a/documents",
        "/a/engagements_by_partner_and_year.json?_shape=array&partner=KOR"))  # fmt: skip
    own = [{key: cell for key, cell in row.items() if key != "rowid"} for row in rows.json()]
    assert texts(own) == truth()
    assert [row["event_id"] for row in found.json()] == ["2022-11-13-KOR+USA-summit"]
    assert page.status_code == 200 and "/a/events/2022-01-05-CAN-summit" in page.text and 'name="_search"' in page.text
    assert [row["engagements"] for row in view.json()] == [1]
