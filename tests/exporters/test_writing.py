"""Files written out: private, whole, and over nothing."""

import os
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relkeeper.errors import RelkeeperError
from relkeeper.exporters import writing

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_private_and_alone(home: Path) -> None:
    writing.file(home / "a.txt", "é")
    assert (home / "a.txt").read_bytes() == b"\xc3\xa9"
    assert mode(home / "a.txt") == 0o600
    assert os.listdir(home) == ["a.txt"]


def test_nothing_is_written_over_unless_it_is_wanted(home: Path) -> None:
    path = home / "a.txt"
    path.write_text("old")
    with pytest.raises(RelkeeperError, match="exists already; nothing was written; --force replaces it"):
        writing.file(path, "new")
    assert path.read_text() == "old"
    writing.file(path, "new", replace=True)
    assert path.read_text() == "new"


def test_a_link_stands_in_the_way_and_is_not_followed(home: Path) -> None:
    (home / "link").symlink_to(home / "elsewhere")
    for write in (
        lambda path: writing.file(path, "x"),
        lambda path: writing.folder(path, {"a": "x"}),
        lambda path: writing.zipped(path, "a", {"a": "x"}, NOW),
    ):
        with pytest.raises(RelkeeperError, match="exists already"):
            write(home / "link")
    with pytest.raises(RelkeeperError, match=r"nothing was written$"):
        writing.folder(home / "link", {"a": "x"})
    assert not (home / "elsewhere").exists()


def test_what_is_no_file_is_not_replaced(home: Path) -> None:
    os.mkfifo(home / "pipe")
    with pytest.raises(RelkeeperError, match="no plain file"):
        writing.file(home / "pipe", "x", replace=True)
    with pytest.raises(RelkeeperError, match="is a folder"):
        writing.file(home, "x", replace=True)
    assert os.listdir(home) == ["pipe"]


def test_a_folder_is_there_whole_or_not_at_all(home: Path) -> None:
    with pytest.raises(RelkeeperError, match="cannot be written"):
        writing.folder(home / "made", {"a.txt": "x", "missing/deeper/b.txt": "y"})
    assert os.listdir(home) == []
    writing.folder(home / "made", {"a.txt": "x"})
    assert (mode(home / "made"), mode(home / "made" / "a.txt")) == (0o700, 0o600)
    assert os.listdir(home) == ["made"]


def test_a_zip_holds_the_folder(home: Path) -> None:
    writing.zipped(home / "a.zip", "样张三", {"a.txt": "é"}, NOW)
    with zipfile.ZipFile(home / "a.zip") as archive:
        assert archive.testzip() is None
        (entry,) = archive.infolist()
        assert (entry.filename, entry.date_time) == ("样张三/a.txt", (2026, 11, 21, 10, 0, 0))
        assert archive.read(entry) == "é".encode()
    assert mode(home / "a.zip") == 0o600


def test_a_missing_folder_is_a_sentence(home: Path) -> None:
    with pytest.raises(RelkeeperError, match="No such file"):
        writing.file(home / "missing" / "a.txt", "x")
