"""What is said on stderr about a search: who was meant, and what to try where nothing was found."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from relkeeper.book import Book
from relkeeper.rules import who
from relkeeper.rules.queries.query import Phrase, Query
from relkeeper.rules.texts import entered
from relkeeper.rules.texts.typed import quoted
from relkeeper.store import people

_MOST_NAMED = 3
_MOST_NAME_WORDS = 3
# So many words are looked up among tags and channels.
_MOST_WORDS = 6
_LIKE = 0.6


def meant(book: Book, query: Query) -> Iterator[str]:
    """For each `who:` that means several people, how many and whom."""
    for text in dict.fromkeys((*query.who, *query.not_who)):
        found = _found(book, text)
        if len(found) > 1:
            one = f"for one of them write who:#{next(iter(found))}"
            yield f"who:{text} means {len(found)} people: {_some(found.values())}; {one}"


def _found(book: Book, text: str) -> dict[int, str]:
    """All whom the text may mean, by number."""
    wanted = who.parse(text)
    found = book.read(lambda db: people.find(db, wanted))
    return {each.id: each.name for each in found or ()}


def nothing(book: Book, query: Query) -> str:
    """That nothing was found, which tag or channel nobody uses, and what may have been meant."""
    said = "nothing was found"
    for part in (*_unused(book, query), _names(book, query), _tries(book, query)):
        if part:
            said += f" {part[0].upper()}{part[1:]}" if said.endswith("?") else f"; {part}"
    return said


def _some(names: Iterable[str]) -> str:
    first, rest = list(names)[:_MOST_NAMED], list(names)[_MOST_NAMED:]
    return f"{', '.join(first)} and {len(rest)} more" if rest else _either(first, "and")


def _unused(book: Book, query: Query) -> Iterator[str]:
    """Of the tags and channels that were asked for, those that nobody has."""
    if query.tags or query.not_tags:
        tags = _tags(book)
        for tag in (*query.tags, *query.not_tags):
            if tag not in tags:
                yield f"no tag is called {quoted(tag)}{_nearest('tag', tag, tags)}"
    # That a channel is used is no secret: TAB offers it too.
    for channel in (*query.channels, *query.not_channels):
        if not book.reports.search(Query(channels=(channel,)), 1, reveal=True):
            yield f"no entry is by the channel {quoted(channel)}{_nearest('via', channel, _channels(book))}"


def _nearest(field: str, typed: str, used: Sequence[str]) -> str:
    near = get_close_matches(typed, used, 1, _LIKE)
    return f", did you mean {_as_field(field, near[0])}?" if near else ""


def _names(book: Book, query: Query) -> str:
    """Names that words were meant for which stand nowhere: a number or many words are no name."""
    words = [phrase for phrase in query.wanted if not phrase.columns or "name" in phrase.columns]
    if len(words) > _MOST_NAME_WORDS or query.columns or any(phrase.or_number for phrase in words):
        return ""
    names = book.reports.names_like(" ".join(phrase.text for phrase in words)) if words else []
    return f"did you mean {_either(names, 'or')}?" if names else ""


def _tries(book: Book, query: Query) -> str:
    """Other ways to ask the same."""
    if not query.wanted:
        return ""
    ways = [_as_field(*field) for field in _fields(book, query.wanted[:_MOST_WORDS])]
    if len(query.wanted) > 1:
        ways.append("fewer words")
    if not all(phrase.prefix for phrase in query.wanted):
        ways.append("a beginning with * behind it")
    return f"try {_either(ways, 'or')}" if ways else ""


def _fields(book: Book, phrases: Sequence[Phrase]) -> Iterator[tuple[str, str]]:
    """The words that are a tag, or a channel, that is used."""
    tags, channels = _tags(book), _channels(book)
    for phrase in phrases:
        key = entered.key(phrase.text)
        if not phrase.columns and key in tags:
            yield "tag", key
        elif not phrase.columns and key in channels:
            yield "via", key


def _tags(book: Book) -> list[str]:
    return [entered.key(row.name) for row in book.reports.tags()]


def _channels(book: Book) -> list[str]:
    return book.reports.offers("channels", "")


def _as_field(field: str, value: str) -> str:
    return f'{field}:"{value}"' if " " in value else f"{field}:{value}"


def _either(words: Sequence[str], between: str) -> str:
    """`a, b or c`."""
    *others, last = words
    return f"{', '.join(others)} {between} {last}" if others else last
