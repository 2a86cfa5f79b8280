"""Where the files to import come from: one by one, folders, archives, Maildirs, standard input."""

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from stat import S_ISDIR, S_ISFIFO, S_ISREG
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from relkeeper import temporary
from relkeeper.drafts import Notice, Problem
from relkeeper.errors import InputError
from relkeeper.importers import archives, folders, guesses, head
from relkeeper.importers.archives import Limits
from relkeeper.importers.head import Head
from relkeeper.importers.reader import Reader
from relkeeper.importers.registry import Readers
from relkeeper.importers.sent import SENDABLE, sent_in

STANDARD_INPUT = Path("-")
_CHUNK = 2**20
_MOST_TOLD = 3
# What a file may hold and still be empty: blanks, and a byte order mark.
_BLANK = b"\0\t\n\r \xef\xbb\xbf\xff\xfe"


class Source(NamedTuple):
    """A file to import, and who reads it.

    `name` is what people know it by ("backup.zip/Ada/chat.txt"), `folder` where files may lie that its text names.
    """

    path: Path
    reader: Reader
    name: str
    folder: Path | None


class Sources:
    """The files that can be read, and a problem for each that cannot; `beside` names what lay there too.

    Some lie in a temporary folder, which is removed by `close`, or at the end of a `with`.
    """

    def __init__(self) -> None:
        self.found: list[Source] = []
        self.problems: list[Problem] = []
        self.notices: list[Notice] = []
        self.beside: list[str] = []
        self._kept = ExitStack()
        self._temporary: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove what was unpacked. May be called again."""
        self._kept.close()
        self._temporary = None

    def place(self) -> Path:
        """A new empty folder that only the user can look into, and that goes with `close`."""
        if self._temporary is None:
            prefix = temporary.prefix_of_process(temporary.IMPORT)
            self._temporary = Path(self._kept.enter_context(TemporaryDirectory(prefix=prefix)))
        folder = self._temporary / str(len(list(self._temporary.iterdir())))
        folder.mkdir()
        return folder


def sources(readers: Readers, paths: Iterable[Path], format_name: str | None, limits: Limits) -> Sources:
    """Look at each path. Raises InputError when nothing can be read, UsageError for an unknown format.

    What imports unpacked that were killed is removed first: it is plain correspondence.
    """
    temporary.remove_left(temporary.IMPORT)
    gathered = Sources()
    refused = []
    try:
        search = _Search(gathered, readers, readers.named(format_name) if format_name else None, limits)
        for path in paths:
            before = len(gathered.problems)
            try:
                search.at(path)
            except InputError as error:
                refused += [str(error), *map(_sentence, gathered.problems[before:])]
                gathered.problems.append(_problem(str(path), error))
    except BaseException:
        gathered.close()
        raise
    if not gathered.found:
        gathered.close()
        raise InputError(_all_of(refused))
    gathered.notices.extend(readers.notices)
    return gathered


class _Search:
    """Goes where the paths lead. `reader` is the one the user insists on."""

    def __init__(self, gathered: Sources, readers: Readers, reader: Reader | None, limits: Limits) -> None:
        self._gathered = gathered
        self._readers = readers
        self._reader = reader
        self._limits = limits

    def at(self, path: Path) -> None:
        """Whatever is there. Raises InputError where nothing of it can be read."""
        if path == STANDARD_INPUT:
            self._copy(sys.stdin.buffer, "standard input")
            return
        try:
            kind = path.stat().st_mode
        except (OSError, ValueError) as error:
            raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
        if S_ISDIR(kind):
            self._folder(path, str(path), packed=False)
        elif S_ISFIFO(kind):
            with _opened(path, str(path)) as pipe:
                self._copy(pipe, str(path))
        elif S_ISREG(kind):
            self._file(path, str(path), path.parent)
        else:
            raise InputError(f"{path} is no file; save what it holds to one first")

    def _copy(self, pipe: BinaryIO, name: str) -> None:
        """A pipe cannot be read twice, as deciding on its format and encoding needs."""
        path = self._gathered.place() / "input"
        size = 0
        try:
            with path.open("xb") as file:
                while chunk := pipe.read(_CHUNK):
                    size += len(chunk)
                    if size > self._limits.single:
                        raise InputError(f"{name} is larger than {self._limits.single:,} bytes; save it to a file")
                    file.write(chunk)
        except OSError as error:
            raise InputError(f"{name} cannot be read: {error.strerror}") from error
        self._file(path, name, None)

    def _file(self, path: Path, name: str, folder: Path | None) -> None:
        begun = _beginning(path, name)
        if _is_empty(begun):
            raise InputError(f"{name} is empty")
        reader = self._reader_of_one(begun)
        if reader is None and archives.is_archive(begun.data):
            self._folder(self._unpacked(path, name), name, packed=True)
        else:
            reader = reader or self._readers.recognised(begun, name)
            self._gathered.found.append(Source(path, reader, name, folder))

    def _reader_of_one(self, begun: Head) -> Reader | None:
        """Who reads a file that the user named. An archive is unpacked unless a format is made like one."""
        if self._reader is None:
            return self._readers.that_recognises(begun)
        packed = archives.is_archive(begun.data) and guesses.ending(begun.name) not in self._reader.ENDINGS
        return None if packed else self._reader

    def _unpacked(self, path: Path, name: str) -> Path:
        """A folder with what is in an archive."""
        place = self._gathered.place()
        for inner, why in archives.unpack(path, name, place, self._limits):
            self._gathered.problems.append(Problem(name, inner, why))
        return place

    def _folder(self, folder: Path, name: str, *, packed: bool) -> None:
        """Take what is recognised of a folder, which people know by `name`; with `packed` it came out of an archive."""
        if getattr(self._reader, "REVIEWED", False):
            raise InputError(f"{name} is no file: what it holds has to be looked at one by one; name the files")
        before = len(self._gathered.found)
        unknown = self._taken(folder, name, packed=packed)
        if len(self._gathered.found) == before:
            if picture := self._to_be_named(folder, unknown):
                how = "unpack it and name them" if packed else f"name them, for example {_shown(picture, folder, name)}"
                raise InputError(
                    f"nothing in {name} is taken unasked: pictures of cards are looked at one by one; {how}"
                )
            seen = [f"{begun.name}: {self._readers.guessed(begun)}" for begun in unknown]
            raise InputError(f"nothing in {name} is in a format known here" + (f": {_all_of(seen)}" if seen else ""))

    def _to_be_named(self, folder: Path, unknown: list[Head]) -> Path | None:
        """A file that would be read if the user named it; None where there are others that nobody knows."""
        reviewing = [reader for reader in self._readers.values() if getattr(reader, "REVIEWED", False)]
        endings = [ending for reader in reviewing for ending in reader.ENDINGS]
        if not all(any(reader.recognises(begun) for reader in reviewing) for begun in unknown):
            return None
        return next(folders.by_ending(folder, endings), folder / unknown[0].name if unknown else None)

    def _taken(self, folder: Path, name: str, *, packed: bool) -> list[Head]:
        """How the first files begin that nobody knew. Archives in a folder are looked into, those in others are not."""
        looked = folders.look(folder)
        self._gathered.beside += looked.left_out
        before = len(self._gathered.found)
        unknown: list[Head] = []
        inner: list[Path] = []
        for path, message in looked.files:
            shown = _shown(path, folder, name)
            try:
                begun = _beginning(path, shown)
                reader = self._reader_of_many(begun, message)
            except InputError as error:
                self._gathered.problems.append(_problem(shown, error))
                continue
            if reader is not None:
                self._gathered.found.append(Source(path, reader, shown, path.parent))
            elif not packed and path.suffix.lower() == ".zip" and archives.is_archive(begun.data):
                inner.append(path)
            else:
                self._gathered.beside.append(path.name)
                unknown = [*unknown, begun][:_MOST_TOLD]
        self._gathered.problems.extend(
            Problem(str(error.filename), "folder", f"it cannot be read: {error.strerror}")
            for error in looked.unreadable
        )
        self._leave_out_what_was_sent(before)
        return (unknown + self._taken_of_archives(inner, folder, name, before))[:_MOST_TOLD]

    def _taken_of_archives(self, inner: list[Path], folder: Path, name: str, before: int) -> list[Head]:
        """The same of the archives in a folder, but those that were sent in a chat beside them."""
        found = self._gathered.found[before:]
        sent = sent_in([source.path for source in found if source.reader.NAME not in SENDABLE], inner)
        self._gathered.beside += [path.name for path in sent]
        unknown: list[Head] = []
        for path in inner:
            if path not in sent:
                shown = _shown(path, folder, name)
                try:
                    unknown += self._taken(self._unpacked(path, shown), shown, packed=True)
                except InputError as error:
                    self._gathered.problems.append(_problem(shown, error))
        return unknown

    def _leave_out_what_was_sent(self, before: int) -> None:
        """A card that lies beside a chat which names it is no contact of the user's: it was sent to somebody."""
        found = self._gathered.found[before:]
        sendable = [source.path for source in found if source.reader.NAME in SENDABLE]
        sent = sent_in([source.path for source in found if source.reader.NAME not in SENDABLE], sendable)
        self._gathered.found[before:] = [source for source in found if source.path not in sent]
        self._gathered.beside += [path.name for path in sent]

    def _reader_of_many(self, begun: Head, message: bool) -> Reader | None:
        """Who reads a file that lies in a folder: it may be beside the matter, whatever the user insists on."""
        if _is_empty(begun):
            return None
        if self._reader is None:
            return self._readers["mail"] if message else self._readers.that_takes_unnamed(begun)
        fits = guesses.ending(begun.name) in self._reader.ENDINGS or self._reader.recognises(begun)
        return self._reader if fits else None


def _opened(path: Path, name: str) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror}") from error


def _beginning(path: Path, name: str) -> Head:
    with _opened(path, name) as file:
        try:
            return Head(file.read(head.SIZE), Path(name).name)
        except OSError as error:
            raise InputError(f"{name} cannot be read: {error.strerror}") from error


def _problem(name: str, error: InputError) -> Problem:
    """The error, without the name that a problem shows before its message."""
    words = str(error)
    return Problem(name, "file", f"it {words.removeprefix(f'{name} ')}" if words.startswith(f"{name} ") else words)


def _sentence(problem: Problem) -> str:
    return ": ".join(part for part in problem if part != "file")


def _shown(path: Path, folder: Path, name: str) -> str:
    """What people know a file in a folder by."""
    return f"{name}/{path.relative_to(folder).as_posix()}"


def _is_empty(begun: Head) -> bool:
    return not begun.data.strip(_BLANK)


def _all_of(messages: list[str]) -> str:
    """The first messages, and how many more there are."""
    more = len(messages) - _MOST_TOLD
    return "; ".join(messages[:_MOST_TOLD] + ([f"and {more} more"] if more > 0 else []))
