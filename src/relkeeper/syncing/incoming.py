"""What the files of a folder have to say to the book."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from relkeeper.drafts import ContactDraft, Problem, RelationDraft
from relkeeper.errors import RelkeeperError
from relkeeper.rules import merging
from relkeeper.rules.merging import identity, three_way
from relkeeper.rules.merging.three_way import Fingerprint, Merge
from relkeeper.services import contact_rows
from relkeeper.services.contacts import Contacts
from relkeeper.services.importing.cards import Cards, perhaps
from relkeeper.services.importing.matching import BY_UID, uid_forms
from relkeeper.services.importing.placing import Place, Placing, digest, with_uid
from relkeeper.store.loading import load
from relkeeper.store.writing import raw
from relkeeper.syncing import fingerprints, items, own_cards, vdir
from relkeeper.syncing.items import CardFile
from relkeeper.syncing.looking import KnownFile
from relkeeper.syncing.owners import Owners
from relkeeper.syncing.pairs import Pair
from relkeeper.syncing.report import Conflict, Step
from relkeeper.syncing.rows import Agreed, Rows
from relkeeper.syncing.taking import taken

# Texts have room for what both sides say.
_NOTES = "notes"


class Incoming:
    """Takes what is new in files into one open book. `region` is that of phone numbers."""

    def __init__(
        self,
        session: Session,
        now: datetime,
        region: str,
        folder: Path,
        rows: Rows,
        owners: Owners,
        *,
        prefer_folder: bool,
    ) -> None:
        self._session = session
        self._db = raw(session)
        self._now = now
        self._region = region
        self._folder = folder
        self._rows = rows
        self._owners = owners
        self._placing = Placing(self._db, region)
        self._relations: list[tuple[int, RelationDraft]] = []
        self._prefer_folder = prefer_folder
        self._cards = Cards(session, now, region)
        self._contacts = Contacts(session, now, region)
        self.pairs: list[Pair] = []
        self.steps: list[Step] = []
        self.conflicts: list[Conflict] = []
        self.problems: list[Problem] = []
        # The contacts whose identity a file has that was left alone.
        self.claimed: set[int] = set()

    def changed(self, row: KnownFile) -> None:
        """Take what was changed in a file since it was last seen, or the file that came back."""
        assert row.contact_id is not None
        data, item = self._read(row.name)
        if item.flaw:
            self.problems.append(Problem(row.name, "file", item.flaw))
            return
        owner = self._owners.by_uid(item.draft)
        if owner is not None and owner != row.contact_id:
            (name,) = self._db.execute("SELECT name FROM contact WHERE id = ?", (owner,)).fetchone()
            self.problems.append(
                Problem(row.name, "file", f"it holds the card of #{owner} {name} now; it was left alone")
            )
            return
        if row.gone and row.archived:
            self._restore(row.contact_id, row.name)
        agreed = self._rows.agreed(row.id)
        self._settle(self._pair(row.id, row.name, row.contact_id, data, agreed), item, "updated")

    def new(self, name: str) -> None:
        """Take a file that the book does not know: into the contact it belongs to, else into a new one.

        The cards of a file of several go in as by an import, and are not kept in step.
        """
        data, item = self._read(name)
        if item.flaw:
            self.problems.append(Problem(name, "file", item.flaw))
            for draft in item.drafts if len(item.drafts) > 1 else ():
                self._take(draft, name)
            return
        owner = self._owners.by_uid(item.draft)
        why_not = self._owners.why_not(owner, item.draft) if owner is not None else ""
        if owner is not None and why_not:
            self.claimed.add(owner)
            self.problems.append(Problem(name, _place(item.draft), why_not))
            return
        contact_id, done = self._placed(item.draft, name, data, owner)
        self._owners.add(contact_id, name)
        if done in ("added", "unchanged"):
            # The book has had all of the card: what differs was changed here since.
            ours = self._said(contact_id, item.version) if done == "added" else item.said
            pair = Pair(None, name, contact_id, data, item.said, ours, ours, item.said)
        else:
            pair = self._pair(None, name, contact_id, data, Agreed("", {}, {}, {}))
        if self._rows.drop_gone(contact_id) and self._is_archived(contact_id):
            self._restore(contact_id, name)
        self._settle(pair, item, "" if done == "added" else "matched")

    def finish(self) -> None:
        """Tie relations to the contacts that they name, now that all files are in the book."""
        self._cards.finish()
        for contact_id, relation in self._relations:
            others = self._db.execute(BY_UID, uid_forms(relation.uid)).fetchall()
            if len(others) == 1:
                self._cards.tie(contact_id, relation, others[0][0])

    def _pair(self, row_id: int | None, name: str, contact_id: int, data: str, agreed: Agreed) -> Pair:
        return Pair(row_id, name, contact_id, data, agreed.theirs, agreed.ours, agreed.ours, agreed.heard)

    def _restore(self, contact_id: int, name: str) -> None:
        """Bring back the contact of a file that came back."""
        self._contacts.archive(contact_id, archived=False)
        self._step("restored", contact_id, name)

    def _is_archived(self, contact_id: int) -> bool:
        return bool(self._db.execute("SELECT 1 FROM contact WHERE id = ? AND archived", (contact_id,)).fetchone())

    def _read(self, name: str) -> tuple[str, CardFile]:
        """The digest of a file, and what it holds."""
        try:
            data = vdir.read(self._folder / name)
        except RelkeeperError as error:
            return "", CardFile((), (), "", str(error))
        item = items.read(data, name)
        self.problems += item.problems if not item.flaw else ()
        return vdir.digest(data), item

    def _placed(self, draft: ContactDraft, name: str, data: str, owner: int | None) -> tuple[int, str]:
        """The contact that a card belongs to, and what became of it: see `_take`, or `known`.

        Known is the card of a contact of the book's own identity, and the file that was its before an undo.
        """
        if owner is not None and self._is_own(owner, draft):
            return owner, "known"
        before = self._before(data)
        if before is not None and owner in (None, before):
            return before, "known"
        place = self._belongs(draft)
        if place.id is None:
            return self._added(draft, name, [perhaps(draft, place.likely)] if place.likely else []), "added"
        if place.id != owner and self._owners.files(place.id):
            made = self._added(draft, name, [])
            self.problems.append(Problem(name, _place(draft), self._owners.perhaps(draft, made, place.id)))
            return made, "added"
        return self._take(draft, name)

    def _is_own(self, contact_id: int, draft: ContactDraft) -> bool:
        uid = (contact_id, identity.uid(draft.uid))
        return self._db.execute("SELECT 1 FROM contact WHERE id = ? AND uid = ?", uid).fetchone() is not None

    def _before(self, data: str) -> int | None:
        """The contact that a file of that digest was agreed on with before an undo, if it is there."""
        back = self._rows.taken_back.get(data)
        found = back and self._db.execute("SELECT id FROM contact WHERE id = ?", (back.contact_id,)).fetchone()
        return int(found[0]) if found else None

    def _belongs(self, draft: ContactDraft) -> Place:
        """Where a card would be taken."""
        if self._placing.is_taken(digest(draft)):
            return Place(self._taken_by(draft))
        return self._placing.place(draft)

    def _added(self, draft: ContactDraft, name: str, words: Iterable[str]) -> int:
        """Make a contact of a card, whatever else it may belong to."""
        contact_id = self._cards.growing.create(with_uid(draft))
        taken = "INSERT OR IGNORE INTO taken_card (digest, contact_id) VALUES (?, ?)"
        self._db.execute(taken, (digest(draft), contact_id))
        self._relations += [(contact_id, relation) for relation in draft.relations if relation.uid]
        self.problems += [Problem(name, _place(draft), said) for said in words]
        self._step("added", contact_id, name)
        return contact_id

    def _take(self, draft: ContactDraft, name: str) -> tuple[int, str]:
        """Take a card as an import does: `added`, `updated` or `unchanged`."""
        before = len(self._cards.growing.changes)
        contact_id = self._cards.take(draft, name) or self._taken_by(draft)
        self.problems += self._cards.problems
        self._cards.problems.clear()
        done = self._cards.growing.changes[-1].done if len(self._cards.growing.changes) > before else "unchanged"
        if done == "added":
            self._step(done, contact_id, name)
        return contact_id, done

    def _taken_by(self, draft: ContactDraft) -> int:
        """The contact that took a card that said the same."""
        statement = "SELECT contact_id FROM taken_card WHERE digest = ?"
        return int(self._db.execute(statement, (digest(with_uid(draft)),)).fetchone()[0])

    def _settle(self, pair: Pair, item: CardFile, done: str) -> None:
        """Take from the file what it has to say since both last agreed; `done` is the word for it.

        Where an undo took back what both had agreed on with the bytes that the file still has, the row tells of the
        time before, and what the book itself wrote since would look like news. So of such a file only that is taken
        which others had written there since then (`heard`), and what goes there is seen from what was agreed on. An
        undo of a sync alone takes in again what it had taken in, and no file changes. After an undo of a merge, too,
        nothing of the one who is back comes in from the file of the other, and it goes from there.
        """
        back = self._rows.taken_back.get(pair.digest or "")
        if back is None:
            said = item.said
            heard = three_way.followed(pair.heard, pair.theirs, said, said)
        else:
            said = three_way.followed(pair.theirs, pair.heard, back.agreed.heard, item.said)
            heard = back.agreed.heard
        # What a new contact says was just asked.
        own = self._said(pair.contact_id, item.version) if done else pair.ours
        merge = three_way.merged(pair.ours, own, pair.theirs, said, self._prefer_folder)
        standing = load(self._db, pair.contact_id)
        self._tell(pair, merge, standing, item.draft)
        to_ours, card, owed = merge.to_ours, item.draft, merge.to_theirs.fields
        if _NOTES in merge.conflicts:
            to_ours = to_ours._replace(values=to_ours.values | {_NOTES})
            card = replace(card, notes=_both_notes(standing, card))
            owed |= {_NOTES}
        if to_ours:
            changed = taken(standing, to_ours, card)
            contact_rows.change(self._session, pair.contact_id, standing, changed, self._now, self._region)
        if to_ours or done == "matched":
            self._step(done, pair.contact_id, pair.name, to_ours.fields, standing, card)
        ours = three_way.patched(pair.ours, to_ours, said)
        base = self._said(pair.contact_id, item.version) if to_ours else own
        if back is not None:
            ours, base, owed = back.agreed.ours, back.agreed.ours, frozenset()
        self.pairs.append(
            replace(
                pair,
                theirs=item.said,
                ours=ours,
                base=base,
                heard=heard,
                version=item.version,
                uid=item.draft.uid,
                owed=owed,
            )
        )

    def _said(self, contact_id: int, version: str) -> Fingerprint:
        """What the contact's own card says."""
        return own_cards.of(self._db, contact_id, self._now.date()).read_again(version)

    def _tell(self, pair: Pair, merge: Merge, contact: ContactDraft, card: ContactDraft) -> None:
        """Report what both sides had changed."""
        here, there = fingerprints.values(contact), fingerprints.values(card)
        stands = "folder" if self._prefer_folder else "book"
        for field in sorted(merge.conflicts):
            named = fingerprints.described(field, contact, card)
            said = (here.get(field, ""), there.get(field, ""), "both" if field == _NOTES else stands)
            self.conflicts.append(Conflict(pair.contact_id, contact.name, pair.name, named, *said))

    def _step(self, done: str, contact_id: int, file: str, fields: Iterable[str] = (), *drafts: ContactDraft) -> None:
        (name,) = self._db.execute("SELECT name FROM contact WHERE id = ?", (contact_id,)).fetchone()
        named = tuple(sorted(fingerprints.described(field, *drafts) for field in fields))
        self.steps.append(Step("here", done, contact_id, name, file, named))


def _both_notes(contact: ContactDraft, card: ContactDraft) -> str:
    """The notes of the contact, and the paragraphs that only the card has; none that was made private here."""
    standing = ContactDraft(name=contact.name, notes=contact.notes, private_notes=contact.private_notes)
    return merging.merged(standing, ContactDraft(name=contact.name, notes=card.notes), lambda point: point).notes


def _place(draft: ContactDraft) -> str:
    return f"line {draft.line}"
