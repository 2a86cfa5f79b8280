"""Taking operations back. Works in the caller's transaction; nothing is printed or asked."""

from typing import NamedTuple

from sqlmodel import Session

from relkeeper.services import contact_rows
from relkeeper.store import undoing
from relkeeper.store.writing import raw


class Undone(NamedTuple):
    """The operation that was taken back, and the number of the undo."""

    target: int
    undo: int


class History:
    """The operations of one open book. `region` is the country of phone numbers without a country code."""

    def __init__(self, session: Session, region: str) -> None:
        self._session = session
        self._region = region

    def undo(self, number: int | None = None) -> Undone:
        """Take an operation back, by default the newest. Raises as `store.undoing` does."""
        db = raw(self._session)
        target = undoing.newest(db) if number is None else number
        undoing.undo(db, target)
        # The open operation is the undo: what it changed is what came back.
        points = db.execute(
            "SELECT DISTINCT key FROM change WHERE operation_id = (SELECT id FROM operation WHERE open) "
            "AND table_name = 'contact_point' AND action <> 'delete'"
        ).fetchall()
        contact_rows.renormalise_phones(self._session, self._region, {row[0] for row in points})
        named = db.execute(
            "SELECT DISTINCT contact_id FROM change WHERE operation_id = (SELECT id FROM operation WHERE open) "
            "AND table_name IN ('contact', 'alias') AND contact_id IN (SELECT id FROM contact)"
        ).fetchall()
        contact_rows.derive_name_keys(db, [row[0] for row in named])
        (undo,) = db.execute("SELECT id FROM operation WHERE open").fetchone()
        return Undone(target, undo)
