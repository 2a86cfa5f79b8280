"""Who took part in a meeting."""

from collections.abc import Iterator

from icalendar import Event, vCalAddress

from relkeeper.drafts import PersonDraft
from relkeeper.importers.calendar.properties import all_of

_NO_PERSON = frozenset(("ROOM", "RESOURCE"))


def people_of(event: Event, me: frozenset[str]) -> tuple[PersonDraft, ...] | None:
    """Everybody who was invited and did not decline, the organizer too, each once; `me` are the owner's own addresses.

    None where the owner declined: then it is no meeting of theirs.
    """
    found: dict[str, PersonDraft] = {}
    for address in (*_addresses(event, "ATTENDEE"), *_addresses(event, "ORGANIZER")):
        handle = _handle(address)
        if _parameter(address, "CUTYPE") in _NO_PERSON:
            continue
        if _parameter(address, "PARTSTAT") == "DECLINED":
            if handle in me:
                return None
            continue
        name = _name(address, handle)
        if handle or name:
            found.setdefault(handle or name, PersonDraft(name, "email" if handle else "", handle, handle in me))
    return tuple(found.values())


def _addresses(event: Event, name: str) -> Iterator[vCalAddress]:
    return (value for value in all_of(event, name) if isinstance(value, vCalAddress))


def _parameter(address: vCalAddress, name: str) -> str:
    value = address.params.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value).strip().upper()


def _handle(address: vCalAddress) -> str:
    """The e-mail address in small letters; empty where there is none (`urn:uuid:...`, `invalid:nomail`)."""
    for value in (str(address), str(address.params.get("EMAIL", ""))):
        bare = value.strip().lower().removeprefix("mailto:").partition("?")[0].strip()
        if "@" in bare and "://" not in bare and not any(char.isspace() for char in bare):
            return bare
    return ""


def _name(address: vCalAddress, handle: str) -> str:
    value = address.params.get("CN", "")
    name = " ".join(str(value[0] if isinstance(value, list) and value else value).split()).strip("'\"")
    return "" if name.lower().removeprefix("mailto:") == handle else name
