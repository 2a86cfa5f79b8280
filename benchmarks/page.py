"""What it costs to write the page of a book of a thousand people."""

from collections.abc import Iterator

from benchmarks.measure import Series, run
from benchmarks.places import THOUSAND, Books
from benchmarks.results import Result

_SECONDS = 2
_MEGABYTES = 3
_MEMORY = 150
_MEGABYTE = 10**6
_FILE = "people.html"


def page(books: Books) -> Iterator[Result]:
    """A thousand people with thirty entries each are a page that is written at once, and that a phone can hold."""
    home = books.thousand()
    command = home.relkeeper("report", "report", "--html", _FILE, "--force", says="Wrote")
    written = Series([run(command, number) for number in range(1, 4)])
    size = (home.folder / _FILE).stat().st_size / _MEGABYTE
    contacts, entries = THOUSAND
    many = f"{contacts:,} contacts, {entries:,} entries"
    yield Result("page", f"CPU, {many}", written.cpu, _SECONDS, "s")
    yield Result("page", "size", size, _MEGABYTES, "MB")
    yield Result("page", "peak memory", written.peak / _MEGABYTE, _MEMORY, "MB")
