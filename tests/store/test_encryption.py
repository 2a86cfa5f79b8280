"""Encrypted files: told from damaged ones, opened as SQLCipher's own programs open them, converted row for row."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("sqlcipher3", reason="relkeeper[encryption] is not installed")

from sqlcipher3 import dbapi2 as sqlcipher

from relkeeper.errors import BusyError, DamagedError, NotFoundError, PassphraseError, RelkeeperError
from relkeeper.store.connecting import Keys, connect, connect_like, is_plain, is_readable
from relkeeper.store.encryption import Encryption, compare, in_kind
from relkeeper.store.migrations import migrate
from relkeeper.store.reading import read
from tests.derived import remember

SECRET = "correct horse 样"


class Asked:
    """A passphrase, and how often it was asked for."""

    def __init__(self, passphrase: str) -> None:
        self.passphrase = passphrase
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return self.passphrase


def keys(passphrase: str = SECRET) -> Keys:
    return Keys(Asked(passphrase))


def encryption(path: Path, passphrase: str = SECRET) -> Encryption:
    return Encryption(path, keys(passphrase), busy_seconds=0.2)


def names(db: sqlite3.Connection) -> list[tuple[int, str]]:
    return db.execute("SELECT id, name FROM tag ORDER BY id").fetchall()


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    remember(monkeypatch)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The encrypted file, which is made once and copied from then on."""
    return {}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plain book with what is easily lost on the way: a gap in the numbers, a table by its key alone, a full text index."""
    path = tmp_path / "shelf" / "bücher & co?#%.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        migrate(db, path, lambda: None)
        db.execute("INSERT INTO tag (name, key) VALUES ('a', 'a'), ('b', 'b'), ('c', 'c')")
        db.execute("DELETE FROM tag WHERE name <> 'b'")
        db.execute("CREATE VIRTUAL TABLE words USING fts5 (said)")
        db.execute("INSERT INTO words VALUES ('tea in the garden'), ('coffee')")
        db.execute("CREATE TABLE loose (value)")
        db.execute("INSERT INTO loose VALUES (1), (2.5), (NULL), (x'00ff')")
        db.execute("DELETE FROM loose WHERE rowid = 1")
        db.execute("ANALYZE")
    return path


@pytest.fixture
def encrypted(path: Path, made: dict[str, bytes]) -> Path:
    if not made:
        encryption(path).encrypt(SECRET)
        made[SECRET] = path.read_bytes()
    path.write_bytes(made[SECRET])
    return path


def everything(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """The schema and each row of each table, as SQLite has them."""
    found = {"": db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()}
    for _, table, *_ in db.execute("PRAGMA main.table_list").fetchall():
        if table not in {"sqlite_schema", "search_index"}:
            found[table] = db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
    found["numbers"] = db.execute("SELECT * FROM pragma_application_id, pragma_user_version").fetchall()
    return found


def test_there_and_back_nothing_is_different(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        before = everything(db)
    assert before["sqlite_sequence"]
    encryption(path).encrypt(SECRET)
    assert not is_plain(path)
    assert read(path, everything, keys()) == before
    encryption(path).change("another")
    assert read(path, everything, keys("another")) == before
    encryption(path, "another").decrypt()
    assert is_plain(path)
    assert read(path, everything) == before
    assert os.listdir(path.parent) == [path.name]


def test_the_index_of_words_still_finds(encrypted: Path) -> None:
    found = read(encrypted, lambda db: db.execute("SELECT rowid FROM words('garden')").fetchall(), keys())
    assert found == [(1,)]


def test_the_programs_of_sqlcipher_open_it_too(encrypted: Path) -> None:
    with closing(sqlcipher.connect(encrypted)) as db:
        db.execute(f"PRAGMA key = '{SECRET}'")
        assert names(db) == [(2, "b")]


def test_each_conversion_has_a_salt_of_its_own(encrypted: Path) -> None:
    before = encrypted.read_bytes()[:16]
    encryption(encrypted).change(SECRET)
    assert encrypted.read_bytes()[:16] != before
    assert read(encrypted, names, keys()) == [(2, "b")]


def test_the_passphrase_is_asked_once_and_never_for_a_plain_book(path: Path) -> None:
    asked = Asked(SECRET)
    opening = Keys(asked)
    read(path, names, opening)
    assert asked.times == 0
    os.link(path, path.with_name("plain"))  # so that no new file gets its number
    encryption(path).encrypt(SECRET)
    for _ in range(3):
        assert read(path, names, opening) == [(2, "b")]
    os.link(path, path.with_name("first"))
    encryption(path).change(SECRET)
    assert read(path, names, opening) == [(2, "b")]
    assert asked.times == 1


def test_who_changed_the_passphrase_goes_on_reading(path: Path) -> None:
    mine = keys("nothing")
    changing = Encryption(path, mine, busy_seconds=0.2)
    changing.encrypt(SECRET)
    assert read(path, names, mine) == [(2, "b")]
    changing.change("another")
    assert read(path, names, mine) == [(2, "b")]


@pytest.mark.parametrize("wrong", ["", "Correct horse 样", "correct horse 样 "])
def test_a_wrong_passphrase_changes_nothing(encrypted: Path, wrong: str) -> None:
    before = encrypted.read_bytes()
    for attempt in (
        lambda: read(encrypted, names, keys(wrong)),
        lambda: encryption(encrypted, wrong).decrypt(),
        lambda: encryption(encrypted, wrong).change("another"),
        lambda: encryption(encrypted, wrong).open(),
    ):
        with pytest.raises(PassphraseError, match="does not open"):
            attempt()
    assert encrypted.read_bytes() == before
    assert os.listdir(encrypted.parent) == [encrypted.name]


def test_what_is_written_is_never_plain(encrypted: Path) -> None:
    with closing(connect(encrypted, keys())) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("INSERT INTO tag (name, key) VALUES ('Grace Sampleton', 'grace sampleton')")
        log = encrypted.with_name(f"{encrypted.name}-wal").read_bytes()
        assert len(log) > 4096
        assert read(encrypted, names, keys()) == [(2, "b"), (4, "Grace Sampleton")]
    for written in (log, encrypted.read_bytes()):
        assert b"sampleton" not in written.lower()
        assert b"CREATE TABLE" not in written


def test_reading_leaves_nothing_beside_it_and_changes_nothing(encrypted: Path) -> None:
    before = encrypted.stat().st_mtime_ns
    with pytest.raises(RelkeeperError, match="cannot be changed"):
        read(encrypted, lambda db: db.execute("DELETE FROM tag").fetchall(), keys())
    assert read(encrypted, names, keys()) == [(2, "b")]
    assert os.listdir(encrypted.parent) == [encrypted.name]
    assert encrypted.stat().st_mtime_ns == before


def _flipped(content: bytearray) -> bytes:
    for at in range(4096 + 100, len(content), 4096):
        content[at] ^= 1
    return bytes(content)


DAMAGE: dict[str, Callable[[bytearray], bytes]] = {
    "flipped": _flipped,
    "cut": lambda content: bytes(content[: 3 * 4096]),
    "cut within the first page": lambda content: bytes(content[:3000]),
    "zeros": lambda content: bytes(len(content)),
    "text": lambda content: ("样张三 went for a walk. " * 1000).encode("gb18030"),
    "zeros after the first page": lambda content: bytes(content[:4096]) + bytes(len(content) - 4096),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_told_from_a_wrong_passphrase(encrypted: Path, damage: str) -> None:
    encrypted.write_bytes(DAMAGE[damage](bytearray(encrypted.read_bytes())))
    with pytest.raises(DamagedError):
        read(encrypted, everything, keys())


def test_a_plain_book_with_a_damaged_header_asks_for_no_passphrase(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:16] = os.urandom(16)
    path.write_bytes(content)
    asked = Asked(SECRET)
    with pytest.raises(DamagedError):
        read(path, names, Keys(asked))
    assert asked.times == 0


def test_a_damaged_book_is_not_converted(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        encryption(path).encrypt(SECRET)
    assert is_plain(path)
    assert os.listdir(path.parent) == [path.name]


def test_only_what_is_there_and_of_the_other_kind_is_converted(path: Path, tmp_path: Path) -> None:
    with pytest.raises(RelkeeperError, match="not encrypted"):
        encryption(path).decrypt()
    with pytest.raises(RelkeeperError, match="not encrypted"):
        encryption(path).change("another")
    with pytest.raises(NotFoundError):
        encryption(tmp_path / "none.db").encrypt(SECRET)
    encryption(path).encrypt(SECRET)
    with pytest.raises(RelkeeperError, match="encrypted already"):
        encryption(path).encrypt("another")


def test_a_book_that_is_in_use_is_not_converted(encrypted: Path) -> None:
    with closing(connect(encrypted, keys())) as db:
        db.execute("PRAGMA journal_mode = WAL")
        names(db)
        with pytest.raises(BusyError):
            encryption(encrypted).decrypt()
    encryption(encrypted).decrypt()


def test_a_file_in_a_log_beside_it_is_converted_too(encrypted: Path) -> None:
    """As a killed program leaves it: the newest rows stand in the write-ahead log only."""
    with closing(connect(encrypted, keys())) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("INSERT INTO tag (name, key) VALUES ('d', 'd')")
        left = {ending: Path(f"{encrypted}{ending}").read_bytes() for ending in ("", "-wal")}
    for ending, content in left.items():
        Path(f"{encrypted}{ending}").write_bytes(content)
    encryption(encrypted).decrypt()
    assert read(encrypted, names) == [(2, "b"), (4, "d")]
    assert os.listdir(encrypted.parent) == [encrypted.name]


def test_rights_and_links_stay_as_they_were(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "link.db"
    link.symlink_to(path)
    encryption(link).encrypt(SECRET)
    assert link.is_symlink()
    assert not is_plain(path)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("start", ["path", "encrypted"])
def test_a_copy_is_of_the_kind_of_the_book(start: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    book: Path = request.getfixturevalue(start)
    copy = tmp_path / "copy.db"
    copy.touch()
    mine = keys()
    with closing(connect_like(book, book, mine)) as db, closing(connect_like(copy, book, mine)) as other:
        db.backup(other)
        assert names(other) == [(2, "b")]
    assert is_plain(copy) == is_plain(book)
    with closing(connect_like(copy, book, keys())) as db:
        assert names(db) == [(2, "b")]


def test_pages_go_from_one_key_to_another(encrypted: Path, tmp_path: Path) -> None:
    """A backup made before the passphrase was changed comes back into the book of today."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(encrypted.read_bytes())
    encryption(encrypted).change("another")
    with closing(connect(copy, keys())) as old, closing(connect(encrypted, keys("another"))) as live:
        live.execute("DELETE FROM tag")
        old.backup(live)
    assert read(encrypted, names, keys("another")) == [(2, "b")]


