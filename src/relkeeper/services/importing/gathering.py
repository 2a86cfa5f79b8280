"""Reading conversations before anything is written, so that questions can be asked while the book is open to others."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from relkeeper.drafts import (
    ChatDraft,
    ContactDraft,
    EventDraft,
    FileDraft,
    MessageDraft,
    Notice,
    PersonDraft,
    Problem,
)
from relkeeper.errors import DateOrderError, InputError
from relkeeper.importers import Reading, Record, Source
from relkeeper.rules import names
from relkeeper.rules.sittings import at_second, seconds
from relkeeper.store.staging import Staging

# Of files in which nothing can be read.
_MOST_SAID = 3


@dataclass(slots=True)
class Conversation:
    """All that files hold of one conversation. `first` and `last` are seconds of its own clock.

    `senders` has how many messages each sent. `sources` are the files that hold it.
    """

    number: int
    chat: ChatDraft
    senders: Counter[PersonDraft] = field(default_factory=Counter)
    first: int = 0
    last: int = 0
    sources: dict[Source, None] = field(default_factory=dict)

    @property
    def messages(self) -> int:
        return self.senders.total()

    def said(self, sender: PersonDraft, messages: int, first: int, last: int) -> None:
        """Count the messages of a sender, within a time."""
        self.first = min(self.first, first) if self.senders else first
        self.last = max(self.last, last) if self.senders else last
        self.senders[sender] += messages

    def called(self) -> str:
        """What it is called, else who speaks."""
        peer = self.chat.peer
        of_peer = (peer.name or peer.handle) if peer else ""
        speaking = " and ".join(sender.name or sender.handle for sender in list(self.senders)[:3])
        speaking += " ..." if len(self.senders) > 3 else ""
        return self.chat.title or of_peer or speaking

    def name(self) -> str:
        """What to call it to a user."""
        return f"{self.chat.service} {self.called()}".strip()

    def span(self) -> str:
        """The days of its first and last message."""
        begun, ended = at_second(self.first).date().isoformat(), at_second(self.last).date().isoformat()
        return begun if begun == ended else f"{begun} to {ended}"


class Gathering:
    """Conversations of files, read one file after the other; `later` are files of other things, which stream.

    `events` are what happened at once, beside conversations in one file. `undated` are files, each with the reason, of
    which only the user can say in which order day and month stand. `reviewed` are cards that the user has looked at.
    """

    def __init__(self, reading: Reading) -> None:
        self.later: list[Source] = []
        self.undated: list[tuple[Source, str]] = []
        self.events: list[tuple[Source, EventDraft]] = []
        self.reviewed: list[tuple[Source, ContactDraft]] = []
        self.problems: list[Problem] = []
        self.notices: list[Notice] = []
        self.formats: dict[str, None] = {}
        self.files = 0
        self.local_clock = False
        self.stamps: dict[Source, tuple[int, int]] = {}
        self.staging = Staging()
        self.conversations: list[Conversation] = []
        self.attached: list[tuple[FileDraft, ...]] = [()]
        self._reading = reading
        self._orders: dict[Source, str] = {}
        self._places: dict[Source, int] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self._senders: list[PersonDraft] = [PersonDraft()]
        self._sender_numbers: dict[PersonDraft, int] = {}
        self._part: dict[int, _Voice] = {}
        self._number = -1
        self._source = 0
        self._taken = 0

    def read(self, sources: Iterable[Source], progress: Callable[[int], None]) -> None:
        """Read the files that hold conversations."""
        before = 0
        for source in sources:
            self._file(source, lambda done, before=before: progress(before + done))  # type: ignore[misc]
            before += source.path.stat().st_size

    def read_undated(self, source: Source, why: str, order: str) -> None:
        """Read a file again, with the order that the user says; without one it is a problem."""
        if order:
            self._orders[source] = order
            self._file(source, lambda done: None)
        else:
            self.problems.append(Problem(source.name, "file", why))

    def check(self) -> None:
        """Raises InputError where no file at all can be read."""
        if not self.files and not self.reviewed and not any(map(self._holds, self.later)):
            raise InputError(self._nothing())

    def _nothing(self) -> str:
        """Why nothing could be read."""
        said = [f"{problem.file}: {problem.where}: {problem.message}" for problem in self.problems[:_MOST_SAID]]
        told = {problem.file for problem in self.problems}
        said += [
            f"{source.name}: nothing of the format '{source.reader.NAME}' is in it"
            for source in self.later
            if source.name not in told
        ]
        return "; ".join(said[:_MOST_SAID]) or "there is nothing to read"

    def sender(self, number: int) -> PersonDraft:
        """The sender that a staged message names."""
        return self._senders[number]

    def take(self, source: Source, record: Record) -> None:
        """Take what is of a conversation, a problem or a notice."""
        if isinstance(record, MessageDraft):
            self._taken += 1
            self._message(record)
        elif isinstance(record, ChatDraft):
            self._chat(source, record)
        elif isinstance(record, EventDraft):
            self._taken += 1
            self.events.append((source, record))
        elif isinstance(record, Problem):
            self.problems.append(record)
        elif isinstance(record, Notice):
            self.notices.append(record)

    def opened(self, source: Source, progress: Callable[[int], None]) -> Iterator[Record]:
        """The records of a file. What only the user can say about its dates is asked. Raises InputError."""
        try:
            with source.path.open("rb") as file:
                self.stamps[source] = stamp(source)
                for count, record in enumerate(source.reader.read(file, source.name, self._how(source))):
                    yield record
                    if not count % 256:
                        progress(file.tell())
                progress(source.path.stat().st_size)
        except OSError as error:
            raise InputError(f"{source.name} could not be read to its end ({error.strerror})") from error

    def close(self) -> None:
        self.staging.close()

    def _how(self, source: Source) -> Reading:
        order = self._orders.get(source, self._reading.date_order)
        return self._reading._replace(folder=source.folder, date_order=order)

    def _file(self, source: Source, progress: Callable[[int], None]) -> None:
        """Read a file whose first record is of a conversation; any other is left for later."""
        if getattr(source.reader, "STREAMS", False):
            self.later.append(source)
            return
        self._taken = 0
        try:
            records = self.opened(source, progress)
            said: list[Record] = []
            first = next((record for record in records if not _is_said(record, said)), None)
            if isinstance(first, ContactDraft | EventDraft):
                self.later.append(source)
                return
            for record in chain(said, [first] if first else [], records):
                self.take(source, record)
        except InputError as error:
            if isinstance(error, DateOrderError) and source not in self._orders:
                self.undated.append((source, str(error)))
            else:
                self.problems.append(Problem(source.name, "file", str(error)))
            return
        finally:
            self._end_part()
        self.count(source, self._taken)

    def count(self, source: Source, records: int) -> None:
        """Count a file that was read, unless there was nothing in it: then that is a problem."""
        if records:
            self.files += 1
            self.formats[source.reader.NAME] = None
        elif not any(problem.file == source.name for problem in self.problems):
            self.problems.append(Problem(source.name, "file", f"nothing of the format '{source.reader.NAME}' is in it"))

    def _holds(self, source: Source) -> bool:
        """Whether there is anything in a file of those that stream, if only something to be told (meetings without
        anybody)."""
        said = []
        try:
            for record in self.opened(source, lambda done: None):
                if not isinstance(record, Problem):
                    return True
                said.append(record)
        except InputError as error:
            said.append(Problem(source.name, "file", str(error)))
        self.problems.extend(said)
        return False

    def _chat(self, source: Source, chat: ChatDraft) -> None:
        self._end_part()
        self._source = self._places.setdefault(source, len(self._places))
        chat = replace(
            chat, title=names.clean(chat.title), key=names.clean(chat.key), peer=chat.peer and _clean(chat.peer)
        )
        key = _key(chat) or (source, chat.service)
        self._number = self._numbers.setdefault(key, len(self.conversations))
        if self._number == len(self.conversations):
            self.conversations.append(Conversation(self._number, chat))
        self.conversations[self._number].sources[source] = None
        self.local_clock = self.local_clock or not (chat.utc or chat.zone)

    def _message(self, message: MessageDraft) -> None:
        at, sender, text, files, is_medium = message
        when = seconds(at)
        number = 0
        if sender is not None:
            # Readers use one object for all messages of a sender: looking it up by that is much quicker.
            voice = self._part.get(id(sender)) or self._new_voice(sender, when)
            voice.messages += 1
            if when < voice.first:
                voice.first = when
            elif when > voice.last:
                voice.last = when
            number = voice.number
        place = 0
        if files:
            place = len(self.attached)
            self.attached.append(files)
        if "\0" in text:
            text = text.replace("\0", "")
        self.staging.add(self._number, (when, number, text.strip(), place, is_medium, self._source))

    def _new_voice(self, sender: PersonDraft, when: int) -> "_Voice":
        clean = _clean(sender)
        number = self._sender_numbers.setdefault(clean, len(self._senders))
        if number == len(self._senders):
            self._senders.append(clean)
        # The voice keeps the object: while it does, no other has its id.
        voice = self._part[id(sender)] = _Voice(sender, number, when, when)
        return voice

    def _end_part(self) -> None:
        self.staging.end_part()
        for voice in self._part.values():
            self.conversations[self._number].said(self._senders[voice.number], voice.messages, voice.first, voice.last)
        self._part = {}


@dataclass(slots=True)
class _Voice:
    """A sender within the part of a conversation that is being read."""

    sender: PersonDraft
    number: int
    first: int
    last: int
    messages: int = 0


def stamp(source: Source) -> tuple[int, int]:
    """By what one sees that a file was changed: its size and the nanosecond of its last change."""
    found = source.path.stat()
    return found.st_size, found.st_mtime_ns


def _is_said(record: Record, said: list[Record]) -> bool:
    """Whether a record only says something of the file; then it is kept in `said`."""
    if isinstance(record, Problem | Notice):
        said.append(record)
        return True
    return False


def _clean(person: PersonDraft) -> PersonDraft:
    return person._replace(name=names.clean(person.name), handle=names.clean(person.handle))


def _key(chat: ChatDraft) -> tuple[object, ...] | None:
    """What tells a conversation from others in all files; None where it is told only by its file."""
    if chat.peer is not None:
        who = (chat.peer.kind, chat.peer.handle.casefold()) if chat.peer.handle else names.fold(chat.peer.name)
        return chat.service, "peer", who
    if chat.key or (chat.group and chat.title):
        return chat.service, "group", chat.key or names.fold(chat.title)
    return None
