"""All that is kept about one person, to be read by that person: a few files that need no relkeeper."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from relkeeper import __version__
from relkeeper.exporters import json_file, vcard
from relkeeper.exporters.writing import Content
from relkeeper.render import as_json, plain_text
from relkeeper.render.view import Field, Record
from relkeeper.reports.contact import ContactDetails
from relkeeper.reports.exporting import Export
from relkeeper.reports.follow_ups import FollowUpRow
from relkeeper.reports.history import Told
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules import durations, notes, repeats
from relkeeper.rules.day_words import WEEKDAYS
from relkeeper.rules.texts import file_names
from relkeeper.rules.texts.untrusted import line

_DIRECTIONS = {"in": "they reached out", "out": "I reached out", "": ""}


def files(
    export: Export, history: Sequence[Told], now: datetime, read: Callable[[int], Iterable[bytes]]
) -> dict[str, Content]:
    """The files by name, for an export of one person with what was changed; `now` is aware local time.

    `read` has the bytes of an attached file, by its number. Those that belong to others as well stay in the book, and
    so do the originals of imports.
    """
    (contact,) = export.contacts
    own = [row for row in export.attachments if row.id in export.own_files]
    attached: dict[str, Content] = {
        # The number makes each name one of its own, in folders that know no case, too.
        f"files/{row.id}-{file_names.safe(row.name)}": read(row.id)
        for row in own
    }
    texts: dict[str, Content] = {
        "contact.json": json_file.text(export, now),
        "contact.vcf": vcard.text(export),
        "entries.txt": _entries(export, contact),
        "follow-ups.txt": _follow_ups(contact),
        "history.json": f"{as_json.dump(list(history))}\n",
    }
    return {"README.txt": _readme(contact, export, len(attached), now), **texts, **attached}


def left_out(contact: ContactDetails) -> str:
    """How much that is private was left out, in a sentence; empty where nothing was."""
    count = 0 if contact.revealed else contact.private_count
    if not count:
        return ""
    return f"{count} private thing{' is' if count == 1 else 's are'} left out; --reveal takes all along"


def _entries(export: Export, contact: ContactDetails) -> str:
    told = [_entry(row) for row in reversed(export.interactions)]
    return "\n".join(told) if told else f"Nothing is logged with {line(contact.name)}.\n"


def _entry(row: InteractionRow) -> str:
    at = datetime.fromisoformat(row.at)
    when = f"{at.date().isoformat()} ({WEEKDAYS[at.weekday()]})"
    time = f" {at:%H:%M}" if row.precision == "minute" else ""
    record = Record(
        title=f"{when}{time}: {row.channel}",
        fields=(
            Field("about", notes.describe(row.kind, row.direction) if row.kind else ""),
            Field("with", ", ".join(person.name for person in row.participants)),
            Field("began", _DIRECTIONS["" if row.kind else row.direction]),
            Field("place", row.place),
            Field("duration", durations.describe(row.duration_minutes) if row.duration_minutes else ""),
            Field("said", "\n".join(filter(None, (row.summary, row.body)))),
            Field("concluded", row.outcome),
        ),
    )
    return "".join(f"{written}\n" for written in plain_text.record(record, date.min))


def _follow_ups(contact: ContactDetails) -> str:
    told = [line(_follow_up(row)) for row in contact.follow_ups]
    return "".join(f"{each}\n" for each in told) or f"Nothing is to be followed up with {line(contact.name)}.\n"


def _follow_up(row: FollowUpRow) -> str:
    often = f", every {repeats.describe(row.every)}" if row.every else ""
    done = f", done {row.done_on}" if row.done_on else ""
    return f"{row.due_on}{often}{done}: {row.text}"


def _readme(contact: ContactDetails, export: Export, files: int, now: datetime) -> str:
    private = left_out(contact).partition(";")[0]
    return (
        f"""All that is kept about {line(contact.name)}

Made on {now:%Y-%m-%d at %H:%M} ({now:UTC%z}) by relkeeper {__version__}.

contact.json   everything below, for programs: name, contact points, tags, occasions, relations, entries, follow-ups
contact.vcf    the card, for any address book (vCard 4.0)
entries.txt    what happened, for people, oldest first; entries: {len(export.interactions)}
follow-ups.txt what is to be done for you or was, by the day it is due; follow-ups: {len(contact.follow_ups)}
history.json   what was changed about you, by which command, before and after, oldest first
files          the files that are kept of you, as they are; files: {files}

Of others who took part in an entry only the name is here. {_kept_back(export)}{private and f"{private}."}""".rstrip()
        + "\n"
    )


def _kept_back(export: Export) -> str:
    """Which files stay in the book, and why, in sentences."""
    staying = [row for row in export.attachments if row.id not in export.own_files]
    shared = ", ".join(line(row.name) for row in staying if not row.original)
    originals = ", ".join(line(row.name) for row in staying if row.original)
    return "".join(
        (
            f"Files that belong to others as well stay in the book: {shared}. " if shared else "",
            f"Files that were imported stay there, too, since they may hold what others wrote: {originals}. "
            if originals
            else "",
        )
    )
