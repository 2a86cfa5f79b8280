"""What the classes of all tables are made of."""

import uuid
from datetime import datetime

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from relkeeper.rules import instants


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as sortable UTC text `YYYY-MM-DDTHH:MM:SSZ`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else instants.text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Row(SQLModel):
    """A row of a table. SQLModel validates none of those: pydantic makes a validator only if somebody asks for it."""

    model_config = {"defer_build": True}


def new_uid() -> str:
    return str(uuid.uuid4())


def id_of(table: type[Row]) -> str:
    """The key by which rows name those of another table. To name its class makes sure that SQLAlchemy knows it."""
    return f"{table.__tablename__}.id"
