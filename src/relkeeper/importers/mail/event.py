"""A message as an event: who wrote to whom, when, and what."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from relkeeper.drafts import EventDraft, FileDraft, InteractionDraft, PersonDraft, Problem
from relkeeper.importers.mail.addresses import people
from relkeeper.importers.mail.contents import contents_of, files_of, text_in
from relkeeper.importers.mail.headers import decoded, envelope_date, is_automatic, moment_of
from relkeeper.importers.mail.message import LARGEST, Part, TooMuchError, parsed
from relkeeper.importers.reader import Reading
from relkeeper.rules.dates import Moment
from relkeeper.rules.texts.charsets import named
from relkeeper.rules.texts.file_names import safe
from relkeeper.rules.texts.quoting import bare_subject, is_forwarded, new_text

_PIECE = 2**20
_RECIPIENTS = ("to", "cc", "bcc")


class Place(NamedTuple):
    """Where a message stands: its file and the place in it, and in a mbox the line that begins it."""

    file: str
    where: str
    from_line: str = ""


def too_large(place: Place) -> Problem:
    """The problem with a message that is too large to be held in memory."""
    return Problem(place.file, place.where, f"this message is larger than {LARGEST // 2**20} MiB and was left out")


def record_of(data: bytes, place: Place, reading: Reading, *, keep: bool = False) -> EventDraft | Problem:
    """The event that a message is, or why it cannot be one; with `keep` the message itself goes with it.

    Raises UsageError for an encoding that does not exist.
    """
    if len(data) > LARGEST:
        return too_large(place)
    try:
        event = _event(parsed(data), data if keep else None, place, reading)
    except TooMuchError as error:
        return Problem(place.file, place.where, f"this message {error} and was left out")
    return event or Problem(place.file, place.where, "this message has no date that can be right and was left out")


def _event(message: Part, original: bytes | None, place: Place, reading: Reading) -> EventDraft | None:
    """None where the message has no date."""
    codec = named(reading.encoding) if reading.encoding else None
    first = message.first()
    at = moment_of(_dates(message, first, place), reading.now)
    if at is None:
        return None
    contents = contents_of(message)
    text = text_in(contents, codec)
    subject = " ".join(decoded(first.get("subject", ""), codec).split())
    sender, others = _who(message, first, codec)
    return EventDraft(
        InteractionDraft(
            Moment(at, "minute"),
            bare_subject(subject) or "(no subject)",
            channel="email",
            body=new_text(text, forwarded=is_forwarded(subject)),
            source="mail",
        ),
        _identity(first, text),
        sender,
        others,
        is_automatic(first, message.kind, sender.handle if sender else ""),
        files_of(contents, codec),
        None if original is None else _original(original, subject),
    )


def _dates(message: Part, first: Mapping[str, str], place: Place) -> Iterator[str]:
    """When the message may have been sent, the likeliest first; headers of the way it took have it at their end."""
    yield first.get("date", "")
    for name, value in message.fields:
        if name == "received":
            yield value.rpartition(";")[2]
    yield envelope_date(place.from_line)


def _who(
    message: Part, first: Mapping[str, str], codec: str | None
) -> tuple[PersonDraft | None, tuple[PersonDraft, ...]]:
    """Who sent it, and everybody else, each once."""
    named_first = people(first.get("from", ""), codec) or people(first.get("sender", ""), codec)
    others = [*named_first[1:]]
    for name, value in message.fields:
        if name in _RECIPIENTS:
            others.extend(people(value, codec))
    sender = named_first[0] if named_first else None
    return sender, _each_once(others, sender)


def _each_once(found: Iterable[PersonDraft], sender: PersonDraft | None) -> tuple[PersonDraft, ...]:
    once: dict[str, PersonDraft] = {}
    for person in found:
        once.setdefault(person.handle or person.name, person)
    if sender is not None:
        once.pop(sender.handle or sender.name, None)
    return tuple(once.values())


def _identity(first: Mapping[str, str], text: str) -> str:
    """By Message-ID, or by a hash of what makes a message without one this message."""
    if message_id := "".join(first.get("message-id", "").split()):
        return f"mail:{decoded(message_id)}"
    said = "\0".join((*(first.get(name, "") for name in ("date", "from", "subject")), text))
    return f"mail:{sha256(said.encode('utf-8', 'surrogateescape')).hexdigest()}"


def _original(data: bytes, subject: str) -> FileDraft:
    return FileDraft(safe(f"{subject or 'message'}.eml", "message.eml"), partial(_pieces, data), "message/rfc822")


def _pieces(data: bytes) -> Iterator[bytes]:
    for place in range(0, len(data), _PIECE):
        yield data[place : place + _PIECE]
