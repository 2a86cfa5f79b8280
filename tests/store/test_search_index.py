"""The index of words has what the rows say, whatever is done to the book."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from relkeeper.store import search_index
from relkeeper.store.search_index_check import is_right
from tests.conftest import Run
from tests.faults.files import private_copy

SCHEMAS = sorted((Path(__file__).parents[1] / "data" / "schema").glob("v*.db"))
CARDS = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:Zoë Muster\nTEL:+1 212 555 0142\nNICKNAME:Z\nNOTE:{note}\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nFN:Bob Placeholder\nRELATED;TYPE=friend:Zoë Muster\nEND:VCARD\n"
)
CHAT = "".join(
    f"14/02/2026, 1{hour}:0{minute} - {who}: lantern {hour}\n"
    for hour in range(9)
    for minute, who in enumerate(("Ada Example", "Me"))
)
MAIL = (
    "From: Ada Example <ada@example.org>\nTo: me@example.net\nSubject: budget\nMessage-ID: <1@example.org>\n"
    "Date: Mon, 16 Nov 2026 10:00:00 +0000\n\nThe budget is attached.\n"
)

Do = Callable[..., None]


def holds(path: Path, words: str) -> list[int]:
    """The documents in which the words stand one behind the other."""
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT rowid FROM search_index WHERE search_index MATCH ?", (f'"{words}"',))
        return [row[0] for row in found]


def right(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as db:
        return is_right(db)


def change(path: Path, *statements: str) -> None:
    """What another program does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


@pytest.fixture
def do(run: Run, book_path: Path) -> Do:
    """Runs line after line, and looks at the index behind each."""

    def do(*lines: str) -> None:
        for line in lines:
            run(line)
            assert right(book_path), line

    return do


@pytest.fixture(autouse=True)
def book(once: Run, home: Path) -> None:
    """People, an entry that two took part in, and one that is private."""
    (home / "plan.txt").write_text("the zebra crossing", encoding="utf-8")
    once("add 'Ada Example' --phone '+1 212 555 0123' --email ada@example.org --alias Countess --field 'shoe size=38'")
    once("add 样张三 --notes walrus --field pin=sesame --private")
    once("log ada 'tea and cake' --outcome 'she sends the deck' --with 样张三 --place harbour")
    once("log 样张三 'a hidden pearl' --outcome oyster --private --attach plan.txt")


def test_entries_are_found_by_what_they_say_now(do: Do, book_path: Path) -> None:
    do("entry edit 1 --note 'coffee only' --when yesterday")
    assert (holds(book_path, "coffee only"), holds(book_path, "cake")) == ([1], [])
    do("undo")
    assert (holds(book_path, "coffee only"), holds(book_path, "tea and cake")) == ([], [1])
    do("entry delete 1 --yes")
    assert holds(book_path, "harbour") == []
    do("undo", "note ada 'wants a kite' --kind gift", "entry edit 3 --private")


def test_so_are_contacts_and_what_belongs_to_them(do: Do, book_path: Path) -> None:
    do("edit ada --name 'Ada Lovely' --org Muster --remove-alias Countess --phone '+1 212 555 0199' --notes chess")
    do("contact relate ada friend 样张三", "follow-up add ada 'return the lantern' --due 2026-12-01")
    do("follow-up edit 1 --text 'keep the lantern'", "follow-up done 1", "follow-up delete 1 --yes")
    do("contact merge ada 样张三 --yes", "undo", "contact delete ada --yes", "undo", "config set phone_region DE")
    assert holds(book_path, "countess") == holds(book_path, "return") == []
    assert holds(book_path, "tel25550199") == holds(book_path, "12125550199")


def test_so_are_files(do: Do, book_path: Path) -> None:
    (text,) = holds(book_path, "zebra")
    do("attach ada plan.txt --note sketch", "attachment remove 2 --yes", "undo")
    assert len(holds(book_path, "sketch")) == 1
    do("attachment remove 1 --for-good --yes", "db compact")
    assert holds(book_path, "zebra") == [text]
    do("attachment remove 2 --for-good --yes")
    assert holds(book_path, "zebra") == holds(book_path, "sketch") == []


