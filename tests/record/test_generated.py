"""The record that the benchmarks measure: of the size asked for, whether smaller or larger, and free of problems."""

import generated
import pytest
from bluebook.record import problems


@pytest.mark.parametrize("size", [100, 2500])
def test_a_generated_record_has_the_size_asked_for_and_passes_the_check(size, copy_of_data):
    generated.sized(copy_of_data.folder, size)
    rows = generated.read(copy_of_data.folder / "events.csv")
    assert len(rows) == rows["event_id"].nunique() == size and problems.problems(copy_of_data.folder) == []
