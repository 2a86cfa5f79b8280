"""Rows of the reports, made of drafts as the book would."""

from relkeeper.drafts import ContactDraft
from relkeeper.reports.contact import ContactDetails, FieldRow, OccasionRow, PointRow, RelationRow
from relkeeper.reports.exporting import Export, Numbers
from relkeeper.reports.interactions import InteractionRow, Named

UID = "11111111-2222-4333-8444-555555555555"


def contact(draft: ContactDraft, number: int = 1, *, archived: bool = False) -> ContactDetails:
    return ContactDetails(
        id=number,
        uid=UID,
        name=draft.name,
        given_name=draft.given_name,
        family_name=draft.family_name,
        aliases=draft.aliases,
        organization=draft.organization,
        title=draft.title,
        pronouns=draft.pronouns,
        how_we_met=draft.how_we_met,
        notes=draft.notes,
        private_notes=draft.private_notes,
        tags=draft.tags,
        fields=tuple(FieldRow(name, value, False) for name, value in draft.fields),
        contact_points=tuple(PointRow(p.kind, p.label, p.value, p.value.lower()) for p in draft.points),
        occasions=tuple(OccasionRow(o.kind, o.calendar, o.year, o.month, o.day, o.leap) for o in draft.occasions),
        relations=tuple(RelationRow(r.kind, r.name, None) for r in draft.relations),
        cadence_days=14,
        cadence_from="own",
        cadence_tag=None,
        added_on="2026-01-01",
        snoozed_until=None,
        archived=archived,
        no_greetings=False,
        no_sharing=False,
        no_automation=False,
        no_sensitive=False,
        timezone=draft.timezone,
        local_time=None,
        last_contact_on="2026-11-01",
        due_on="2026-11-15",
        days_overdue=-3,
        created_at="2026-01-01T10:00:00Z",
        updated_at="2026-01-01T10:00:00Z",
        private_count=0,
        revealed=False,
        interaction_count=0,
        interactions=(),
        topics=draft.topics,
    )


def interaction(*people: Named, private: bool = False, **texts: str) -> InteractionRow:
    row = InteractionRow(
        id=1,
        uid=UID,
        at="2026-11-01T10:00:00+01:00",
        utc_offset=60,
        precision="minute",
        channel="call",
        direction="in",
        summary="",
        body="",
        outcome="",
        place="",
        duration_minutes=45,
        source="typed",
        private=private,
        kind="",
        messages_in=None,
        messages_out=None,
        participants=people,
        attachments=(),
    )
    return row._replace(**texts)  # type: ignore[arg-type]


def export(*contacts: ContactDetails, happened: tuple[InteractionRow, ...] = ()) -> Export:
    return Export(contacts, happened, {}, Numbers({}, {}, {}))
