"""Damaged files: said clearly, never made worse, and the last backup comes back."""

import random
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Run
from tests.faults.files import ask, call, cards, contents, faults

DAILY_BACKUPS = True

PAGE = 4096
READS = ["overdue", "list", "show ada", "timeline", "tag list", "history", "history show 2", "db info"]
WRITES = [
    "add Bob",
    "log ada tea",
    "edit ada --org Y",
    "tag cadence friends 3w",
    "contact archive ada",
    "import more.vcf",
    "undo",
    "backup create",
    "db compact",
    "db reindex",
    "config set phone_region DE",
]
FLIPS = 12


class Shop(NamedTuple):
    """A book with all kinds of rows, free pages and a good backup; `sound` is its file as it was."""

    book: Path
    backup: Path
    sound: bytes
    saved: Path

    def put(self, content: bytes) -> None:
        """The home as it was, with this as the file of the book."""
        shutil.rmtree(self.book.parent)
        shutil.copytree(self.saved, self.book.parent)
        self.book.write_bytes(content)


@pytest.fixture
def shop(run: Run, book_path: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The same book for each test, made once."""
    saved = tmp_path_factory.getbasetemp() / "damage"
    if not saved.exists():
        _make(run, book_path, home)
        shutil.copytree(book_path.parent, saved)
    (home / "more.vcf").write_text(cards(3, "Later"))
    book_path.parent.mkdir(parents=True, exist_ok=True)
    (backup,) = (saved / "relkeeper-backups").glob("*-manual.db")
    shop = Shop(book_path, book_path.parent / backup.relative_to(saved), (saved / book_path.name).read_bytes(), saved)
    shop.put(shop.sound)
    return shop


def _make(run: Run, book_path: Path, home: Path) -> None:
    (home / "cards.vcf").write_text(cards(30))
    run("add 'Ada Example' --tag friends --every 2w --field a=b --alias Countess --email ada@example.org")
    run("import cards.vcf")
    with closing(sqlite3.connect(book_path, isolation_level=None)) as db:
        db.execute("CREATE TABLE filler AS SELECT zeroblob(40000) AS bytes")
    for number in range(6):
        run(f"log ada 'note {number} {'long ' * 900}' --when '2026-11-{number + 1:02} 10:00'")
    run("undo")
    run("contact delete 'person 7 muster' --yes")
    with closing(sqlite3.connect(book_path, isolation_level=None)) as db:
        db.execute("DROP TABLE filler")
    run("backup create")
    assert run("db check").code == 0
    assert ask(book_path, "PRAGMA freelist_count")[0][0] > 5


def put_to_the_test(shop: Shop, content: bytes, lines: Iterable[str]) -> None:
    """Each line over this file ends with 8 and a sentence, or it works; and what is refused changes nothing."""
    for line in lines:
        shop.put(content)
        result = call(line)
        assert result.code in (0, 8), (line, result)
        if result.code:
            assert len(result.err.splitlines()) == 1, (line, result)
            assert shop.book.read_bytes() == content or made_all_the_same(shop, content), (line, result)
    shop.put(content)
    looked = call("db check")
    assert looked.code in (0, 8), looked
    assert looked.err == ""
    assert shop.book.read_bytes() == content


def made_all_the_same(shop: Shop, content: bytes) -> bool:
    """Whether the change was made, and only what came of it could not be shown."""
    before = shop.book.with_name("before.db")
    before.write_bytes(content)
    operations = "SELECT count(*) FROM operation"
    return bool(ask(shop.book, operations)[0][0] == ask(before, operations)[0][0] + 1)


def brought_back(run: Run, shop: Shop, content: bytes) -> None:
    """The last backup takes the place of the file, which is kept as it was."""
    shop.put(content)
    replaced = Path(run(f"backup restore {shop.backup.name} --json").json["replaced"])
    assert not faults(shop.book)
    assert contents(shop.book) == contents(shop.backup)
    assert run("db check").code == 0
    if replaced.suffix == ".damaged":
        assert replaced.read_bytes() == content
        assert replaced.stat().st_mode & 0o777 == 0o600
    run("log ada tea")


def page(sound: bytes, number: int) -> bytes:
    """The file with a page of zeros, the first being 0."""
    return sound[: number * PAGE] + bytes(PAGE) + sound[(number + 1) * PAGE :]


def flipped(sound: bytes, at: int, bit: int) -> bytes:
    content = bytearray(sound)
    content[at] ^= 1 << bit
    return bytes(content)


DAMAGES = {
    "cut to 16 bytes": lambda sound: sound[:16],
    "cut to 100 bytes": lambda sound: sound[:100],
    "cut to a page": lambda sound: sound[:PAGE],
    "cut in half": lambda sound: sound[: len(sound) // 2],
    "cut by the last page": lambda sound: sound[:-PAGE],
    "cut by the last byte": lambda sound: sound[:-1],
    "first page zeroed": lambda sound: page(sound, 0),
    "a middle page zeroed": lambda sound: page(sound, len(sound) // PAGE // 2),
    "last page zeroed": lambda sound: page(sound, len(sound) // PAGE - 1),
    "header zeroed": lambda sound: bytes(100) + sound[100:],
    "all zeroed": lambda sound: bytes(len(sound)),
    "version of the format": lambda sound: flipped(sound, 18, 0),
    "version of reading": lambda sound: flipped(sound, 19, 2),
    "format of the schema": lambda sound: flipped(sound, 47, 6),
    "whose file it is": lambda sound: flipped(sound, 69, 3),
    "a word of the schema": lambda sound: sound.replace(b"CREATE TABLE contact", b"CREATE TABLE con\xf4act", 1),
    "another word of the schema": lambda sound: sound.replace(b"CREATE TABLE contact", b"CREATE\xd4TABLE contact", 1),
    "header of a page": lambda sound: flipped(sound, 2 * PAGE, 3),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_or_works_and_a_backup_comes_back(run: Run, shop: Shop, damage: str) -> None:
    content = DAMAGES[damage](shop.sound)
    assert content != shop.sound
    put_to_the_test(shop, content, READS + WRITES)
    shop.put(content)
    found = run("db check", code=8)
    assert "backup" in found.out
    brought_back(run, shop, content)


def test_flipped_bits_are_refused_or_do_no_harm(run: Run, shop: Shop) -> None:
    """In the header, the headers of pages, free pages and anywhere: others each time, told when one is not survived."""
    seed = random.randrange(2**32)
    rng = random.Random(seed)
    pages = len(shop.sound) // PAGE
    for number in range(FLIPS):
        at = (
            rng.choice([*range(16, 60), *range(64, 100)]),
            rng.randrange(1, pages) * PAGE + rng.randrange(12),
            rng.randrange(100, len(shop.sound)),
        )[number % 3]
        content = flipped(shop.sound, at, rng.randrange(8))
        try:
            put_to_the_test(shop, content, (rng.choice(READS), rng.choice(WRITES)))
            brought_back(run, shop, content)
        except AssertionError as error:
            raise AssertionError(f"byte {at}, seed {seed}: {error}") from error


def test_a_version_that_is_damaged_is_taken_for_a_newer_one_and_a_backup_comes_back(run: Run, shop: Shop) -> None:
    content = flipped(shop.sound, 62, 3)
    shop.put(content)
    for line in (*READS, *WRITES, "db check"):
        assert "newer" in run(line, code=6).err, line
    assert shop.book.read_bytes() == content
    replaced = Path(run(f"backup restore {shop.backup.name} --json").json["replaced"])
    assert replaced.read_bytes() == content
    assert contents(shop.book) == contents(shop.backup)


def test_text_that_is_no_text_is_found(run: Run, shop: Shop) -> None:
    content = shop.sound.replace(b"Ada Example", b"Ada \xc5xample")
    put_to_the_test(shop, content, READS + WRITES)
    shop.put(content)
    assert "damaged" in run("list", code=8).err
    assert "text that cannot be read" in run("db check", code=8).out


def test_a_journal_that_cannot_be_read_is_found(run: Run, shop: Shop, book_path: Path) -> None:
    with closing(sqlite3.connect(book_path, isolation_level=None)) as db:
        db.execute("UPDATE change SET before = '{' WHERE id = (SELECT max(id) FROM change WHERE action = 'delete')")
    assert "damaged" in run("history show 10", code=8).err
    assert "rows of change have text" in run("db check", code=8).out


def test_an_empty_file_is_no_book_yet(run: Run, shop: Shop) -> None:
    shop.put(b"")
    assert run("list").out == ""
    assert "no book" in run("db check", code=3).err
    run(f"backup restore {shop.backup.name}")
    assert contents(shop.book) == contents(shop.backup)


def test_a_file_that_is_gone_comes_back(run: Run, shop: Shop) -> None:
    shop.book.unlink()
    run(f"backup restore {shop.backup.name}")
    assert contents(shop.book) == contents(shop.backup)
    assert shop.book.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", ["cut", "zeroed", "flipped", "of another file", "empty"])
def test_a_damaged_log_beside_a_sound_file_does_no_harm(run: Run, shop: Shop, home: Path, damage: str) -> None:
    """What a killed program left: the log is read as far as it is whole."""
    with closing(sqlite3.connect(shop.book, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        for number in range(20):
            db.execute("UPDATE contact SET notes = ?", (f"note {number} " * 100,))
        log = Path(f"{shop.book}-wal").read_bytes()
        file = shop.book.read_bytes()
    middle = len(log) // 2
    damaged = {
        "cut": log[:middle],
        "zeroed": log[:middle] + bytes(PAGE) + log[middle + PAGE :],
        "flipped": flipped(log, middle, 3),
        "of another file": bytes(32) + log[32:],
        "empty": b"",
    }[damage]
    shop.put(file)
    Path(f"{shop.book}-wal").write_bytes(damaged)
    for line in ("list", "show ada", "log ada tea", "db info", "backup create"):
        run(line)
    assert not faults(shop.book)
    notes = {row[0] for row in ask(shop.book, "SELECT notes FROM contact WHERE id = 1")}
    assert notes <= {"", *(f"note {number} " * 100 for number in range(20))}
    assert "tea" in run("timeline --limit 1").out


def test_a_damaged_backup_is_refused_and_the_book_stays(run: Run, shop: Shop) -> None:
    shop.backup.write_bytes(page(shop.backup.read_bytes(), 3))
    assert "damaged" in run(f"backup restore {shop.backup.name}", code=8).err
    assert shop.book.read_bytes() == shop.sound
