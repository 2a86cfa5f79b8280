"""Under pseudonyms: nothing of what was written stays, and the same is the same everywhere."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft
from relkeeper.exporters import csv_file, json_file, vcard
from relkeeper.exporters.redacting import redacted
from relkeeper.reports.contact import ContactDetails, FieldRow, OccasionRow, PointRow, RelationRow
from relkeeper.reports.exporting import Export, Numbers
from relkeeper.reports.follow_ups import FollowUpRow
from relkeeper.reports.interactions import InteractionRow, Named
from relkeeper.rules import names
from tests.exporters import rows

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
# No pseudonym, key, date or word of a format holds a character of these.
words = st.text("样张三李四王五赵钱孙", min_size=2, max_size=6)
DATES = {"added_on", "created_at", "updated_at", "last_contact_on", "due_on", "snoozed_until", "at"}
OURS = {"cadence_from", "precision", "direction", "calendar"}


@st.composite
def filled(draw: st.DrawFn, row: Any, **given: Any) -> Any:
    """The row with a text of somebody's in every field that can hold one."""
    texts = {
        name: draw(words)
        for name, value in row._asdict().items()
        if (isinstance(value, str) or name == "cadence_tag") and name not in DATES | OURS
    }
    return row._replace(**{**texts, **given})


@st.composite
def contacts(draw: st.DrawFn, number: int) -> ContactDetails:
    return draw(
        filled(
            rows.contact(ContactDraft("x"), number),
            aliases=tuple(draw(st.lists(words, max_size=2))),
            tags=tuple(draw(st.lists(words, max_size=2))),
            fields=(FieldRow(draw(words), draw(words), True),),
            contact_points=tuple(
                draw(filled(PointRow(kind, "", "", ""), kind=kind))
                for kind in ("phone", "email", "url", "address", "qq", draw(words))
            ),
            occasions=(OccasionRow(draw(words), "gregorian", 1985, 12, 10, False),),
            relations=(
                RelationRow(draw(words), draw(words), Named(1, draw(words))),
                RelationRow(draw(words), draw(words), None),
            ),
            follow_ups=(promise(draw(words)),),
            attachments=(Named(1, draw(words)),),
        )
    )


def promise(text: str) -> FollowUpRow:
    who = Named(1, text)
    return FollowUpRow(1, rows.UID, who, text, "2026-12-01", -10, None, "2026-12-01", None, False, None, "", "")


@st.composite
def exports(draw: st.DrawFn) -> Export:
    people = (draw(contacts(1)), draw(contacts(2)))
    named = tuple(Named(person.id, person.name) for person in people)
    happened = tuple(
        draw(filled(rows.interaction(private=private), participants=named, attachments=(Named(1, draw(words)),)))
        for private in (False, True)
    )
    kept = {1: (PropertyDraft("NOTE", draw(words), draw(words), draw(words)),)}
    return Export(people, happened, kept, numbers_of(people))


def numbers_of(people: tuple[ContactDetails, ...]) -> Numbers:
    numbers = Numbers({}, {}, {})
    for person in reversed(people):
        for place, point in enumerate(person.contact_points):
            numbers.points[point.kind, point.normalized] = (person.id, place)  # type: ignore[index]
        numbers.organizations[names.fold(person.organization)] = person.id  # type: ignore[index]
        for tag in (*person.tags, person.cadence_tag):
            numbers.tags[tag] = len(numbers.tags)  # type: ignore[index]
    return numbers


@given(exports())
def test_no_text_of_anybody_is_in_any_format(export: Export) -> None:
    under_pseudonyms = redacted(export)
    outputs = (json_file.text(under_pseudonyms, NOW), vcard.text(under_pseudonyms), csv_file.text(under_pseudonyms))
    for said in texts_of(export):
        assert all(said not in output for output in outputs), said
    assert all(export.contacts[0].uid not in output for output in outputs)
    assert "1210" not in outputs[1]


