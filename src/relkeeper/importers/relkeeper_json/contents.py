"""Attached files, and their bytes in pieces."""

import binascii
from typing import Any

from relkeeper.importers.own_records import AttachmentRecord, ContentPiece, ContentRecord
from relkeeper.importers.relkeeper_json.contacts import ref
from relkeeper.importers.relkeeper_json.values import (
    BadRecordError,
    digest,
    filled,
    flag,
    instant,
    needed,
    objects,
    text,
    uid,
)


def attachment(record: dict[str, Any], where: str) -> AttachmentRecord:
    added, own = instant(record, "added_at"), uid(record, "uid")
    if added is None or not own:
        raise BadRecordError("uid is missing" if added else "added_at is missing")
    return AttachmentRecord(
        where,
        uid=own,
        sha256=digest(record.get("sha256"), "sha256"),
        name=filled(record, "name"),
        note=text(record, "note"),
        original=flag(record, "original"),
        added_at=added,
        interaction=uid(record, "interaction_uid"),
        people=tuple(ref(person) for person in objects(record, "contacts")),
    )


class Pieces:
    """Decodes pieces as they come, and remembers what is wrong with any of a content."""

    def __init__(self) -> None:
        self._bad: int | None = None

    def piece(self, content: int, value: object) -> ContentPiece | None:
        """The bytes of a piece; None where it is no base64, or one before it was none."""
        if self._bad == content:
            return None
        try:
            if isinstance(value, str):
                return ContentPiece(f"contents[{content}]", binascii.a2b_base64(value, strict_mode=True))
        except ValueError:
            pass
        self._bad = content
        return None

    def content(self, record: dict[str, Any], where: str) -> ContentRecord:
        """What the pieces before it are. It comes in any case, so that nobody keeps waiting for it."""
        try:
            sha256, size = digest(record.get("sha256"), "sha256"), needed(record, "size")
            problem = "data is no base64" if where == f"contents[{self._bad}]" else ""
            return ContentRecord(where, sha256, size, text(record, "media_type"), problem)
        except BadRecordError as error:
            return ContentRecord(where, "", 0, "", str(error))
