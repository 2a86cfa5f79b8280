"""relkeeper's own complete format (docs/own-json.md), versions 1 and 2: what `export json` writes.

One record after the other, whatever the size of the file; the bytes of attached files in pieces.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from relkeeper.drafts import Notice, Problem
from relkeeper.errors import InputError
from relkeeper.importers.head import Head
from relkeeper.importers.own_records import OwnRecord
from relkeeper.importers.relkeeper_json import contacts, contents, follow_ups, interactions
from relkeeper.importers.relkeeper_json.items import Item, Said, items
from relkeeper.importers.relkeeper_json.values import BadRecordError, mapping

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "relkeeper"
TITLE = "relkeeper, JSON (export json)"
ENDINGS: tuple[str, ...] = (".json",)
WHERE = "On the other computer: relkeeper export json book.json --reveal --everyone."
STREAMS = True
VERSION = 2

_BEGINS = re.compile(r'\s*\{\s*"format"\s*:\s*"relkeeper"\s*[,}]')
_PARTLY = "it holds a part of a book: what is private, files, or who was not asked for may be left out of it"

_Record = OwnRecord | Notice | Problem


def recognises(head: Head) -> bool:
    """Whether `head` is a JSON object that begins with the name of this format."""
    return _BEGINS.match(head.text) is not None


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[_Record]:
    """The records of a seekable file in their order.

    A record of which anything is not what it should be is a problem and left out. Raises InputError for a file of a
    newer version, and for one under pseudonyms.
    """
    problems: list[Problem] = []
    pieces = contents.Pieces()
    readers: dict[str, Callable[[dict[str, Any], str], OwnRecord]] = {
        "tags": contacts.tag,
        "contacts": lambda record, where: _contact(record, where, problems, name),
        "distinct": contacts.distinct,
        "interactions": lambda record, where: interactions.interaction(record, where, reading.now),
        "follow_ups": follow_ups.follow_up,
        "dismissed_messages": interactions.dismissed_messages,
        "dismissed_events": interactions.dismissed_event,
        "attachments": contents.attachment,
        "contents": pieces.content,
    }
    is_said = False
    for told in items(file, readers, problems, name):
        if isinstance(told, Said):
            is_said = is_said or told.key == "complete"
            yield from _heard(told, name)
        elif isinstance(told, Item):
            yield from _record(told, readers[told.section], name)
        elif (piece := pieces.piece(*told)) is not None:
            yield piece
    if not is_said:
        yield Notice(name, _PARTLY)
    yield from problems


def _heard(said: Said, name: str) -> Iterator[Notice]:
    """What the file says of itself."""
    if said.key == "version" and (type(said.value) is not int or not 1 <= said.value <= VERSION):
        newer = isinstance(said.value, int) and said.value > VERSION
        why = "was written by a newer relkeeper; update this one" if newer else "has a version that never was"
        raise InputError(f"{name} {why} (format version {said.value})")
    if said.key == "redacted" and said.value is True:
        raise InputError(f"{name} is under pseudonyms, nobody in it is known; export the book without --redact")
    if said.key == "complete" and said.value is not True:
        yield Notice(name, _PARTLY)


def _contact(record: dict[str, Any], where: str, problems: list[Problem], name: str) -> OwnRecord:
    flaws: list[str] = []
    found = contacts.contact(record, where, flaws)
    problems += (Problem(name, where, flaw) for flaw in flaws)
    return found


def _record(item: Item, reader: Callable[[dict[str, Any], str], OwnRecord], name: str) -> Iterator[_Record]:
    where = f"{item.section}[{item.number}]"
    try:
        yield reader(mapping(item.value, "the record"), where)
    except BadRecordError as error:
        yield Problem(name, where, f"{error}; the record was left out")
