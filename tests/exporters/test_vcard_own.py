"""What neither version of vCard has a place for: our own properties, and who reads them again."""

from dataclasses import replace

import pytest

from relkeeper.drafts import ContactDraft, OccasionDraft, RelationDraft
from relkeeper.exporters import vcard
from relkeeper.reports.contact import RelationRow
from relkeeper.reports.interactions import Named
from tests.exporters.rows import UID, interaction
from tests.exporters.vcards import read, row_of, unfolded, written

ADA = ContactDraft(
    "Ada Example",
    how_we_met="at the fair,\nby the engine",
    fields=(("coffee", "flat; white"), ("desk", "")),
    notes="likes tea",
    private_notes="between jobs\n\nsince May",
    private_fields=(("salary", "secret, of course"),),
    occasions=(
        OccasionDraft("birthday", 12, 10, 1985),
        OccasionDraft("birthday", 12, 11),
        OccasionDraft("birthday", 10, 29, 1985, "chinese", leap=True),
        OccasionDraft("birthday", 11, 1, None, "chinese"),
    ),
    cadence_days=14,
    archived=True,
    opt_outs=("no_greetings", "no_sharing"),
    uid=f"urn:uuid:{UID}",
    line=1,
)
BOB, BOB_UID = Named(7, "Bob Muster"), "urn:uuid:99999999-2222-4333-8444-555555555555"


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_contact_comes_back_with_what_is_private_still_private(version: str) -> None:
    assert read(written(ADA, version)) == [ADA]


def test_the_lines_are_these() -> None:
    said = unfolded(ADA)
    for line in (
        "X-RELKEEPER-HOW-WE-MET:at the fair\\,\\nby the engine",
        "X-RELKEEPER-FIELD:coffee;flat\\; white",
        "X-RELKEEPER-FIELD;X-RELKEEPER-PRIVATE=true:salary;secret\\, of course",
        "NOTE;X-RELKEEPER-PRIVATE=true:between jobs\\n\\nsince May",
        "X-RELKEEPER-CADENCE:14",
        "X-RELKEEPER-ARCHIVED:true",
        "X-RELKEEPER-NO-GREETINGS:true",
        "X-RELKEEPER-NO-SHARING:true",
        "item1.X-ABDATE;X-RELKEEPER-KIND=birthday:--1211",
    ):
        assert line in said


def test_a_cadence_that_is_not_the_contacts_own_stays() -> None:
    row = row_of(ADA)._replace(cadence_from="tag", cadence_tag="friends")
    assert "CADENCE" not in vcard.card(row)


@pytest.mark.parametrize(
    "line",
    ["X-RELKEEPER-CADENCE:0", "X-RELKEEPER-CADENCE:soon", "X-RELKEEPER-CADENCE:36526", "X-RELKEEPER-FIELD:;x",
     "X-RELKEEPER-ARCHIVED:perhaps", "X-RELKEEPER-KEPT:;;;x", "X-RELKEEPER-NO-SHARING:no"],
)  # fmt: skip
def test_what_no_relkeeper_wrote_is_kept_like_any_other_property(line: str) -> None:
    (again,) = read(f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\n{line}\r\nEND:VCARD\r\n")
    assert isinstance(again, ContactDraft)
    name, _, value = line.partition(":")
    assert [(kept.name, kept.value) for kept in again.properties] == [(name, value)]
    assert replace(again, properties=(), line=0) == ContactDraft("Ada")


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("kind", ["spouse", "wife", "contact,friend", "related", "Chefin von", "introduced by"])
def test_a_relation_to_somebody_who_goes_along_names_the_card(version: str, kind: str) -> None:
    row = row_of(ContactDraft("Ada"))._replace(relations=(RelationRow(kind, "Bob", BOB),))
    said = {(kind, "Bob"): "her own word"}
    (again,) = read(vcard.card(row, (), version, uids={7: BOB_UID}, said=said))
    assert isinstance(again, ContactDraft)
    assert again.relations == (RelationDraft(kind, "Bob", uid=BOB_UID, inverse="her own word"),)
    assert "99999999" not in vcard.card(row, (), version)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("spouse", "RELATED;VALUE=text;TYPE=spouse:Bob"),
        ("wife", "RELATED;VALUE=text;TYPE=spouse;X-RELKEEPER-KIND=wife:Bob"),
        ("Wife", "RELATED;VALUE=text;TYPE=spouse;X-RELKEEPER-KIND=Wife:Bob"),
        ("brother", "RELATED;VALUE=text;TYPE=sibling;X-RELKEEPER-KIND=brother:Bob"),
        ("cousin", "RELATED;VALUE=text;TYPE=kin;X-RELKEEPER-KIND=cousin:Bob"),
        ("emergency contact", "RELATED;VALUE=text;TYPE=emergency;X-RELKEEPER-KIND=emergency contact:Bob"),
        ("contact,friend", "RELATED;VALUE=text;TYPE=contact;TYPE=friend:Bob"),
        ("mother,father", 'RELATED;VALUE=text;TYPE=parent;X-RELKEEPER-KIND="mother,father":Bob'),
        ("related", "RELATED;VALUE=text:Bob"),
        ("manager", "item1.X-ABRELATEDNAMES:Bob"),
        ("report", "item1.X-ABRELATEDNAMES:Bob"),
        ("classmate", "item1.X-ABRELATEDNAMES:Bob"),
        ("introduced", "item1.X-ABRELATEDNAMES:Bob"),
    ],
)
def test_related_has_only_words_of_the_standard(kind: str, line: str) -> None:
    draft = ContactDraft("Ada", relations=(RelationDraft(kind, "Bob"),))
    assert line in unfolded(draft)
    (again,) = read(written(draft))
    assert isinstance(again, ContactDraft)
    assert again.relations == draft.relations


def test_a_label_has_no_control_characters() -> None:
    draft = ContactDraft("Ada", relations=(RelationDraft("red \x1b[31m", "Bob\x9b"),))
    for version in ("3.0", "4.0"):
        assert "\x1b" not in written(draft, version)
        assert "\x9b" not in written(draft, version)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_the_relation_of_another_goes_out_but_does_not_come_back(version: str) -> None:
    row = row_of(ContactDraft("Ada"))._replace(relations=(RelationRow("spouse", "Bob", BOB),))
    card = vcard.card(row, (), version, uids={7: BOB_UID}, said={})
    assert ":Bob\r\n" in card.replace("\r\n ", "")
    (again,) = read(card)
    assert isinstance(again, ContactDraft)
    assert (again.relations, again.properties) == ((), ())


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_entries_go_along_as_notes_that_do_not_come_back(version: str) -> None:
    entry = interaction(Named(1, "Ada"), BOB, summary="tea", body="She sends, the deck.", outcome="we start")
    card = vcard.card(row_of(ContactDraft("Ada", notes="hers")), (), version, entries=[entry])
    assert (
        f"NOTE;X-RELKEEPER-ENTRY={UID}:2026-11-01 10:00 call with Bob Muster: tea\\nShe sends\\, the deck.\\nOutcome: we start"
    ) in card.replace("\r\n ", "").split("\r\n")
    (again,) = read(card)
    assert isinstance(again, ContactDraft)
    assert (again.notes, again.properties) == ("hers", ())


def test_an_entry_of_a_day_has_no_time_and_one_without_words_is_still_told() -> None:
    entry = interaction(Named(1, "Ada"), private=True)._replace(precision="day")
    said = vcard.card(row_of(ContactDraft("Ada")), entries=[entry])
    assert ";X-RELKEEPER-PRIVATE=true:2026-11-01 call\r\n" in said.replace("\r\n ", "")
