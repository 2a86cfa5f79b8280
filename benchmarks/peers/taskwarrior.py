"""Taskwarrior 2.6: a list of tasks, as a text file that each command reads whole.

A contact is a task that is due a cadence after the last contact, and an interaction an annotation of it: that is how
people keep up with others in it. It knows no vCards.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from benchmarks.peers.peer import ADA, GRACE, NOTE, Contact, Home, Line, Peer, absent

_SOURCE = "tasks.json"
_SETTINGS = "confirmation=off\nnews.version=2.6.0\nsearch.case.sensitive=no\n"


def _begin(home: Home) -> None:
    home.write(".taskrc", [_SETTINGS])


def _write(home: Home, contacts: Iterable[Contact]) -> None:
    source = home.write(_SOURCE, _document(contacts))
    home.run("task", "import", _SOURCE)
    source.unlink()


def _document(contacts: Iterable[Contact]) -> Iterator[str]:
    separator = "["
    for contact in contacts:
        yield f"{separator}{json.dumps(_task(contact))}"
        separator = ",\n"
    yield "]\n"


def _task(of: Contact) -> dict[str, object]:
    return {
        "uuid": of.uid,
        "status": "pending",
        "entry": _stamp(of.entries[0].at),
        "due": _stamp(of.entries[-1].at + timedelta(days=of.cadence)),
        "description": of.name,
        "annotations": [
            {"entry": _stamp(entry.at), "description": f"{entry.channel}: {entry.summary}"} for entry in of.entries
        ],
    }


def _stamp(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}"


TASKWARRIOR = Peer(
    name="taskwarrior",
    source="Debian",
    package="taskwarrior",
    program="task",
    storage="a text file, a task with its annotations a line, and one of what can be undone",
    holds="a task for each contact, interactions as annotations",
    lines={
        "help": Line(("task", "help")),
        "list": Line(("task", "list"), ADA),
        "overdue": Line(("task", "overdue"), GRACE),
        "search": Line(("task", "ada", "list"), ADA),
        "log": Line(("task", "1", "annotate", NOTE), "Annotated 1 task"),
        "import": absent("it reads no vCards"),
    },
    begin=_begin,
    write=_write,
)
