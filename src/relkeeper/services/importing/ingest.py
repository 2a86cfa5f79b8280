"""The one place that turns what importers read into rows."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from relkeeper.drafts import ContactDraft, EventDraft, FileDraft, Notice, PersonDraft, Problem
from relkeeper.errors import InputError, RelkeeperError, UsageError
from relkeeper.importers import Source
from relkeeper.importers.own_records import OwnRecord
from relkeeper.rules.sides import Me
from relkeeper.services.attachments import Attachments
from relkeeper.services.importing.cards import Cards
from relkeeper.services.importing.chats import Chats, Taken, Whom
from relkeeper.services.importing.events import Event, Events
from relkeeper.services.importing.gathering import Conversation, Gathering, stamp
from relkeeper.services.importing.matching import Key
from relkeeper.services.importing.peers import Peers
from relkeeper.services.importing.report import ChatRow, Count, ImportReport, Named, plus
from relkeeper.services.importing.surveying import Survey
from relkeeper.services.importing.whole_book import WholeBook
from relkeeper.store.writing import raw

_PIECE = 2**20


class Wishes(NamedTuple):
    """How the user wants things to be taken in.

    `with_id` is whom the conversation is with. `answers` say of people that the book does not know who they are: the
    number of a contact, or peers.NEW or peers.SKIP; `cards` say it of cards, by digest. `gap`
    is the silence in seconds that ends a sitting.
    """

    me: Me = Me()
    with_id: int | None = None
    answers: Mapping[Key, int] = {}
    cards: Mapping[str, int] = {}
    create: bool = False
    groups: bool = False
    everything: bool = False
    originals: bool = True
    gap: int = 4 * 3600


class Ingest:
    """Takes files into one open book, in the caller's transaction. `region` is that of phone numbers."""

    def __init__(self, session: Session, now: datetime, region: str, attachments: Attachments) -> None:
        self._session = session
        self._now = now
        self._region = region
        self._attachments = attachments
        self._cards = Cards(session, now, region)
        self._whole = WholeBook(session, now, region, attachments, self._cards)
        self._interactions = Count()
        self._messages = Count()
        self._attached = Count()
        self._chats: list[ChatRow] = []
        self._problems: list[Problem] = []

    def take(self, gathering: Gathering, wishes: Wishes, progress: Callable[[int], None]) -> ImportReport:
        """Take in what was gathered, and the files that stream. What cannot be taken is a problem of the report."""
        peers = Peers(self._session, self._now, self._region, wishes.answers, wishes.create)
        events = Events(raw(self._session), self._now, peers, wishes.me, everything=wishes.everything)
        self._cards.answers = wishes.cards
        for source, card in gathering.reviewed:
            self._card(card, source)
            gathering.count(source, 1)
        before = 0
        for source in gathering.later:
            self._stream(gathering, source, events, wishes, lambda done, before=before: progress(before + done))  # type: ignore[misc]
            before += source.path.stat().st_size
        self._cards.finish()
        self._gathered_events(gathering, events, wishes)
        if not gathering.files:
            raise InputError("; ".join(problem.message for problem in (*gathering.problems, *self._problems)))
        _check_with(gathering, wishes)
        survey = Survey(peers.matching, wishes.me, wishes.with_id)
        chats = Chats(raw(self._session), self._now, wishes.gap, wishes.groups)
        for conversation in gathering.conversations:
            self._conversation(gathering, conversation, survey, peers, chats, wishes)
        return self._report(gathering, peers, events)

    def _stream(
        self,
        gathering: Gathering,
        source: Source,
        events: Events,
        wishes: Wishes,
        progress: Callable[[int], None],
    ) -> None:
        taken: list[Event] = []
        has_originals = False
        records = 0
        try:
            for record in gathering.opened(source, progress):
                records += not isinstance(record, Problem)
                if isinstance(record, ContactDraft):
                    self._card(record, source)
                elif isinstance(record, OwnRecord):
                    self._whole.take(record, source.name)
                elif isinstance(record, EventDraft):
                    has_originals = has_originals or record.original is not None
                    taken += self._event(record, events, wishes)
                else:
                    gathering.take(source, record)
        except InputError as error:
            if records:
                raise InputError(f"{error}; nothing was imported") from error
            self._problems.append(Problem(source.name, "file", str(error)))
            return
        self._whole.finish(source.name)
        if not has_originals:
            self._original_of_events(gathering, source, taken, wishes)
        gathering.count(source, records)

    def _card(self, card: ContactDraft, source: Source) -> None:
        contact = self._cards.take(card, source.name)
        if contact is not None:
            self._keep(card.files, None, [contact])

    def _gathered_events(self, gathering: Gathering, events: Events, wishes: Wishes) -> None:
        by_source: dict[Source, list[Event]] = {}
        for source, event in gathering.events:
            by_source.setdefault(source, []).extend(self._event(event, events, wishes))
        for source, taken in by_source.items():
            self._original_of_events(gathering, source, taken, wishes)

    def _event(self, draft: EventDraft, events: Events, wishes: Wishes) -> list[Event]:
        """Take an event with its files; returns it if it is new."""
        event = events.take(draft)
        if event is None:
            return []
        if not event.is_new:
            self._interactions = plus(self._interactions, **{"updated" if event.has_grown else "unchanged": 1})
            return []
        self._interactions = plus(self._interactions, created=1)
        self._keep(draft.files, event.id)
        if draft.original is not None and wishes.originals:
            self._keep([draft.original], event.id, original=True)
        return [event]

    def _conversation(
        self,
        gathering: Gathering,
        conversation: Conversation,
        survey: Survey,
        peers: Peers,
        chats: Chats,
        wishes: Wishes,
    ) -> None:
        whom = self._whom(conversation, survey, peers, wishes)
        if whom is None:
            return
        source = next(iter(conversation.sources))
        taken = chats.take(gathering, conversation, whom, source.reader.NAME)
        self._interactions = plus(
            self._interactions, created=len(taken.created), updated=len(taken.updated), unchanged=taken.unchanged
        )
        self._messages = plus(self._messages, created=taken.new_messages, unchanged=taken.known_messages)
        self._files_of(taken)
        self._chats.append(self._row(conversation, whom, taken))
        people = {whom.peer} if whom.peer is not None else set(whom.contacts.values())
        for each in conversation.sources if taken.new_messages and wishes.originals else ():
            self._keep_source(gathering, each, None, people)

    def _row(self, conversation: Conversation, whom: Whom, taken: Taken) -> ChatRow:
        ids = [whom.peer] if whom.peer is not None else sorted(set(whom.contacts.values()))
        called = "SELECT id, name FROM contact WHERE id = ?"
        named = [Named._make(raw(self._session).execute(called, (number,)).fetchone()) for number in ids]
        return ChatRow(
            conversation.chat.service,
            conversation.called(),
            tuple(named),
            taken.new_messages,
            taken.known_messages,
            len(taken.created),
            len(taken.updated),
        )

    def _whom(self, conversation: Conversation, survey: Survey, peers: Peers, wishes: Wishes) -> Whom | None:
        """Whom a conversation is with; None where that is nobody of the book, or not known, which is reported."""
        if not conversation.messages:
            return None
        found = survey.sides(conversation)
        service = conversation.chat.service
        if found.open:
            self._problems.append(_undecided(conversation, found.open))
            return None
        if found.group:
            if wishes.with_id is not None:
                file = next(iter(conversation.sources)).name
                message = "--with is for a conversation of two, and this is a group; it was taken as one"
                self._problems.append(Problem(file, conversation.name(), message))
            known = {person: peers.known(person) for person in found.others}
            contacts = {person: contact for person, contact in known.items() if contact is not None}
            if not contacts:
                title = PersonDraft(conversation.called())
                peers.miss(service, title, conversation.messages, group=True)
                return None
            return Whom(found, contacts)
        peer = wishes.with_id
        if not found.others and peer is None:
            file = next(iter(conversation.sources)).name
            message = "nobody but you speaks in it, and the file does not say with whom; name one with --with"
            self._problems.append(Problem(file, conversation.name(), message))
            return None
        if peer is None:
            peer = peers.contact(found.others[0], service, conversation.messages)
        elif found.others:
            peers.remember(found.others[0], peer)
        return None if peer is None else Whom(found, dict.fromkeys(found.others, peer), peer)

    def _files_of(self, taken: Taken) -> None:
        for sitting in taken.made:
            self._keep(sitting.files, sitting.id)

    def _original_of_events(self, gathering: Gathering, source: Source, taken: list[Event], wishes: Wishes) -> None:
        """Keep the file that events came from: with the one entry, or with all who took part."""
        if not taken or not wishes.originals:
            return
        people = {person for event in taken for person in event.people}
        alone = taken[0].id if len(taken) == 1 else None
        self._keep_source(gathering, source, alone, () if alone else people)

    def _keep_source(
        self, gathering: Gathering, source: Source, interaction_id: int | None, people: Iterable[int]
    ) -> None:
        """Keep the file that was read, if it is still what was read."""
        if stamp(source) != gathering.stamps[source]:
            message = "it was changed while it was read, and is not kept; import it again"
            self._problems.append(Problem(source.name, "file", message))
            return
        self._keep([_original(source)], interaction_id, people, original=True)

    def _keep(
        self, files: Iterable[FileDraft], interaction_id: int | None, people: Iterable[int] = (), original: bool = False
    ) -> None:
        """Keep files with an entry or with contacts; one that cannot be kept is a problem."""
        for file in files:
            try:
                # What an import read is searched in the entries that came of it.
                kept = self._attachments.keep(file, searchable=not original)
            except (RelkeeperError, OSError) as error:
                self._problems.append(Problem(file.name, "file", f"it was not kept as an attachment: {error}"))
                continue
            tied = self._attachments.attach(
                kept.id, file.name, interaction_id=interaction_id, contact_ids=sorted(people), original=original
            )
            self._attached = plus(self._attached, **({"created": 1} if tied.created else {"unchanged": 1}))

    def _report(self, gathering: Gathering, peers: Peers, events: Events) -> ImportReport:
        changes = (*self._cards.growing.changes, *peers.changes)
        done = [change.done for change in changes]
        return ImportReport(
            format=",".join(gathering.formats),
            files=gathering.files,
            contacts=Count(done.count("added"), done.count("updated"), self._cards.growing.unchanged),
            changes=changes,
            problems=(
                *gathering.problems,
                *self._cards.problems,
                *self._whole.problems,
                *self._problems,
                *(Problem("import", "contact", doubt) for doubt in peers.doubts),
            ),
            interactions=plus(self._interactions, **self._whole.interactions._asdict()),
            attachments=plus(self._attached, **self._whole.attachments._asdict()),
            messages=self._messages,
            chats=tuple(self._chats),
            unmatched=peers.unmatched,
            left_out=events.left_out,
            timezone=_zone(self._now) if gathering.local_clock else "",
            notices=(*gathering.notices, *events.notices, *_left_out(self._cards.skipped)),
            follow_ups=self._whole.follow_ups,
        )


