"""What the elements of a backup mean: messages (`sms`, `mms`) and calls (`call`).

The attributes are those of Android: Telephony.Sms and Mms (type or msg_box 1 received, 2 sent, 3 draft, 4 outbox, 5
failed, 6 queued), CallLog.Calls, and PduHeaders for the addresses of an MMS (137 from, 151 to, 130 cc, 129 bcc).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from relkeeper.drafts import ChatDraft, EventDraft, FileDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.latest import latest
from relkeeper.importers.sms.calls import call_of
from relkeeper.importers.sms.elements import Element
from relkeeper.importers.sms.people import People, value
from relkeeper.importers.sms.pictures import Pictures
from relkeeper.importers.stamps import from_epoch, misdated

if TYPE_CHECKING:
    from relkeeper.importers import Reading

_RECEIVED, _SENT = "1", "2"
_FROM = "137"
# How an MMS says "the number of this phone".
_SELF = "insert-address-token"
# These say how the others are shown, or are told in the text.
_NO_PICTURES = {"application/smil"}

Records = Iterator[ChatDraft | MessageDraft | EventDraft | Problem]


class Backup:
    """Takes the elements one by one."""

    def __init__(self, name: str, reading: "Reading", pictures: Pictures) -> None:
        self.pictures = pictures
        self._name = name
        self._now = reading.now
        self._last = latest(reading.now, utc=True)
        self._people = People()
        self._talking = ""
        self._unsent = 0
        self._hidden = 0
        self._mms: Element | None = None
        self._sender = ""
        self._parts: list[Element] = []

    def records(self, element: Element) -> Records:
        """What an element brings."""
        if element.end:
            if element.name == "mms" and self._mms is not None:
                yield from self._multimedia(self._mms)
                self._mms = None
        elif element.name == "sms":
            yield from self._message(element, element.attributes.get("type", ""), value(element, "body"))
        elif element.name == "mms":
            self._mms, self._sender, self._parts = element, "", []
        elif element.name == "call":
            yield from self._call(element)
        elif self._mms is not None:
            self._piece(element)

    def notices(self) -> Iterator[Notice]:
        """What was left out on purpose; asked for at the end."""
        if self._unsent:
            yield Notice(self._name, f"messages left out, because never sent (drafts, outbox, failed): {self._unsent}")
        if self._hidden:
            yield Notice(self._name, f"calls left out, because the number is hidden: {self._hidden}")

    def _piece(self, element: Element) -> None:
        if element.name == "part":
            self._parts.append(element)
        elif element.name == "addr" and element.attributes.get("type") == _FROM:
            self._sender = value(element, "address")

    def _multimedia(self, element: Element) -> Records:
        texts = [value(part, "text") for part in self._parts if part.attributes.get("ct") == "text/plain"]
        files = [file for part in self._parts if (file := self._picture(part))]
        text = "\n".join(
            part for part in (value(element, "sub"), *texts, *(f"[{file.name}]" for file in files)) if part
        )
        yield from self._message(element, element.attributes.get("msg_box", ""), text, tuple(files))

    def _picture(self, part: Element) -> FileDraft | None:
        kind = value(part, "ct")
        if kind in _NO_PICTURES:
            return None
        names = (value(part, key) for key in ("cl", "name", "fn", "cid"))
        name = next((name for name in names if name), kind).strip("<>")
        return self.pictures.file(part.attributes.get("data", ""), name, kind)

    def _message(self, element: Element, kind: str, text: str, files: tuple[FileDraft, ...] = ()) -> Records:
        if kind not in {_RECEIVED, _SENT}:
            self._unsent += 1
            return
        at = self._moment(element)
        if at is None or at > self._last:
            yield misdated(self._name, f"line {element.line}", at)
            return
        address = value(element, "address")
        chat = self._people.chat(address, value(element, "contact_name"))
        if address != self._talking:
            self._talking = address
            yield chat
        sender = self._people.me if kind == _SENT else self._from(chat)
        yield MessageDraft(at, sender, text.rstrip(), files)

    def _from(self, chat: ChatDraft) -> PersonDraft | None:
        """Who sent what was received: in a group the MMS says it, else it is the other side."""
        if chat.peer is not None:
            return chat.peer
        return self._people.person(self._sender) if self._sender not in {"", _SELF} else None

    def _call(self, element: Element) -> Iterator[EventDraft | Problem]:
        at = self._moment(element)
        if at is None or at > self._last:
            yield misdated(self._name, f"line {element.line}", at)
            return
        peer = self._people.caller(element)
        if peer is None:
            self._hidden += 1
            return
        yield call_of(element, at, peer, self._people.me, self._now)

    def _moment(self, element: Element) -> datetime | None:
        return from_epoch(element.attributes.get("date"))
