"""One operation, with its rows before and after."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from relkeeper.render.view import Column, Field, Part, Record, Table
from relkeeper.render.views import history
from relkeeper.reports.history import ChangeRow, OperationDetails
from relkeeper.rules.private import OPT_OUTS
from relkeeper.store.images import Image

# What no person set, or what the number of the row says.
_UNSHOWN = {
    "id", "uid", "sort_key", "normalized", "created_at", "updated_at", "on_date", "utc_offset", "content_id", "taken",
    "digest", "theirs", "ours", "seen", "begins_on", "every_unit", "key",
}  # fmt: skip
_FLAGS = {"private", "archived", "leap", "original", "gone", *OPT_OUTS}
# Columns and tables that people know under another word.
_CALLED = {"due_on": "due", "done_on": "done", "every_count": "every"}
_TABLES = {"interaction": "entry", "sitting": "entry", "follow_up": "follow-up"}
_INSTANTS = {"at", "added_at", "ended_at"}
# These rows say who belongs to what, and nothing else.
_LINKS = {
    "participant": "with contact",
    "contact_tag": "tag",
    "taken_card": "card",
    "attachment_contact": "of contact",
    "taken_event": "message",
    "distinct_pair": "is not contact",
    "merged_contact": "was contact",
}
_OWNERS = {"participant": "entry", "attachment_contact": "attachment"}


class _Line(NamedTuple):
    """One value of one row."""

    row: str
    column: str
    before: str
    after: str


def _lines(row: ChangeRow) -> Iterator[_Line]:
    if row.table in _LINKS:
        yield _link(row)
        return
    before, after = _told(row.before), _told(row.after)
    for column in {**before, **after}:
        values = before.get(column), after.get(column)
        if column not in _UNSHOWN and values[0] != values[1] and (any(values) or None not in values):
            what = _CALLED.get(column, column.replace("_", " "))
            yield _Line(_named(row), what, *(_words(column, value) for value in values))


def _told(row: Image | None) -> Image:
    """A row with how often it returns in words, where it does."""
    if not (row and row.get("every_count")):
        return row or {}
    count, unit = row["every_count"], row["every_unit"]
    return row | {"every_count": unit if count == 1 else f"{count} {unit}s"}


def _words(column: str, value: object) -> str:
    """A value as people say it; instants are in local time."""
    if value is None:
        return ""
    if column in _FLAGS:
        return "yes" if value else "no"
    if column in _INSTANTS:
        return f"{datetime.fromisoformat(str(value)).astimezone():%Y-%m-%d %H:%M}"
    return str(value)


def _link(row: ChangeRow) -> _Line:
    first, _, second = row.key.partition(",")
    owner = f"{_OWNERS.get(row.table, 'contact')} #{first}"
    if not second:
        # Named by a digest; whose it is stands in the row.
        image = row.before or row.after or {}
        owner = f"entry #{image['interaction_id']}" if "interaction_id" in image else f"contact #{image['contact_id']}"
    number = second or (row.key if row.table == "merged_contact" else "")
    value = f"#{number}" if number else row.key[:8]
    return _Line(owner, _LINKS[row.table], value if row.before else "", value if row.after else "")


def _named(row: ChangeRow) -> str:
    return f"{_TABLES.get(row.table, row.table.replace('_', ' '))} #{row.key}"


def _record(details: OperationDetails, today: date) -> Record:
    row = details.operation
    return Record(
        title=f"#{row.id} {row.command}",
        fields=(
            Field("when", history.when(row, today)),
            Field("undoes", f"operation {row.undoes}" if row.undoes else ""),
            Field("undone", f"by operation {row.undone_by}" if row.undone_by else ""),
            Field("changed", history.words(row)),
        ),
        parts=(
            Part(
                f"Rows (and {details.more:,} more; see --limit)" if details.more else "Rows",
                _ROWS,
                [line for change in details.rows for line in _lines(change)],
            ),
        ),
    )


_ROWS = Table(
    columns=(
        Column("Row", lambda line, today: line.row, style="dim", wraps=True, least=12),
        Column("What", lambda line, today: line.column, wraps=True, least=10),
        Column("Before", lambda line, today: line.before, flexible=True, wraps=True),
        Column("After", lambda line, today: line.after, flexible=True, wraps=True),
    ),
    empty="",
)

VIEW = _record
