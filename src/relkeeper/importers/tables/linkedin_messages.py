"""LinkedIn, messages.csv of "Get a copy of your data": all conversations, newest first, times in UTC.

A person is told by the address of the profile, where the table has it. The owner takes part in every conversation, and
is who writes in most of them; where that could be several, the file does not say who it is.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.head import Head
from relkeeper.importers.latest import latest
from relkeeper.importers.stamps import from_clock, misdated
from relkeeper.importers.tables import contacts
from relkeeper.importers.tables.linkedin_profiles import SERVICE, profile
from relkeeper.importers.tables.table import Table, begins_so, has
from relkeeper.rules.texts.html_text import html_to_text

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "linkedin-messages"
TITLE = "LinkedIn messages, messages.csv"
ENDINGS: tuple[str, ...] = (".csv",)
WHERE = "On linkedin.com: Settings > Data privacy > Get a copy of your data, Messages."

_IS_HEAD = has("conversation id", "conversation title", "from", "to", "date", "content")
_FEWEST_TALKS = 2
_UTC = " UTC"

Said = Mapping[str, str]


@dataclass(slots=True)
class _Talk:
    """What a first look through the file tells of a conversation: who wrote, and who was written to."""

    wrote: set[PersonDraft] = field(default_factory=set)
    received: set[PersonDraft] = field(default_factory=set)

    @property
    def people(self) -> set[PersonDraft]:
        return self.wrote | self.received


class _People:
    """Persons by name and profile; one object for each."""

    def __init__(self) -> None:
        self._profiles: dict[str, str] = {}
        self._made: dict[PersonDraft, PersonDraft] = {}

    def learn(self, name: str, url: str) -> None:
        """That is the profile of somebody of that name; a second one of the name is another person."""
        if name and url:
            self._profiles[name] = "" if self._profiles.get(name, url) != url else url

    def person(self, name: str, url: str) -> PersonDraft:
        known = url or self._profiles.get(name, "")
        draft = PersonDraft(name, SERVICE if known else "", known)
        return self._made.setdefault(draft, draft)

    def as_owner(self, person: PersonDraft) -> PersonDraft:
        draft = person._replace(me=True)
        return self._made.setdefault(draft, draft)


def recognises(head: Head) -> bool:
    """Whether the head has the columns of messages.csv."""
    return begins_so(head, _IS_HEAD)


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ChatDraft | MessageDraft | Notice | Problem]:
    """The messages of a seekable file; a conversation is named again where the rows come back to it. Those that were
    never sent are left out. Raises UsageError for an encoding that does not exist."""
    table = contacts.opened(file, name, reading, _IS_HEAD)
    people = _People()
    for said in _sent(table):
        for person in _pairs(said):
            people.learn(*person)
    talks = _talks(table, people)
    owner = _owner(talks)
    last = latest(reading.now, utc=True)
    current = ""
    for row in table.rows():
        if isinstance(row, Problem):
            yield row
            continue
        line, cells = row
        said = dict(zip(table.keys, cells, strict=True))
        if _is_draft(said):
            continue
        at = from_clock(said["date"].removesuffix(_UTC))
        if at is None or at > last:
            yield misdated(name, f"line {line}", at)
            continue
        if said["conversation id"] != current:
            current = said["conversation id"]
            yield _chat(said, talks.get(current, _Talk()), owner)
        yield _message(at, said, people, owner)
    yield from table.remarks()


def _sent(table: Table) -> Iterator[Said]:
    for row in table.rows():
        if not isinstance(row, Problem):
            said = dict(zip(table.keys, row[1], strict=True))
            if not _is_draft(said) and said["from"]:
                yield said


def _is_draft(said: Said) -> bool:
    return (
        said.get("is message draft", "").casefold() in ("true", "yes") or said.get("folder", "").casefold() == "draft"
    )


def _pairs(said: Said) -> Iterator[tuple[str, str]]:
    """Name and profile of who wrote and of each who was written to."""
    yield said["from"], profile(said.get("sender profile url", ""))
    yield from _recipients(said)


def _recipients(said: Said) -> list[tuple[str, str]]:
    """Those written to. Names may hold commas: where there are more of them than profiles, the profiles count."""
    names = [name.strip() for name in said["to"].split(",") if name.strip()]
    urls = [profile(url) for url in said.get("recipient profile urls", "").split(",") if url.strip()]
    if not urls or len(urls) == len(names):
        return list(zip(names, urls or [""] * len(names), strict=True))
    return [(said["to"].strip(), urls[0])] if len(urls) == 1 else [("", url) for url in urls]


def _talks(table: Table, people: _People) -> dict[str, _Talk]:
    talks: dict[str, _Talk] = {}
    for said in _sent(table):
        talk = talks.setdefault(said["conversation id"], _Talk())
        writer, *others = _pairs(said)
        talk.wrote.add(people.person(*writer))
        talk.received.update(people.person(*other) for other in others)
    return talks


def _owner(talks: Mapping[str, _Talk]) -> PersonDraft | None:
    """Who writes in most conversations, in two at least, and takes part in all; None where that is not one."""
    counted = Counter(person for talk in talks.values() for person in talk.wrote).most_common(2)
    if not counted or counted[0][1] < _FEWEST_TALKS or (len(counted) == 2 and counted[0][1] == counted[1][1]):
        return None
    first = counted[0][0]
    return first if all(first in talk.people for talk in talks.values() if talk.received) else None


def _chat(said: Said, talk: _Talk, owner: PersonDraft | None) -> ChatDraft:
    others = sorted(talk.people - {owner})
    alone = owner is not None and len(others) == 1
    title = said["conversation title"] or (others[0].name if alone else "")
    return ChatDraft(
        SERVICE,
        title,
        said["conversation id"],
        group=len(talk.people) > 2,
        peer=others[0] if alone else None,
        utc=True,
        marks_me=owner is not None,
    )


def _message(at: datetime, said: Said, people: _People, owner: PersonDraft | None) -> MessageDraft:
    person = people.person(said["from"], profile(said.get("sender profile url", ""))) if said["from"] else None
    return MessageDraft(at, people.as_owner(person) if person is not None and person == owner else person, _text(said))


def _text(said: Said) -> str:
    content = html_to_text(said["content"]) if said["content"].startswith("<p") else said["content"]
    files = (f"[file: {address}]" for address in said.get("attachments", "").split())
    return "\n".join(part for part in (said.get("subject", ""), content.strip(), *files) if part)
