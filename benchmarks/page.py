"""What it costs to write the page of a book of a thousand people."""

from collections.abc import Iterator

from benchmarks.figures import FINDING, MEGABYTE, Figure, Result
from benchmarks.measure import Series, run
from benchmarks.places import THOUSAND, Books

_CONTACTS, _ENTRIES = THOUSAND
_TIME = Figure("page", f"CPU, {_CONTACTS:,} contacts with {_ENTRIES:,} entries", 2, "s", since=FINDING)
_SIZE = Figure("page", "size", 3, "MB", since=FINDING)
_PEAK = Figure("page", "peak memory", 150, "MB")
FIGURES = (_TIME, _SIZE, _PEAK)

_FILE = "people.html"


def page(books: Books) -> Iterator[Result]:
    """A thousand people with thirty entries each are a page that is written at once, and that a phone can hold."""
    home = books.thousand()
    command = home.relkeeper("report", "report", "--html", _FILE, "--force", says="Wrote")
    written = Series([run(command, number) for number in range(1, 4)])
    yield _TIME.result(written.cpu)
    yield _SIZE.result((home.folder / _FILE).stat().st_size / MEGABYTE)
    yield _PEAK.peak(written)
