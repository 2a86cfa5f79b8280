"""A disk that is full, and one that cannot be written to: a sentence, exit 1, and the book as it was."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.faults.files import ask, call, cards, contents, faults, no_file_beyond

DAILY_BACKUPS = True

V1 = Path(__file__).parents[1] / "data" / "schema" / "v1.db"


@pytest.fixture
def book(once: Run, book_path: Path, home: Path) -> Path:
    """A book with backups of today, so that none is made by itself, and of more than 100 kB."""
    (home / "cards.vcf").write_text(cards(60))
    (home / "more.vcf").write_text(cards(400, "Later"))
    (home / "long.txt").write_text("a long note " * 20_000)
    once("add 'Ada Example'")
    once("import cards.vcf")
    return book_path


def shelf(book: Path) -> set[str]:
    folder = book.with_name("relkeeper-backups")
    return set(os.listdir(folder)) if folder.exists() else set()


def log_long(run: Run) -> None:
    with Path("long.txt").open() as note, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", note)
        run("log ada -", code=1)


@pytest.mark.parametrize(
    "fill",
    [
        pytest.param(log_long, id="log"),
        pytest.param(lambda run: run("import more.vcf", code=1), id="import"),
        pytest.param(lambda run: run("undo 2", code=1), id="undo"),
        pytest.param(lambda run: run("backup create", code=1), id="backup create"),
        pytest.param(lambda run: run("backup create elsewhere.db", code=1), id="backup create PATH"),
        pytest.param(lambda run: run("backup create --to folder --keep 3", code=1), id="backup create --to"),
        pytest.param(lambda run: run("db compact", code=1), id="db compact"),
    ],
)
def test_a_full_disk_leaves_the_book_as_it_was(run: Run, book: Path, home: Path, fill: Callable[[Run], object]) -> None:
    before, backups = contents(book), shelf(book)
    with no_file_beyond(50_000):
        fill(run)
    assert contents(book) == before
    assert shelf(book) == backups
    assert not (home / "elsewhere.db").exists()
    assert not (home / "folder").exists() or not os.listdir(home / "folder")
    assert not faults(book)
    assert run("db check").code == 0
    run("log ada tea")
    assert len(contents(book)["operation"]) == 3


def test_the_sentence_names_the_disk(run: Run, book: Path) -> None:
    with no_file_beyond(50_000):
        assert "disk" in run("backup create", code=1).err
        assert "disk" in run("undo 2", code=1).err


def test_a_restore_that_does_not_fit_changes_nothing(run: Run, book: Path, home: Path) -> None:
    run("backup create early.db")
    run("import more.vcf")
    before, backups = contents(book), shelf(book)
    with no_file_beyond(50_000):
        assert "disk" in run("backup restore early.db", code=1).err
    # The copy of what is replaced fits now, and what replaces it does not.
    with no_file_beyond((home / "early.db").stat().st_size - 20_000):
        run("backup restore early.db", code=1)
    assert contents(book) == before
    assert shelf(book) == backups
    run("backup restore early.db")
    assert contents(book) == contents(home / "early.db")


def test_a_damaged_book_stays_where_what_replaces_it_does_not_fit(run: Run, book: Path) -> None:
    run("backup create early.db")
    content = b"\0" * 200_000
    book.write_bytes(content)
    backups = shelf(book)
    with no_file_beyond(50_000):
        assert "No such" not in run("backup restore early.db", code=1).err
    assert book.read_bytes() == content
    assert shelf(book) == backups
    run("backup restore early.db")
    assert not faults(book)


def test_a_backup_of_the_day_that_does_not_fit_warns_and_the_line_is_logged(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RELKEEPER_NOW", "2026-11-23T10:00:00+00:00")
    backups = shelf(book)
    with no_file_beyond(book.stat().st_size - 20_000):
        said = run("log ada tea")
    assert "no backup was made" in said.err
    assert "disk" in said.err
    assert "Logged" in said.out
    assert shelf(book) == backups
    assert [entry["summary"] for entry in run("timeline --json").json] == ["tea"]
    assert run("log ada cake").err == ""
    assert len(shelf(book)) == len(backups) + 1


def test_a_migration_without_room_for_its_backup_does_not_begin(run: Run, home: Path) -> None:
    shutil.copy(V1, home / "old.db")
    before = contents(home / "old.db")
    with no_file_beyond(60_000):
        assert "disk" in run("--db old.db list", code=1).err
        assert "disk" in run("--db old.db log ada tea", code=1).err
    assert contents(home / "old.db") == before
    # The backup fits, the migration does not: version 1 is what stays.
    with no_file_beyond(V1.stat().st_size + 4096):
        run("--db old.db list", code=1)
    assert ask(home / "old.db", "PRAGMA user_version") == [(1,)]
    assert not faults(home / "old.db")
    assert "Ada Example" in run("--db old.db list").out


@pytest.fixture
def small_disk(home: Path) -> Iterator[Path]:
    """A disk of its own with 1 MB."""
    disk = home / "disk"
    disk.mkdir()
    mount(["-t", "tmpfs", "-o", "size=1M", "tmpfs", str(disk)])
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def mount(options: list[str]) -> None:
    try:
        done = subprocess.run(["mount", *options], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


def test_a_disk_that_is_really_full(run: Run, book: Path, small_disk: Path, home: Path) -> None:
    mine = small_disk / "people.db"
    shutil.copy(book, mine)
    before = contents(mine)
    (home / "more.vcf").write_text(cards(1500, "Later"))
    said = run(f"--db {mine} import more.vcf", code=1)
    assert "the disk is full" in said.err
    assert contents(mine) == before
    # A backup fits until the disk is full; what stands there is whole.
    for _ in range(4):
        made = call(f"--db {mine} backup create")
        if made.code:
            assert "the disk is full" in made.err
            break
    else:
        pytest.fail("the disk was not full")
    standing = list((small_disk / "people-backups").iterdir())
    assert not [path for path in standing if faults(path)]
    (small_disk / "filler").write_bytes(b"\0" * shutil.disk_usage(small_disk).free)
    run(f"--db {mine} log ada tea", code=1)
    assert "Ada Example" in run(f"--db {mine} list").out
    assert run(f"--db {mine} backup create --to {home / 'elsewhere'}").out == ""
    (small_disk / "filler").unlink()
    run(f"--db {mine} log ada tea")
    assert contents(mine)["contact"] == before["contact"]


def test_what_is_on_read_only_media_is_read_and_backed_up_elsewhere(
    run: Run, book: Path, small_disk: Path, home: Path
) -> None:
    mine = small_disk / "people.db"
    shutil.copy(book, mine)
    mount(["-o", "remount,ro", str(small_disk)])
    for line in ("list", "show ada", "overdue", "timeline", "history", "history show 2", "db info", "db check"):
        run(f"--db {mine} {line}")
    for line in ("log ada tea", "add Bob", "undo", "import more.vcf", "edit ada --org X", "db compact"):
        assert "read-only" in run(f"--db {mine} {line}", code=1).err.lower(), line
    assert "Read-only" in run(f"--db {mine} backup create", code=1).err
    run(f"--db {mine} backup create --to {home / 'elsewhere'}")
    (made,) = (home / "elsewhere").iterdir()
    assert contents(made) == contents(book)
    run(f"--db {mine} backup restore {made}", code=1)
