"""Calendars (RFC 5545): meetings that took place, with whom and when.

The library for the format is imported when the first calendar is read: importing it takes as long as relkeeper does.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from relkeeper.drafts import EventDraft, Notice, Problem
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.head import Head
from relkeeper.importers.reader import Reading

STREAMS = True
NAME = "ics"
TITLE = "calendar (iCalendar)"
ENDINGS: tuple[str, ...] = (".ics", ".ical", ".ifb", ".icalendar")
WHERE = "Google Calendar: Settings > Import & export; Apple Calendar: File > Export; Outlook: File > Save Calendar."

_BEGIN = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*(V[A-Z]{1,20})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_COMPONENTS = frozenset(("VCALENDAR", "VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY"))


def recognises(head: Head) -> bool:
    """Whether what begins first in `head` is a calendar or a part of one. Mails hold them too: ask for those first."""
    first = _BEGIN.search(head.text)
    return first is not None and first[1].upper() in _COMPONENTS


def read(file: BinaryIO, name: str, reading: Reading) -> Iterator[EventDraft | Notice | Problem]:
    """The past meetings of a seekable file, in its order. Raises UsageError for an encoding that does not exist."""
    from relkeeper.importers.calendar.meetings import Meetings

    text = TextFile(file, name, reading.encoding)
    yield from Meetings(text, name, reading).records()
    yield from text.remarks()
