"""Activities, calls and conversations -> entries. Monica tells the day of each, and of none how long it took."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from relkeeper.drafts import EventDraft, InteractionDraft, PersonDraft, Problem
from relkeeper.importers.json_values import mappings, string
from relkeeper.importers.monica.account import Account, Type
from relkeeper.importers.monica.values import day, is_true, line, moment, properties, text
from relkeeper.rules import channels, sittings
from relkeeper.rules.dates import Moment
from relkeeper.rules.points import service

_SOURCE = "monica"


def activity_of(value: dict[str, Any], account: Account, name: str, now: datetime) -> EventDraft | Problem:
    """What was done with some contacts, as a meeting."""
    told = properties(value)
    who = [account.person(uuid) for uuid in account.took_part.get(string(value.get("uuid")), [])]
    where = f"activity '{line(told.get('summary'))}'"
    at = moment(told.get("happened_at"), now)
    if at is None:
        return _undated(name, where, told.get("happened_at"))
    if not who:
        return Problem(name, where, "no contact took part in this, and it was left out")
    kind = account.type(told.get("type")).name
    summary = line(told.get("summary")) or kind
    body = [kind if kind != summary else "", _emotions(told), text(told.get("description"))]
    return event(value, at, summary, "\n\n".join(filter(None, body)), "meeting", who)


def call_of(value: dict[str, Any], contact: str, account: Account, name: str, now: datetime) -> EventDraft | Problem:
    """A call, of which Monica says who made it."""
    told = properties(value)
    person = account.person(contact)
    at = moment(told.get("called_at"), now)
    if at is None:
        return _undated(name, f"call with {person.name}", told.get("called_at"))
    direction = "in" if is_true(told.get("contact_called")) else "out"
    said = text(told.get("content"))
    body = "\n\n".join(filter(None, (said if "\n" in said else "", _emotions(told))))
    return event(value, at, sittings.summary([said or "call"]), body or _long(said), "call", [person], direction)


def conversation_of(
    value: dict[str, Any], contact: str, account: Account, name: str, now: datetime
) -> EventDraft | Problem:
    """The messages of a day, as the owner copied them."""
    told = properties(value)
    person = account.person(contact)
    messages = [properties(message) for message in mappings(told.get("messages"))]
    days = [told.get("happened_at"), *(message.get("written_at") for message in messages)]
    at = next((found for said in days if (found := moment(said, now)) is not None), None)
    if at is None:
        return _undated(name, f"conversation with {person.name}", told.get("happened_at"))
    sides = {is_true(message.get("written_by_me")) for message in messages}
    direction = "" if len(sides) != 1 else "out" if True in sides else "in"
    said = [text(message.get("content")) for message in messages]
    body = "\n".join(_message(message, person) for message in messages)
    channel = _channel(account.type(told.get("contact_field_type")))
    return event(value, at, sittings.summary(said), body, channel, [person], direction)


def _message(message: dict[str, Any], person: PersonDraft) -> str:
    who = "me" if is_true(message.get("written_by_me")) else person.name
    when = day(message.get("written_at"))
    return f"{when.isoformat() if when else ''} {who}: {text(message.get('content'))}".strip()


def _channel(kind: Type) -> str:
    """The service that was used. A mail that was copied by hand is no mail of a mailbox, and neither is a message."""
    named = service(kind.name)
    return named if named in channels.KNOWN and not kind.kind else "message"


def _emotions(told: dict[str, Any]) -> str:
    felt = told.get("emotions")
    words = [line(each) for each in felt] if isinstance(felt, list) else []
    return f"Felt: {', '.join(filter(None, words))}" if any(words) else ""


def _long(said: str) -> str:
    """The whole of what does not fit into a summary."""
    return said if said and sittings.summary([said]) != " ".join(said.split()) else ""


def event(
    value: dict[str, Any],
    at: Moment,
    summary: str,
    body: str,
    channel: str,
    who: list[PersonDraft],
    direction: str = "",
    kind: str = "",
) -> EventDraft:
    """What an object of the account says as an event, known again by that object; a note has a `kind`."""
    interaction = InteractionDraft(at, summary, channel, direction, body, source=_SOURCE, kind=kind)
    return EventDraft(interaction, _identity(value, interaction, who), others=tuple(who))


def _identity(value: dict[str, Any], interaction: InteractionDraft, who: list[PersonDraft]) -> str:
    """The uuid. Early versions gave none to calls: there it is what was said, when and with whom."""
    if uuid := string(value.get("uuid")):
        return f"monica:{uuid}"
    said = (
        interaction.channel,
        interaction.moment.at.isoformat(),
        interaction.body or interaction.summary,
        *map(str, who),
    )
    return f"monica:{sha256(chr(0).join(said).encode('utf-8', 'replace')).hexdigest()}"


def _undated(name: str, where: str, said: object) -> Problem:
    when = day(said)
    why = "has no date that can be read" if when is None else f"is not of a day that was ({when.isoformat()})"
    return Problem(name, where, f"this {why}, and was left out")
