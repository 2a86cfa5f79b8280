"""An attached file itself: its bytes, and what it is or was called. `show` does without, which loads neither."""

import sqlite3

from relkeeper.errors import NotFoundError
from relkeeper.reports import attachments
from relkeeper.reports.hiding import Hiding
from relkeeper.store import blobs, images
from relkeeper.store.blobs import Content


def content(db: sqlite3.Connection, attachment_id: int) -> Content:
    """The content of an attachment. Raises NotFoundError."""
    found = db.execute("SELECT content_id FROM attachment WHERE id = ?", (attachment_id,)).fetchone()
    if found is None:
        raise NotFoundError(f"there is no attachment #{attachment_id}; see: relkeeper attachment list")
    return blobs.content(db, found[0])


def called(db: sqlite3.Connection, attachment_id: int) -> str:
    """What an attachment is called, or was when it was removed. Raises NotFoundError.

    The name of a private one is hidden.
    """
    gone = images.last_known(db, "attachment", attachment_id)
    if gone is None or images.standing(db, "attachment", attachment_id) is not None:
        return attachments.one(db, attachment_id).name
    return Hiding(db).name("attachment", gone)
