"""What QQChatExporter (github.com/shuakami/qq-chat-exporter) takes out of QQ NT, as JSON.

One file, or in its chunked form a manifest.json with the messages in chunks/*.jsonl beside it. Times are UTC. Versions
differ: a time is a number of milliseconds or ISO text, a system message is `system` or `isSystemMessage`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from relkeeper.drafts import ChatDraft, FileDraft, MessageDraft, Problem
from relkeeper.importers.beside import beside
from relkeeper.importers.head import Head
from relkeeper.importers.json_items import events, items
from relkeeper.importers.json_values import mapping
from relkeeper.importers.latest import latest
from relkeeper.importers.qq_nt_json.messages import at, is_system, resources, text_of
from relkeeper.importers.qq_nt_json.people import People, Told
from relkeeper.importers.stamps import misdated

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "qq-nt-json"
TITLE = "QQ NT, JSON by QQChatExporter"
ENDINGS: tuple[str, ...] = (".json",)
WHERE = "In QQChatExporter (for QQ NT): export a conversation as JSON; of a chunked export import its manifest.json."

_EXPORTER = "qqchatexporter"
_INFO, _SPEAKER = "chatInfo.", "statistics.senders.item.uid"
_LONGEST_LINE = 16 * 2**20

_Record = ChatDraft | MessageDraft | Problem


def recognises(head: Head) -> bool:
    """Whether it is JSON that says of itself, or shows, that this exporter made it."""
    if not head.is_json or '"chatInfo"' not in head.text:
        return False
    plain = head.text.lower().replace("-", "")
    return _EXPORTER in plain or any(key in head.text for key in ('"selfUin"', '"peerUin"', '"uin"'))


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[_Record]:
    """The conversation. Its pictures and chunks are looked for in `reading.folder`, and never outside of it."""
    problems: list[Problem] = []
    people = People(_told(file, name))
    yield people.chat
    taking = _Taking(people, name, reading)
    for number, message in enumerate(items(file, "messages.item", problems, name), 1):
        yield from taking.records(message, f"message {number}")
    if taking.empty:
        problems.clear()
        for place, message in _chunked(file, name, reading, problems):
            yield from taking.records(message, place)
    if taking.empty and not problems:
        problems.append(Problem(name, "file", "there is no message of QQ in it"))
    yield from problems
    yield from taking.remarks()


class _Taking:
    """Turns messages into drafts."""

    def __init__(self, people: People, name: str, reading: "Reading") -> None:
        self._people, self._name, self._folder = people, name, reading.folder
        self._last = latest(reading.now, utc=True)
        self._nobodys = 0
        self.empty = True

    def records(self, message: Any, place: str) -> Iterator[MessageDraft | Problem]:
        self.empty = False
        if not isinstance(message, dict):
            yield Problem(self._name, place, "this is no message and was left out")
            return
        when = at(message)
        if when is None or when > self._last:
            yield misdated(self._name, place, when)
        elif is_system(message):
            yield MessageDraft(when, None, text_of(message))
        elif (sender := self._people.sender(message.get("sender"))) is None:
            self._nobodys += 1
        else:
            yield MessageDraft(when, sender, text_of(message), tuple(self._files(message)))

    def remarks(self) -> Iterator[Problem]:
        if self._nobodys:
            yield Problem(
                self._name,
                "file",
                f"the exporter did not know who sent {self._nobodys} of the messages; they were left out",
            )

    def _files(self, message: dict[str, Any]) -> Iterator[FileDraft]:
        for resource in resources(message):
            path = resource.get("localPath")
            if isinstance(path, str) and path:
                found = beside(self._folder, path) or beside(self._folder, f"resources/{path}")
                if found:
                    yield found


def _chunked(file: BinaryIO, name: str, reading: "Reading", problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    """Where each message of the chunks stands, and what it says."""
    for chunk in items(file, "chunked.chunks.item", problems, name):
        path = mapping(chunk).get("relativePath")
        found = beside(reading.folder, path) if isinstance(path, str) else None
        if found is None:
            problems.append(Problem(name, str(path), "this part of the export is not beside it"))
            continue
        for number, line in enumerate(_lines(found.read()), 1):
            place = f"{path} line {number}"
            try:
                yield place, json.loads(line)
            except (ValueError, RecursionError):
                problems.append(Problem(name, place, "this line is no JSON, or cut; it was left out"))


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Lines that are not blank; one that is longer than any message is cut."""
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from (line for line in lines if line.strip())
        if len(rest) > _LONGEST_LINE:
            yield rest
            rest = b""
    if rest.strip():
        yield rest


def _told(file: BinaryIO, name: str) -> Told:
    """What the file says of the conversation, wherever in it that stands."""
    told = Told({}, set())
    # What is wrong with the file shows again when its messages are read.
    for prefix, event, value in events(file, [], name):
        if prefix == "messages" and told.info:
            break
        if event in {"string", "number"} and prefix.startswith(_INFO):
            told.info[prefix.removeprefix(_INFO)] = str(value)
        elif event == "string" and prefix == _SPEAKER:
            told.speakers.add(value)
    return told
