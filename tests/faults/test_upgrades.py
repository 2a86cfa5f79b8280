"""Files of every released version, brought up to date: whole, whatever happens on the way."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from relkeeper.store.migrations import MIGRATIONS
from tests.conftest import Run
from tests.faults.files import ask, contents, faults, private_copy

SCHEMA = Path(__file__).parents[1] / "data" / "schema"
RELEASED = sorted(SCHEMA.glob("v*.db"))
# What a version after 1 derives or adds by itself.
OWN = {"operation", "change", "sqlite_sequence"}

# Migrates the file, by one step more than there are, and tells when it is in the middle of that.
_SLOW = """
import sys, time, pathlib
from relkeeper.book import Book
from relkeeper.store import migrations, writing

def slow(db):
    db.execute("CREATE TABLE half (word TEXT)")
    db.executemany("INSERT INTO half VALUES (?)", (("words " * 500,) for _ in range(3000)))
    print("in the middle", flush=True)
    time.sleep(60)

steps = (*migrations.MIGRATIONS, slow)
writing.migrate = lambda db, path, before: migrations.migrate(db, path, before, steps)
with Book(pathlib.Path(sys.argv[1])).writing("upgrade"):
    pass
"""


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, home: Path) -> Path:
    """The file of a released version, as a book."""
    path = home / "old.db"
    private_copy(request.param, path)
    return path


def schema(path: Path) -> dict[tuple[str, str], str]:
    """The tables, indexes and triggers, without the blanks and quotes that a change of a table leaves."""
    rows = ask(path, "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {(kind, name): "".join(sql.replace('"', "").split()) for kind, name, sql in rows}


def test_there_is_a_file_of_every_version_before_this_one() -> None:
    """Whoever adds a migration adds the file that the version before it made, to tests/data/schema."""
    versions = {ask(path, "PRAGMA user_version")[0][0] for path in RELEASED}
    assert versions >= set(range(1, len(MIGRATIONS)))
    assert {path.name for path in RELEASED} == {f"v{version}.db" for version in versions}


def test_a_file_brought_up_to_date_is_like_a_new_one(run: Run, old: Path, book_path: Path) -> None:
    run(f"--db {old} list")
    run("add 'Ada Example'")
    assert schema(old) == schema(book_path)
    assert ask(old, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert not faults(old)
    assert run(f"--db {old} db check").code == 0


def test_every_row_is_still_there(run: Run, old: Path) -> None:
    before = {name: rows for name, rows in contents(old).items() if name not in OWN}
    columns = {name: [row[1] for row in ask(old, f"PRAGMA table_info({name})")] for name in before}
    run(f"--db {old} list")
    for name, rows in before.items():
        assert sorted(ask(old, f"SELECT {', '.join(columns[name])} FROM {name}"), key=repr) == rows, name
    people = {contact["name"] for contact in run(f"--db {old} list --json").json}
    assert people == {"Ada Example", "Grace Sampleton", "样张三"}
    assert run(f"--db {old} show yzs --json").json["tags"] == ["同学"]
    assert run(f"--db {old} timeline --json").json[0]["summary"] == "project plan"
    run(f"--db {old} log ada tea")
    run(f"--db {old} undo")


def test_what_was_there_before_can_be_brought_back(run: Run, old: Path) -> None:
    before = old.read_bytes()
    run(f"--db {old} list")
    (backup,) = old.with_name("old-backups").glob("*-migration.db")
    assert contents(backup) == contents_of(before, old.with_name("copy.db"))
    run(f"--db {old} contact delete ada --yes")
    run(f"--db {old} backup restore {backup.name}")
    assert ask(old, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert len(run(f"--db {old} list --json").json) == 3
    assert run(f"--db {old} db check").code == 0


def contents_of(content: bytes, path: Path) -> dict[str, list[object]]:
    path.write_bytes(content)
    return contents(path)


def test_a_backup_of_an_older_version_can_be_restored(run: Run, old: Path, book_path: Path) -> None:
    run("add 'Bob Placeholder'")
    done = run(f"backup restore {old} --json").json
    assert {contact["name"] for contact in run("list --json").json} == {"Ada Example", "Grace Sampleton", "样张三"}
    assert ask(book_path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert run("db check").code == 0
    run(f"backup restore {done['replaced']}")
    assert [contact["name"] for contact in run("list --json").json] == ["Bob Placeholder"]


def test_db_check_of_an_older_file_finds_nothing_wrong_and_changes_nothing(run: Run, old: Path) -> None:
    before = old.read_bytes()
    assert run(f"--db {old} db check").code == 0
    assert old.read_bytes() == before


def test_where_people_live_is_taken_from_what_their_cards_said(run: Run, home: Path) -> None:
    old = home / "old.db"
    private_copy(SCHEMA / "v4.db", old)
    kept = "INSERT INTO card_property (contact_id, name, params, value) VALUES (?, 'TZ', ?, ?)"
    said = ((1, "", "-0500"), (1, "VALUE=text", "Europe/Paris"), (1, "", "Asia/Tokyo"), (2, "TYPE=home", "Asia/Macau"))
    with closing(connect(old)) as db, db:
        db.executemany(kept, said)
    changes = ask(old, "SELECT count(*) FROM change")
    run("--db old.db list")
    lives = ask(old, "SELECT timezone FROM contact ORDER BY id")
    assert lives == [("Europe/Paris",), ("Asia/Macau",), ("",)]
    left = ask(old, "SELECT contact_id, value FROM card_property WHERE name = 'TZ' ORDER BY id")
    assert left == [(1, "-0500"), (1, "Asia/Tokyo"), (2, "Asia/Macau")]
    # Nobody changed anything.
    assert ask(old, "SELECT count(*) FROM change") <= changes
    assert run("--db old.db db check").code == 0


def test_what_cards_said_that_people_know_goes_out_as_it_came(run: Run, home: Path) -> None:
    old = home / "old.db"
    private_copy(SCHEMA / "v5.db", old)
    with closing(connect(old)) as db, db:
        db.execute("INSERT INTO card_property (contact_id, name, value) VALUES (1, 'EXPERTISE', 'tax law')")
    card = run("--db old.db export vcard - --who ada").out
    assert "\nEXPERTISE:tax law" in card.replace("\r\n", "\n")
    assert run("--db old.db db check").code == 0


def test_a_card_that_version_1_took_is_known(run: Run, home: Path) -> None:
    private_copy(SCHEMA / "v1.db", home / "old.db")
    run("--db old.db edit grace --org 'Sample Mills'")
    said = run(f"--db old.db import {SCHEMA / 'v1.vcf'}").out
    assert "0 added, 0 updated, 1 unchanged" in said
    assert run("--db old.db show grace --json").json["organization"] == "Sample Mills"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_migration_killed_in_the_middle_leaves_the_old_file(run: Run, home: Path, number: int) -> None:
    path = home / "old.db"
    private_copy(SCHEMA / "v1.db", path)
    before = contents(path)
    with subprocess.Popen([sys.executable, "-c", _SLOW, str(path)], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "in the middle\n"
        program.send_signal(number)
    assert ask(path, "PRAGMA user_version") == [(1,)]
    assert not faults(path)
    assert contents(path) == before
    (backup,) = path.with_name("old-backups").glob("*-migration.db")
    assert contents(backup) == before
    assert len(run("--db old.db list --json").json) == 3
    assert run("--db old.db db check").code == 0
    assert sorted(os.listdir(home)) == ["old-backups", "old.db"]


def test_two_that_migrate_at_once_do_it_once(run: Run, home: Path) -> None:
    private_copy(SCHEMA / "v1.db", home / "old.db")
    line = [sys.executable, "-m", "relkeeper", "--db", "old.db", "log", "ada", "tea"]
    programs = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(program.communicate()[1], program.returncode) for program in programs] == [("", 0)] * 3
    with closing(connect(home / "old.db")) as db:
        assert db.execute("SELECT count(*) FROM interaction").fetchone() == (5,)
        assert db.execute("SELECT count(*) FROM operation").fetchone() == (3,)
    assert run("--db old.db db check").code == 0
