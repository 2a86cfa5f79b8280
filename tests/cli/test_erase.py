"""Removing a person for good, and nothing but that person."""

import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests import forks
from tests.conftest import Run
from tests.terminals import terminal

DAILY_BACKUPS = True

PROGRAM = [sys.executable, "-m", "relkeeper"]
READER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("BEGIN")
print(db.execute("SELECT count(*) FROM contact").fetchone(), flush=True)
sys.stdin.read()
"""
V1 = Path(__file__).parent.parent / "data" / "schema" / "v1.db"

# All of Ada, by any spelling that the file may hold. Bob's words are none of these.
HERS = (
    "ada example", "countess", "lovelady", "ada lovelady", "byron-example", "ada@example.org", "ada.old@example.org",
    "2125550123", "212 555 0123", "@ada_example", "1 engine row", "a secret of hers", "her birthday cake", "the sea air",
    "alone with her", "her flat white", "private words", "an old title",
)  # fmt: skip


def content(path: Path) -> bytes:
    """The bytes of the file and all that may stand beside it, in small letters."""
    return b"".join(
        Path(f"{path}{end}").read_bytes().lower() for end in ("", "-wal", "-shm") if Path(f"{path}{end}").exists()
    )


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as db:
        tables = [
            row[0]
            for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'search_index'")
        ]
        return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def held(path: Path, *words: str) -> list[str]:
    """Which of the words are left, in a row or in the bytes."""
    dump = str(rows(path)).lower()
    raw = content(path)
    return [word for word in words if word.lower() in dump or word.lower().encode() in raw]


def backups(path: Path) -> list[Path]:
    return sorted((path.parent / f"{path.stem}-backups").glob("*.db"))


def unscathed(run: Run) -> None:
    assert "Nothing is wrong" in run("db check").out


@pytest.fixture
def book(once: Run, home: Path, book_path: Path) -> Path:
    """Ada under several names, with everything one can keep of her; Bob, who shares entries with her."""
    (home / "ada.vcf").write_text(
        "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:ada-example-card\nFN:Ada Example\nN:Example;Ada;;;\n"
        "EMAIL:Ada@Example.org\nTEL:+1 212 555 0123\nADR:;;1 Engine Row;London;;;\nNOTE:a secret of hers\n"
        "X-CAKE:her birthday cake\nBDAY:1990-05-09\nEND:VCARD\n"
    )
    once("import ada.vcf")
    once("add 'Bob Muster' --notes 'likes chess' --phone '+1 212 555 0199'")
    once(
        "edit ada --alias Countess --handle telegram:ada_example --field 'coffee=her flat white' --email ada.old@example.org"
    )
    once("edit ada --title 'an old title' --private --notes 'private words' --field 'x=private words'")
    once("edit ada --name 'Ada Lovelady' --family Lovelady --alias Byron-Example --remove-point ada.old@example.org")
    once("log ada 'alone with her' --private")
    once(
        "log ada 'ada and bob, ADA  EXAMPLE at the sea' --with bob --outcome 'Ada Lovelady pays' --place 'at Lovelady hall'"
    )
    once("log bob 'chess'")
    once("entry edit 2 --note 'Ada, bob and the sea'")
    once("edit ada --name 'Ada Example' --title ''")
    return book_path


class TestNothingIsLeft:
    def test_of_her_in_the_rows_and_in_the_bytes(self, run: Run, book: Path) -> None:
        with closing(sqlite3.connect(book)) as db:
            (uid,) = db.execute("SELECT uid FROM contact WHERE id = 1").fetchone()
        assert held(book, uid, "countess", "alone with her") == [uid, "countess", "alone with her"]
        said = run("contact erase ada --yes").out
        assert "1 entry of their own removed, 1 shared one without the name" in said
        assert "none is left." in said
        assert held(book, uid, "lovelady", "ada-example-card", *HERS) == []
        unscathed(run)

    def test_of_her_in_what_shared_entries_say(self, run: Run, book: Path) -> None:
        run("contact erase ada --yes")
        shared, chess = sorted(run("timeline --json").json, key=lambda entry: int(entry["id"]))
        assert shared["summary"] == "[erased], bob and the sea"
        assert (shared["outcome"], shared["place"]) == ("[erased] pays", "at [erased] hall")
        assert [person["name"] for person in shared["participants"]] == ["Bob Muster"]
        assert chess["summary"] == "chess"

    def test_of_a_chinese_name(self, run: Run, book: Path) -> None:
        run("add 样张三 --given 张三 --family 样 --alias 三哥哥 --phone '+86 138 0000 0000'")
        run("log 样张三 周末和样张三吃饭张三付钱 --with bob")
        run("contact erase 样张三 --yes")
        assert held(book, "样张三", "三哥哥", "yangzhangsan", "yang zhang san", "sangege", "13800000000") == []
        assert "周末和[erased]吃饭[erased]付钱" in run("timeline").out

    def test_when_she_was_deleted_before(self, run: Run, book: Path) -> None:
        run("contact delete ada --yes")
        assert held(book, "countess") == ["countess"]
        run("contact erase ada --yes", code=3)
        screen = terminal("contact", "erase", "#1", typed="y\n")
        assert "Remove #1 Ada Example for good?" in screen.text
        assert screen.code == 0
        assert held(book, "lovelady", "ada-example-card", *HERS) == []
        unscathed(run)

    def test_in_an_entry_that_was_with_her_once(self, run: Run, book: Path) -> None:
        run("entry edit 2 --without ada")
        run("contact erase ada --yes")
        assert held(book, "lovelady", *HERS) == []
        assert "[erased], bob" in run("timeline").out

    def test_as_json(self, run: Run, book: Path) -> None:
        run("follow-up add ada 'send the deck' --due friday")
        done = run("contact erase ada --yes --json").json
        assert (done["erased"]["entries"], done["erased"]["follow_ups"]) == (1, 1)
        assert (done["left_in"], done["mentions"], done["unread"]) == ([], [], [])
        assert len(done["backups"]) == len(backups(book))


class TestOthers:
    def test_undo_of_their_operations_works_and_never_brings_her_back(self, run: Run, book: Path) -> None:
        run("edit bob --introduced-by ada")
        run("contact erase ada --yes")
        for operation in sorted((int(row["id"]) for row in run("history --json").json), reverse=True)[1:]:
            run(f"undo {operation}")
            assert held(book, "lovelady", *HERS) == []
            assert "Ada" not in run("list").out
        assert run("list --json").json == []
        unscathed(run)

    def test_an_operation_about_her_alone_is_gone(self, run: Run, book: Path) -> None:
        run("contact erase ada --yes")
        assert [row["command"] for row in run("history --json").json] == [
            "contact erase",
            "entry edit",
            "log",
            "log",
            "add",
        ]
        newest = run("history --json --limit 1").json[0]["id"]
        assert "for good" in run(f"undo {newest}", code=1).err

    def test_who_was_deleted_before_her_comes_back(self, run: Run, book: Path) -> None:
        """The shared entry went with her, who was the last in it; the rest comes back."""
        run("contact delete bob --yes")
        gone = run("history --json --limit 1").json[0]["id"]
        run("contact erase ada --yes")
        run(f"undo {gone}")
        assert [row["name"] for row in run("list --json").json] == ["Bob Muster"]
        assert [row["summary"] for row in run("timeline --json").json] == ["chess"]
        unscathed(run)

    def test_an_entry_deleted_before_comes_back_without_her(self, run: Run, book: Path) -> None:
        run("entry delete 2 --yes")
        gone = run("history --json --limit 1").json[0]["id"]
        run("contact erase ada --yes")
        assert held(book, "lovelady", *HERS) == []
        run(f"undo {gone}")
        assert run("entry show 2 --json").json["summary"] == "[erased], bob and the sea"
        unscathed(run)

    def test_a_namesake_and_a_shared_phone_stay(self, run: Run, book: Path) -> None:
        run("edit ada --phone 'work:+1 212 555 0177'")
        run("add 'Ada Example' --yes --phone '+1 212 555 0177' --notes 'Ada Example of the office, (212) 555-0177'")
        run("log '#3' 'Ada Example came alone'")
        before = run("show '#3' --json").json
        assert "none is left" in run("contact erase '#1' --mentions --yes").out
        assert run("show '#3' --json").json == before
        assert run("list 5550177 --json").json[0]["id"] == 3
        assert held(book, "countess", "lovelady", "2125550123") == []

    def test_a_given_name_of_somebody_else_goes_where_only_she_took_part(self, run: Run, book: Path) -> None:
        run("add 'Ada Muster'")
        run("log '#1' 'tea, Ada pays' --with bob")
        run("log '#1' 'tea with both, Ada pays' --with '#3'")
        run("contact erase '#1' --yes")
        said = {row["id"]: row["summary"] for row in run("timeline --json").json}
        assert said[4] == "tea, [erased] pays"
        assert said[5] == "tea with both, Ada pays"

    @pytest.mark.parametrize(
        ("name", "said", "left"),
        [
            ("Al", "Called Al about it, al!", "Called [erased] about it, [erased]!"),
            ("Bo", "Bob met Bo", "Bob met [erased]"),
            ("李", "周末和李吃饭", "周末和[erased]吃饭"),
        ],
    )
    def test_a_short_name_goes_where_its_owner_took_part(
        self, run: Run, book_path: Path, name: str, said: str, left: str
    ) -> None:
        run(f"add {name}")
        run("add 'Zed Muster'")
        run(f"log zed '{said}' --with '#1' --outcome '{said}'")
        run("entry edit 1 --outcome ''")
        told = run("contact erase '#1' --yes").out
        assert run("entry show 1 --json").json["summary"] == left
        assert held(book_path, said) == []
        assert "1 name or point is too short to be looked for in the bytes, 1 of them in texts about others" in told
        assert "none is left" not in told or " for 0 " not in told

    def test_who_was_imported_undone_and_imported_again(self, run: Run, home: Path, book_path: Path) -> None:
        (home / "eve.vcf").write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Eve Sampleton\nEMAIL:eve@example.org\nEND:VCARD\n")
        run("add 'Bob Muster' --alias 'Friend of Eve Sampleton'")
        run("import eve.vcf")
        run("undo")
        run("import eve.vcf")
        said = run("contact erase '#3' --yes").out
        assert "To erase that: relkeeper contact erase '#2'" in said
        assert "Texts about others name them: alias (name). " in said
        run("contact erase '#2' --yes")
        assert held(book_path, "eve@example.org") == []

    def test_relations_to_her_go(self, run: Run, book: Path) -> None:
        run("edit bob --introduced-by ada")
        run("contact erase ada --yes")
        assert run("show bob --json").json["relations"] == []
        assert held(book, *HERS) == []
        unscathed(run)

    def test_mentions_are_named_and_taken_out_when_asked(self, run: Run, book: Path) -> None:
        run("edit bob --notes 'met Ada Example; +1 (212) 555-0123' --alias 'Friend of Ada Example'")
        run("edit bob --notes 'met ada example and the Countess'")
        said = run("contact erase '#1' --yes").out
        assert "none is left but in what is named below" in said
        assert "alias (name), contact #2 (notes), the history" in said
        assert held(book, "met ada example") == ["met ada example"]

        run("add 'Ada Example' --email Ada@Example.org")
        said = run("contact erase '#3' --mentions --yes").out
        assert "alias (name)" in said
        assert "contact #2" not in said
        assert run("show bob --json").json["notes"] == "met [erased] and the Countess"
        unscathed(run)
        for row in run("history --json").json:
            if row["command"] == "edit" and row["changes"]:
                run(f"undo {row['id']}")
        assert held(book, "met ada example") == []


class TestRefused:
    def test_several_are_meant(self, run: Run, book: Path) -> None:
        run("add 'Ada Muster'")
        before = rows(book)
        run("contact erase ada --yes", code=4)
        assert rows(book) == before

    def test_nobody_says_yes(self, run: Run, book: Path) -> None:
        before = rows(book)
        assert "only with --yes; nothing was changed" in run("contact erase ada", code=1).err
        assert terminal("contact", "erase", "ada", typed="n\n").code == 1
        assert rows(book) == before

    @pytest.mark.parametrize("whom", ["nobody", "'#77'"])
    def test_nobody_is_meant(self, run: Run, book: Path, whom: str) -> None:
        before = rows(book)
        run(f"contact erase {whom} --yes", code=3)
        assert rows(book) == before

    def test_there_is_no_book(self, run: Run, book_path: Path) -> None:
        run("contact erase '#1' --yes", code=3)
        assert not book_path.exists()


class TestBackups:
    def test_those_that_hold_her_are_named_and_then_rewritten(self, run: Run, book: Path) -> None:
        folder = book.parent / f"{book.stem}-backups"
        shutil.copy(book, folder / f"{book.stem}-20260101T000000Z-manual.db")
        said = run("contact erase ada --yes").out
        for backup in backups(book):
            assert (backup.name in said) == bool(held(backup, "ada example"))
        said = run("contact erase '#1' --backups --yes").out
        assert "20260101T000000Z-manual" in said
        for backup in backups(book):
            assert held(backup, "lovelady", "ada-example-card", *HERS) == []
            assert backup.stat().st_mode & 0o777 == 0o600
        assert [file for file in folder.iterdir() if file.suffix != ".db" or file.name.startswith(".")] == []
        run("contact erase '#1' --backups --yes", code=3)
        run(f"backup restore {book.stem}-20260101T000000Z-manual")
        assert [row["name"] for row in run("list --json").json] == ["Bob Muster"]
        unscathed(run)

    def test_one_of_version_1_too(self, run: Run, book_path: Path) -> None:
        run("add Carol")
        folder = book_path.parent / f"{book_path.stem}-backups"
        folder.mkdir(exist_ok=True)
        old = folder / f"{book_path.stem}-20250101T000000Z-daily.db"
        shutil.copy(V1, old)
        run(f"backup restore {old.stem}")
        who = run("list --json").json[0]
        others = [row["name"] for row in run("list --json").json[1:]]
        assert held(old, who["name"]) == [who["name"]]
        said = run(f"contact erase '#{who['id']}' --backups --mentions --yes").out
        assert old.name in said
        assert held(old, who["uid"]) == []
        run(f"backup restore {old.stem}")
        assert [row["name"] for row in run("list --json").json] == others
        unscathed(run)

    def test_a_number_that_somebody_else_has_in_a_backup(self, run: Run, book: Path) -> None:
        """After a restore a number is given again: the backup of before knows another person by it."""
        run("backup create")
        earlier = max(backups(book), key=lambda file: file.stat().st_mtime_ns)
        run("add 'Eve Sampleton' --email eve@example.org --notes 'knows Frank Sampleton'")
        run(f"backup restore {earlier.name}")
        run("add 'Frank Sampleton' --email frank@example.org")
        run("contact erase '#3' --backups --mentions --yes")
        assert held(book, "Frank") == []
        assert any(held(backup, "eve@example.org") for backup in backups(book))
        assert not any(held(backup, "frank@example.org", "frank sampleton") for backup in backups(book))

    def test_one_that_cannot_be_read_is_told_and_stops_nothing(self, run: Run, book: Path) -> None:
        folder = book.parent / f"{book.stem}-backups"
        broken = folder / f"{book.stem}-20260102T000000Z-manual.db"
        broken.write_bytes(b"nonsense" * 1000)
        (folder / f"{book.stem}-x.damaged").write_bytes(book.read_bytes())
        said = run("contact erase ada --backups --yes").out
        assert f"could not be looked into or rewritten: {broken.name}" in said
        assert f"yours to remove: {folder}/{book.stem}-x.damaged" in said
        assert held(book, *HERS) == []


class TestFaults:
    def test_a_reader_that_keeps_the_log_is_noticed(self, run: Run, book: Path) -> None:
        reader = subprocess.Popen(
            [
                sys.executable,
                "-c",
                READER,
                str(book),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert reader.stdout is not None
        reader.stdout.readline()
        run("config set busy_seconds 1")
        said = run("contact erase ada --yes", code=1).out
        assert f"STILL IN {book}" in said
        assert "another program reads" in said
        assert "relkeeper db compact" in said
        reader.communicate(b"")
        run("db compact")
        assert held(book, *HERS) == []

    @pytest.mark.parametrize("milliseconds", [20, 80, 120, 160, 200, 250, 300, 350, 450, 650])
    def test_a_kill_leaves_her_whole_or_gone(self, run: Run, book: Path, milliseconds: int) -> None:
        before = run("show '#1' --json --reveal").json
        erasing = forks.begin("contact", "erase", "#1", "--backups", "--yes")
        time.sleep(milliseconds / 1000)
        erasing.send_signal(signal.SIGKILL)
        erasing.wait()
        unscathed(run)
        if "Ada" in run("list").out:
            assert run("show '#1' --json --reveal").json == before
        else:
            assert [row for table in rows(book).values() for row in table if "lovelady" in str(row).lower()] == []
        for backup in backups(book):
            with closing(sqlite3.connect(backup)) as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    @pytest.mark.parametrize("room", [0, 4096, 40_000, 150_000, 300_000])
    def test_a_full_disk_leaves_her_whole_or_gone(self, run: Run, book: Path, room: int) -> None:
        before = run("show '#1' --json --reveal").json
        limit = room

        def little_room() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = subprocess.run(
            [*PROGRAM, "contact", "erase", "#1", "--yes"],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=little_room,
        )
        assert "Traceback" not in done.stderr
        unscathed(run)
        if "Ada" in run("list").out:
            assert done.returncode != 0
            assert run("show '#1' --json --reveal").json == before
        elif done.returncode == 0:
            assert held(book, *HERS) == []
        else:
            assert "STILL IN" in done.stdout
            run("db compact")
            assert held(book, *HERS) == []


def test_an_encrypted_book_is_erased_too(run: Run, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sqlcipher3", reason="relkeeper[encryption] is not installed")
    monkeypatch.setenv("RELKEEPER_PASSPHRASE_COMMAND", "echo 'correct horse'")
    plain = len(backups(book))
    run("db encrypt --yes")
    run("backup create")
    said = run("contact erase ada --yes --backups").out
    assert f"Searched the rows of {book}" in said
    assert "none is left." in said
    assert said.count(".db") > plain
    assert "could not" not in said
    run("contact erase '#1' --yes --backups", code=3)
    unscathed(run)
    run("db decrypt --yes")
    assert held(book, "lovelady", *HERS) == []
    for backup in backups(book)[:plain]:
        assert held(backup, *HERS) == []
