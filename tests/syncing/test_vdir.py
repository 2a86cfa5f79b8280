"""The files of a folder, and what is looked at again right before anything goes."""

from pathlib import Path

import pytest

from relkeeper.book import Book
from relkeeper.errors import RelkeeperError
from relkeeper.syncing import vdir
from relkeeper.syncing.looking import Losses
from tests.conftest import Run


def test_a_file_that_was_changed_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "ada.vcf"
    path.write_bytes(b"theirs")
    for act in (
        lambda: vdir.write(path, "ours", vdir.digest(b"read")),
        lambda: vdir.remove(path, vdir.digest(b"read")),
    ):
        with pytest.raises(RelkeeperError, match="changed meanwhile"):
            act()
    with pytest.raises(RelkeeperError, match="changed meanwhile"):
        vdir.write(path, "ours", None)
    assert {item.name: item.read_bytes() for item in tmp_path.glob("*.vcf")} == {"ada.vcf": b"theirs"}
    vdir.write(path, "ours", vdir.digest(b"theirs"))
    assert path.read_bytes() == b"ours"
    vdir.remove(path, vdir.digest(b"ours"))
    assert not list(tmp_path.glob("*.vcf"))


def test_a_file_that_is_gone_by_the_time_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(RelkeeperError, match="not there any more"):
        vdir.read(tmp_path / "ada.vcf")


def test_what_goes_is_counted_again_when_nobody_else_can_write(run: Run, home: Path) -> None:
    """More may have gone while somebody was asked."""
    (home / "phone").mkdir()
    for name in ("Ada Example", "Bob Placeholder"):
        run(f"add '{name}'")
    run("sync vdir phone")
    gone = sorted((home / "phone").iterdir())
    for path in gone:
        path.unlink()
    one = Losses(contacts=(gone[0].name,), of_contacts=2)
    with pytest.raises(RelkeeperError, match="2 of 2 contacts"):
        Book().keep_in_step(home / "phone", one, prefer_folder=False, version="3.0", force=False, dry_run=False)
    assert len(run("list --json").json) == 2
