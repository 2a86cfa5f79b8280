"""One interaction, whole."""

from datetime import date, datetime

from relkeeper.render.view import Field, Record
from relkeeper.render.views import attached
from relkeeper.render.views.timeline import summary
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules import durations, notes
from relkeeper.rules.day_words import describe

_DIRECTIONS = {"in": "they reached out", "out": "you reached out", "": ""}


def _messages(row: InteractionRow) -> str:
    if row.messages_in is None or row.messages_out is None:
        return ""
    return f"{row.messages_in + row.messages_out} ({row.messages_in} from them, {row.messages_out} from you)"


def _record(row: InteractionRow, today: date) -> Record:
    at = datetime.fromisoformat(row.at)
    day = describe(at.date(), today)
    return Record(
        title=f"#{row.id} {summary(row)}",
        fields=(
            Field("with", ", ".join(person.name for person in row.participants)),
            Field("when", f"{day} at {at:%H:%M}" if row.precision == "minute" else day),
            Field("channel", row.channel),
            Field("kind", notes.describe(row.kind, row.direction)),
            Field("direction", "" if row.kind else _DIRECTIONS[row.direction]),
            Field("messages", _messages(row)),
            Field("duration", durations.describe(row.duration_minutes) if row.duration_minutes else ""),
            Field("place", row.place),
            Field("outcome", row.outcome),
            Field("note", row.body),
            Field("follow-ups", ", ".join(f"#{each.id} {each.name}" for each in row.follow_ups)),
            Field("files", attached.names(row.attachments)),
            Field("source", "" if row.source == "typed" else row.source),
        ),
    )


VIEW = _record
