"""Erasing a person from the book and its backups, and proving it by looking through the bytes of the files."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeVar

from relkeeper.errors import AmbiguousError, NotFoundError, RelkeeperError
from relkeeper.rules.texts.traces import Traces
from relkeeper.services.erasing import identities, mentioned, merges, removal
from relkeeper.services.erasing.mentioned import Mention
from relkeeper.services.erasing.removal import Erased
from relkeeper.services.keeping.backups import Backups
from relkeeper.services.keeping.upkeep import vacuum
from relkeeper.store import search_index, searching
from relkeeper.store.connecting import Keys, connect, is_plain
from relkeeper.store.faults import explained
from relkeeper.store.files import family, sync
from relkeeper.store.writing import Command, raw, transaction

T = TypeVar("T")

COMMAND = "contact erase"


class Known(NamedTuple):
    """Somebody whom the book, its history or a backup knows: the identifier that never changes, and the last name."""

    uid: str
    name: str


class PersonErased(NamedTuple):
    """What became of a person who was erased.

    `erased` is what was removed from the book. `words` is how many spellings of names and points were looked for in
    the bytes of the files `searched`, and where they are `encrypted`, in their rows. `too_short` is how many names and
    points were not, because the same few letters stand everywhere, and `too_short_in_texts` how many of them were not
    looked for in texts about others either. `left_in` are the files in which any is left that no row explains, and
    `unfinished` says why, where that is known. `mentions` are the texts about others that name the person. `formerly`
    are numbers under which the history knows somebody who is gone by the same name or point. `in_step` are files of the
    person in folders that are kept in step, from which they go when that is done the next time. `rewritten` are the
    backups that held the person, `naming` those of them whose texts about others still name them. `backups` still hold
    the person, `unread` could not be looked into, and `elsewhere` are files beside the backups that hold any of the
    words.
    """

    id: int
    name: str
    erased: Erased
    words: int
    too_short: int
    too_short_in_texts: int
    searched: tuple[str, ...]
    encrypted: bool
    left_in: tuple[str, ...]
    unfinished: str
    mentions: tuple[Mention, ...]
    formerly: tuple[int, ...]
    in_step: tuple[str, ...]
    backups: tuple[str, ...]
    rewritten: tuple[str, ...]
    naming: tuple[str, ...]
    unread: tuple[str, ...]
    elsewhere: tuple[str, ...]


class _Gone(NamedTuple):
    """What went from one file, who else names the person there, under which numbers the person is still in its history,
    and why the file may still hold what was removed."""

    erased: Erased
    mentions: tuple[Mention, ...]
    formerly: tuple[int, ...]
    unfinished: str


class _Shelved(NamedTuple):
    """The backups, by what became of them."""

    holding: list[Path]
    rewritten: list[Path]
    naming: list[Path]
    left: list[Path]
    unread: list[Path]


class Eraser:
    """Erases people from the book at `path`. `at` is the UTC instant of the operation."""

    def __init__(self, path: Path, keys: Keys, busy_seconds: float, at: str, backups: Backups) -> None:
        self._path = path
        self._keys = keys
        self._busy_seconds = busy_seconds
        self._command = Command(COMMAND, at)
        self._backups = backups

    def known(self, contact_id: int) -> Known | None:
        """Whom the number means: in the book, in its history, else in the backups; None for nobody.

        Raises NotFoundError for somebody who is one with another now, and AmbiguousError where backups have given the
        number to several.
        """
        one = self._ask(self._path, lambda db: merges.one_with(db, contact_id)) if self._path.exists() else None
        if one is not None:
            back = "undo the merge first, if they are two"
            raise NotFoundError(f"#{contact_id} is one with #{one.id} {one.name} now: erase that, or {back}")
        return self._once(contact_id)

    def _once(self, contact_id: int) -> Known | None:
        """Whom the number means, or meant before a merge."""
        if not self._path.exists():
            return None
        here = self._ask(self._path, lambda db: _known(db, contact_id))
        if here is not None:
            return here
        found = {known.uid: known for known in self._in_backups(lambda db: _known(db, contact_id)).values() if known}
        if len(found) > 1:
            names = ", ".join(known.name for known in found.values())
            raise AmbiguousError(f"#{contact_id} is not in the book, and was several people in its backups: {names}")
        return next(iter(found.values()), None)

    def erase(self, contact_id: int, *, mentions: bool, backups: bool) -> PersonErased:
        """Remove the person for good; with `mentions` also from texts about others, with `backups` from the backups.

        Contacts that are one with the person now are removed under the numbers that they had as well. Raises
        NotFoundError where nothing is known of them, and AmbiguousError, see `known`.
        """
        person = self.known(contact_id)
        if person is None:
            raise NotFoundError(f"nothing is kept about a contact #{contact_id}")
        if self._ask(self._path, lambda db: identities.number_of(db, person.uid)) is not None:
            self._backups.before("erase")
        numbers = self._ask(self._path, lambda db: merges.merged(db, contact_id))
        merged = [(number, self._once(number)) for number in numbers]
        before = [
            self._erase(number, once, mentions=mentions, backups=backups) for number, once in merged if once is not None
        ]
        return _together(before, self._erase(contact_id, person, mentions=mentions, backups=backups))

    def _erase(self, contact_id: int, person: Known, *, mentions: bool, backups: bool) -> PersonErased:
        known = Traces()
        for each in self._in_backups(lambda db: _traces(db, person.uid)).values():
            known |= each
        known |= self._ask(self._path, lambda db: _traces(db, person.uid))
        mine = known.without(self._ask(self._path, lambda db: _of_others(db, person.uid)))

        gone = self._from_file(self._path, person.uid, known, clean=mentions)
        left = self._left_in(self._path, mine)
        shelf = self._from_backups(person.uid, known, mine, clean=mentions, rewrite=backups)
        left_in = [*left, *shelf.left]
        too_short, too_short_in_texts = mine.too_short()
        return PersonErased(
            id=contact_id,
            name=person.name,
            erased=gone.erased,
            words=len(mine.in_bytes()),
            too_short=too_short,
            too_short_in_texts=too_short_in_texts,
            searched=tuple(str(file) for file in family(self._path) if file.exists()),
            encrypted=not is_plain(self._path),
            left_in=tuple(map(str, left_in)),
            unfinished=gone.unfinished if left_in else "",
            mentions=gone.mentions,
            formerly=gone.formerly,
            in_step=_in_step(gone.erased),
            backups=_names(shelf.holding),
            rewritten=_names(shelf.rewritten),
            naming=_names(shelf.naming),
            unread=_names(shelf.unread),
            elsewhere=tuple(map(str, self._elsewhere(mine))),
        )

    def _from_file(self, file: Path, uid: str, known: Traces, *, clean: bool) -> _Gone:
        """Erase the person from the book or a copy of it."""
        with transaction(file, self._busy_seconds, self._command, keys=self._keys) as session:
            db = raw(session)
            db.execute("PRAGMA secure_delete = ON")
            number = identities.number_of(db, uid)
            mine = known.without(identities.of_others(db, number))
            erased = Erased() if number is None else removal.erase(db, number, known)
            if clean:
                mentioned.clean(db, mine)
            former = tuple(identities.formerly(db, mine))
            left = tuple(mentioned.mentions(db, _with_merged(db, known, number), former))
        return _Gone(erased, _but_for_files(left, erased), former, self._shrink(file))

    def _shrink(self, file: Path) -> str:
        """Write the file anew without what was removed; returns why that was not possible, or nothing.

        The person is gone from the rows by now, whatever happens here.
        """
        try:
            with explained(file), closing(self._connect(file)) as db:
                db.execute("PRAGMA secure_delete = ON")
                emptied = vacuum(db)
        except RelkeeperError as error:
            return str(error)
        return "" if emptied else f"another program reads {file}, and the log keeps what that program sees"

    def _left_in(self, file: Path, mine: Traces) -> list[Path]:
        """Which of the file and its logs hold words of the person that no row of it explains.

        The bytes of an encrypted file tell nothing: there it is free pages and the log that may hold what no row does.
        """
        standing = self._ask(file, lambda db: mentioned.standing(db, mine.in_bytes()))
        (free,) = self._ask(file, lambda db: db.execute("PRAGMA freelist_count").fetchone())
        if self._ask(file, lambda db: _is_indexed(db, mine)):
            return [file]
        if is_plain(file):
            return searching.holding(family(file), mine.in_bytes() - standing)
        log = Path(f"{file}-wal")
        return ([file] if free else []) + ([log] if log.exists() and log.stat().st_size else [])

    def _from_backups(self, uid: str, known: Traces, mine: Traces, *, clean: bool, rewrite: bool) -> _Shelved:
        """Find the backups that hold the person, and with `rewrite` take the person out of them."""
        shelf = _Shelved([], [], [], [], [])
        for file in self._backups.files():
            try:
                if not self._holds(file, uid, mine):
                    continue
                if not rewrite:
                    shelf.holding.append(file)
                    continue
                gone = self._rewrite(file, uid, known, clean=clean)
                shelf.rewritten.append(file)
                shelf.naming.extend([file] if gone.mentions or gone.formerly else [])
                shelf.left.extend(self._left_in(file, mine))
            except RelkeeperError:
                shelf.unread.append(file)
        return shelf

    def _holds(self, file: Path, uid: str, mine: Traces) -> bool:
        """Whether a backup holds the person: in its rows, or anywhere in its bytes."""
        if self._ask(file, lambda db: identities.number_of(db, uid) is not None or bool(mentioned.mentions(db, mine))):
            return True
        return bool(is_plain(file) and self._left_in(file, mine))

    def _rewrite(self, backup: Path, uid: str, known: Traces, *, clean: bool) -> _Gone:
        """Erase the person from a copy of a backup, which then takes its place."""
        part = backup.with_name(f".part-{backup.name}")
        try:
            _copy(backup, part)
            gone = self._from_file(part, uid, known, clean=clean)
            with explained(part), closing(self._connect(part)) as db:
                db.execute("PRAGMA journal_mode = DELETE")
            self._backups.check(part)
            sync(part)
            self._keys.forget(backup)
            part.replace(backup)
            sync(backup.parent)
        except OSError as error:
            raise RelkeeperError(f"{backup} cannot be rewritten: {error.strerror}") from error
        finally:
            self._remove(part)
        return gone

    def _remove(self, part: Path) -> None:
        if part.exists():
            self._keys.forget(part)
        for file in family(part):
            file.unlink(missing_ok=True)

    def _elsewhere(self, mine: Traces) -> list[Path]:
        """Files beside the backups that hold words of the person: a damaged book, an interrupted copy."""
        backups = set(self._backups.files())
        try:
            beside = [file for file in sorted(self._backups.folder.iterdir()) if file.is_file() and file not in backups]
        except FileNotFoundError:
            return []
        return searching.holding([file for file in beside if file not in family(self._path)], mine.in_bytes())

    def _in_backups(self, query: Callable[[sqlite3.Connection], T]) -> dict[Path, T]:
        """What the backups say; one that cannot be read says nothing, and is told of when they are looked through."""
        found = {}
        for file in self._backups.files():
            try:
                self._backups.unlock(file, asking=False)
                found[file] = self._ask(file, query)
            except RelkeeperError:
                continue
        return found

    def _ask(self, file: Path, query: Callable[[sqlite3.Connection], T]) -> T:
        """What a file says; beside a backup, which nobody writes to, nothing is left behind."""
        mode = "mode=rw" if file == self._path else "mode=ro&immutable=1"
        with explained(file), closing(connect(file, self._keys, mode, self._busy_seconds)) as db:
            return query(db)

    def _connect(self, file: Path) -> sqlite3.Connection:
        return connect(file, self._keys, busy_seconds=self._busy_seconds)


def _together(before: list[PersonErased], done: PersonErased) -> PersonErased:
    """What became of a person who was several contacts: what is left is what the last one leaves."""

    def all_of(field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in (*before, done) for name in getattr(each, field)))

    changes = sum(each.erased.changes for each in (*before, done))
    return done._replace(
        erased=done.erased._replace(changes=changes),
        in_step=all_of("in_step"),
        backups=all_of("backups"),
        rewritten=all_of("rewritten"),
        naming=tuple(file for file in all_of("naming") if file in done.naming or file not in done.rewritten),
        unread=all_of("unread"),
    )


def _known(db: sqlite3.Connection, contact_id: int) -> Known | None:
    row = identities.last_known(db, contact_id)
    return Known(row["uid"], row["name"]) if row else None


def _traces(db: sqlite3.Connection, uid: str) -> Traces:
    number = identities.number_of(db, uid)
    return Traces() if number is None else identities.traces(db, number)


def _is_indexed(db: sqlite3.Connection, mine: Traces) -> bool:
    """Whether the index of words has what no row says: it keeps words in a form of its own, packed, so that its bytes
    tell nothing. A copy of an older version has none."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (search_index.TABLE,)).fetchone():
        return False
    return any(search_index.holds(db, text) for text in mine.names.union(*mine.points))


def _of_others(db: sqlite3.Connection, uid: str) -> set[str]:
    return identities.of_others(db, identities.number_of(db, uid))


def _with_merged(db: sqlite3.Connection, known: Traces, number: int | None) -> Traces:
    """The traces of the person, with those of a contact that is one with them in this file: a backup may be of then."""
    one = merges.one_with(db, number)
    return known.without(identities.of_others(db, number, *([one.id] if one else [])))


def _in_step(erased: Erased) -> tuple[str, ...]:
    """The files that are still there."""
    files = (Path(row.folder) / row.name for row in erased.synced)
    return tuple(str(file) for file in files if file.exists())


def _but_for_files(mentions: tuple[Mention, ...], erased: Erased) -> tuple[Mention, ...]:
    """The mentions without the names of files of the person, which are told apart: those are to go."""
    rows = {row.id for row in erased.synced}
    return tuple(each for each in mentions if each.table != "sync_card" or each.id not in rows)


def _names(files: list[Path]) -> tuple[str, ...]:
    return tuple(file.name for file in files)


def _copy(source: Path, target: Path) -> None:
    """A copy that nobody else can read, from its first byte on."""
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as read, os.fdopen(handle, "wb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
