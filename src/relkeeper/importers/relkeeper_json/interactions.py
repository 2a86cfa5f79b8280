"""Entries, and what they were made of."""

from datetime import datetime, timedelta
from typing import Any, Literal

from relkeeper.drafts import InteractionDraft
from relkeeper.errors import UsageError
from relkeeper.importers.own_records import DismissedEvent, DismissedMessages, InteractionRecord, Ref, SittingPart
from relkeeper.importers.relkeeper_json.contacts import ref
from relkeeper.importers.relkeeper_json.values import (
    BadRecordError,
    digest,
    digests,
    filled,
    flag,
    instant,
    mapping,
    needed,
    number,
    objects,
    of_messages,
    one_of,
    text,
    uid,
)
from relkeeper.rules import notes
from relkeeper.rules.dates import Moment

# A day is kept by its noon, and clocks are not all right.
_DAY = timedelta(days=1)


def interaction(record: dict[str, Any], where: str, now: datetime) -> InteractionRecord:
    """An entry; `now` is aware, and nothing is taken that is later by more than a day."""
    sitting = record.get("sitting")
    draft = InteractionDraft(
        moment=_moment(record, now),
        summary=filled(record, "summary"),
        channel=filled(record, "channel"),
        direction=one_of(record, "direction", ("", "in", "out")),
        body=text(record, "body"),
        outcome=text(record, "outcome"),
        place=text(record, "place"),
        duration_minutes=number(record, "duration_minutes", 1),
        source=text(record, "source"),
        private=flag(record, "private"),
        kind=_kind(record),
    )
    return InteractionRecord(
        where,
        uid=_uid(record),
        draft=draft,
        people=tuple(
            # A note is no contact with anybody.
            (ref(person), flag(person, "counts", otherwise=True) and not draft.kind)
            for person in objects(record, "participants")
        ),
        created_at=instant(record, "created_at"),
        updated_at=instant(record, "updated_at"),
        sitting=None if sitting is None else _sitting(record, mapping(sitting, "sitting")),
        taken_events=digests(record, "taken_events"),
    )


def _kind(record: dict[str, Any]) -> str:
    """What a note is about; any one word, whatever is known here."""
    kind = text(record, "kind")
    try:
        found = notes.parse(kind, (kind,)) if kind else ""
    except UsageError as error:
        raise BadRecordError(f"kind is '{kind[:40]}', which is no word for what a note is about") from error
    if found and record.get("channel") != notes.CHANNEL:
        raise BadRecordError(f"channel is not '{notes.CHANNEL}', and kind says that it is a note")
    return found


def dismissed_messages(record: dict[str, Any], where: str) -> DismissedMessages:
    return DismissedMessages(where, _peer(record), filled(record, "chat"), of_messages(record, "taken"))


def dismissed_event(record: dict[str, Any], where: str) -> DismissedEvent:
    return DismissedEvent(where, digest(record.get("digest"), "digest"))


def _uid(record: dict[str, Any]) -> str:
    found = uid(record, "uid")
    if not found:
        raise BadRecordError("uid is missing")
    return found


def _moment(record: dict[str, Any], now: datetime) -> Moment:
    at = instant(record, "at")
    if at is None:
        raise BadRecordError("at is missing")
    precision: Literal["minute", "day"] = "day" if one_of(record, "precision", ("minute", "day")) == "day" else "minute"
    if at > now and at - now > _DAY:
        raise BadRecordError(f"at is {at.date().isoformat()}, which is still to come")
    return Moment(at, precision)


def _sitting(record: dict[str, Any], sitting: dict[str, Any]) -> SittingPart:
    ended = instant(sitting, "ended_at")
    if ended is None:
        raise BadRecordError("ended_at is missing")
    return SittingPart(
        _peer(sitting),
        filled(sitting, "chat"),
        ended,
        needed(record, "messages_in"),
        needed(record, "messages_out"),
        of_messages(sitting, "taken"),
    )


def _peer(record: dict[str, Any]) -> Ref | None:
    found = uid(record, "uid")
    return Ref(found) if found else None
