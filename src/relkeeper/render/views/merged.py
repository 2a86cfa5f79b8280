"""Two contacts that become one, field by field."""

from datetime import date
from typing import TYPE_CHECKING

from relkeeper.render.view import Column, Field, Part, Record, Table

if TYPE_CHECKING:
    from relkeeper.services.merging import Merged

_FIELDS = Table(
    columns=(
        Column("Field", lambda row, today: row.field, style="dim"),
        Column("First", lambda row, today: row.first, flexible=True, wraps=True, lines=True),
        Column("Second", lambda row, today: row.second, flexible=True, wraps=True, lines=True),
        Column("Becomes", lambda row, today: row.becomes, flexible=True, wraps=True, lines=True),
    ),
    empty="",
)


def _record(merged: "Merged", today: date) -> Record:
    return Record(
        title=f"#{merged.kept} {merged.name} and #{merged.gone} {merged.gone_name}",
        fields=(
            Field("entries", f"{merged.entries} come to #{merged.kept}" if merged.entries else ""),
            Field("notes", f"{merged.notes} come to #{merged.kept}" if merged.notes else ""),
            Field("attachments", f"{merged.attachments} come to #{merged.kept}" if merged.attachments else ""),
            Field("follow-ups", f"{merged.follow_ups} come to #{merged.kept}" if merged.follow_ups else ""),
        ),
        parts=(Part(f"Fields of #{merged.kept}, of #{merged.gone}, and what they become", _FIELDS, merged.fields),),
    )


VIEW = _record
