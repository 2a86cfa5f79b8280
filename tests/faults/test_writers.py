"""Several programs at one file: nobody's words are lost, nobody waits for ever, and a lock is said to be one."""

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests import forks
from tests.conftest import Run
from tests.faults.files import ask, cards, contents, faults

PROGRAM = [sys.executable, "-m", "relkeeper"]
WRITERS = 16

WRITES = [
    "add Bob",
    "log ada tea",
    "edit ada --org X",
    "tag cadence x 2w",
    "contact archive ada",
    "contact delete ada --yes",
    "import cards.vcf",
    "undo 1",
    "backup restore early.db",
    "db compact",
    "db reindex",
    "config set phone_region DE",
]


@pytest.fixture
def book(once: Run, book_path: Path, home: Path) -> Path:
    once("add 'Ada Example'")
    once("backup create early.db")
    (home / "cards.vcf").write_text(cards(1))
    return book_path


@pytest.mark.parametrize("line", WRITES)
def test_a_locked_book_is_waited_for_and_then_said_to_be_locked(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setenv("RELKEEPER_BUSY_SECONDS", "0.1")
    before = contents(book)
    with closing(sqlite3.connect(book, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        assert "another program" in run(line, code=7).err
        assert time.monotonic() - began < 3
        for read in ("list", "db check", "backup create", "history"):
            run(read)
        other.execute("ROLLBACK")
    assert contents(book) == before
    run(line)


def test_a_book_that_nobody_else_may_even_read_is_busy_and_not_damaged(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RELKEEPER_BUSY_SECONDS", "0.1")
    with closing(sqlite3.connect(book, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE contact SET notes = 'x'")
        for line in ("db check", "log ada tea", "db compact", "backup restore early.db"):
            assert "another program" in run(line, code=7).err, line
        other.execute("ROLLBACK")
    assert run("db check").code == 0


def test_sixteen_at_once_all_get_through(run: Run, book: Path) -> None:
    began = time.monotonic()
    programs = [forks.begin("log", "ada", f"note {number}") for number in range(WRITERS)]
    ended = [(program.communicate(timeout=60), program.returncode) for program in programs]
    assert [(code, err) for (_, err), code in ended] == [(0, b"")] * WRITERS
    # The start of as many programs takes its time on a small machine; each alone waits no longer than it may.
    assert time.monotonic() - began < 60
    entries = run("timeline --json --limit 100").json
    assert {entry["summary"] for entry in entries} == {f"note {number}" for number in range(WRITERS)}
    assert len(entries) == WRITERS
    assert not faults(book)
    assert run("db check").code == 0


def test_a_reader_during_a_long_import_sees_the_book_as_it_was(run: Run, book: Path, home: Path) -> None:
    (home / "many.vcf").write_text(cards(3000))
    log = Path(f"{book}-wal")
    with forks.begin("import", "many.vcf") as program:
        waits, during = [], 0
        while program.poll() is None:
            writing = log.exists() and log.stat().st_size > 0
            began = time.monotonic()
            names = [contact["name"] for contact in run("list --json --limit 5000").json]
            waits.append(time.monotonic() - began)
            assert len(names) in {1, 3001}
            during += writing and len(names) == 1
        assert b"3000 added" in program.communicate()[0]
    assert during > 0
    assert max(waits) < 2
    assert len(run("list --json --limit 5000").json) == 3001
    assert ask(book, "SELECT count(*) FROM operation") == [(2,)]
