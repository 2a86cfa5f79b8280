"""Finding: search. What is typed for it is a language of its own (rules/queries), so `-word` is a word here."""

from typing import Annotated, Any

import typer
from typer import Argument, Option
from typer.core import TyperCommand

from relkeeper.book import Book
from relkeeper.cli import complete, knowing, output, search_hints
from relkeeper.cli.options import InClasses, Json, Limit, Reveal
from relkeeper.errors import UsageError
from relkeeper.rules.queries import shell
from relkeeper.rules.queries.parsing import Parsed, parse

# What fits on a screen or two.
_LIMIT = 20

# As texts: the query's language reads them, so that --since says what since: says.
Words = Annotated[
    list[str] | None,
    Argument(metavar="[WORDS]...", help="All must be there: words, '\"a phrase\"', 'berl*', -not, field:value."),
]
Kinds = Annotated[
    list[str] | None,
    Option("--kind", metavar="KIND", help="contact, entry, note, follow-up or attachment; repeatable."),
]
With = Annotated[
    list[str] | None,
    Option("--with", metavar="WHO", autocompletion=complete.names, help="To do with this one; repeatable."),
]
Channels = Annotated[
    list[str] | None,
    Option("--via", metavar="CHANNEL", autocompletion=complete.channels, help="call, meeting, email, ..."),
]
Tags = Annotated[
    list[str] | None,
    Option("--tag", "-t", metavar="TAG", autocompletion=complete.tags, help="Of who wears it; repeatable."),
]
Since = Annotated[str | None, Option("--since", metavar="WHEN", help="2025, 2025-03, yesterday, ...")]
Until = Annotated[str | None, Option("--until", metavar="WHEN", help="2025, 2025-03, yesterday, ...")]
WhoKnows = Annotated[
    str | None, Option("--who-knows", metavar="SUBJECT", help="Find who knows about this, instead of words.")
]


class Command(TyperCommand):
    """Takes `-word` for what is not wanted, where another command would look for an option of that letter."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        valued = {name for option in self.params if not getattr(option, "is_flag", True) for name in option.opts}
        flags = {name for option in self.get_params(ctx) for name in option.opts} - valued
        return super().parse_args(ctx, shell.shielded(args, valued, flags))


def search(
    ctx: typer.Context,
    words: Words = None,
    kind: Kinds = None,
    who: With = None,
    via: Channels = None,
    tag: Tags = None,
    in_class: InClasses = None,
    since: Since = None,
    until: Until = None,
    who_knows: WhoKnows = None,
    limit: Limit = _LIMIT,
    reveal: Reveal = False,
    json: Json = False,
) -> None:
    """Find any word: in names, entries, notes and files.

    Accents, case, width and the script of Chinese do not count, and names are found by pinyin, too. Fields are
    who: via: tag: since: until: in: kind: class: and places such as outcome:deck. The shell takes quotes away, so a
    phrase needs two pairs: 'tax law' is two words, and '"tax law"' is a phrase.

    \b
    Examples:
      relkeeper search deck 'berl*' -draft
      relkeeper search '"tax law"' via:call since:2025
      relkeeper search 报价单 in:outcome who:ada
      relkeeper search 212.555.0101
      relkeeper search --who-knows rust
    """
    book: Book = ctx.obj
    typed = shell.joined(words or (), book.now)
    given = {
        "kind": kind, "who": who, "via": via, "tag": tag, "class": in_class,
        "since": since and [since], "until": until and [until],
    }  # fmt: skip
    if who_knows is not None:
        if typed or any(given.values()):
            raise UsageError("--who-knows takes its subject and nothing else to look for; search for words without it")
        knowing.who_knows(book, who_knows, limit, reveal=reveal, json=json)
        return
    parsed = parse(typed, book.now, [(field, value) for field, values in given.items() for value in values or ()])
    for said in parsed.hints:
        output.complain(said)
    _show(book, parsed, limit or _LIMIT, reveal=reveal, json=json)


def _show(book: Book, parsed: Parsed, limit: int, *, reveal: bool, json: bool) -> None:
    rows = book.reports.search(parsed.query, limit + 1, reveal=reveal)
    for said in search_hints.meant(book, parsed.query):
        output.complain(said)
    if not rows and not json and book.path.exists():
        output.complain(search_hints.nothing(book, parsed.query))
        return
    output.show(book, "search", rows[:limit], json)
    if len(rows) > limit:
        output.complain(f"there is more; these are the first {limit}, and --limit {5 * limit} shows more of it")
