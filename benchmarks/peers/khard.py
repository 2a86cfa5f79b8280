"""khard 0.22: an address book over a folder of vCards, one a file, which it parses anew for each command (no cache).

Its cards hold contacts and no interactions; what is nearest is their note. `khard edit` with `-i` asks before it
writes, also where nobody is there, so the note is changed through the editor of its settings. There is no import: its
folder is the cards. Where a name is ambiguous and standard input has ended, `show` and `edit` ask again for ever: so
the name is given whole, because what it looks for may stand anywhere in a card.
"""

from collections.abc import Iterable

from benchmarks.peers.peer import ADA, NOTE, Contact, Home, Line, Peer, absent

_SETTINGS = f"""[general]
editor = sed, -i, "s/^Note *: /&{NOTE}; /"
[addressbooks]
[[people]]
path = ~/contacts/
"""


def _begin(home: Home) -> None:
    (home.folder / "contacts").mkdir()
    home.write(".config/khard/khard.conf", [_SETTINGS])


def _write(home: Home, contacts: Iterable[Contact]) -> None:
    from benchmarks.peers.book import card

    for contact in contacts:
        home.write(f"contacts/{contact.uid}.vcf", [card(contact)])


KHARD = Peer(
    name="khard",
    source="PyPI",
    package="khard",
    series="==0.22.*",
    program="khard",
    storage="a folder of vCards",
    holds="contacts",
    lines={
        "help": Line(("khard", "--help")),
        "list": Line(("khard", "list"), ADA),
        "overdue": Line(("khard", "birthdays"), ADA, nearest="all birthdays, by month and day"),
        "search": Line(("khard", "list", "ada"), ADA),
        "log": Line(("khard", "edit", ADA), "Modification successful", "its note grows, by an editor that is `sed`"),
        "import": absent("its folder is the cards; nothing imports a file of several"),
    },
    begin=_begin,
    write=_write,
)