def test_so_is_what_is_imported(do: Do, run: Run, home: Path, book_path: Path) -> None:
    (home / "cards.vcf").write_text(CARDS.format(note="kite"), encoding="utf-8")
    (home / "again.vcf").write_text(CARDS.format(note="balloon"), encoding="utf-8")
    (home / "WhatsApp Chat with Ada Example.txt").write_text(CHAT, encoding="utf-8")
    (home / "mail.eml").write_text(MAIL, encoding="utf-8")
    do("import cards.vcf", "import again.vcf", "import mail.eml --me me@example.net")
    do("import 'WhatsApp Chat with Ada Example.txt' --me Me", "import 'WhatsApp Chat with Ada Example.txt' --me Me")
    assert holds(book_path, "budget")
    assert holds(book_path, "lantern")
    do("undo", "undo")
    assert not holds(book_path, "lantern")
    run("export json all.json")
    run("--db other.db import all.json")
    assert right(home / "other.db")


def test_so_is_what_is_kept_in_step_with_a_folder(do: Do, home: Path, book_path: Path) -> None:
    (home / "cards").mkdir()
    (home / "cards" / "zoe.vcf").write_text(CARDS.format(note="kite"), encoding="utf-8")
    do("sync vdir cards")
    (home / "cards" / "zoe.vcf").write_text(CARDS.format(note="balloon"), encoding="utf-8")
    do("sync vdir cards --force", "undo")
    assert holds(book_path, "kite")


def test_a_rehearsal_leaves_it_alone(do: Do, home: Path, book_path: Path) -> None:
    (home / "cards.vcf").write_text(CARDS.format(note="kite"), encoding="utf-8")
    do("import cards.vcf --dry-run")
    assert holds(book_path, "kite") == []


def test_what_another_program_changes_is_known_with_the_next_command(do: Do, run: Run, book_path: Path) -> None:
    change(
        book_path,
        "UPDATE interaction SET summary = 'kite' WHERE id = 1",
        "UPDATE interaction SET summary = 'balloon' WHERE id = 1",
        "DELETE FROM alias",
        "INSERT INTO alias (contact_id, name) VALUES (1, 'Baroness')",
    )
    assert right(book_path)
    assert holds(book_path, "countess")
    do("log ada lunch")
    assert (holds(book_path, "balloon"), holds(book_path, "kite")) == ([1], [])
    assert (holds(book_path, "countess"), len(holds(book_path, "baroness"))) == ([], 1)


def test_made_anew_before_that_command_it_is_as_right(do: Do, book_path: Path) -> None:
    change(book_path, "UPDATE interaction SET summary = 'balloon' WHERE id = 1", "DELETE FROM alias")
    do("db reindex", "log ada lunch")
    assert (holds(book_path, "balloon"), holds(book_path, "cake"), holds(book_path, "countess")) == ([1], [], [])


@pytest.mark.parametrize(
    "line", ["contact consent 样张三 --no-sensitive --yes", "contact erase 样张三 --yes --mentions"]
)
def test_what_is_private_or_erased_is_not_found_any_more(do: Do, book_path: Path, line: str) -> None:
    do("edit 样张三 --field other=secret --private", line)
    for word in ("walrus", "sesame", "pearl", "oyster", "secret", "zebra"):
        assert holds(book_path, word) == [], word
    do("log ada more", "db reindex")


def test_private_words_go_with_changes_of_the_same_operation(do: Do, book_path: Path) -> None:
    do(
        "entry edit 2 --not-private",
        "entry edit 2 --private",
        "contact consent 样张三 --no-sensitive --no-sharing --yes",
    )
    assert holds(book_path, "pearl") == []


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.stem)
def test_an_older_book_gets_it(run: Run, home: Path, schema: Path) -> None:
    private_copy(schema, home / "old.db")
    # Changed by another program before the book is brought up to date.
    change(home / "old.db", "UPDATE contact SET notes = 'kite' WHERE id = (SELECT min(id) FROM contact)")
    run("--db old.db list")
    assert right(home / "old.db")
    run("--db old.db add 'Zoë Muster'")
    assert right(home / "old.db")
    assert len(holds(home / "old.db", "kite")) == 1


