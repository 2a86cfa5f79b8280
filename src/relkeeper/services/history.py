"""Taking operations back. Works in the caller's transaction; nothing is printed or asked."""

from sqlmodel import Session

from relkeeper.services import contact_rows
from relkeeper.store import undoing
from relkeeper.store.writing import raw


class History:
    """The operations of one open book."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def undo(self, number: int) -> None:
        """Take an operation back. Raises NotFoundError or RelkeeperError, see `store.undoing`."""
        db = raw(self._session)
        undoing.undo(db, number)
        # The open operation is the undo: what it changed is what came back.
        named = db.execute(
            "SELECT DISTINCT contact_id FROM change WHERE operation_id = (SELECT id FROM operation WHERE open) "
            "AND table_name IN ('contact', 'alias') AND contact_id IN (SELECT id FROM contact)"
        ).fetchall()
        contact_rows.derive_name_keys(db, [row[0] for row in named])
