"""What it costs that nothing is lost: the journal, undo, backups, encryption."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib.util import find_spec

from benchmarks.measure import Command, Series, interleaved, run
from benchmarks.places import PROGRAM, ROOT, Books, Home
from benchmarks.results import Result, compared

_BOOK_MEGABYTES = 200
_ROUNDS = 3
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
    many, file = books.scale.cards, str(books.cards())

    def importing(home: Home, journalled: bool) -> Command:
        def prepare(number: int) -> None:
            shutil.rmtree(home.folder, ignore_errors=True)
            home.folder.mkdir(parents=True)
            run(home.relkeeper("add", "add", "First", says="Added"), 1)
            if not journalled:
                _without_journal(home)

        return replace(home.relkeeper("import", "import", file, says="added"), prepare=prepare)

    journalled, bare = interleaved([importing(with_, True), importing(without, False)], _ROUNDS, warm_up=False)
    yield compared("import / without journal", f"import of {many:,} cards", journalled, bare, 1.3)
    undo = Series([run(with_.relkeeper("undo", "undo", says="Undid"), 1)])
    yield compared("undo / import", "undo of that import", undo, Series(journalled.samples[-1:]), 1)
    again = Series([run(with_.relkeeper("undo", "undo", "3", says="Undid"), 1)])
    yield compared("undo / import", "undo of that undo", again, Series(journalled.samples[-1:]), 1, binding=False)


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
    megabytes = _BOOK_MEGABYTES if books.scale.interactions >= 100_000 else 2
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
    size = int(found["bytes"]) / 10**6
    detail = f"{size:,.0f} MB: {daily * 1000:,.0f} ms; cp {cp * 1000:,.0f} ms, cp and sync {synced * 1000:,.0f} ms"
    # A small file is copied in less time than it takes to make its name.
    large = megabytes == _BOOK_MEGABYTES
    yield Result("daily backup / cp", "both on the disk", daily / synced, 3, binding=large, detail=detail)
    yield Result("daily backup / cp", "cp only in the cache", daily / cp, 3, binding=False)


def _encryption(books: Books) -> Iterator[Result]:
    """Opening an encrypted book, which costs the derivation of its key."""
    plain = books.copy(books.small())
    encrypted = books.named("encrypted")
    shutil.rmtree(encrypted.folder, ignore_errors=True)
    shutil.copytree(plain.folder, encrypted.folder)
    environ = {**encrypted.environ, **_PASSPHRASE}
    run(Command("encrypt", lambda number: (PROGRAM, "db", "encrypt", "--yes"), environ, says="Encrypted"), 1)

    for words in (("list", "--limit", "20"), ("log", "ada", "tea")):
        command = replace(encrypted.relkeeper(words[0], *words), environ=environ)
        slow, quick = interleaved([command, plain.relkeeper(words[0], *words)], books.scale.rounds)
        yield compared("encrypted / plain", " ".join(words), slow, quick, 2, binding=False)
