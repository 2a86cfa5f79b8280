"""What commands did to a home once is copied, where a test only wants it to be so, and tests something else.

A command is a function of its words, the files of the home, the settings in the environment and the clock. Where all of
them are equal, so is what comes of it, but for what is drawn by lot (a uid). What is kept is found by the bytes of all
files, so nothing that a test put into its home is overlooked; links are followed by nobody, homes with them are not kept.
"""

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

# By the path below the home: the mode, the time of the last change, and the bytes of a file (None for a folder).
Files = Mapping[Path, tuple[int, int, bytes | None]]
_LARGEST = 8_000_000


class Kept(NamedTuple):
    """What a command said, and the home that it left."""

    said: Any
    files: Files


class Homes:
    """The homes that the commands of one module have left."""

    def __init__(self) -> None:
        self._known: dict[bytes, Kept] = {}

    def run(self, run: Callable[..., Any], home: Path, line: str, code: int) -> Any:
        """What `run(line, code)` returns, which is really done only to a home that is unlike all that were before."""
        before = _files(home)
        if before is None:
            return run(line, code)
        key = _key(before, line, code, home)
        if key not in self._known:
            said = run(line, code)
            after = _files(home)
            if after is not None:
                self._known[key] = Kept(said, after)
            return said
        kept = self._known[key]
        _put(home, before, kept.files)
        return kept.said


def _files(home: Path) -> Files | None:
    """All that stands in the home; None if it is too large to be kept, or if there is anything but files and folders."""
    found: dict[Path, tuple[int, int, bytes | None]] = {}
    size = 0
    for path in sorted(home.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            return None
        status = path.stat()
        size += status.st_size
        if size > _LARGEST:
            return None
        content = None if path.is_dir() else path.read_bytes()
        found[path.relative_to(home)] = (status.st_mode & 0o7777, status.st_mtime_ns, content)
    return found


def _key(files: Files, line: str, code: int, home: Path) -> bytes:
    """Wherever the home is: a setting may name a file in it."""
    settings = sorted(
        (name, value.replace(str(home), "~"))
        for name, value in os.environ.items()
        if name.startswith(("RELKEEPER_", "TZ"))
    )
    digest = hashlib.blake2b(repr((line, code, os.path.relpath(Path.cwd(), home), settings)).encode())
    for path, (mode, _, content) in files.items():
        digest.update(repr((str(path), mode, content is None, len(content or b""))).encode())
        digest.update(content or b"")
    return digest.digest()


def _put(home: Path, before: Files, after: Files) -> None:
    """Make the home, which is as `before`, as `after`."""
    for path in reversed([path for path in before if path not in after]):
        (home / path).rmdir() if before[path][2] is None else (home / path).unlink()
    for path, (mode, changed, content) in after.items():
        if before.get(path) == (mode, changed, content):
            continue
        place = home / path
        if content is None:
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(content)
        place.chmod(mode)
        os.utime(place, ns=(changed, changed))
