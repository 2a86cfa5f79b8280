"""Whom a mail goes to or comes from, as people type it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from relkeeper.errors import UsageError

# Less than RFC 5322 allows, and more than anybody has: a dot-atom, alone or behind a name.
_PLAIN = r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*(?:@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)?"
_ADDRESS = re.compile(rf"(?P<bare>(?a:{_PLAIN}))|(?P<name>[^<>]*)<(?P<bracketed>(?a:{_PLAIN}))>")
# Begins an encoded word of RFC 2047. What it hides, be it the end of the line, would be read by mail programs alone.
_ENCODED = "=?"


class Mailbox(NamedTuple):
    """An address, with the name before it or an empty one; without a domain it is somebody on this machine."""

    name: str
    user: str
    domain: str


def parse(text: str) -> str:
    """The addresses of a text on one line, with one space between what is divided; see `mailboxes`."""
    return ", ".join(map(_written, mailboxes(text)))


def mailboxes(text: str) -> tuple[Mailbox, ...]:
    """`ada@example.org`, `Ada Example <ada@example.org>`, the name of somebody on this machine; several with commas.

    Raises UsageError for what is no address, and for a text without any.
    """
    return tuple(_mailboxes(text))


def _mailboxes(text: str) -> Iterator[Mailbox]:
    for words in text.split(","):
        found = _ADDRESS.fullmatch(words.strip())
        if found is None or not words.isprintable() or _ENCODED in words:
            raise UsageError(f"'{words.strip()}' is no address for mail; one like ada@example.org is expected")
        user, _, domain = (found["bare"] or found["bracketed"]).partition("@")
        yield Mailbox(" ".join((found["name"] or "").split()), user, domain)


def _written(box: Mailbox) -> str:
    address = f"{box.user}@{box.domain}" if box.domain else box.user
    return f"{box.name} <{address}>" if box.name else address
