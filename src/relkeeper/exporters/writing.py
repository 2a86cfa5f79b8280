"""Files and folders written out: private to their owner (0600, 0700), whole or not at all, and over nothing."""

import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from relkeeper.errors import RelkeeperError

# The first year that a zip file can tell.
_ZIP_BEGINS = 1980
_BESIDE = ".relkeeper-"
# The way out where a command has that option.
FORCE = "; --force replaces it"


# A text, written in UTF-8, or bytes in pieces.
Content = str | Iterable[bytes]


def file(path: Path, text: str, *, replace: bool = False) -> None:
    """Write `text` in UTF-8. Raises RelkeeperError where it cannot be, and where something stands there already.

    With `replace`, which commands know as --force, a file that stands there is replaced; its old or its new content is
    there whatever happens.
    """
    _write(path, text, replace=replace)


def binary(path: Path, pieces: Iterable[bytes], *, replace: bool = False) -> None:
    """Write bytes, as `file` writes a text. Whatever is raised by what makes the pieces, nothing of them is left."""
    _write(path, pieces, replace=replace)


def counted(pieces: Iterable[bytes], progress: Callable[[int], None]) -> Iterator[bytes]:
    """The same bytes; `progress` is told how many are done."""
    done = 0
    for piece in pieces:
        yield piece
        done += len(piece)
        progress(done)


def folder(path: Path, contents: Mapping[str, Content]) -> None:
    """Write a folder of files, by name; a name may have one folder before it. Raises RelkeeperError as `file` does."""
    with _explained(path):
        refuse_what_stands(path)
        made = Path(tempfile.mkdtemp(dir=path.parent, prefix=_BESIDE))
        try:
            for name, content in contents.items():
                (made / name).parent.mkdir(mode=0o700, exist_ok=True)
                _fill(made / name, content)
            made.rename(path)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise


def zipped(path: Path, inner: str, contents: Mapping[str, Content], now: datetime) -> None:
    """Write a zip file that holds the folder `inner`. Raises RelkeeperError as `file` does."""
    with _explained(path):
        refuse_what_stands(path)
        with _temporary_file(path) as made:
            with made.open("wb") as opened:
                with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as archive:
                    for name, content in contents.items():
                        # How large it becomes is not known yet: more than 2 GiB must be allowed for now.
                        with archive.open(_entry(f"{inner}/{name}", now), "w", force_zip64=True) as entry:
                            entry.writelines(_pieces(content))
                opened.flush()
                os.fsync(opened.fileno())
            made.replace(path)


def _write(path: Path, content: Content, *, replace: bool) -> None:
    with _explained(path):
        refuse_what_stands(path, FORCE, replace=replace)
        with _temporary_file(path) as made:
            _fill(made, content)
            made.replace(path)


def _pieces(content: Content) -> Iterable[bytes]:
    return [content.encode("utf-8", "replace")] if isinstance(content, str) else content


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (max(now.year, _ZIP_BEGINS), *now.timetuple()[1:6]))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    return entry


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RelkeeperError(f"{path} cannot be written: {error.strerror or error}") from error


def refuse_what_stands(path: Path, way_out: str = "", *, replace: bool = False) -> None:
    """Raises RelkeeperError where something stands at `path` that is not to be replaced; --force is `replace`.

    A link that leads nowhere stands in the way too. `way_out` is told of what could be replaced.
    """
    if not os.path.lexists(path):
        return
    if path.is_dir():
        raise RelkeeperError(f"{path} is a folder that exists already; name another place")
    if not replace:
        raise RelkeeperError(f"{path} exists already; nothing was written{way_out}")
    if not path.is_file():
        raise RelkeeperError(f"{path} is no plain file; name another place")


@contextmanager
def _temporary_file(path: Path) -> Iterator[Path]:
    """A new file beside `path`, of which nothing is left unless it was renamed."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_BESIDE)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _fill(path: Path, content: Content) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.writelines(_pieces(content))
        opened.flush()
        os.fsync(opened.fileno())
