"""What was changed, by which command."""

from typing import TYPE_CHECKING

from relkeeper.book.reports.asking import Asking

if TYPE_CHECKING:
    from relkeeper.reports.history import OperationDetails, OperationRow, Told


class Past(Asking):
    """What was changed, by which command."""

    def history(
        self, contact_id: int | None = None, limit: int | None = None, reveal: bool = False
    ) -> "list[OperationRow]":
        from relkeeper.reports import history

        return self._rows(lambda db: history.report(db, contact_id, limit, reveal))

    def history_about(self, contact_id: int, reveal: bool = False) -> "list[Told]":
        """All that was changed about a contact, oldest first."""
        from relkeeper.reports import history

        return self._rows(lambda db: history.about(db, contact_id, reveal))

    def operation(self, number: int, limit: int | None = None, reveal: bool = False) -> "OperationDetails":
        """One operation with at most `limit` of its rows. Raises NotFoundError."""
        from relkeeper.reports import history

        return self._one(lambda db: history.details(db, number, limit, reveal))
