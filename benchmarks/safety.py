"""What it costs that nothing is lost: the journal, undo, backups, encryption."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib.util import find_spec

from benchmarks.commands import line
from benchmarks.figures import MEGABYTE, NOTHING_LOST, Figure, Result
from benchmarks.measure import Command, Series, interleaved, run
from benchmarks.places import PROGRAM, ROOT, Books, Home

_BOOK_MEGABYTES = 200
_ROUNDS = 3
_IMPORT = "the import"
_DAILY = f"daily backup of a {_BOOK_MEGABYTES} MB book"
_JOURNALLED = Figure(
    "safety", "import of 10,000 cards with the journal", 1.3, beside="the same without its triggers", since=NOTHING_LOST
)
_UNDO = Figure("safety", "undo of that import", 1, beside=_IMPORT, since=NOTHING_LOST)
_UNDO_PEAK = Figure("safety", "undo of that import, peak memory", unit="MB")
_REDO = Figure("safety", "undo of that undo", beside=_IMPORT)
_ON_DISK = Figure("safety", _DAILY, 3, beside="cp and waiting for the disk", since=NOTHING_LOST)
_IN_CACHE = Figure("safety", _DAILY, beside="cp that only fills the cache")
_ENCRYPTED = {
    words: Figure("safety", f"{words}, encrypted book", beside="the plain one")
    for words in ("list --limit 20", "log ada tea")
}
FIGURES = (_JOURNALLED, _UNDO, _UNDO_PEAK, _REDO, _ON_DISK, _IN_CACHE, *_ENCRYPTED.values())
_PASSPHRASE = {"RELKEEPER_PASSPHRASE_COMMAND": "echo a rather long passphrase"}


def safety(books: Books) -> Iterator[Result]:
    """Nothing is lost, and next to nothing is paid for it."""
    yield from _journal(books)
    yield from _backups(books)
    if find_spec("sqlcipher3"):
        yield from _encryption(books)


def _journal(books: Books) -> Iterator[Result]:
    """An import with and without the triggers of the journal, and its undo."""
    with_, without = books.named("journalled"), books.named("unjournalled")
    file = str(books.cards())

    def importing(home: Home, journalled: bool) -> Command:
        def prepare(number: int) -> None:
            shutil.rmtree(home.folder, ignore_errors=True)
            home.folder.mkdir(parents=True)
            run(home.relkeeper("add", "add", "First", says="Added"), 1)
            if not journalled:
                _without_journal(home)

        return replace(home.relkeeper("import", "import", file, says="added"), prepare=prepare)

    journalled, bare = interleaved([importing(with_, True), importing(without, False)], _ROUNDS, warm_up=False)
    yield _JOURNALLED.compared(journalled, bare)
    undo = Series([run(with_.relkeeper("undo", "undo", says="Undid"), 1)])
    imported = Series(journalled.samples[-1:])
    yield _UNDO.compared(undo, imported)
    yield _UNDO_PEAK.peak(undo)
    again = Series([run(with_.relkeeper("undo", "undo", "3", says="Undid"), 1)])
    yield _REDO.compared(again, imported)


def _without_journal(home: Home) -> None:
    """Take the triggers away, but for those of tags: a command that journals nothing at all is rolled back."""
    with closing(sqlite3.connect(home.book)) as db:
        for (name,) in db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'journal_*' AND tbl_name <> 'tag'"
        ).fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.commit()


def _backups(books: Books) -> Iterator[Result]:
    """The backup of the day beside cp."""
    megabytes = _BOOK_MEGABYTES if books.scale.is_full else 2
    folder = books.named("copies").folder
    folder.mkdir(parents=True, exist_ok=True)
    command = Command(
        "backup",
        lambda number: (sys.executable, "-m", "benchmarks.copies", str(megabytes), "5", str(folder)),
        {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(ROOT)},
        says="daily=",
    )
    found = dict(part.split("=") for part in run(command, 1).said.split()[-4:])
    daily, cp, synced = (float(found[name]) for name in ("daily", "cp", "cp_synced"))
    size = int(found["bytes"]) / MEGABYTE
    detail = f"{size:,.0f} MB: {daily * 1000:,.0f} ms; cp {cp * 1000:,.0f} ms, cp and sync {synced * 1000:,.0f} ms"
    yield _ON_DISK.result(daily / synced, detail)
    yield _IN_CACHE.result(daily / cp)


def _encryption(books: Books) -> Iterator[Result]:
    """Opening an encrypted book, which costs the derivation of its key."""
    plain = books.copy(books.small())
    encrypted = books.named("encrypted")
    shutil.rmtree(encrypted.folder, ignore_errors=True)
    shutil.copytree(plain.folder, encrypted.folder)
    environ = {**encrypted.environ, **_PASSPHRASE}
    run(Command("encrypt", lambda number: (PROGRAM, "db", "encrypt", "--yes"), environ, says="Encrypted"), 1)

    for words, figure in _ENCRYPTED.items():
        command = replace(line(encrypted, words), environ=environ)
        slow, quick = interleaved([command, line(plain, words)], books.scale.rounds)
        yield figure.compared(slow, quick)
