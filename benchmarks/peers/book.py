"""The book that every program gets: the same people, and what was said with them.

Needs relkeeper's own rules for pinyin, which take memory: what prepares a book imports this, not what measures.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from random import Random

from benchmarks import words
from benchmarks.book_contacts import uid
from benchmarks.peers.peer import GRACE, Contact, Entry
from benchmarks.people import ORGANISATIONS, TITLES, Person, email, people, phone

ENTRIES = 30
"""Interactions of each contact."""

_CADENCES = (14, 30, 61, 91, 182, 365)
_YEARS_OF_DAYS = 5 * 365
_GRACE = 2
_OVERDUE = Person(GRACE, *GRACE.split(), "grace.sampleton")
_SILENT, _BIRTHDAY, _LEAP_YEAR = 200, 7, 1960
_CHANNELS = ("call", "meeting", "email")


def contacts(count: int, today: date) -> Iterator[Contact]:
    """`count` people, each with a cadence and 30 interactions before `today`.

    Ada Example is the first, and the only `ada`; Grace Sampleton the second, and overdue.
    """
    random = Random("peers")
    for number, person in enumerate(islice(people(random), count), 1):
        if number == _GRACE:
            yield _grace(_contact(number, _OVERDUE, today, random), today)
        else:
            yield _contact(number, person, today, random)


def _contact(number: int, person: Person, today: date, random: Random) -> Contact:
    return Contact(
        number=number,
        uid=uid(random),
        name=person.name,
        given=person.given,
        family=person.family,
        word=person.word,
        phone=phone(random, person),
        email=email(random, person),
        organization=random.choice(ORGANISATIONS),
        title=random.choice(TITLES),
        birthday=date(1950, 1, 1) + timedelta(days=random.randrange(20_000)),
        note=random.choice(words.OUTCOMES),
        cadence=random.choice(_CADENCES),
        entries=tuple(_entries(today, random)),
    )


def _grace(of: Contact, today: date) -> Contact:
    *_, last = of.entries
    later = datetime.combine(today - timedelta(days=_SILENT), last.at.timetz()) - last.at
    entries = tuple(entry._replace(at=entry.at + later) for entry in of.entries)
    birthday = (today + timedelta(days=_BIRTHDAY)).replace(year=_LEAP_YEAR)
    return of._replace(entries=entries, cadence=_CADENCES[0], birthday=birthday)


def _entries(today: date, random: Random) -> Iterator[Entry]:
    """In the order of time; the last one is up to a year ago, so that about half of all people are overdue."""
    last = random.randrange(1, 365)
    days = sorted((last, *(random.randrange(last, _YEARS_OF_DAYS) for _ in range(ENTRIES - 1))), reverse=True)
    for place, day in enumerate(days):
        # A minute of its own for each of a day: some programs name an entry by it.
        at = datetime.combine(today - timedelta(days=day), time(8 + place // 4, 15 * (place % 4)), UTC)
        yield Entry(at, random.choice(_CHANNELS), random.choice(("in", "out")), random.choice(words.SUMMARIES))


def card(of: Contact) -> str:
    """As a vCard 3.0 (RFC 2426), which all of them read that read cards."""
    note = of.note.replace(",", "\\,")
    lines = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{of.uid}",
        f"N:{of.family};{of.given};;;",
        f"FN:{of.name}",
        f"ORG:{of.organization}",
        f"TITLE:{of.title}",
        f"TEL;TYPE=CELL:{of.phone}",
        f"EMAIL;TYPE=INTERNET:{of.email}",
        f"BDAY:{of.birthday.isoformat()}",
        f"NOTE:{note}",
        "END:VCARD",
    )
    return "".join(f"{line}\r\n" for line in lines)
