"""One message of Messenger or Instagram: what of it is text, and which files it came with."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from relkeeper.drafts import FileDraft, MessageDraft, Problem
from relkeeper.importers.beside import beside
from relkeeper.importers.messenger.mending import mended
from relkeeper.importers.messenger.people import People
from relkeeper.importers.stamps import call, from_epoch, misdated

_KINDS = {
    "photos": "photo",
    "videos": "video",
    "audio_files": "audio",
    "files": "file",
    "gifs": "GIF",
    "sticker": "sticker",
    "media": "file",
}
# What the service says itself carries a sender.
_NOTICES = {"Subscribe", "Unsubscribe"}


def message_of(
    item: dict[str, Any], people: People, last: datetime, folder: Path | None, where: tuple[str, str]
) -> MessageDraft | Problem:
    """The message, or why it cannot be taken; `where` is the file and the place in it."""
    at = from_epoch(item.get("timestamp_ms", item.get("timestamp")))
    if at is None or at > last:
        return misdated(*where, at)
    sender = mended(item.get("sender_name") or item.get("senderName"))
    media = list(_media(item))
    said = [part for part in _said(item) if part]
    text = "\n".join((*said, *(f"[{kind}: {_base(uri)}]" for kind, uri in media)))
    found = (_file(folder, uri) for _, uri in media) if folder is not None else ()
    files = tuple(file for file in found if file)
    nobody = not sender or item.get("type") in _NOTICES
    # The layout of end-to-end encrypted chats names the same files otherwise.
    return MessageDraft(at, None if nobody else people[sender], text, files, bool(media) and not said)


def _said(item: dict[str, Any]) -> Iterator[str]:
    if item.get("is_unsent") or item.get("isUnsent"):
        yield "[unsent]"
    yield mended(item.get("content") or item.get("text")).rstrip()
    if item.get("type") == "Call" or "call_duration" in item:
        yield call(item.get("call_duration"), "missed" if item.get("missed") else "")
    share = item.get("share")
    if isinstance(share, dict):
        yield mended(share.get("share_text"))
        yield mended(share.get("link"))


def _media(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What kind of file, and where it lies in the export."""
    for key, kind in _KINDS.items():
        found = item.get(key)
        for one in found if isinstance(found, list) else [found]:
            uri = mended(one.get("uri")) if isinstance(one, dict) else ""
            if uri:
                yield kind, uri


def _base(uri: str) -> str:
    return PurePosixPath(uri).name


def _file(folder: Path | None, uri: str) -> FileDraft | None:
    """Places are told from the top of the export, which may lie some folders above the thread's."""
    parts = PurePosixPath(uri).parts
    places = ("/".join(parts[first:]) for first in (0, -2, -1))
    return next((file for place in places if (file := beside(folder, place))), None)
