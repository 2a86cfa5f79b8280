"""The book as one JSON document (RFC 8259), see docs/own-json.md: all of it, piece by piece, so that another book can
become equal; or what there is to tell of some contacts, at once."""

import json
from binascii import b2a_base64
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from relkeeper import render
from relkeeper.render import as_json
from relkeeper.reports import contact
from relkeeper.reports.exporting import Export
from relkeeper.reports.interactions import InteractionRow
from relkeeper.reports.whole_book import ContentRow, Row

VERSION = 2


def text(export: Export, now: datetime, *, redacted: bool = False) -> str:
    """A document of the shapes of `show --json`, with each interaction once; `now` is aware local time."""
    uids = {row.id: row.uid for row in export.interactions}
    follow_ups = (row for person in export.contacts for row in person.follow_ups)
    document = {
        **_head(now, complete=False, redacted=redacted),
        "contacts": [contact.facts(row) for row in export.contacts],
        "interactions": [_entry(row) for row in export.interactions],
        "follow_ups": [row._asdict() | {"interaction_uid": uids.get(row.interaction_id or 0)} for row in follow_ups],
        "attachments": export.attachments,
    }
    return f"{render.json(document)}\n"


def _entry(row: InteractionRow) -> Row:
    """An entry; what was promised in it stands in the list of its own."""
    entry = row._asdict()
    del entry["follow_ups"]
    return entry


def whole(
    sections: Iterable[tuple[str, Iterable[Row]]],
    contents: Iterable[tuple[ContentRow, Iterable[bytes]]],
    now: datetime,
    *,
    complete: bool,
) -> Iterator[str]:
    """The document in pieces, a record on each line, with the bytes of what is attached."""
    yield "{\n"
    for name, value in _head(now, complete=complete, redacted=False).items():
        yield f"  {json.dumps(name)}: {json.dumps(value)},\n"
    for name, rows in sections:
        yield from _list(name, map(_record, rows))
        yield ",\n"
    yield from _list("contents", (_content(row, pieces) for row, pieces in contents))
    yield "\n}\n"


def _head(now: datetime, *, complete: bool, redacted: bool) -> dict[str, Any]:
    return {
        "format": "relkeeper",
        "version": VERSION,
        "exported_at": now.isoformat(),
        "complete": complete,
        "redacted": redacted,
    }


def _list(name: str, records: Iterable[Iterable[str]]) -> Iterator[str]:
    before = f"  {json.dumps(name)}: [\n"
    is_empty = True
    for record in records:
        yield before
        yield from record
        before, is_empty = ",\n", False
    yield f"{before.rstrip()}]" if is_empty else "\n  ]"


def _record(row: Row) -> Iterator[str]:
    yield f"    {as_json.dump_line(row)}"


def _content(row: ContentRow, pieces: Iterable[bytes]) -> Iterator[str]:
    """A content; its bytes are base64 (RFC 4648), in pieces of at most 1 MiB before they were encoded."""
    known = {"sha256": row.content.sha256, "size": row.content.size, "media_type": row.media_type}
    yield f'    {as_json.dump_line(known).removesuffix("}")}, "data": ['
    before = "\n"
    for piece in pieces:
        yield f'{before}      "{b2a_base64(piece, newline=False).decode()}"'
        before = ",\n"
    yield "]}" if before == "\n" else "\n    ]}"