@pytest.mark.parametrize(
    "difference",
    [
        "UPDATE tag SET name = 'B'",
        "DELETE FROM loose WHERE value IS NULL",
        "UPDATE sqlite_sequence SET seq = 2",
        "DROP INDEX operation_open",
        "PRAGMA user_version = 1",
    ],
)
def test_a_new_file_that_differs_is_no_copy(encrypted: Path, tmp_path: Path, difference: str) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(encrypted.read_bytes())
    mine = keys()
    salt = mine.salt(encrypted)
    assert salt is not None
    with closing(connect(encrypted, mine)) as db:
        compare(db, copy, mine.of(salt))
        with closing(connect(copy, mine)) as other:
            other.execute(difference)
        with pytest.raises(DamagedError, match="not changed"):
            compare(db, copy, mine.of(salt))


@pytest.mark.parametrize("plain_backup", [True, False])
def test_a_backup_of_the_other_kind_is_brought_to_the_kind_of_the_book(
    path: Path, tmp_path: Path, plain_backup: bool
) -> None:
    plain, secret = path, tmp_path / "secret.db"
    secret.write_bytes(path.read_bytes())
    encryption(secret).encrypt(SECRET)
    backup, book = (plain, secret) if plain_backup else (secret, plain)
    mine = keys()
    with in_kind(backup, book, mine) as copy:
        assert copy.parent == book.parent
        assert is_plain(copy) == is_plain(book)
        with closing(connect(copy, mine)) as source, closing(connect(book, mine)) as live:
            live.execute("DELETE FROM tag")
            source.backup(live)
    assert read(book, names, keys()) == [(2, "b")]
    assert sorted(os.listdir(book.parent)) == [book.name] if plain_backup is False else ["secret.db", "shelf"]
    with in_kind(backup, backup, mine) as same:
        assert same == backup


def test_nothing_can_be_read_of_a_file_that_another_program_has_just_removed(tmp_path: Path) -> None:
    assert not is_readable(tmp_path / "gone.db")
