"""Names for TAB: read-only, and silent on any error.

What is offered needs no quotes in any shell and is harmless where a shell evaluates it, whatever an imported card
called somebody: letters and digits, with `_` for a blank, which WHO and tags take for one. What cannot be said so is
not offered.
"""

from collections.abc import Callable, Iterable

import typer

from relkeeper.book import Book
from relkeeper.rules import channels as known
from relkeeper.rules import notes
from relkeeper.rules.names import fold
from relkeeper.rules.segmenting import CLASSES
from relkeeper.rules.texts import entered


def _offers(kind: str, further: Iterable[str] = ()) -> Callable[[typer.Context, str], list[str]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        try:
            if not incomplete.isprintable():
                return []
            beginning = fold(incomplete) if incomplete else ""
            found = Book(ctx.find_root().params.get("db")).reports.offers(kind, beginning)
            keys = {*found, *(word for word in further if word.startswith(beginning))}
            offered = [word for word in map(_harmless, keys) if entered.key(word) in keys]
            return sorted(incomplete + word[len(beginning) :] for word in offered)
        except Exception:  # noqa: BLE001 - an error here would be printed into the line being typed
            return []

    return complete


def _harmless(key: str) -> str:
    return "_".join("".join(char if char.isalnum() else " " for char in key).split())


def classes(incomplete: str) -> list[str]:
    """The letters of classes, also behind a comma."""
    last = incomplete.rpartition(",")[2]
    return [incomplete + letter[len(last) :] for letter in CLASSES if letter.startswith(last.upper())]


names = _offers("names")
tags = _offers("tags")
channels = _offers("channels", known.KNOWN)
note_kinds = _offers("note_kinds", notes.KNOWN)
