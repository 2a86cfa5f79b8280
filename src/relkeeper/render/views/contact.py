"""One contact, whole."""

from datetime import date

from relkeeper.render.view import Field, Part, Record
from relkeeper.render.views import attached, timeline
from relkeeper.render.words import every, last_contact, lateness
from relkeeper.reports.contact import ContactDetails, OccasionRow
from relkeeper.rules import names
from relkeeper.rules.day_words import MONTHS, short
from relkeeper.rules.private import OPT_OUTS


def _occasion(row: OccasionRow) -> str:
    """`9 May 1990`, `9 May` without a year; lunar dates by the numbers of month and day."""
    if row.calendar == "chinese":
        leap = "leap " if row.leap else ""
        return f"lunar {leap}month {row.month}, day {row.day}{f', {row.year}' if row.year else ''}"
    return f"{row.day} {MONTHS[row.month - 1][:3]}{f' {row.year}' if row.year else ''}"


def _spelled(row: ContactDetails) -> str:
    """Given and family name, where the name does not show them both."""
    known = {names.fold(f"{row.given_name} {row.family_name}"), names.fold(f"{row.family_name} {row.given_name}")}
    known.add(names.fold(row.family_name + row.given_name))
    if not (row.given_name and row.family_name) or names.fold(row.name) in known:
        return ""
    return f"{row.given_name} (given), {row.family_name} (family)"


def _fields(row: ContactDetails, today: date) -> list[Field]:
    points = (
        Field(f"{point.kind} ({point.label})" if point.label else point.kind, point.value)
        for point in row.contact_points
    )
    relations = (
        Field(other.kind, f"{other.contact.name} (#{other.contact.id})" if other.contact else other.name)
        for other in row.relations
    )
    return [
        Field("names", _spelled(row)),
        Field("also", ", ".join(row.aliases)),
        Field("pronouns", row.pronouns),
        Field("work", ", ".join(part for part in (row.title, row.organization) if part)),
        *points,
        Field("tags", ", ".join(row.tags)),
        *(Field(returning.kind, _occasion(returning)) for returning in row.occasions),
        *relations,
        Field("how we met", row.how_we_met),
        *(Field(f"{field.name} (private)" if field.private else field.name, field.value) for field in row.fields),
        Field("notes", row.notes),
        Field("notes (private)", row.private_notes),
        Field("files", attached.names(row.attachments)),
        Field("private", _kept_back(row)),
        Field("consent", ", ".join(words for name, words in OPT_OUTS.items() if getattr(row, name))),
        Field("rhythm", every(row.cadence_days, row.cadence_from, row.cadence_tag)),
        Field("last contact", last_contact(row.last_contact_on, today, row.added_on)),
        Field("due", _due(row, today)),
        Field("silent", _snoozed(row, today)),
    ]


def _kept_back(row: ContactDetails) -> str:
    count = row.private_count
    if row.revealed or not count:
        return ""
    return f"{count} thing{'' if count == 1 else 's'} kept, shown with --reveal"


def _due(row: ContactDetails, today: date) -> str:
    if row.due_on is None or row.days_overdue is None:
        return ""
    return f"{short(date.fromisoformat(row.due_on), today)}, {lateness(row.days_overdue)}"


def _snoozed(row: ContactDetails, today: date) -> str:
    until = row.snoozed_until
    return f"until {short(date.fromisoformat(until), today)}" if until and until > today.isoformat() else ""


def _record(row: ContactDetails, today: date) -> Record:
    more = row.interaction_count - len(row.interactions)
    heading = f"Last {len(row.interactions)} of {row.interaction_count} entries" if more else "Entries"
    return Record(
        title=f"{row.name} (#{row.id}){' [archived]' if row.archived else ''}",
        fields=_fields(row, today),
        parts=(Part(heading, timeline.VIEW, row.interactions),),
    )


VIEW = _record
