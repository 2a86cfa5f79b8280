"""birthdays-cli 0.8: the birthdays of contacts in one JSON file, read and written whole by each command.

It holds a note for each contact and no interactions, and finds somebody by name only to change or delete them.
Its import compares names with those that are there already; here it begins with an empty file.
"""

from collections.abc import Iterable

from benchmarks.peers.peer import ADA, CARDS, NOTE, Contact, Home, Line, Peer, absent


def _write(home: Home, contacts: Iterable[Contact]) -> None:
    from benchmarks.peers.book import card

    source = home.write("own.vcf", (card(contact) for contact in contacts))
    home.run("birthdays", "import", "--yes", source.name)
    source.unlink()


BIRTHDAYS = Peer(
    name="birthdays-cli",
    source="PyPI",
    package="birthdays-cli",
    series="==0.8.*",
    program="birthdays",
    storage="one JSON file",
    holds="names, birthdays",
    lines={
        "help": Line(("birthdays", "--help")),
        "list": Line(("birthdays", "list"), ADA),
        "overdue": Line(("birthdays", "motd", "--days", "30"), "Birthdays", nearest="birthdays of the next 30 days"),
        "search": absent("it finds somebody only to change or delete them"),
        "log": Line(
            ("birthdays", "edit", ADA, "--note", NOTE), "Updated:", nearest="the note of a contact is replaced"
        ),
        "import": Line(("birthdays", "import", "--yes", CARDS), "Added", fresh=True),
    },
    write=_write,
)
