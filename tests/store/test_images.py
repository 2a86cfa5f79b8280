"""What the journal keeps of a row."""

import pytest

from relkeeper.errors import DamagedError
from relkeeper.store import images


def test_a_row_is_read_by_its_columns() -> None:
    assert images.image('{"id":1,"name":"Ada\tExample"}') == {"id": 1, "name": "Ada\tExample"}


def test_a_column_that_every_row_has_is_not_missing_unless_bytes_were_changed() -> None:
    with pytest.raises(DamagedError, match="without 'name'"):
        images.image('{"id":1,"nale":"Ada Example"}')["name"]
