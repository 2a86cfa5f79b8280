"""What it costs to import ten thousand cards, beside another parser that reads them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec

from benchmarks.correspondence import DRAFTS
from benchmarks.figures import CARD_HOLDER, MAIN_JOB, Figure, Result
from benchmarks.measure import Series, run
from benchmarks.places import NOW, Books, Home

_VOBJECT = (
    "import sys, vobject; from pathlib import Path; text = Path(sys.argv[1]).read_bytes().decode(); "
    "print(sum(1 for _ in vobject.readComponents(text, allowQP=True, ignoreUnreadable=True)), 'cards')"
)
_PARSING = "vobject parsing them"
_READ = Figure("importing", "10,000 cards read into drafts", 1, beside=_PARSING, since=CARD_HOLDER)
_ADDED = Figure("importing", "10,000 cards imported", 4, beside=_PARSING, since=MAIN_JOB)
_PEAK = Figure("importing", "10,000 cards imported, peak memory", 150, "MB", since=MAIN_JOB)
_AGAIN = Figure("importing", "10,000 cards imported again, unchanged", beside=_PARSING)
_AGAIN_PEAK = Figure("importing", "10,000 cards imported again, peak memory", unit="MB")
_ROWS = Figure("importing", "rows written", unit="rows/s")
_JOURNAL = Figure("importing", "share of the journal in the file after the import", unit="%")
FIGURES = (_READ, _ADDED, _PEAK, _AGAIN, _AGAIN_PEAK, _ROWS, _JOURNAL)


def importing(books: Books) -> Iterator[Result]:
    """Ten thousand cards go in within a small multiple of what another parser needs to read them."""
    if find_spec("vobject") is None:
        return
    home, file, many = books.empty(), str(books.cards()), books.scale.cards
    parsing = home.python("vobject", _VOBJECT, file, says=f"{many} cards")
    drafts = home.python("drafts", DRAFTS, "vcard", file, NOW, says=f"{many} records")
    first = home.relkeeper("import", "import", file, says="added")
    again = home.relkeeper("import again", "import", file, says="0 added, 0 updated")
    # One run of each, in this order: the second import is of what the first one left.
    parsed, read, added = (Series([run(command, 1)]) for command in (parsing, drafts, first))
    yield _READ.compared(read, parsed)
    yield _ADDED.compared(added, parsed)
    yield _PEAK.peak(added)
    yield _ROWS.result(_rows(home) / added.cpu, f"{many / added.cpu:,.0f} cards/s of CPU")
    yield _JOURNAL.result(_journal(home))
    unchanged = Series([run(again, 1)])
    yield _AGAIN.compared(unchanged, parsed)
    yield _AGAIN_PEAK.peak(unchanged)


def _rows(home: Home) -> int:
    """All rows of the book, in whatever table."""
    with closing(sqlite3.connect(home.book)) as db:
        every = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_index%'"
        tables = [row[0] for row in db.execute(every)]
        return sum(int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in tables)


def _journal(home: Home) -> float:
    """How many in a hundred of the pages hold operations and changes, with their indexes (https://sqlite.org/dbstat.html)."""
    with closing(sqlite3.connect(home.book)) as db:
        pages = (
            "SELECT 100.0 * sum(pgsize) FILTER (WHERE s.tbl_name IN ('operation', 'change')) / sum(pgsize) "
            "FROM dbstat JOIN sqlite_schema s USING (name)"
        )
        return float(db.execute(pages).fetchone()[0])
