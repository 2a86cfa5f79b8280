"""The book itself: a file of one that is broken, and whatever can be read taken whole into a new one.

Both cost far more than a reader does, so they get few inputs.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from relkeeper.book import Book
from relkeeper.errors import NotFoundError, RelkeeperError
from relkeeper.importers import READERS
from relkeeper.store.backups import Shelf
from tests.fuzz import sanity
from tests.fuzz.readers import samples
from tests.fuzz.targets import Target
from tests.importers import golden

# Where the bytes of an input go within the file, and how many at a time.
_PLACE = 3
_PIECE = 8
_ENVIRON = {
    "RELKEEPER_NOW": "2026-11-22T12:00:00+00:00",
    "RELKEEPER_BACKUP_DAILY": "0",
    "RELKEEPER_CONFIG": "/nonexistent/config.toml",
}


def targets() -> Iterator[Target]:
    """A target for each."""
    yield Target("broken-book", broken, lambda: [b"", b"\0\x10\0\xff\xff\xff\xff\xff\xff\xff\xff", bytes(33)])
    yield Target("import", taken, lambda: [data for name in READERS for data in _importable(name)])


def broken(data: bytes) -> None:
    """A book with pieces of its file overwritten: `data` says where, and with what."""
    file = bytearray(_sound())
    for begin in range(0, len(data), _PLACE + _PIECE):
        place = int.from_bytes(data[begin : begin + _PLACE]) % len(file)
        piece = data[begin + _PLACE : begin + _PLACE + _PIECE]
        file[place : place + len(piece)] = piece
    with TemporaryDirectory() as folder:
        path = Path(folder) / "relkeeper.db"
        path.write_bytes(file)
        book = Book(path, environ=_ENVIRON)
        for look in (lambda: Shelf(path, path.parent, book.backups.connect).check(path), book.check, book.info):
            with suppress(RelkeeperError):
                look()


def taken(data: bytes) -> None:
    """A file that is imported as it is, contacts and all: the book that it comes into stays whole."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample"
        path.write_bytes(data)
        book = Book(Path(folder) / "relkeeper.db", environ=_ENVIRON)
        with suppress(RelkeeperError):
            _import(book, path)
        with suppress(NotFoundError):
            found = book.check()
            if found or (found := book.read(_with_nul)):
                raise sanity.SenselessError(f"the book is not whole: {found}")


def _import(book: Book, path: Path) -> None:
    me = book.imports.me(("Bob Placeholder", "bob@example.org"))
    with book.imports.sources([path]) as found:
        wishes = book.imports.wishes(me, create=True, groups=True, everything=True)
        files = [source for source in found.found if not getattr(source.reader, "REVIEWED", False)]
        with (
            book.imports.gathered(files, me, date_order="dmy") as gathering,
            book.writing("import", backup="import") as write,
        ):
            write.ingest.take(gathering, wishes, lambda done: None)


def _with_nul(db: sqlite3.Connection) -> list[str]:
    """The columns in which a text has a NUL: SQLite shows it only to there."""
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'").fetchall()
    columns = [
        (table, column)
        for (table,) in tables
        for column in (row[1] for row in db.execute(f'PRAGMA table_info("{table}")'))
        if not table.startswith(("sqlite_", "words_"))
    ]
    nul = 'SELECT 1 FROM "{0}" WHERE typeof("{1}") = \'text\' AND instr("{1}", char(0)) LIMIT 1'
    return [f"{table}.{column}" for table, column in columns if db.execute(nul.format(table, column)).fetchone()]


@cache
def _sound() -> bytes:
    return (golden.DATA / "schema" / "v5.db").read_bytes()


def _importable(name: str) -> tuple[bytes, ...]:
    return () if name == "card-picture" else samples(name)
