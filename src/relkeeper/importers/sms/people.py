"""Who is at the other end: numbers, and the names that the phone's address book had for them."""

from relkeeper.drafts import ChatDraft, PersonDraft
from relkeeper.importers.sms.elements import Element

# How the app and Android write that there is none.
_NOTHING = {"null", "(Unknown)"}
# Hidden numbers, and those of no number (CallLog.Calls, PRESENTATION_*).
_HIDDEN = {"", "-1", "-2", "-3", "-4"}
# Between the numbers of a group.
_TILDE = "~"


def value(element: Element, attribute: str) -> str:
    """An attribute; empty where it says that there is nothing."""
    text = element.attributes.get(attribute, "")
    return "" if text in _NOTHING else text


class People:
    """One person for each number, and one conversation for each number or group of numbers."""

    def __init__(self) -> None:
        self.me = PersonDraft(me=True)
        self._persons: dict[str, PersonDraft] = {}
        self._chats: dict[str, ChatDraft] = {}

    def person(self, address: str, name: str = "") -> PersonDraft:
        """The first name that is told of a number stays."""
        found = self._persons.get(address)
        if found is None or (name and not found.name):
            kind = "email" if "@" in address else "phone"
            found = self._persons[address] = PersonDraft(name, kind, address) if address else PersonDraft(name)
        return found

    def chat(self, address: str, name: str) -> ChatDraft:
        """The conversation with a number, or with several."""
        found = self._chats.get(address)
        if found is None:
            group = _TILDE in address
            peer = None if group else self.person(address, name)
            found = self._chats[address] = ChatDraft(
                "sms", name, address, group=group, peer=peer, utc=True, marks_me=True
            )
        return found

    def caller(self, call: Element) -> PersonDraft | None:
        """The other end of a call; None where the number is hidden."""
        number = value(call, "number")
        return None if number in _HIDDEN else self.person(number, value(call, "contact_name"))
