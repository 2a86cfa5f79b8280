"""Faults of the file and the disk, really caused: a sentence, the right exit code, and the file as it was."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import forks
from tests.conftest import Run

READS = ["overdue", "list", "show ada", "timeline", "tag list"]
WRITES = ["add Bob", "log ada tea", "edit ada --org X", "tag cadence x 2w", "contact archive ada", "import cards.vcf"]

PROGRAM = [sys.executable, "-m", "relkeeper"]


@pytest.fixture(autouse=True)
def cards(home: Path) -> None:
    (home / "cards.vcf").write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Grace Sample\nEND:VCARD\n")


@pytest.mark.parametrize("line", READS + WRITES)
def test_a_folder_is_no_book(run: Run, home: Path, line: str) -> None:
    assert "folder" in run(f"--db {home} {line}", code=1).err


@pytest.mark.parametrize("line", READS + WRITES)
@pytest.mark.parametrize("content", [b"this is no database at all, but a shopping list", b"\0" * 8192])
def test_what_is_no_database_is_refused_and_left_as_it_was(run: Run, home: Path, line: str, content: bytes) -> None:
    path = home / "list.txt"
    path.write_bytes(content)
    assert str(path) in run(f"--db {path} {line}", code=8).err
    assert path.read_bytes() == content


@pytest.mark.parametrize("line", READS + WRITES)
def test_another_program_s_database_is_refused_and_left_as_it_was(run: Run, home: Path, line: str) -> None:
    path = home / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipe (name TEXT)")
    db.close()
    content = path.read_bytes()
    assert "another program" in run(f"--db {path} {line}", code=8).err
    assert path.read_bytes() == content


@pytest.mark.parametrize("line", READS + WRITES)
def test_a_book_of_a_newer_version_is_refused_and_left_as_it_was(run: Run, book_path: Path, line: str) -> None:
    run("add 'Ada Example'")
    with sqlite3.connect(book_path) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    content = book_path.read_bytes()
    assert "newer" in run(line, code=6).err
    assert book_path.read_bytes() == content


def test_a_damaged_book_is_said_to_be_one(run: Run, book_path: Path) -> None:
    run("add 'Ada Example'")
    content = bytearray(book_path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    book_path.write_bytes(content)
    assert "damaged" in run("list", code=8).err
    assert "damaged" in run("add Bob", code=8).err


@pytest.mark.parametrize("line", WRITES)
def test_a_busy_book_is_waited_for_and_then_said_to_be_busy(
    run: Run, book_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    run("add 'Ada Example'")
    monkeypatch.setenv("RELKEEPER_BUSY_SECONDS", "0.1")
    db = sqlite3.connect(book_path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    assert "another program" in run(line, code=7).err
    assert [contact["name"] for contact in run("list --json").json] == ["Ada Example"]
    db.execute("ROLLBACK")
    db.close()
    run(line)


def test_what_another_program_is_writing_is_seen_once_it_is_done(run: Run, book_path: Path) -> None:
    run("add 'Ada Example'")
    db = sqlite3.connect(book_path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE contact SET name = 'Grace Sample'")
    assert "Ada Example" in run("list").out
    db.execute("COMMIT")
    assert "Grace Sample" in run("list").out
    db.close()


def test_reading_leaves_nothing_beside_the_book(run: Run, book_path: Path) -> None:
    run("add 'Ada Example' --every 1w")
    before = book_path.stat().st_mtime_ns
    for line in READS:
        run(line)
    assert os.listdir(book_path.parent) == ["relkeeper.db"]
    assert book_path.stat().st_mtime_ns == before


def test_reading_before_there_is_a_book_makes_none(run: Run, home: Path) -> None:
    for line in ("overdue", "list", "timeline", "tag list"):
        assert run(line).out == ""
    assert "relkeeper add" in run("show ada", code=3).err
    assert os.listdir(home) == ["cards.vcf"]


def test_a_place_where_nothing_can_be_made_is_named(run: Run, home: Path) -> None:
    assert "/proc" in run("--db /proc/nothing/relkeeper.db add Ada", code=1).err
    assert "cards.vcf" in run("--db cards.vcf/relkeeper.db add Ada", code=1).err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_book_can_be_read_and_not_written(run: Run, book_path: Path) -> None:
    run("add 'Ada Example'")
    book_path.chmod(0o400)
    book_path.parent.chmod(0o500)
    try:
        assert "Ada" in run("list").out
        assert "read-only" in run("add Bob", code=1).err
    finally:
        book_path.parent.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0 and shutil.which("setpriv") is None, reason="root may write everywhere")
def test_a_book_that_was_read_only_for_a_while_can_be_written_again(run: Run, book_path: Path) -> None:
    """Nothing stays beside it that is as read-only as it was."""
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"] if os.geteuid() == 0 else []

    def rk(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*drop, *PROGRAM, *line.split()], capture_output=True, text=True, check=False)

    assert rk("add Ada").returncode == 0
    book_path.chmod(0o400)
    assert rk("list").stdout.startswith("1\tAda")
    assert "read-only" in rk("log ada tea").stderr
    assert rk("db check").returncode == 0
    assert [name for name in os.listdir(book_path.parent) if "backups" not in name] == ["relkeeper.db"]
    book_path.chmod(0o600)
    assert rk("log ada tea").returncode == 0


def test_a_full_disk_leaves_the_book_as_it_was(run: Run, book_path: Path, home: Path) -> None:
    run("add 'Ada Example'")
    size = book_path.stat().st_size

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, size + 20_000))

    (home / "long.txt").write_text("a long note " * 60_000)
    with (home / "long.txt").open() as note:
        result = subprocess.run(
            [*PROGRAM, "log", "ada", "-"], stdin=note, capture_output=True, text=True, preexec_fn=limit, check=False
        )
    assert result.returncode == 1, result
    assert "disk" in result.stderr
    assert "Traceback" not in result.stderr
    assert run("timeline --json").json == []
    run("log ada tea")


def test_an_interrupted_import_leaves_the_book_as_it_was(run: Run, home: Path, book_path: Path) -> None:
    run("add 'Ada Example'")
    cards = "".join(f"BEGIN:VCARD\nVERSION:4.0\nFN:Person {n} Muster\nEND:VCARD\n" for n in range(6_000))
    (home / "many.vcf").write_text(cards)
    log = book_path.with_name("relkeeper.db-wal")
    for number in (signal.SIGKILL, signal.SIGINT):
        before = _changed(log)
        with forks.begin("import", "many.vcf") as program:
            while _changed(log) == before:  # until a part of them is written, which is not yet the book's
                assert program.poll() is None
                time.sleep(0.005)
            program.send_signal(number)
            _, said = program.communicate()
        assert program.returncode == (130 if number is signal.SIGINT else -number)
        assert said == b""
        assert [contact["name"] for contact in run("list --json").json] == ["Ada Example"]
    run("log ada tea")


def _changed(path: Path) -> tuple[int, int]:
    """What becomes another when something is written."""
    return (path.stat().st_mtime_ns, path.stat().st_size) if path.exists() and path.stat().st_size else (0, 0)


def test_many_at_once_all_get_through(run: Run) -> None:
    run("add 'Ada Example'")
    programs = [forks.begin("log", "ada", f"note {number}") for number in range(6)]
    assert [program.communicate()[1] for program in programs] == [b""] * 6
    assert {entry["summary"] for entry in run("timeline --json").json} == {f"note {number}" for number in range(6)}


def test_a_fault_of_ours_is_a_sentence_too(run: Run, book_path: Path) -> None:
    run("add 'Ada Example'")
    with sqlite3.connect(book_path) as db:
        db.execute("DROP TABLE contact_point")
    db.close()
    refused = run("list", code=1)
    assert "--debug" in refused.err
    assert len(refused.err.splitlines()) == 1


@pytest.mark.parametrize("line", ["list > /dev/full", "log ada tea > /dev/full"])
def test_an_output_that_is_full_is_a_sentence(run: Run, line: str) -> None:
    run("add 'Ada Example'")
    result = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m relkeeper {line}"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "could not be printed" in result.stderr


def test_streams_that_are_closed_are_no_fault(run: Run) -> None:
    run("add 'Ada Example'")
    for line in ("list >&-", "list <&-", "show nobody 2>&-"):
        result = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m relkeeper {line}"], capture_output=True, text=True, check=False
        )
        assert result.returncode == (3 if "nobody" in line else 0), line
        assert result.stderr == ""
        assert "nobody" not in result.stdout
