"""A look at relkeeper without a book of one's own: demo."""

from datetime import date, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.drafts import FollowUpDraft, InteractionDraft, OccasionDraft
from relkeeper.rules import notes, who
from relkeeper.rules.dates import parse
from relkeeper.rules.occasions import lunar

_CADENCES = {"friends": 30, "family": 14, "同学": 61}

# Days ago, with whom, channel, summary, outcome. Grace was never contacted.
_ENTRIES = (
    (75, "ada", "call", "her new engine, and my move to Berlin", "she sends the slides"),
    (48, "ada", "meeting", "tea at the museum", "visit together in spring"),
    (90, "样张三", "wechat", "毕业二十年聚会", "他来订餐厅"),
    (16, "样奶奶", "call", "药吃完了", "周末带过去"),
    (15, "mum", "call", "the garden, the neighbours", ""),
    (3, "jürgen", "email", "the photos of the hike", ""),
)

# With whom, what is to be done, in how many days.
_FOLLOW_UPS = (("ada", "send her the photos of the museum", 3), ("样奶奶", "带药过去", 1))
_LIKES = (("mum", "roses; no lilies"), ("样张三", "川菜"))
# Who has a birthday by the Chinese calendar, and in how many days.
_BORN = ("样奶奶", 7)
_DAYS = 14

_NEXT = """
This was a throw-away book. Begin your own:
  relkeeper add "Ada Example" --email ada@example.org --every 2w
  relkeeper log ada "tea, she will send the deck" --when yesterday
  relkeeper import contacts.vcf --dry-run
  relkeeper --help"""


def demo(ctx: typer.Context) -> None:
    """Show relkeeper at work on a throw-away book.

    Imports a sample card file, logs a few entries as of today, and shows who is overdue and what is coming up. Your own
    book is not touched.

    \b
    Example:
      relkeeper demo
    """
    with TemporaryDirectory(prefix="relkeeper-demo-") as folder:
        today = Book().now
        cards_in = _book(folder, today - timedelta(days=100))
        with as_file(files("relkeeper") / "data" / "demo.vcf") as cards:
            contacts = _import(cards_in, cards)
        book = _book(folder, today)
        _fill(book)
        output.line(f"Imported {contacts} contacts and logged {len(_ENTRIES)} entries. The agenda of today:\n")
        output.show(book, "agenda", book.reports.agenda(_DAYS))
    output.line(_NEXT)


def _book(folder: str, now: datetime) -> Book:
    """The throw-away book at a moment, untouched by the settings of the user."""
    environ = {"RELKEEPER_NOW": now.isoformat(), "RELKEEPER_CONFIG": str(Path(folder) / "config.toml")}
    return Book(Path(folder) / "demo.db", environ=environ)


def _import(book: Book, cards: Path) -> int:
    """Bring in a file of cards; returns how many contacts it made."""
    with book.imports.sources([cards]) as sources, book.imports.gathered(sources.found, book.imports.me()) as gathering:
        wishes = book.imports.wishes(book.imports.me())
        with book.writing("import") as write:
            return write.ingest.take(gathering, wishes, lambda done: None).contacts.created


def _fill(book: Book) -> None:
    entries = [
        (InteractionDraft(parse(f"{days_ago} days ago", book.now), summary, channel, outcome=outcome), name)
        for days_ago, name, channel, summary, outcome in _ENTRIES
    ]
    with book.writing("demo") as write:
        for tag, days in _CADENCES.items():
            write.tags.set_cadence(tag, days)
        write.contacts.set_cadence(_found(book, "grace"), 91)
        for draft, name in (*entries, *_likes(book)):
            write.interactions.add(draft, [_found(book, name)])
        for name, text, days in _FOLLOW_UPS:
            write.follow_ups.add(_found(book, name), FollowUpDraft(text, _in_days(book, days)))
        name, days = _BORN
        if born := lunar.of(_in_days(book, days)):
            birthday = OccasionDraft("birthday", born.month, born.day, calendar="chinese")
            write.occasions.add(_found(book, name), birthday)


def _likes(book: Book) -> list[tuple[InteractionDraft, str]]:
    when = parse("60 days ago", book.now)
    return [(InteractionDraft(when, text, notes.CHANNEL, kind="likes"), name) for name, text in _LIKES]


def _in_days(book: Book, days: int) -> date:
    return (book.now + timedelta(days=days)).date()


def _found(book: Book, name: str) -> int:
    return book.find(who.parse(name)).id
