"""The file as a whole: check, compact, info, reindex."""

import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Run

DAILY_BACKUPS = True


@pytest.fixture(autouse=True)
def book(once: Run) -> None:
    once("add 'Ada Example' --alias Countess --tag friends")
    once("add 样张三")
    once("log ada tea --with 样张三")


def break_it(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            db.execute(statement)
    db.close()


def test_a_sound_book_is_said_to_be_sound(run: Run) -> None:
    assert "Nothing is wrong" in run("db check").out
    assert run("db check --json").json == []


@pytest.mark.parametrize(
    ("statement", "what", "do"),
    [
        ("DELETE FROM interaction", "participant refer to rows of interaction", "backup restore"),
        ("DROP TRIGGER journal_contact_update", "trigger journal_contact_update is missing", "backup restore"),
        ("DROP INDEX contact_by_name", "index contact_by_name is missing", "backup restore"),
        ("CREATE TABLE mine (a)", "table mine was changed or added", "backup restore"),
        ("DELETE FROM name_key WHERE kind = 'pinyin'", "1 contacts are not found by their names", "db reindex"),
        (
            "UPDATE name_key SET key = 'eve' WHERE key = 'countess'",
            "not found by their names as they are",
            "db reindex",
        ),
        ("UPDATE contact SET name = 'Eve Sample' WHERE id = 1", "not found by their names", "db reindex"),
        (
            "INSERT INTO change (action, table_name, key, before) VALUES ('delete', 'contact', 1, '{}')",
            "1 rows of contact are not what the journal says",
            "backup restore",
        ),
        ("UPDATE operation SET open = 1 WHERE id = 1", "never ended", "backup restore"),
    ],
)
def test_what_is_wrong_is_said_in_words(run: Run, book_path: Path, statement: str, what: str, do: str) -> None:
    break_it(book_path, statement)
    found = run("db check --json", code=8).json
    assert any(what in finding["what"] and do in finding["do"] for finding in found), found
    assert what in run("db check", code=8).out


def test_rows_that_go_behind_the_journal_s_back_are_noticed(run: Run, book_path: Path) -> None:
    break_it(book_path, "DROP TRIGGER journal_tag_delete", "DELETE FROM contact_tag", "DELETE FROM tag")
    whats = [finding["what"] for finding in run("db check --json", code=8).json]
    assert "1 rows of tag are not what the journal says" in whats


def test_a_damaged_file_is_said_to_be_damaged(run: Run, book_path: Path) -> None:
    content = bytearray(book_path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    book_path.write_bytes(content)
    assert "damaged" in run("db check", code=8).out


def test_who_else_may_read_it_is_told(run: Run, book_path: Path) -> None:
    run("backup create")
    book_path.chmod(0o644)
    book_path.parent.chmod(0o777)
    whats = "\n".join(finding["what"] for finding in run("db check --json", code=8).json)
    assert f"may read {book_path}" in whats
    assert f"may change what is in {book_path.parent}" in whats
    book_path.chmod(0o600)
    book_path.parent.chmod(0o700)
    assert run("db check").code == 0


def test_what_an_interrupted_command_left_is_told(run: Run, book_path: Path) -> None:
    left = book_path.with_name("relkeeper.db.converting")
    left.touch(mode=0o600)
    (found,) = run("db check --json", code=8).json
    assert str(left) in found["what"]
    assert f"rm '{left}'" in found["do"]
    left.unlink()
    assert run("db check").code == 0


def test_reindex_mends_the_keys_of_names(run: Run, book_path: Path) -> None:
    break_it(book_path, "DELETE FROM name_key")
    run("show zhangsan", code=3)
    assert "2 contacts" in run("db reindex").out
    assert run("show yzs --json").json["name"] == "样张三"
    assert run("db check").code == 0
    assert "right" in run("db reindex").out


def test_compact_gives_space_back(run: Run, book_path: Path, home: Path) -> None:
    (home / "long.txt").write_text("a long note " * 100_000)
    with (home / "long.txt").open() as note, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", note)
        run("log ada -")
    run("entry delete 2 --yes")
    with sqlite3.connect(book_path) as db:
        db.execute("DELETE FROM change")
    db.close()
    before = book_path.stat().st_size
    freed = run("db compact --json").json
    assert freed["before"] == before
    assert freed["after"] == book_path.stat().st_size < before - 1_000_000


def test_info_tells_where_and_how_much(run: Run, book_path: Path) -> None:
    found = run("db info --json").json
    assert found["path"] == str(book_path)
    assert found["size"] == book_path.stat().st_size
    assert found["counts"] == {
        "version": 6,
        "contacts": 2,
        "archived": 0,
        "entries": 1,
        "operations": 3,
        "attachments": 0,
        "attachment_bytes": 0,
    }
    assert (found["encrypted"], found["backups"], found["last_backup_at"]) == (False, 1, "2026-11-21T10:00:00Z")
    run("backup create")
    assert run("db info --json").json["last_backup_at"] == "2026-11-21T10:00:00Z"
    assert "last backup: today" in run("db info").out


@pytest.mark.parametrize("line", ["db check", "db compact", "db info", "db reindex"])
def test_without_a_book_there_is_nothing_to_look_after(run: Run, home: Path, line: str) -> None:
    assert "no book" in run(f"--db other.db {line}", code=3).err
    assert not (home / "other.db").exists()
