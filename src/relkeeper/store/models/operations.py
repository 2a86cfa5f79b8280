"""What was changed, and by which command."""

from datetime import datetime

from sqlmodel import Field

from relkeeper.store.models.row import Instant, Row, id_of


class Operation(Row, table=True):
    """Everything that one command changed. Written by `journal.py` alone, as are its changes by the triggers."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    command: str
    undoes: int | None = Field(default=None, foreign_key="operation.id")
    open: bool = False
    for_good: bool = False


class Change(Row, table=True):
    id: int | None = Field(default=None, primary_key=True)
    operation_id: int | None = Field(default=None, foreign_key=id_of(Operation))
    action: str
    table_name: str
    key: str
    contact_id: int | None = None
    before: str | None = None
