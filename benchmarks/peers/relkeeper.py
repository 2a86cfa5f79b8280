"""relkeeper of this tree, installed as its users do (not editable): one SQLite file, everything in it.

Its book is imported from its own JSON, so that the journal and the search index are there. Its settings are those that
a user has: the first command of a day that writes makes a backup as well, which is in the round that is not counted.
"""

import json
from collections.abc import Iterable, Iterator

from benchmarks.peers.peer import ADA, CARDS, GRACE, NOTE, Contact, Entry, Home, Line, Peer

_SOURCE = "book.json"
_BACKUP = "the first of a day makes a backup as well: in the round that is not counted"


def _write(home: Home, contacts: Iterable[Contact]) -> None:
    source = home.write(_SOURCE, _document(contacts))
    home.run("relkeeper", "import", _SOURCE)
    source.unlink()


def _document(contacts: Iterable[Contact]) -> Iterator[str]:
    """docs/own-json.md. Entries follow all contacts in it; they are kept as text meanwhile, which nobody measures."""
    entries: list[str] = []
    yield '{"format": "relkeeper", "version": 2, "complete": true, "contacts": ['
    for contact in contacts:
        yield f"{',' if entries else ''}\n{json.dumps(_person(contact))}"
        entries += [json.dumps(_entry(contact, place, entry)) for place, entry in enumerate(contact.entries)]
    yield '], "interactions": [\n'
    yield ",\n".join(entries)
    yield "]}\n"


def _person(of: Contact) -> dict[str, object]:
    return {
        "uid": of.uid,
        "name": of.name,
        "given_name": of.given,
        "family_name": of.family,
        "organization": of.organization,
        "title": of.title,
        "notes": of.note,
        "cadence_days": of.cadence,
        "cadence_from": "own",
        "contact_points": [
            {"kind": "phone", "label": "cell", "value": of.phone},
            {"kind": "email", "label": "", "value": of.email},
        ],
        "occasions": [
            {
                "kind": "birthday",
                "calendar": "gregorian",
                "year": of.birthday.year,
                "month": of.birthday.month,
                "day": of.birthday.day,
            }
        ],
    }


def _entry(of: Contact, place: int, entry: Entry) -> dict[str, object]:
    return {
        "uid": f"{of.uid[:-4]}{place:04x}",
        "at": entry.at.isoformat(),
        "precision": "minute",
        "channel": entry.channel,
        "direction": entry.direction,
        "summary": entry.summary,
        "participants": [{"uid": of.uid}],
    }


RELKEEPER = Peer(
    name="relkeeper",
    source="this tree",
    package="relkeeper",
    program="relkeeper",
    storage="one SQLite file, with its journal and its index of words",
    holds="contacts, interactions",
    lines={
        "help": Line(("relkeeper", "--help")),
        "list": Line(("relkeeper", "list"), ADA),
        "overdue": Line(("relkeeper", "overdue"), GRACE),
        "search": Line(("relkeeper", "search", "ada"), ADA),
        "log": Line(("relkeeper", "log", "ada", NOTE), ADA, remark=_BACKUP),
        "import": Line(("relkeeper", "import", CARDS), fresh=True),
    },
    write=_write,
)
