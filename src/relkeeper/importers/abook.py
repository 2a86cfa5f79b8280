"""The address book of abook (abook.sourceforge.net): sections of `key=value` lines, one section for each contact.

The fields are those of abookrc(5); lists are divided by commas. What a user has called fields of their own stands in
another file, so that they keep the names of this one (`custom1`).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ContactDraft, Notice, OccasionDraft, PointDraft, Problem
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.head import Head
from relkeeper.rules import names
from relkeeper.rules.vcard.dates import read_day

if TYPE_CHECKING:
    from relkeeper.importers import Reading

STREAMS = True
NAME = "abook"
TITLE = "abook, its address book"
ENDINGS: tuple[str, ...] = (".abook",)
WHERE = "abook keeps it as ~/.abook/addressbook, or as ~/.local/share/abook/addressbook."

_BEGINS = re.compile(
    r"(?:[ \t]*(?:#[^\n]*)?\n)*\[format\][ \t]*\n"
    r"(?:[ \t]*(?:#[^\n]*)?\n)*program[ \t]*=[ \t]*abook[ \t]*(?:\n|\Z)"
)
_SECTION = re.compile(r"\[(.*)\]\s*")
_FORMAT = "format"
# The key of a phone number, and its label.
_PHONES = {"phone": "home", "workphone": "work", "mobile": "cell", "fax": "fax"}
_ADDRESS = ("address", "address2", "city", "state", "zip", "country")
_DATES = ("birthday", "anniversary")
_SAID = frozenset({"name", "email", "nick", "url", "notes", "groups", *_PHONES, *_ADDRESS})

Entry = dict[str, str]


def recognises(head: Head) -> bool:
    """Whether the file begins with the section that names the program."""
    return _BEGINS.match(head.text) is not None


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ContactDraft | Notice | Problem]:
    """The contacts of a file. Raises UsageError for an encoding that does not exist."""
    text = TextFile(file, name, reading.encoding)
    problems: list[Problem] = []
    for line, entry in _entries(text, name, problems):
        draft = _draft(entry, line)
        if draft is None:
            yield Problem(name, f"line {line}", "this contact has no name, e-mail or phone, and was left out")
        else:
            yield draft
    yield from problems
    yield from text.remarks()


def _entries(text: TextFile, name: str, problems: list[Problem]) -> Iterator[tuple[int, Entry]]:
    """`(line, fields)` of each section but the first, which is about the file."""
    begun, entry = 0, Entry()
    for number, line in enumerate(text.lines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        section = _SECTION.fullmatch(line)
        key, equals, value = line.partition("=")
        if section is not None:
            if begun:
                yield begun, entry
            begun, entry = 0 if section[1] == _FORMAT else number, Entry()
        elif equals and key.strip():
            entry[key.strip().lower()] = value.strip()
        else:
            problems.append(Problem(name, f"line {number}", "this line is no field of a contact, and was left out"))
    if begun:
        yield begun, entry


def _draft(entry: Entry, line: int) -> ContactDraft | None:
    emails = _list(entry, "email")
    points = _points(entry, emails)
    numbers = (point.value for point in points if point.kind in ("email", "phone"))
    name = entry.get("name") or entry.get("nick") or next(numbers, "")
    if not name:
        return None
    given, family = names.split(name) or ("", "")
    occasions, undated = _dates(entry)
    nick = entry.get("nick", "")
    return ContactDraft(
        name,
        given,
        family,
        notes=entry.get("notes", ""),
        aliases=(nick,) if nick and nick != name else (),
        points=points,
        tags=_list(entry, "groups"),
        fields=(*undated, *((key, value) for key, value in entry.items() if key not in {*_SAID, *_DATES} and value)),
        occasions=occasions,
        line=line,
    )


def _points(entry: Entry, emails: tuple[str, ...]) -> tuple[PointDraft, ...]:
    address = ", ".join(filter(None, (entry.get(part, "") for part in _ADDRESS)))
    found = [
        *(PointDraft("email", email) for email in emails),
        *(PointDraft("phone", entry.get(key, ""), label) for key, label in _PHONES.items()),
        PointDraft("address", address),
        PointDraft("url", entry.get("url", "")),
    ]
    return tuple(point for point in found if point.value)


def _dates(entry: Entry) -> tuple[tuple[OccasionDraft, ...], tuple[tuple[str, str], ...]]:
    """The dates that return, and those that cannot be read, as fields."""
    occasions, undated = [], []
    for kind in _DATES:
        value = entry.get(kind, "")
        day = read_day(value)
        if day is not None:
            occasions.append(OccasionDraft(kind, day.month, day.day, day.year))
        elif value:
            undated.append((kind, value))
    return tuple(occasions), tuple(undated)


def _list(entry: Entry, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(str.strip, entry.get(key, "").split(",")))))
