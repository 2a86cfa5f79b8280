"""One contact, whole."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from relkeeper.render.view import Field, Part, Record
from relkeeper.render.views import attached, follow_ups, occasions, timeline
from relkeeper.render.words import every, last_contact, lateness
from relkeeper.reports.contact import ContactDetails, OccasionRow
from relkeeper.rules import names
from relkeeper.rules.day_words import WEEKDAYS, short
from relkeeper.rules.occasions import words
from relkeeper.rules.occasions.kinds import BIRTHDAY
from relkeeper.rules.plurals import counted
from relkeeper.rules.private import OPT_OUTS

if TYPE_CHECKING:
    from relkeeper.rules.revising import ContactChanges


def _occasion(row: OccasionRow, today: date) -> str:
    """`9 May 1990, 37 on Sun 9 May 2027, in 5 months`."""
    return f"{words.describe(row)}, {occasions.next_time(row, today)}"


def understood(row: ContactDetails, said: "ContactChanges", today: date) -> str:
    """How a birthday and a time zone that were said were understood, as sentences; empty where neither was.

    ` Birthday 9 May 1990, 37 on Sun 9 May 2027, in 5 months. Europe/Paris, 11:00 there now.`
    """
    told = []
    if said.birthday:
        kept = (day for day in row.occasions if (day.kind, day.calendar) == (BIRTHDAY, said.birthday.calendar))
        told += [f"Birthday {_occasion(day, today)}" for day in kept]
    if said.remove_birthdays:
        told.append("No birthday is kept")
    if said.timezone:
        there = f", {row.local_time[11:16]} there now" if row.local_time else ""
        told.append(f"{row.timezone}{there}")
    elif said.timezone is not None:
        told.append("No time zone is kept")
    return "".join(f" {sentence}." for sentence in told)


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
        Field("knows about", ", ".join(row.topics)),
        *(Field(returning.kind, _occasion(returning, today)) for returning in row.occasions),
        *relations,
        Field("how we met", row.how_we_met),
        *(Field(f"{field.name} (private)" if field.private else field.name, field.value) for field in row.fields),
        Field("notes", row.notes),
        Field("notes (private)", row.private_notes),
        Field("files", attached.names(row.attachments)),
        Field("private", _kept_back(row)),
        Field("consent", ", ".join(words for name, words in OPT_OUTS.items() if getattr(row, name))),
        Field("time there", _time_there(row)),
        Field("rhythm", every(row.cadence_days, row.cadence_from, row.cadence_tag)),
        Field("last contact", last_contact(row.last_contact_on, today, row.added_on)),
        Field("due", _due(row, today)),
        Field("silent", _snoozed(row, today)),
    ]


def _time_there(row: ContactDetails) -> str:
    """`Sat 21 Nov 11:00 (Europe/Paris)`; the zone alone where this machine does not know it."""
    if row.local_time is None:
        return row.timezone
    there = datetime.fromisoformat(row.local_time)
    return f"{WEEKDAYS[there.weekday()][:3]} {short(there.date(), there.date())} {there:%H:%M} ({row.timezone})"


def _kept_back(row: ContactDetails) -> str:
    count = row.private_count
    if row.revealed or not count:
        return ""
    return f"{counted(count, 'thing')} kept, shown with --reveal"


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
        parts=(
            Part("Follow-ups", follow_ups.OF_ONE, row.follow_ups),
            Part(heading, timeline.VIEW, row.interactions),
        ),
    )


VIEW = _record
