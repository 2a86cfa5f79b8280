"""What the index of words costs: what writes, its size, and looking it over.

How much longer an import takes because of the index is measured within it: the CPU of the one function that keeps the
index up, beside that of all else. So both are of one run, of one process.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks import chats
from benchmarks.measure import run
from benchmarks.places import Books, Home
from benchmarks.results import Result
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


def indexing(books: Books) -> Iterator[Result]:
    """Who writes hardly notices the index, and it is no larger than what it makes findable."""
    cards, many = str(books.cards()), books.scale.cards
    yield _slower(books, f"import of {many:,} cards", "import", cards)
    for chat, name in (("whatsapp", "a chat"), ("qq", "a chat with Chinese names")):
        messages = many * _MESSAGES_PER_CARD
        file = _chat_file(books, chat, messages)
        words = ("import", str(file), "--create", "--me", chats.ME, "--date-order", "dmy")
        yield _slower(books, f"import of {name} of {messages:,} messages", *words)
        yield _size(f"{name} of {messages:,} messages", books.named("empty"))
    yield _size("the large book", books.large())
    yield _slower(books, "log", "log", "ada", "tea, she will send the deck", limit=5, home=books.copy(books.large()))


def _slower(books: Books, what: str, *words: str, limit: float = 40, home: Home | None = None) -> Result:
    home = home or books.empty()
    said = run(home.python(what, _TIMED, *words, says="index "), 1).said
    share = float(said.rpartition("index ")[2])
    return Result("index / all else", f"{what}, slower by", share * 100, limit, "%")


def _size(what: str, home: Home) -> Result:
    """The pages of the index beside the texts that are in it."""
    with closing(sqlite3.connect(home.book)) as db:
        (taken,) = db.execute(f"SELECT sum(length(block)) FROM {search_index.TABLE}_data").fetchone()
        texts = sum(_text(db, each) for each in search_index.ALL)
    return Result("index / text", f"size, {what}", taken / texts, 1.5)


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
