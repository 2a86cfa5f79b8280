"""Whether the reminders of today were shown already: a stamp for each line by which they are asked for.

A shell asks at each start, before the command line is there to say which book is meant: so a stamp is of the words
that were typed, of the variables that name a book, and of the day. For the same reason next to nothing is imported
here, and the folder of each system is written down and not asked from platformdirs.
"""

import os
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from relkeeper import clock
from relkeeper.errors import RelkeeperError, UsageError


def already(words: Sequence[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Whether `claim` was called for this line on this local date. A stamp that cannot be looked for says no."""
    try:
        return _stamp(words, environ).exists()
    except (OSError, UsageError):
        return False


def claim(words: Sequence[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Have the line do its work today: True for the first that asks, even of two shells that start at once.

    Raises RelkeeperError where that cannot be written: worth a warning, and no reason not to show it.
    """
    stamp = _stamp(words, environ)
    try:
        stamp.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _made(stamp):
            return False
        for other in stamp.parent.glob(f"{stamp.stem}.*"):
            if other != stamp:
                other.unlink(missing_ok=True)
    except OSError as error:
        raise RelkeeperError(
            f"{stamp} cannot be written ({error.strerror}), so that reminders are shown again the next time"
        ) from error
    return True


def give_back(words: Sequence[str], environ: Mapping[str, str] = os.environ) -> None:
    """Take a claim of today back: what was to be shown was not. A stamp that was not written is none to take away."""
    with suppress(OSError):
        _stamp(words, environ).unlink()


def folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where states are kept, as platformdirs has it: for nothing that could not be lost."""
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "relkeeper"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "relkeeper"
    # The XDG Base Directory Specification: a relative path counts as none.
    named = Path(environ.get("XDG_STATE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".local" / "state") / "relkeeper"


def _stamp(words: Sequence[str], environ: Mapping[str, str]) -> Path:
    """A file of the line and the day. Its name says nothing of the book's place, which may be called like a person."""
    places = [environ.get(f"RELKEEPER_{name}", "") for name in ("DB", "CONFIG")]
    # A relative place is another one in another folder.
    if any(place and not _is_anywhere_the_same(place) for place in (*places, *_books(words))):
        places.append(str(Path.cwd()))
    line = zlib.crc32(os.fsencode("\0".join((*words, *places))))
    return folder(environ) / f"shown-{line:08x}.{clock.now(environ).date().isoformat()}"


def _books(words: Sequence[str]) -> Iterator[str]:
    """What follows --db; the command line may be wrong, which is found out later."""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word == "--db":
            yield following
        elif word.startswith("--db="):
            yield word.removeprefix("--db=")


def _is_anywhere_the_same(place: str) -> bool:
    return place.startswith("~") or Path(place).is_absolute()


def _made(stamp: Path) -> bool:
    """Whether the stamp was not there before."""
    try:
        os.close(os.open(stamp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True
