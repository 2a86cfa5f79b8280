"""abook 0.6: an address book for a terminal, as one text file. Without its screen it converts, and finds for mutt.

It holds no interactions and has no reminders; its import makes a new file.
"""

from collections.abc import Iterable

from benchmarks.peers.peer import ADA, CARDS, Contact, Home, Line, Peer, absent

_BOOK = ".abook/addressbook"


def _convert(cards: str) -> tuple[str, ...]:
    return ("abook", "--convert", "--informat", "vcard", "--infile", cards, "--outformat", "abook", "--outfile", _BOOK)


def _begin(home: Home) -> None:
    (home.folder / ".abook").mkdir()


def _write(home: Home, contacts: Iterable[Contact]) -> None:
    from benchmarks.peers.book import card

    source = home.write("own.vcf", (card(contact) for contact in contacts))
    home.run(*_convert(source.name))
    source.unlink()


ABOOK = Peer(
    name="abook",
    source="Debian",
    package="abook",
    program="abook",
    storage="one text file",
    holds="contacts",
    lines={
        "help": Line(("abook", "--help")),
        "list": Line(("abook", "--convert", "--infile", _BOOK, "--outformat", "text"), ADA),
        "overdue": absent("it has no reminders"),
        "search": Line(("abook", "--mutt-query", "ada"), ADA),
        "log": absent("without its screen, nothing is changed"),
        "import": Line(_convert(CARDS), fresh=True),
    },
    begin=_begin,
    write=_write,
)
