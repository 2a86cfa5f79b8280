"""What must be known of a whole export before its first message can be told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import PurePath
from typing import BinaryIO

from relkeeper.drafts import ChatDraft, PersonDraft
from relkeeper.importers.file_titles import title_around
from relkeeper.importers.whatsapp.headers import Shape
from relkeeper.importers.whatsapp.people import People, is_notice
from relkeeper.importers.whatsapp.words import partner, tells_of_group
from relkeeper.rules.names import fold

# So many characters are searched at once.
_PIECE = 2**18
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(slots=True)
class Survey:
    """The dates of an export in their order, who speaks in it, and whether it says that it is of a group."""

    dates: dict[str, None] = field(default_factory=dict)
    speakers: dict[PersonDraft, None] = field(default_factory=dict)
    of_group: bool = False


def survey(file: BinaryIO, codec: str, shape: Shape, people: People) -> Survey:
    """Look at the headers of a whole file, many at once: in about the time in which its lines are read one by one."""
    found = Survey()
    headers = shape.overview()
    for piece in _pieces(file, codec):
        # Each different header once; a dictionary keeps their order.
        for date, sender, marked, said in dict.fromkeys(headers.findall(piece)):
            found.dates[date] = None
            _who(found, people, sender, marked, said)
    return found


def _pieces(file: BinaryIO, codec: str) -> Iterator[str]:
    """The text in pieces of whole lines, each line with its end before it."""
    file.seek(0)
    text = TextIOWrapper(file, codec, errors="replace", newline=None)
    try:
        rest = "\n"
        while piece := text.read(_PIECE).lstrip(_BYTE_ORDER_MARK):
            whole, end, begun = (rest + piece).rpartition("\n")
            yield whole
            rest = end + begun
            if len(begun) > _PIECE:
                # A line as long as that is searched now, once; what follows of it holds no header.
                yield rest
                rest = ""
        yield rest
    finally:
        text.detach()


def _who(found: Survey, people: People, sender: str, marked: str, said: str) -> None:
    if sender and not (marked and is_notice("", marked)):
        person = people[sender]
        if person is not None:
            found.speakers[person] = None
            return
    found.of_group = found.of_group or tells_of_group(marked or said or sender)


def chat_of(found: Survey, path: str) -> ChatDraft:
    """The conversation. The file's name, or that of its folder or .zip where it is `_chat.txt`, may say with whom."""
    place = PurePath(path)
    title = partner(title_around(path) if place.stem == "_chat" else place.stem)
    group = True if found.of_group or len(found.speakers) > 2 else None
    peer = None
    if group is None and title:
        wanted = fold(title)
        peer = next((person for person in found.speakers if fold(person.name or person.handle) == wanted), None)
        group = False if peer else None
    return ChatDraft("whatsapp", title, group=group, peer=peer)
