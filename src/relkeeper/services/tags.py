"""What one can do to tags."""

from sqlalchemy import update
from sqlmodel import Session

from relkeeper.errors import UsageError
from relkeeper.services import contact_rows
from relkeeper.store.models.particulars import Tag


class Tags:
    """Tags of one open book."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def set_cadence(self, name: str, days: int | None) -> None:
        """How often to be in touch with those who wear the tag; it is made where it does not exist."""
        if not name.strip():
            raise UsageError("a tag needs a name")
        tag_id = contact_rows.tag(self._session, name)
        self._session.execute(update(Tag).where(Tag.id == tag_id).values(cadence_days=days))  # type: ignore[arg-type]