def indexed_bytes(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as db:
        return b"".join(bytes(block) for (block,) in db.execute("SELECT block FROM search_index_data"))


@pytest.mark.parametrize(
    "line",
    [
        "contact erase xylo --yes --backups",
        "contact consent xylo --no-sensitive --yes",
        "attachment remove 2 --for-good --yes",
    ],
)
def test_words_that_go_for_good_are_in_no_bytes(run: Run, once: Run, home: Path, book_path: Path, line: str) -> None:
    (home / "secret.txt").write_text("xylographic", encoding="utf-8")
    once("add Xylo --notes xylem --private")
    once("log xylo 'a xyloid box' --private --attach secret.txt")
    for number in range(20):
        once(f"log ada 'and {number}'")
    once("entry edit 3 --note 'a xylitol bag'")
    once("backup create")
    assert {word for word in (b"xylem", b"itol", b"graphic") if word in indexed_bytes(book_path)}
    run(line)
    assert right(book_path)
    left = indexed_bytes(book_path)
    gone = [b"xyl", b"itol", b"oid", b"graphic"] if "erase" in line else [b"graphic"]
    gone += [b"xylem", b"itol", b"oid"] if "consent" in line else []
    assert [word for word in gone if word in left] == []
    if "--backups" in line:
        folder = Path(run("db info --json").json["backup_folder"])
        assert not any(b"xyl" in indexed_bytes(backup) for backup in folder.glob("*.db"))


def test_erasing_says_where_the_index_still_names_somebody(run: Run, book_path: Path) -> None:
    # As a fault of the index would leave it.
    change(book_path, "INSERT INTO search_index (rowid, summary) VALUES (4321, 'ada  example')")
    assert run("contact erase ada --yes --json", code=1).json["left_in"] == [str(book_path)]


def test_a_backup_brings_its_own(do: Do, run: Run, book_path: Path) -> None:
    run("backup create")
    name = run("backup list --json").json[0]["name"]
    do("entry edit 1 --note kite", f"backup restore {name} --yes", "log ada balloon")
    assert (holds(book_path, "kite"), holds(book_path, "tea and cake")) == ([], [1])


def test_words_that_were_made_in_another_way_are_made_anew(do: Do, book_path: Path) -> None:
    sign = ", ".join(repr(value) for value in search_index.SIGN)
    columns = ", ".join(search_index.COLUMNS)
    change(book_path, f"INSERT INTO search_index (search_index, rowid, {columns}) VALUES ('delete', {sign})")
    assert not right(book_path)
    do("log ada lunch")
    assert holds(book_path, "tea and cake") == [1]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO search_index (rowid, summary) VALUES (1, 'more')",
        "INSERT INTO search_index (search_index, rowid, summary) VALUES ('delete', 1, 'tea')",
        "INSERT INTO search_index (search_index) VALUES ('delete-all')",
        "DELETE FROM search_index_data WHERE id > 10",
        "UPDATE search_index_data SET block = x'ffffffffffff' WHERE id > 10",
        "UPDATE search_index_data SET block = x'ffffffffffffffffffff' WHERE id = 10",
    ],
)
def test_a_wrong_index_is_told_of_and_made_anew(run: Run, book_path: Path, statement: str) -> None:
    change(book_path, statement)
    found = run("db check --json", code=8).json
    assert "derive the index anew: relkeeper db reindex" in [finding["do"] for finding in found]
    assert run("db reindex --json").json["documents"] > 5
    run("db check")
    assert holds(book_path, "tea and cake") == [1]


def test_words_in_the_wrong_place_or_order_are_wrong(book_path: Path) -> None:
    columns = ", ".join(search_index.COLUMNS)
    with closing(sqlite3.connect(book_path)) as db:
        (document,) = search_index._standing(db, search_index.INTERACTION, "WHERE id = ?", (1,))
    number, said, body, *rest = document
    places = ", ".join("?" * len(document))
    for wrong in ((number, "cake and tea", body, *rest), (number, body, said, *rest), (number + 5, said, body, *rest)):
        with closing(sqlite3.connect(book_path)) as db:
            db.execute(
                f"INSERT INTO search_index (search_index, rowid, {columns}) VALUES ('delete', {places})", document
            )
            assert not is_right(db)
            db.execute(f"INSERT INTO search_index (rowid, {columns}) VALUES ({places})", wrong)
            assert not is_right(db)


def test_a_word_without_end_is_right(do: Do, home: Path) -> None:
    (home / "long.txt").write_text("é" * 40_000 + " x" * 10, encoding="utf-8")
    (home / "longer.txt").write_text("q" + "я" * 20_000, encoding="utf-8")
    do("attach ada longer.txt", "attach ada long.txt", "attachment remove 3 --for-good --yes")