def _left_out(cards: int) -> list[Notice]:
    """What is to be said of cards that the user did not want."""
    words = f"{cards} card{' was' if cards == 1 else 's were'} left out, as you said"
    return [Notice("import", words)] if cards else []


def _check_with(gathering: Gathering, wishes: Wishes) -> None:
    """One person is named for one conversation."""
    talks = [each for each in gathering.conversations if each.messages and not each.chat.group]
    if wishes.with_id is not None and not any(each.messages for each in gathering.conversations):
        raise UsageError("--with says with whom a chat is, and here is none; mails and calls are matched by address")
    if wishes.with_id is not None and len(talks) > 1:
        called = ", ".join(f"'{talk.name()}'" for talk in talks[:3])
        raise UsageError(f"--with names one person, and here are {len(talks)} conversations: {called}; leave it out")


def _zone(now: datetime) -> str:
    return getattr(now.tzinfo, "key", "") or f"UTC{now.isoformat()[-6:]}"


def _original(source: Source) -> FileDraft:
    """The file of a source, whole."""

    def read() -> Iterable[bytes]:
        with source.path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    return FileDraft(Path(source.name).name, read)


def _undecided(conversation: Conversation, senders: tuple[PersonDraft, ...]) -> Problem:
    """Why a conversation was left out: which of those who speak is the owner."""
    called = " and ".join(f"'{sender.name or sender.handle}'" for sender in senders)
    if len(senders) == 1:
        message = f"only {called} speaks: is that you, say so with --me; else name the other with --with"
    else:
        message = f"which of {called} are you? say it with --me NAME, or once: relkeeper config set me_names NAME"
    return Problem(next(iter(conversation.sources)).name, conversation.name(), message)
