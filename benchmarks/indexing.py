"""What the index of words costs: what writes, its size, and looking it over.

How much longer an import takes because of the index is measured within it: the CPU of the one function that keeps the
index up, beside that of all else. So both are of one run, of one process.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks import chats
from benchmarks.figures import FINDING, Figure, Result
from benchmarks.measure import run
from benchmarks.places import Books, Home
from relkeeper.store import search_index

# The command of the arguments, with a last line that says by how much the index made it slower.
_TIMED = """
import sys, time
from relkeeper.store import search_index
from relkeeper.__main__ import main
kept, spent = search_index.keep_up, []
def timed(db):
    began = time.process_time()
    kept(db)
    # What FTS5 would write with the commit it writes now.
    db.execute("SAVEPOINT measured")
    db.execute("RELEASE measured")
    spent.append(time.process_time() - began)
search_index.keep_up = timed
try:
    main()
except SystemExit:
    print(f"\\nindex {sum(spent) / (time.process_time() - sum(spent))}")
"""
_MESSAGES_PER_CARD = 10

_CARDS, _LARGE, _LOG = "import of 10,000 cards", "the large book", "log into the large book"
_CHATS = {
    "whatsapp": "a chat of 100,000 messages",
    "qq": "a chat of 100,000 messages with Chinese names",
}
_WRITES = (_CARDS, *(f"import of {chat}" for chat in _CHATS.values()))
_LONGER = {what: Figure("indexing", what, 40, "%", "longer because of the index", FINDING) for what in _WRITES}
_LONGER |= {_LOG: Figure("indexing", _LOG, 5, "%", "longer because of the index")}
_SIZES = {
    what: Figure("indexing", f"size of the index of {what}", 1.5, "x", "the text", FINDING)
    for what in (*_CHATS.values(), _LARGE)
}
FIGURES = (*_LONGER.values(), *_SIZES.values())


def indexing(books: Books) -> Iterator[Result]:
    """Who writes hardly notices the index, and it is no larger than what it makes findable."""
    yield _longer(_CARDS, books.empty(), "import", str(books.cards()))
    for name, chat in _CHATS.items():
        file = _chat_file(books, name, books.scale.cards * _MESSAGES_PER_CARD)
        home = books.empty()
        words = (str(file), "--create", "--me", chats.ME, "--date-order", "dmy")
        yield _longer(f"import of {chat}", home, "import", *words)
        yield _size(chat, home)
    yield _size(_LARGE, books.large())
    yield _longer(_LOG, books.copy(books.large()), "log", "ada", "tea, she will send the deck")


def _longer(what: str, home: Home, *words: str) -> Result:
    said = run(home.python(what, _TIMED, *words, says="index "), 1).said
    return _LONGER[what].result(float(said.rpartition("index ")[2]) * 100)


def _size(what: str, home: Home) -> Result:
    """The pages of the index beside the texts that are in it."""
    with closing(sqlite3.connect(home.book)) as db:
        (taken,) = db.execute(f"SELECT sum(length(block)) FROM {search_index.TABLE}_data").fetchone()
        texts = sum(_text(db, each) for each in search_index.ALL)
    return _SIZES[what].result(taken / texts)


def _text(db: sqlite3.Connection, each: search_index.Indexed) -> int:
    """How many bytes the texts of a table have."""
    columns = [column for wanted in each.columns.values() for column in wanted]
    lengths = " + ".join(f"coalesce(length(CAST({column} AS BLOB)), 0)" for column in columns)
    return int(db.execute(f"SELECT coalesce(sum({lengths}), 0) FROM {each.table}").fetchone()[0])


def _chat_file(books: Books, name: str, messages: int) -> Path:
    path = books.folder / f"{messages}-{name}.txt"
    if not path.exists():
        chats.write(name, path, messages)
    return path
