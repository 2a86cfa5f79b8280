"""Makes a vCard file of any size: `python -m benchmarks.cards PATH --cards N [--seed S]`.

Cards of about 15 properties in the manners of 2.1 (quoted-printable with soft breaks), 3.0 and 4.0 (folded lines), in
turn, with CRLF as the standards want it. Lines fold between characters, or vobject could not be given the decoded text.
"""

import argparse
from binascii import b2a_qp
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks import words
from benchmarks.book_contacts import uid
from benchmarks.people import ORGANISATIONS, TITLES, Person, email, people, phone

_LONGEST_LINE = 75
_CATEGORIES = ("friends", "family", "work", "choir", "同学", "客户")
_STREETS = ("1 Sample Street", "22 Placeholder Road", "示例路1号", "7 Fictional Lane")
_CITIES = ("Exampleton", "Mockham", "样本市")


class Subject(NamedTuple):
    """What goes on one card, whatever its version."""

    person: Person
    uid: str
    phones: Sequence[str]
    emails: Sequence[str]
    organization: str
    title: str
    street: str
    city: str
    birthday: date
    categories: Sequence[str]
    note: str


def cards(count: int, seed: int = 1) -> Iterator[str]:
    """`count` cards, the same for the same seed."""
    random = Random(f"{seed} cards")
    manners: Iterator[Callable[[Subject], Iterator[str]]] = cycle((_card_21, _card_30, _card_40))
    for person, manner in zip(islice(people(random), count), manners, strict=False):
        lines = ("BEGIN:VCARD", *manner(_subject(person, random)), "END:VCARD")
        yield "".join(f"{line}\r\n" for line in lines)


def _subject(person: Person, random: Random) -> Subject:
    return Subject(
        person=person,
        uid=uid(random),
        phones=[phone(random, person) for _ in range(2)],
        emails=[email(random, person) for _ in range(2)],
        organization=random.choice(ORGANISATIONS),
        title=random.choice(TITLES),
        street=random.choice(_STREETS),
        city=random.choice(_CITIES),
        birthday=date(1950, 1, 1) + timedelta(days=random.randrange(20_000)),
        categories=random.sample(_CATEGORIES, 2),
        note=" ".join((random.choice(words.NOTES), random.choice(words.SUMMARIES), random.choice(words.OUTCOMES))),
    )


def _card_21(of: Subject) -> Iterator[str]:
    """As older phones write it."""
    yield "VERSION:2.1"
    yield _quoted("N", f"{of.person.family};{of.person.given};;;")
    yield _quoted("FN", of.person.name)
    yield _quoted("ORG", of.organization)
    yield _quoted("TITLE", of.title)
    yield f"TEL;CELL;PREF:{of.phones[0]}"
    yield f"TEL;WORK;VOICE:{of.phones[1]}"
    yield f"EMAIL;INTERNET;HOME:{of.emails[0]}"
    yield f"EMAIL;INTERNET;WORK:{of.emails[1]}"
    yield _quoted("ADR;HOME", f";;{of.street};{of.city};;;")
    yield f"URL:https://{of.person.word.replace('.', '-')}.example/"
    yield f"BDAY:{of.birthday:%Y%m%d}"
    yield _quoted("NOTE", of.note.replace("\n", "\r\n"))
    yield f"X-QQ:{int(of.uid[:7], 16)}"
    yield "REV:20260101T120000Z"


def _card_30(of: Subject) -> Iterator[str]:
    """As web address books write it, with Apple's labels."""
    yield "VERSION:3.0"
    yield from map(_folded, _common(of))
    yield f"TEL;TYPE=CELL,VOICE:{of.phones[0]}"
    yield f"TEL;TYPE=WORK:{of.phones[1]}"
    yield f"EMAIL;TYPE=INTERNET,HOME:{of.emails[0]}"
    yield f"item1.EMAIL;TYPE=INTERNET:{of.emails[1]}"
    yield "item1.X-ABLabel:_$!<Other>!$_"
    yield f"BDAY;VALUE=date:{of.birthday.isoformat()}"
    yield f"IMPP;X-SERVICE-TYPE=QQ:x-apple:{int(of.uid[:7], 16)}"
    yield f"UID:{of.uid}"


def _card_40(of: Subject) -> Iterator[str]:
    """As RFC 6350 has it."""
    yield "VERSION:4.0"
    yield from map(_folded, _common(of))
    yield f"TEL;VALUE=uri;TYPE=cell:tel:{of.phones[0].replace(' ', '-')}"
    yield f"TEL;VALUE=text;TYPE=work:{of.phones[1]}"
    yield f"EMAIL;TYPE=home;PREF=1:{of.emails[0]}"
    yield f"EMAIL;TYPE=work:{of.emails[1]}"
    yield f"BDAY:--{of.birthday:%m%d}"
    # Nearly everybody's own: a book in which hundreds share a nickname asks of each whether it is one of the others.
    yield f"NICKNAME:{of.person.given}{of.uid[:4]}"
    yield f"UID:urn:uuid:{of.uid}"
    yield "REV:20260101T120000Z"


def _common(of: Subject) -> Iterator[str]:
    yield f"N:{of.person.family};{of.person.given};;;"
    yield f"FN:{of.person.name}"
    yield f"ORG:{of.organization}"
    yield f"TITLE:{of.title}"
    yield f"ADR;TYPE=home:;;{of.street};{of.city};;;"
    yield f"URL:https://{of.person.word.replace('.', '-')}.example/"
    yield f"CATEGORIES:{','.join(of.categories)}"
    yield f"NOTE:{_escaped(of.note)}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _quoted(name: str, value: str) -> str:
    """Plain where it is ASCII in one line, else quoted-printable (RFC 2045, section 6.7) with soft breaks."""
    if value.isascii() and len(value.splitlines()) == 1 and len(value) < _LONGEST_LINE // 2:
        return f"{name}:{value}"
    encoded = b2a_qp(value.encode(), istext=False).decode("ascii").replace("\n", "\r\n")
    return f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{encoded}"


def _folded(line: str) -> str:
    """At most 75 bytes a line, by RFC 6350 section 3.2."""
    pieces, width = [""], 0
    for char in line:
        width += len(char.encode())
        if width > _LONGEST_LINE:
            pieces.append(" ")
            width = 1 + len(char.encode())
        pieces[-1] += char
    return "\r\n".join(pieces)


def write(path: Path, count: int, seed: int = 1) -> None:
    """Write the file; UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(cards(count, seed))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cards", description="Make a vCard file of any size.")
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--cards", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    given = parser.parse_args()
    write(given.path, given.cards, given.seed)


if __name__ == "__main__":
    main()