def texts_of(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value} if set(value) & set("样张三李四王五赵钱孙") else set()
    if isinstance(value, dict):
        return texts_of(tuple(value.values()))
    if isinstance(value, tuple):
        return {text for item in value for text in texts_of(item)}
    if isinstance(value, PropertyDraft):
        return {value.value, value.params, value.group}
    return set()


def ada(number: int, email: str = "ada@example.org") -> ContactDetails:
    draft = ContactDraft(
        f"Ada Example {number}",
        organization="Engines Ltd" if number == 1 else "engines ltd",
        points=(PointDraft("email", email, "work,my own"), PointDraft("phone", f"+1 212 555 010{number}")),
        tags=("friends",),
        occasions=(OccasionDraft("birthday", 12, 10, 1985), OccasionDraft("birthday", 12, 10)),
    )
    return rows.contact(draft, number)


def export(*people: ContactDetails, happened: tuple[InteractionRow, ...] = ()) -> Export:
    numbers = Numbers(
        {
            ("email", "ada@example.org"): (1, 1),
            ("phone", "+1 212 555 0101"): (1, 2),
            ("phone", "+1 212 555 0102"): (2, 4),
        },
        {"engines ltd": 1},
        {"friends": 3},
    )
    return Export(people, happened, {}, numbers)


def test_what_two_share_has_one_pseudonym() -> None:
    first, second = redacted(export(ada(1), ada(2))).contacts
    assert (first.name, second.name) == ("Person 1", "Person 2")
    assert first.contact_points[0] == second.contact_points[0]
    assert first.contact_points[0] == PointRow(
        "email", "work", "person-1-1@redacted.invalid", "person-1-1@redacted.invalid"
    )
    assert first.contact_points[1] != second.contact_points[1]
    assert first.organization == second.organization == "Organisation 1"
    assert first.tags == ("Tag 3",)


def test_the_pseudonym_is_the_same_whoever_else_goes_out() -> None:
    alone = redacted(export(ada(2))).contacts[0]
    assert alone == redacted(export(ada(1), ada(2))).contacts[1]


def test_of_an_occasion_its_year_stays() -> None:
    (person,) = redacted(export(ada(1))).contacts
    assert person.occasions == (OccasionRow("birthday", "gregorian", 1985, 0, 0, False),)


@pytest.mark.parametrize(("kind", "left"), [("gift", "gift"), ("her affair", "other"), ("", "")])
def test_of_a_note_stays_a_kind_that_is_known(kind: str, left: str) -> None:
    happened = rows.interaction(Named(1, "Ada"), channel="note", kind=kind, summary="secret")
    (row,) = redacted(export(ada(1), happened=(happened,))).interactions
    assert (row.channel, row.kind, row.summary) == ("note", left, "")


def test_where_somebody_lives_and_what_was_promised_is_not_told() -> None:
    known = ada(1)._replace(timezone="Asia/Tokyo", local_time="2026-11-21T19:00+09:00")
    under = redacted(export(known._replace(follow_ups=(promise("secret"),))))
    assert (under.contacts[0].timezone, under.contacts[0].local_time, under.contacts[0].follow_ups) == ("", "", ())
    outputs = (json_file.text(under, NOW), vcard.text(under), csv_file.text(under))
    assert not [word for word in ("Tokyo", "+09", "secret") for output in outputs if word in output]


def test_of_an_entry_stays_who_when_and_how() -> None:
    happened = rows.interaction(Named(2, "Ada"), Named(1, "Zoe"), channel="my forum", summary="secret")
    (row,) = redacted(export(ada(1), happened=(happened, happened._replace(private=True)))).interactions
    assert row.participants == (Named(1, "Person 1"), Named(2, "Person 2"))
    assert (row.at, row.channel, row.direction, row.duration_minutes) == (happened.at, "other", "in", 45)
    assert json.loads(json_file.text(redacted(export(ada(1))), NOW))["contacts"][0]["name"] == "Person 1"
