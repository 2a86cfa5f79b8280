"""What the book has to say to the files of a folder."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from relkeeper.drafts import Problem
from relkeeper.errors import RelkeeperError
from relkeeper.rules.merging import three_way
from relkeeper.syncing import fingerprints, items, own_cards, vdir
from relkeeper.syncing.items import CardFile
from relkeeper.syncing.own_cards import OwnCard
from relkeeper.syncing.pairs import Pair
from relkeeper.syncing.report import Step
from relkeeper.syncing.rows import Agreed, Rows


class Outgoing:
    """Writes and removes files of one folder, and what is known of them. With `rehearsed` no file is touched."""

    def __init__(self, db: sqlite3.Connection, today: date, folder: Path, rows: Rows, *, rehearsed: bool) -> None:
        self._db = db
        self._today = today
        self._folder = folder
        self._rows = rows
        self._rehearsed = rehearsed
        self.steps: list[Step] = []
        self.problems: list[Problem] = []

    def update(self, pair: Pair) -> None:
        """Write the file anew where something of the contact has to go there; write down that both agree."""
        own = own_cards.of(self._db, pair.contact_id, self._today)
        final = own.read_again(pair.version)
        now = three_way.merged(pair.base, final, pair.theirs, pair.theirs).to_theirs.fields
        owed = pair.owed | now
        if owed and not own.row.no_sharing:
            self._write(pair, own, pair.version, "updated", owed)
        else:
            assert pair.digest is not None
            # What is held back is still to go once it may.
            said = pair.ours if owed else final
            agreed = Agreed(pair.digest, pair.theirs, said, pair.heard)
            self._rows.save(pair.row_id, pair.name, pair.contact_id, agreed)

    def add(self, contact_id: int, version: str, taken: Iterable[str]) -> None:
        """Write a contact that has no file yet, under a name that none has."""
        own = own_cards.of(self._db, contact_id, self._today)
        self._write(_new(None, _free(own.row.uid, set(taken)), contact_id), own, version, "written")

    def again(self, row_id: int, name: str, contact_id: int, version: str) -> None:
        """Write a file that was deleted there once more."""
        own = own_cards.of(self._db, contact_id, self._today)
        if not own.row.no_sharing:
            self._write(_new(row_id, name, contact_id), own, version, "written")

    def remove(self, row_id: int, name: str, digest: str) -> None:
        """Remove the file of a contact that was deleted here."""
        if self._done(name, lambda: vdir.remove(self._folder / name, digest)):
            self._rows.drop(row_id)
            self.steps.append(Step("there", "removed", None, "", name))

    def _write(self, pair: Pair, own: OwnCard, version: str, done: str, fields: Iterable[str] = ()) -> None:
        text = own.text(version, pair.uid)
        data = text.encode("utf-8", "replace")
        item = items.read(data, pair.name)
        flaw = _flaw(own, data, item)
        if flaw:
            self.problems.append(Problem(pair.name, "file", flaw))
            return
        if not self._done(pair.name, lambda: vdir.write(self._folder / pair.name, text, pair.digest)):
            if pair.row_id is not None or pair.digest is not None:
                unsaid = Agreed(vdir.UNKNOWN, pair.theirs, pair.ours, pair.heard)
                self._rows.save(pair.row_id, pair.name, pair.contact_id, unsaid)
            return
        # Both agree: what the card says does not hang on the identity that it has in the file.
        agreed = Agreed(vdir.digest(data), item.said, own.whole(item.said), pair.heard)
        self._rows.save(pair.row_id, pair.name, pair.contact_id, agreed)
        named = tuple(sorted(fingerprints.described(field, item.draft) for field in fields))
        self.steps.append(Step("there", done, pair.contact_id, own.row.name, pair.name, named))

    def _done(self, name: str, act: Callable[[], None]) -> bool:
        """Whether a file could be written or removed; the reason why not is a problem."""
        if self._rehearsed:
            return True
        try:
            act()
        except RelkeeperError as error:
            self.problems.append(Problem(name, "file", str(error)))
            return False
        return True


def _new(row_id: int | None, name: str, contact_id: int) -> Pair:
    return Pair(row_id, name, contact_id, None, {}, {}, {}, {})


def _flaw(own: OwnCard, data: bytes, item: CardFile) -> str:
    """Why a card of ours cannot be kept in step; empty where it can."""
    if item.flaw:
        return f"#{own.row.id} {own.row.name} makes no card that can be read again; give it another name"
    if len(data) > vdir.LARGEST_FILE:
        return f"the card of #{own.row.id} {own.row.name} is larger than {vdir.LARGEST_FILE // 2**20} MiB"
    return ""


def _free(uid: str, taken: set[str]) -> str:
    names = (f"{uid}{ending}{vdir.ENDING}" for ending in ("", *(f"-{number}" for number in range(2, len(taken) + 3))))
    return next(name for name in names if name not in taken)
