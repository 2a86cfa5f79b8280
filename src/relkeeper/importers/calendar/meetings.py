"""The past meetings in a calendar, as events."""

import re
import warnings
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from icalendar import Component, Event
from icalendar.timezone import tzp

from relkeeper.drafts import EventDraft, InteractionDraft, Notice, PersonDraft, Problem
from relkeeper.importers.calendar.blocks import Block, blocks
from relkeeper.importers.calendar.people import people_of
from relkeeper.importers.calendar.properties import all_of, text_of
from relkeeper.importers.calendar.times import (
    EARLIEST_YEAR,
    MOST,
    Time,
    begins,
    is_series,
    lasts,
    recurrence_id,
    recurrences,
)
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.reader import Reading
from relkeeper.rules.texts.html_text import html_to_text

_CONFERENCE = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
)
_CALL = re.compile(
    r"https?://(?:[\w-]+\.)*(?:meet\.google\.com/|teams\.(?:microsoft|live)\.com/|zoom\.us/|zoom\.com/j|webex\.com/"
    r"|meeting\.tencent\.com/|voovmeeting\.com/|vc\.feishu\.cn/|meet\.jit\.si/|whereby\.com/)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</?(?:html|body|br|p|div|span|a|b|ul|ol|li)\b[^<>]*>", re.IGNORECASE)


class Meetings:
    """The meetings of one file, which is read twice: exceptions to a series may stand before or behind it."""

    def __init__(self, text: TextFile, name: str, reading: Reading) -> None:
        self._text = text
        self._name = name
        self._reading = reading
        self._moved: dict[str, set[str]] = {}
        self._passed_over = 0

    def records(self) -> Iterator[EventDraft | Notice | Problem]:
        """Each meeting that ended before now and has people in it; a problem for each event that cannot be read."""
        # What another calendar calls by the same name may be another time zone.
        tzp.use_default()
        self._look_ahead()
        for block in blocks(self._text.lines()):
            if block.kind == "VEVENT":
                yield from self._event(block)
        if self._passed_over:
            count = f"{self._passed_over} event{'s' if self._passed_over > 1 else ''}"
            yield Notice(
                self._name, f"{count} left out: nobody else is named, it was cancelled, or it is still to come"
            )

    def _look_ahead(self) -> None:
        """Learn the time zones, and which meetings of a series stand for themselves."""
        moved = []
        for block in blocks(self._text.lines()):
            if block.kind == "VTIMEZONE":
                _parsed(block)
            elif "RECURRENCE-ID" in block.text.upper():
                # A time zone may stand behind what is told in it.
                moved.append(block)
        for event in map(_parsed, moved):
            if isinstance(event, Event) and (when := recurrence_id(event)) is not None:
                self._moved.setdefault(_identity(event), set()).add(when.key(self._reading.now))

    def _event(self, block: Block) -> Iterator[EventDraft | Problem]:
        event = _parsed(block)
        if not isinstance(event, Event):
            yield self._problem(block, "this event cannot be read and was left out")
            return
        people = people_of(event, self._reading.me_handles)
        if not people or block.method == "CANCEL" or text_of(event, "STATUS").upper() == "CANCELLED":
            self._passed_over += 1
            return
        begun = begins(event)
        if begun is None:
            yield self._problem(block, "this event has no date that can be read and was left out")
            return
        try:
            times = self._times(event, begun)
        except (ValueError, TypeError, OverflowError) as error:
            yield self._problem(block, f"how this event recurs cannot be read ({error}); its first date was taken")
            times = [(begun, begun.key(self._reading.now))]
        if len(times) > MOST:
            yield self._problem(block, f"this event recurs more than {MOST} times; the first of them were taken")
        yield from self._drafts(event, begun, times[:MOST], people)
        broken = [str(name) for name, _ in event.errors if name]
        if broken:
            yield self._problem(block, f"{', '.join(broken)} of this event cannot be read; the rest of it was taken")

    def _times(self, event: Event, begun: Time) -> list[tuple[Time, str]]:
        """When an event took place, each with what tells it from the others of its series."""
        now = self._reading.now
        if (stands_for := recurrence_id(event)) is not None:
            return [(begun, stands_for.key(now))]
        if not is_series(event):
            return [(begun, "")]
        moved = self._moved.get(_identity(event), set())
        dated = ((when, when.key(now)) for when in recurrences(event, begun, now))
        return [(when, key) for when, key in dated if key not in moved]

    def _drafts(
        self, event: Event, begun: Time, times: list[tuple[Time, str]], people: tuple[PersonDraft, ...]
    ) -> Iterator[EventDraft]:
        length = lasts(event, begun)
        minutes = None if begun.is_date else round(length.total_seconds() / 60) or None
        body = _body(event)
        channel = "video" if _is_call(event) else "meeting"
        taken = 0
        for when, key in times:
            moment = when.moment(self._reading.now)
            if moment.at.year < EARLIEST_YEAR or not _is_over(when, length, self._reading.now):
                continue
            taken += 1
            yield EventDraft(
                InteractionDraft(
                    moment,
                    " ".join(text_of(event, "SUMMARY").split()) or "(no title)",
                    channel=channel,
                    body=body,
                    place=" ".join(text_of(event, "LOCATION").split()),
                    duration_minutes=minutes,
                    source="calendar",
                ),
                f"ics:{_identity(event)}:{key}",
                others=people,
            )
        if not taken:
            self._passed_over += 1

    def _problem(self, block: Block, message: str) -> Problem:
        return Problem(self._name, f"line {block.line}", message)


def _parsed(block: Block) -> Component | None:
    """The component; None where it is so broken that the library refuses it."""
    with warnings.catch_warnings():
        # Of time zones that are known by a guess.
        warnings.simplefilter("ignore")
        try:
            return Component.from_ical(block.text) if block.text else None
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError):
            return None


def _identity(event: Event) -> str:
    """The UID, or a hash of what makes an event without one this event."""
    if uid := text_of(event, "UID"):
        return uid
    said = "\0".join(text_of(event, name) for name in ("SUMMARY", "ORGANIZER", "DESCRIPTION"))
    begun = begins(event)
    return sha256(f"{begun.wall if begun else ''}\0{said}".encode()).hexdigest()


def _is_over(when: Time, length: timedelta, now: datetime) -> bool:
    """Whether a meeting has ended; one on days only ends with the last of them, by the clock of `now`'s place."""
    try:
        return when.ended(length).moment(now).at <= now
    except OverflowError:
        return False


def _body(event: Event) -> str:
    text = text_of(event, "DESCRIPTION")
    return html_to_text(text) if _MARKUP.search(text) else text


def _is_call(event: Event) -> bool:
    return any(all_of(event, name) for name in _CONFERENCE) or any(
        _CALL.search(text_of(event, name)) for name in ("LOCATION", "DESCRIPTION", "URL")
    )
