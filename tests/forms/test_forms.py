"""A contact and an entry as text, and back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, PointDraft, RelationDraft
from relkeeper.errors import UsageError
from relkeeper.forms import Forms
from relkeeper.reports.contact import ContactDetails, FieldRow, PointRow
from relkeeper.reports.interactions import InteractionRow, Named
from relkeeper.rules import names

FORMS = Forms(datetime(2026, 11, 21, 10, tzinfo=UTC))

# All that can be kept: `entered.text` refuses NUL.
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from("\"'\\#=[]\n\r\t张\x1b\x7f\x9b\u202e\u2028\ufeff\U000e0041")
).map(str.strip)
filled = texts.filter(names.fold)
ADA = ContactDetails(
    id=1,
    uid="x",
    name="Ada Example",
    given_name="Ada",
    family_name="Example",
    aliases=("Countess",),
    organization="Engines Ltd",
    title="",
    pronouns="",
    how_we_met="",
    notes="one\ntwo",
    private_notes="",
    tags=("math",),
    fields=(FieldRow("tea", "green", private=False),),
    contact_points=(PointRow("phone", "work", "+44 20 7946 0018", "x"), PointRow("qq", "", "12345", "12345")),
    occasions=(),
    relations=(),
    cadence_days=14,
    cadence_from="own",
    cadence_tag=None,
    added_on="2026-11-01",
    snoozed_until=None,
    archived=False,
    no_greetings=False,
    no_sharing=False,
    no_automation=False,
    no_sensitive=False,
    timezone="",
    local_time=None,
    last_contact_on=None,
    due_on=None,
    days_overdue=None,
    created_at="",
    updated_at="",
    private_count=0,
    revealed=False,
    interaction_count=0,
    interactions=(),
)


@given(filled, texts, texts, st.lists(filled, unique=True, max_size=3), st.dictionaries(filled, texts, max_size=3))
def test_a_contact_comes_back_as_it_went(
    name: str, org: str, notes: str, words: list[str], fields: dict[str, str]
) -> None:
    rows = tuple(FieldRow(key, value, private=False) for key, value in fields.items())
    details = ADA._replace(
        name=name, organization=org, notes=notes, aliases=tuple(words), tags=tuple(words), fields=rows
    )
    form = FORMS.read_contact(FORMS.write_contact(details))
    assert (form.draft.name, form.draft.organization, form.draft.notes) == (name, org, notes)
    assert (form.draft.aliases, form.draft.tags) == (tuple(words), tuple(words))
    assert dict(form.draft.fields) == fields
    assert form.cadence_days == 14


@given(texts, st.dictionaries(filled, texts, max_size=3))
def test_what_is_private_comes_back_where_it_was_revealed(notes: str, fields: dict[str, str]) -> None:
    rows = tuple(FieldRow(key, value, private=True) for key, value in fields.items())
    details = ADA._replace(fields=rows, private_notes=notes, private_count=9, revealed=True)
    draft = FORMS.read_contact(FORMS.write_contact(details), revealed=True).draft
    assert (draft.private_notes, dict(draft.private_fields), draft.fields) == (notes, fields, ())


PRIVATE = ContactDraft("Ada Example", private_notes="hush", private_fields=(("Coffee", "none"), ("diet", "strict")))


def test_a_time_zone_comes_back_and_a_city_is_understood() -> None:
    written = FORMS.write_contact(ADA._replace(timezone="Moon/Tranquility"))
    standing = ContactDraft("Ada Example", timezone="Moon/Tranquility")
    assert FORMS.read_contact(written).onto(standing).timezone == "Moon/Tranquility"
    assert (
        FORMS.read_contact(written.replace("Moon/Tranquility", "new york")).onto(standing).timezone
        == "America/New_York"
    )
    assert FORMS.read_contact(written.replace("Moon/Tranquility", "")).onto(standing).timezone == ""
    with pytest.raises(UsageError, match="Europe/Paris"):
        FORMS.read_contact(written.replace("Moon/Tranquility", "Europe/Pariss")).onto(standing)


def test_a_form_that_reveals_nothing_keeps_what_is_private() -> None:
    written = FORMS.write_contact(ADA._replace(private_count=2))
    assert "private_notes" not in written
    assert "--reveal" in written
    kept = FORMS.read_contact(written).onto(PRIVATE)
    assert (kept.private_notes, kept.private_fields) == (PRIVATE.private_notes, PRIVATE.private_fields)
    with pytest.raises(UsageError, match="private_notes"):
        FORMS.read_contact('private_notes = "x"')


def test_a_private_field_set_among_the_rest_is_private_no_more() -> None:
    kept = FORMS.read_contact('name = "Ada"\n[fields]\ncoffee = "black"').onto(PRIVATE)
    assert (kept.fields, kept.private_fields) == ((("coffee", "black"),), (("diet", "strict"),))


def test_what_a_revealing_form_leaves_out_goes() -> None:
    left = FORMS.read_contact('name = "Ada"', revealed=True).onto(PRIVATE)
    assert (left.private_notes, left.private_fields) == ("", ())


def test_a_field_is_either_private_or_not() -> None:
    with pytest.raises(UsageError, match="'Tea' is among the fields too"):
        FORMS.read_contact('name = "Ada"\n[fields]\ntea = "x"\n[private_fields]\nTea = "y"', revealed=True)


@given(
    st.sampled_from(["phone", "email", "qq", "url", "address"]),
    st.sampled_from(["", "work", "work,fax", "my own label"]),
)
def test_contact_points_come_back_as_they_went(kind: str, label: str) -> None:
    value = {"email": "ada@example.org", "url": "https://ada.example/x", "qq": "12345"}.get(
        kind, "1 Engine Row: London"
    )
    point = PointRow(kind, label, value, "")
    form = FORMS.read_contact(FORMS.write_contact(ADA._replace(contact_points=(point,))))
    assert [(p.kind, p.label, p.value) for p in form.draft.points] == [(kind, label, value)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "TOML"),
        ('nmae = "x"', "did you mean name?"),
        ("name = 3", "name"),
        ('tags = "x"', "tags"),
        ('fields = ["x"]', "fields"),
        ('every = "often"', "often"),
        ('phones = [{label = "work"}]', "empty"),
        ('name = " "', "name"),
        ('name = "x"\n[fields]\n" " = "y"', "empty"),
        ('handles = ["12345"]', "12345"),
    ],
)
def test_a_mistake_in_a_contact_is_named(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        FORMS.read_contact(text)


def test_a_new_e_mail_must_be_one_and_an_imported_one_may_stay() -> None:
    form = FORMS.read_contact('name = "Ada"\nemails = ["nonsense"]')
    standing = ContactDraft(
        "Ada", points=(PointDraft("email", "nonsense"),), relations=(RelationDraft("spouse", "Bob"),)
    )
    assert form.onto(standing).relations == standing.relations
    with pytest.raises(UsageError, match="nonsense"):
        form.onto(ContactDraft("Ada"))


ENTRY = InteractionRow(
    id=7,
    uid="x",
    at="2026-11-20T14:30:00+00:00",
    utc_offset=0,
    precision="minute",
    channel="call",
    direction="out",
    summary="tea",
    body="one\n\ntwo",
    outcome="",
    place="",
    duration_minutes=90,
    source="typed",
    private=False,
    kind="",
    messages_in=None,
    messages_out=None,
    participants=(Named(1, "Ada Example"), Named(2, "张三")),
    attachments=(),
)


@given(filled, texts, st.sampled_from(["", "in", "out"]), st.none() | st.integers(1, 600))
def test_an_entry_comes_back_as_it_went(summary: str, body: str, direction: str, minutes: int | None) -> None:
    row = ENTRY._replace(summary=summary, body=body, direction=direction, duration_minutes=minutes)
    form = FORMS.read_entry(FORMS.write_entry(row))
    assert (form.draft.summary, form.draft.body, form.draft.direction) == (summary, body, direction)
    assert form.draft.duration_minutes == minutes
    assert form.draft.moment.at == datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    assert form.people == ("#1", "#2")


def test_what_an_entry_form_does_not_hold_stays() -> None:
    form = FORMS.read_entry(FORMS.write_entry(ENTRY))
    kept = form.onto(replace(form.draft, summary="old", source="import", private=True))
    assert (kept.summary, kept.source, kept.private) == ("tea", "import", True)


def test_an_entry_of_a_day_stays_one_of_a_day() -> None:
    form = FORMS.read_entry(FORMS.write_entry(ENTRY._replace(precision="day", at="2026-11-20T12:00:00+00:00")))
    assert (form.draft.moment.precision, form.draft.moment.on.isoformat()) == ("day", "2026-11-20")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('with = ["ada"]\nwhen = "sometime"\nsummary = "x"', "sometime"),
        ('with = []\nwhen = "today"', "somebody"),
        ('with = ["ada"]\nwhen = "today"\ndirection = "up"', "direction"),
        ('with = ["ada"]\nwhen = "today"\nduration = "0"', "0"),
        ('with = ["ada"]\nwhen = "today"\nsumary = "0"', "did you mean summary?"),
    ],
)
def test_a_mistake_in_an_entry_is_named(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        FORMS.read_entry(text)
