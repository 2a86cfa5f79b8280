"""What one can do to interactions. Each method works in the caller's transaction; nothing is printed or asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, select

from relkeeper.drafts import InteractionDraft
from relkeeper.errors import NotFoundError, UsageError
from relkeeper.rules import notes
from relkeeper.rules.dates import Moment
from relkeeper.rules.private import unwanted
from relkeeper.services.forgetting import UNSAID
from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.entries import Interaction, Participant
from relkeeper.store.writing import raw

_TEXTS = ("channel", "direction", "summary", "body", "outcome", "place", "source", "kind")


class Interactions:
    """Interactions of one open book."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def add(self, draft: InteractionDraft, contact_ids: Sequence[int]) -> int:
        """Log an interaction with these contacts, at least one; returns its id.

        Raises UsageError for a private one with somebody who wants none kept.
        """
        interaction = Interaction(**_values(draft), created_at=self._now, updated_at=self._now)
        self._session.add(interaction)
        self._session.flush()
        assert interaction.id is not None
        self._take_part(interaction, contact_ids)
        return interaction.id

    def change(self, interaction_id: int, draft: InteractionDraft, contact_ids: Sequence[int]) -> None:
        """Make an interaction what the draft says, with these participants.

        Raises NotFoundError, and UsageError for a private one with somebody who wants none kept.
        """
        interaction = self._get(interaction_id)
        for name, value in _values(draft).items():
            setattr(interaction, name, value)
        interaction.updated_at = self._now
        self._session.flush()
        self._take_part(interaction, contact_ids)
        # Newcomers first: an interaction that nobody takes part in is removed by the file itself.
        self._session.execute(
            delete(Participant).where(
                Participant.interaction_id == interaction_id,  # type: ignore[arg-type]
                Participant.contact_id.not_in(contact_ids),  # type: ignore[attr-defined]
            )
        )

    def get(self, interaction_id: int) -> tuple[InteractionDraft, list[int]]:
        """An interaction as a draft, and the ids of its participants. Raises NotFoundError."""
        row = self._get(interaction_id)
        zone = timezone(timedelta(minutes=row.utc_offset))
        draft = InteractionDraft(
            moment=Moment(row.at.astimezone(zone), "day" if row.precision == "day" else "minute"),
            **{name: getattr(row, name) for name in _TEXTS},
            duration_minutes=row.duration_minutes,
            private=row.private,
        )
        people = select(Participant.contact_id).where(Participant.interaction_id == interaction_id)
        return draft, list(self._session.exec(people))

    def delete(self, interaction_id: int) -> None:
        """Remove an interaction; what it was imported from does not bring it back. Raises NotFoundError."""
        interaction = self._get(interaction_id)
        db = raw(self._session)
        db.execute(
            "INSERT INTO dismissed_message (contact_id, chat, taken) "
            "SELECT contact_id, chat, taken FROM sitting WHERE interaction_id = ?",
            (interaction_id,),
        )
        db.execute("UPDATE taken_event SET interaction_id = NULL WHERE interaction_id = ?", (interaction_id,))
        self._session.delete(interaction)
        self._session.flush()

    def unsay_private(self, contact_id: int) -> int:
        """Remove the words of the private interactions with a contact; that they happened stays. Returns how many."""
        private = (
            select(Interaction)
            .join(Participant, Participant.interaction_id == Interaction.id)  # type: ignore[arg-type]
            .where(Participant.contact_id == contact_id, Interaction.private)
        )
        found = self._session.exec(private).all()
        for interaction in found:
            for name, value in UNSAID.items():
                setattr(interaction, name, value)
            if interaction.kind:
                # "debt" or "health" would go on telling of it.
                interaction.kind, interaction.direction = notes.UNSAID, ""
            interaction.updated_at = self._now
        self._session.flush()
        return len(found)

    def _get(self, interaction_id: int) -> Interaction:
        interaction = self._session.get(Interaction, interaction_id)
        if interaction is None:
            raise NotFoundError(f"there is no entry #{interaction_id}; see: relkeeper timeline")
        return interaction

    def _take_part(self, interaction: Interaction, contact_ids: Sequence[int]) -> None:
        """Who took part before counts as before: somebody who was silent in a group is not in touch by a correction."""
        assert interaction.id is not None
        standing = select(Participant.contact_id, Participant.counts).where(
            Participant.interaction_id == interaction.id
        )
        counted = dict(self._session.exec(standing).all())
        for contact_id in dict.fromkeys(contact_ids):
            contact = self._session.get(Contact, contact_id)
            if contact is None:
                raise NotFoundError(f"there is no contact #{contact_id} any more")
            if interaction.private and contact.no_sensitive:
                raise unwanted(contact_id, contact.name)
            self._session.merge(
                Participant(
                    contact_id=contact_id,
                    on_date=interaction.on_date,
                    interaction_id=interaction.id,
                    counts=not interaction.kind and counted.get(contact_id, True),
                )
            )
        self._session.flush()


def _values(draft: InteractionDraft) -> dict[str, Any]:
    if not draft.summary.strip():
        raise UsageError("an entry needs a note: what was it about?")
    if draft.kind and draft.channel != notes.CHANNEL:
        raise UsageError("a note has no channel; log what happened: relkeeper log --help")
    offset = draft.moment.at.utcoffset()
    assert offset is not None
    # Offsets of before 1900 or so have seconds, which the file leaves out: the date is that of the offset it keeps.
    minutes = int(offset.total_seconds()) // 60
    return {
        "at": draft.moment.at,
        "utc_offset": minutes,
        "on_date": draft.moment.at.astimezone(timezone(timedelta(minutes=minutes))).date(),
        "precision": draft.moment.precision,
        **{name: getattr(draft, name) for name in _TEXTS},
        "duration_minutes": draft.duration_minutes,
        "private": draft.private,
    }
