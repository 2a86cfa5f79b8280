"""Keeping a folder of .vcf files and the book in step, both ways.

What either side changed since the last time is carried over to the other; `rules/merging/three_way.py` says what
becomes of what both changed. A file that was deleted there archives its contact here; a contact that was deleted here
takes its file along, unless the file was changed since: then its card comes in again.

The order: first all files are taken into the book, within one transaction; then files are written and removed, still
within it; then it is committed. So the rows that say what both sides agreed on never say more than is there. Where the
program ends in between, the book is as it was and some files say already what they should: the next time finds in them
what the book says, too, and nothing to settle. It is the same where the book is older than the files, after an undo or
a backup that was restored: what others wrote to the files besides is taken in, what the book itself wrote is not where
the journal still tells (`Incoming._settle`), and a file that is missing is written again where an undo has taken back
that it was to go.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from relkeeper.drafts import Problem
from relkeeper.errors import RelkeeperError
from relkeeper.services.contacts import Contacts
from relkeeper.store.writing import raw
from relkeeper.syncing import items, looking, vdir
from relkeeper.syncing.incoming import Incoming
from relkeeper.syncing.looking import KnownFile, Losses
from relkeeper.syncing.outgoing import Outgoing
from relkeeper.syncing.owners import Owners
from relkeeper.syncing.pairs import Pair
from relkeeper.syncing.report import Step, SyncReport
from relkeeper.syncing.rows import Rows


class Wishes(NamedTuple):
    """How the user wants a folder to be kept in step.

    `version` is that of vCard for new files. More than a fifth may go only where it was `agreed` to, or with `force`.
    """

    prefer_folder: bool = False
    version: str = items.VERSIONS[0]
    agreed: Losses = Losses()
    force: bool = False
    rehearsed: bool = False


class Keeping:
    """Keeps one folder in step with one open book, in the caller's transaction."""

    def __init__(self, session: Session, now: datetime, region: str, folder: Path, wishes: Wishes) -> None:
        self._db = raw(session)
        self._folder = folder
        self._wishes = wishes
        self._looked = looking.survey(self._db, folder)
        self._rows = Rows(self._db, folder, self._looked.folder_id)
        self._contacts = Contacts(session, now, region)
        owners = Owners(self._db, region, folder, self._looked)
        self._in = Incoming(session, now, region, folder, self._rows, owners, prefer_folder=wishes.prefer_folder)
        self._out = Outgoing(self._db, now.date(), folder, self._rows, rehearsed=wishes.rehearsed)
        self._steps: list[Step] = []
        self._paired: set[int] = set()

    def run(self) -> SyncReport:
        """Bring both in step. Raises RelkeeperError where too much would go, before anything is done."""
        looked = self._looked
        _refuse(looked.losses, self._wishes, self._folder)
        going, came_back = self._ownerless()
        for row in looked.rows.values():
            if row.name != row.was:
                self._rows.rename(row.id, row.name)
        for row in looked.changed:
            self._in.changed(row)
        for name in (*came_back, *looked.new):
            self._in.new(name)
        self._in.finish()
        # A new file may be that of a contact whose old one is missing.
        self._paired = {pair.contact_id for pair in self._in.pairs}
        for row in looked.missing:
            self._missing(row)
        self._write()
        for row in going:
            self._out.remove(row.id, row.name, looked.files.digests[row.name])
        self._rows.save_seen(len(looked.touched))
        return self._report()

    def _ownerless(self) -> tuple[list[KnownFile], list[str]]:
        """The files that go with their contacts, and those that were changed since and come in again."""
        going, came_back = [], []
        for row in self._looked.ownerless:
            if row.name in self._looked.losses.files:
                going.append(row)
            elif row.name in self._looked.files.digests:
                came_back.append(row.name)
                self._rows.drop(row.id)
            elif row.name not in self._looked.files:
                self._rows.drop(row.id)
        return going, came_back

    def _missing(self, row: KnownFile) -> None:
        """A file was deleted there: its contact is archived, unless it has another file in the folder."""
        assert row.contact_id is not None
        others = (other for other in self._looked.rows.values() if other.contact_id == row.contact_id)
        if row.contact_id in self._paired or any(other.name in self._looked.files for other in others):
            self._rows.drop(row.id)
            return
        self._rows.mark_gone(row.id)
        if row.name in self._looked.losses.contacts:
            self._contacts.archive(row.contact_id)
            (name,) = self._db.execute("SELECT name FROM contact WHERE id = ?", (row.contact_id,)).fetchone()
            self._steps.append(Step("here", "archived", row.contact_id, name, row.name))

    def _write(self) -> None:
        """Tell the files what their contacts say since; then those contacts that have none yet."""
        for pair in (*self._in.pairs, *self._untaken()):
            self._out.update(pair)
        for row in self._looked.returning:
            assert row.contact_id is not None
            if row.contact_id in self._paired:
                self._rows.drop(row.id)
                continue
            self._out.again(row.id, row.name, row.contact_id, self._wishes.version)
        taken = {*self._looked.files.digests, *self._looked.files.unreadable, *self._looked.rows}
        for contact_id in looking.fresh(self._db, self._rows.folder_id):
            if contact_id not in self._in.claimed:
                self._out.add(contact_id, self._wishes.version, taken)

    def _untaken(self) -> Iterable[Pair]:
        """The files that were not changed, of contacts that were: before, or by another file now."""
        done = {pair.name for pair in self._in.pairs}
        touched = self._looked.touched | {pair.contact_id for pair in self._in.pairs}
        for row in self._looked.rows.values():
            if row.contact_id is None or row.contact_id not in touched or row.name in done or row.gone:
                continue
            pair = self._unchanged(row, row.contact_id)
            if pair is not None:
                yield pair
            elif row.name in self._looked.files:
                self._rows.mark_pending(row.id, vdir.UNKNOWN)

    def _unchanged(self, row: KnownFile, contact_id: int) -> Pair | None:
        """The pair of a file that says what it said; None for one that is not there, or cannot be read now."""
        if self._looked.files.digests.get(row.name) != row.digest:
            return None
        try:
            item = items.read(vdir.read(self._folder / row.name), row.name)
        except RelkeeperError:
            # It is gone since it was listed; the next time says what to do.
            return None
        agreed = self._rows.agreed(row.id)
        ours = agreed.ours
        if item.flaw:
            return None
        said = (agreed.theirs, ours, ours, agreed.heard, item.version, item.draft.uid)
        return Pair(row.id, row.name, contact_id, row.digest, *said)

    def _report(self) -> SyncReport:
        unreadable = (Problem(name, "file", why) for name, why in self._looked.files.unreadable.items())
        steps = (*self._steps, *self._in.steps, *self._out.steps)
        told = {step.file for step in steps}
        return SyncReport(
            folder=str(self._folder),
            steps=steps,
            conflicts=tuple(self._in.conflicts),
            problems=(*unreadable, *self._in.problems, *self._out.problems),
            unchanged=sum(name not in told for name in self._looked.files.digests),
            losses=self._looked.losses,
        )


def _refuse(losses: Losses, wishes: Wishes, folder: Path) -> None:
    allowed = wishes.force or wishes.rehearsed or losses.within(wishes.agreed)
    if losses.too_many and not allowed:
        raise RelkeeperError(f"{losses.words(folder)}; nothing was done. If that is meant, say --force")
