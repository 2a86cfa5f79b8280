"""What an import did, or would do: the shape of `import --json`."""

from typing import NamedTuple

from relkeeper.drafts import Notice, Problem
from relkeeper.services.importing.growing import Change
from relkeeper.services.importing.peers import Unmatched


class Count(NamedTuple):
    """How many records an import made, changed, and found as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


class Named(NamedTuple):
    id: int
    name: str


class ChatRow(NamedTuple):
    """What became of a chat: with whom it is, how many messages were new and known, which entries they made."""

    service: str
    name: str
    contacts: tuple[Named, ...]
    new_messages: int
    known_messages: int
    created: int
    updated: int


class ImportReport(NamedTuple):
    """What an import did, or would do. `format` joins the formats met.

    `messages` counts those of chats. `unmatched` are those with whom no contact was found, `left_out` counts mails that
    no person wrote. `timezone` is the zone in which clocks without one were understood; empty where there were none.
    """

    format: str
    files: int
    contacts: Count
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    interactions: Count = Count()
    attachments: Count = Count()
    messages: Count = Count()
    chats: tuple[ChatRow, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    left_out: int = 0
    timezone: str = ""
    notices: tuple[Notice, ...] = ()
    follow_ups: Count = Count()


def plus(count: Count, *, created: int = 0, updated: int = 0, unchanged: int = 0) -> Count:
    """A count with more in it."""
    return Count(count.created + created, count.updated + updated, count.unchanged + unchanged)
