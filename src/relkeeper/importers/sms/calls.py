"""A call of the phone's log. The types are those of Android's CallLog.Calls."""

from datetime import UTC, datetime

from relkeeper.drafts import EventDraft, InteractionDraft, PersonDraft
from relkeeper.importers.sms.elements import Element
from relkeeper.rules.dates import Moment, localize

_OUTGOING = "2"
_SUMMARIES = {
    "1": "incoming call",
    _OUTGOING: "outgoing call",
    "3": "missed call",
    "4": "voicemail",
    "5": "rejected call",
    "6": "blocked call",
    "7": "call answered on another device",
}
# Nobody spoke in these, whatever they say of a duration.
_UNSPOKEN = {"3", "5", "6"}


def call_of(call: Element, at: datetime, peer: PersonDraft, me: PersonDraft, now: datetime) -> EventDraft:
    """The call at `at` (naive UTC). A length is in minutes, the one that began counted whole."""
    kind = call.attributes.get("type", "")
    out = kind == _OUTGOING
    minutes = None if kind in _UNSPOKEN else _minutes(call.attributes.get("duration", ""))
    unanswered = out and minutes is None
    interaction = InteractionDraft(
        moment=Moment(localize(at.replace(tzinfo=UTC), now), "minute"),
        summary="call that nobody answered" if unanswered else _SUMMARIES.get(kind, "call"),
        channel="call",
        direction="out" if out else "in" if kind in _SUMMARIES else "",
        duration_minutes=minutes,
        source="sms",
    )
    identity = f"call:{peer.handle}:{call.attributes.get('date', '')}"
    return EventDraft(interaction, identity, sender=me if out else peer, others=(peer,) if out else ())


def _minutes(seconds: str) -> int | None:
    if not (seconds.isascii() and seconds.isdigit()) or len(seconds) > 7:
        return None
    return -(-int(seconds) // 60) or None
