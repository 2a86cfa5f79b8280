"""A folder to be kept in step."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(home: Path) -> Path:
    made = home / "phone"
    made.mkdir()
    return made
