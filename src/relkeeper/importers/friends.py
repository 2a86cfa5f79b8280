"""The file of friends (github.com/JacobEvelyn/friends): Markdown with a section each for activities, notes, friends and
locations, one item in a line.

Names of friends stand between `**`, those of locations between `_`. The file is read twice, because whom an activity
names is told behind it. An activity has no identity of its own: it is its day and its words.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from relkeeper.drafts import (
    ContactDraft,
    EventDraft,
    InteractionDraft,
    Notice,
    PersonDraft,
    PointDraft,
    Problem,
)
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.head import Head
from relkeeper.importers.stamps import on
from relkeeper.rules import names, sittings

if TYPE_CHECKING:
    from relkeeper.importers import Reading

STREAMS = True
NAME = "friends"
TITLE = "friends, the file friends.md"
ENDINGS: tuple[str, ...] = (".md",)
WHERE = "The program friends keeps it as friends.md in your home, or where its option --filename says."

_FIRST = "### Activities:"
_SECTION = re.compile(r"### (Activities|Notes|Friends|Locations):\s*")
_TAG = r"(?<![^\W_])@[^\W_]+(?:[:-]?[^\W_]+)*"
_FRIEND = re.compile(
    rf"(?P<name>[^(\[@]*[^(\[@\s])(?:\s+\(a\.k\.a\. (?P<aka>.+)\))?(?:\s+\[(?P<place>[^\]]+)\])?"
    rf"(?P<tags>(?:\s+{_TAG})*)\s*"
)
_PLACE = re.compile(r"(?P<name>[^(]*[^(\s])(?:\s+\(a\.k\.a\. (?P<aka>.+)\))?\s*")
_AKA = " a.k.a. "
_EVENT = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:: ?(?P<text>.*))?")
_NAMED = re.compile(r"\*\*(\w[^*]*)\*\*")
_PLACED = re.compile(r"(?<!\w)_(\w[^_]*)_(?!\w)")


def recognises(head: Head) -> bool:
    """Whether the file begins with the activities."""
    return head.lines[0].rstrip() == _FIRST


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ContactDraft | EventDraft | Notice | Problem]:
    """The friends with what is noted of them, then the activities. Raises UsageError for an encoding that does not
    exist."""
    text = TextFile(file, name, reading.encoding)
    friends = _Friends()
    problems = [Problem(name, f"line {item.line}", message) for item in _items(text) if (message := friends.take(item))]
    yield from friends.drafts()
    seen: Counter[str] = Counter()
    alone = 0
    for item in _items(text):
        if item.section != "Activities" or (told := _told(item.text)) is None:
            continue
        if told.day > reading.now.date():
            yield Problem(name, f"line {item.line}", f"this is still to come ({told.day}), and was left out")
        elif told.who:
            seen[item.text] += 1
            yield _activity(told, item.text, seen[item.text], reading)
        else:
            alone += 1
    if alone:
        yield Notice(name, f"activities left out, because they name no friend: {alone}")
    yield from friends.notices(name)
    yield from problems
    yield from text.remarks()


class _Item(NamedTuple):
    """A line that says something, without the dash before it."""

    section: str
    line: int
    text: str


class _Told(NamedTuple):
    """An activity or a note."""

    day: date
    text: str
    who: tuple[str, ...]
    places: tuple[str, ...]


@dataclass
class _Friend:
    line: int
    aliases: tuple[str, ...] = ()
    place: str = ""
    tags: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)


def _items(text: TextFile) -> Iterator[_Item]:
    section = ""
    for number, line in enumerate(text.lines(), 1):
        begun = _SECTION.fullmatch(line)
        if begun is not None:
            section = begun[1]
        elif line.strip():
            yield _Item(section, number, line.removeprefix("- ").strip())


def _told(line: str) -> _Told | None:
    """What happened on a day; None for a line that does not say when."""
    found = _EVENT.fullmatch(line)
    try:
        day = date.fromisoformat(found["day"]) if found is not None else None
    except ValueError:
        return None
    if found is None or day is None:
        return None
    said = found["text"] or ""
    plain = _PLACED.sub(r"\1", _NAMED.sub(r"\1", said))
    who = dict.fromkeys(name.strip() for name in _NAMED.findall(said))
    return _Told(day, plain.strip(), tuple(who), tuple(dict.fromkeys(_PLACED.findall(said))))


class _Friends:
    """The friends of a file, those that only an activity names among them; and what the book has no place for."""

    def __init__(self) -> None:
        self._by_name: dict[str, _Friend] = {}
        self._unnamed_notes = 0
        self._places: dict[str, None] = {}
        self._lived_in: set[str] = set()

    def take(self, item: _Item) -> str:
        """Remember a line; returns what is wrong with it."""
        if item.section == "Friends":
            return self._take_friend(item)
        if item.section == "Locations":
            return self._take_place(item)
        told = _told(item.text) if item.section else None
        if told is None:
            return "this line has no date, and was left out" if item.section else "this line belongs to no section"
        for name in told.who:
            friend = self._by_name.setdefault(name, _Friend(item.line))
            if item.section == "Notes":
                friend.notes.append(f"{told.day}: {told.text}")
        self._lived_in.update(told.places)
        self._unnamed_notes += item.section == "Notes" and not told.who
        return ""

    def _take_friend(self, item: _Item) -> str:
        found = _FRIEND.fullmatch(item.text)
        if found is None:
            return "this line is no friend as the program writes one, and was left out"
        friend = self._by_name.setdefault(found["name"], _Friend(item.line))
        friend.line = item.line
        friend.aliases = tuple(found["aka"].split(_AKA)) if found["aka"] else ()
        friend.place = found["place"] or ""
        friend.tags = tuple(tag.removeprefix("@") for tag in found["tags"].split())
        self._lived_in.add(friend.place)
        return ""

    def _take_place(self, item: _Item) -> str:
        found = _PLACE.fullmatch(item.text)
        if found is None:
            return "this line is no location as the program writes one, and was left out"
        if found["aka"] or found["name"] not in self._lived_in:
            self._places[item.text] = None
        return ""

    def drafts(self) -> Iterator[ContactDraft]:
        for name, friend in self._by_name.items():
            given, family = names.split(name) or ("", "")
            yield ContactDraft(
                name,
                given,
                family,
                notes="\n\n".join(friend.notes),
                aliases=friend.aliases,
                points=(PointDraft("address", friend.place),) if friend.place else (),
                tags=friend.tags,
                line=friend.line,
            )

    def notices(self, name: str) -> Iterator[Notice]:
        if self._unnamed_notes:
            yield Notice(name, f"notes left out, because they name no friend: {self._unnamed_notes}")
        if self._places:
            yield Notice(name, f"locations that nobody was at, or that have other names, left out: {len(self._places)}")


def _activity(told: _Told, line: str, ordinal: int, reading: "Reading") -> EventDraft:
    """`ordinal` is the how-manieth of the same words on the same day it is."""
    summary = sittings.summary([told.text])
    interaction = InteractionDraft(
        on(told.day, reading.now),
        summary,
        channel="meeting",
        body=told.text if summary != told.text else "",
        place=", ".join(told.places),
        source="friends",
    )
    digest = sha256(f"{ordinal}\0{line}".encode("utf-8", "replace")).hexdigest()
    return EventDraft(interaction, f"friends:{digest}", others=tuple(map(PersonDraft, told.who)))
