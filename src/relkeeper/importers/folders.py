"""Folders: which files in one are to be looked at."""

import os
import stat
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

# What a chat carries with it. It is kept with the chat, and tells nothing by itself.
_MEDIA = frozenset({
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".bmp", ".tif", ".tiff", ".tgs", ".mp4", ".mov",
    ".m4v", ".3gp", ".avi", ".mkv", ".webm", ".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".amr", ".wav",
    ".flac", ".silk", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".apk", ".rar", ".7z",
    ".gz", ".ttf", ".css", ".js",
})  # fmt: skip


class Found(NamedTuple):
    """A file in a folder; `message` where it lies in a Maildir, and so is a mail."""

    path: Path
    message: bool = False


class Looked(NamedTuple):
    """What is in a folder: files to look at, the names of those left out unseen, and which folders cannot be read."""

    files: list[Found]
    left_out: list[str]
    unreadable: list[OSError]


def look(folder: Path) -> Looked:
    """The files in a folder and those below it, by name. Hidden ones, media and links are left out.

    In a Maildir (https://cr.yp.to/proto/maildir.html, with the folders of Maildir++, which are hidden) each file in
    `cur` and `new` is a message, and nothing else is looked at.
    """
    looked = Looked([], [], [])
    for place, folders, names in os.walk(folder, onerror=looked.unreadable.append):
        here = Path(place)
        mail = _is_maildir(here)
        folders[:] = sorted(name for name in folders if _entered(here / name, mail))
        if mail:
            looked.left_out.extend(names)
            looked.files.extend(_messages(here))
            continue
        for name in sorted(names):
            if _worth_a_look(here / name):
                looked.files.append(Found(here / name))
            else:
                looked.left_out.append(name)
    return looked


def by_ending(folder: Path, endings: Sequence[str]) -> Iterator[Path]:
    """The files in a folder and those below it that are called so; hidden ones and links are left out."""
    places = ((Path(place), sorted(names)) for place, _, names in os.walk(folder))
    for path in chain.from_iterable((here / name for name in names) for here, names in places):
        if path.suffix.lower() in endings and not path.name.startswith(".") and _is_file(path):
            yield path


def _is_maildir(folder: Path) -> bool:
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def _entered(folder: Path, in_maildir: bool) -> bool:
    if in_maildir and folder.name in {"cur", "new", "tmp"}:
        return False
    return not folder.name.startswith(".") or _is_maildir(folder)


def _messages(maildir: Path) -> Iterator[Found]:
    for name in ("cur", "new"):
        with os.scandir(maildir / name) as entries:
            files = sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
        yield from (Found(maildir / name / file, message=True) for file in files if not file.startswith("."))


def _worth_a_look(path: Path) -> bool:
    if path.name.startswith(".") or path.suffix.lower() in _MEDIA:
        return False
    return _is_file(path)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
