"""Of which thread a file is: what stands around its messages."""

from typing import BinaryIO

from relkeeper.drafts import ChatDraft
from relkeeper.importers.json_items import events
from relkeeper.importers.messenger.mending import mended
from relkeeper.importers.messenger.people import People

_PARTICIPANTS = {"participants.item.name", "participants.item"}
_TITLES = {"title", "threadName"}
_KEPT = frozenset({*_PARTICIPANTS, *_TITLES, "thread_path"})
_INSTAGRAM = "your_instagram_activity"


def thread_of(file: BinaryIO, name: str, people: People) -> ChatDraft:
    """The conversation. Of two participants, the one that it is called after is the other side.

    The names stand before the messages, title and path behind them, so the file is read once for these.
    """
    participants, title, key = [], "", ""
    instagram = _INSTAGRAM in name
    for prefix, event, value in events(file, [], name):
        if event != "string":
            continue
        if prefix in _KEPT:
            text = mended(value)
            if prefix in _PARTICIPANTS:
                participants.append(text)
            elif prefix in _TITLES:
                title = text
            else:
                key = text
        elif prefix.endswith(".uri"):
            instagram = instagram or value.startswith(_INSTAGRAM)
    pair = len(participants) == 2
    return ChatDraft(
        "instagram" if instagram else "messenger",
        title,
        key,
        group=len(participants) > 2 if len(participants) > 1 else None,
        peer=people[title] if pair and title in participants else None,
        utc=True,
    )
