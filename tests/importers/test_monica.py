"""Monica 4, exported as JSON."""

import json
import tracemalloc
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, EventDraft, Notice, OccasionDraft, PointDraft, RelationDraft
from relkeeper.errors import InputError
from relkeeper.importers import Reading, monica
from relkeeper.importers.head import Head
from relkeeper.importers.monica.account import Account, Known
from relkeeper.importers.monica.files import Embedded
from relkeeper.rules.repeats import Repeat
from relkeeper.rules.vcard.content_lines import Property, header_of
from relkeeper.rules.vcard.points import point_of
from tests.importers import golden
from tests.importers.chat_readers import NOW, broken_samples, head, is_read, problems, records
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("monica")
SQL = "# ************\n# Ada Example dump of data\n# How to use:\n# * run migrations (`php artisan migrate`)\n# ****\n"
DATA_URL = "data:image/jpeg;base64,"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, monica) == golden.expectation(sample).read_text(encoding="utf-8")
    assert monica.recognises(head(sample))


def item(uuid: str, **told: object) -> dict[str, Any]:
    return {"uuid": uuid, "created_at": "2026-05-04T08:15:00.000000Z", "properties": told}


def person(uuid: str, name: str, *data: dict[str, Any], **told: object) -> dict[str, Any]:
    given, _, family = name.partition(" ")
    return {**item(uuid, first_name=given, last_name=family, **told), "data": list(data)}


def some(kind: str, *values: object) -> dict[str, Any]:
    return {"count": len(values), "type": kind, "values": list(values)}


def export(*data: dict[str, Any], **instance: list[dict[str, Any]]) -> str:
    account = {"uuid": "account", "data": list(data), "properties": {"journal_entries": []}, "instance": instance}
    head = {"version": "1.0-preview.1", "app_version": "4.0.0", "export_date": "2026-11-20T10:00:00.000000Z"}
    return json.dumps({**head, "account": account}, indent=4)


def contacts(text: str) -> dict[str, ContactDraft]:
    found = records(monica, text, "account.json")
    return {record.name: record for record in found if isinstance(record, ContactDraft)}


def events(text: str) -> list[EventDraft]:
    return [record for record in records(monica, text, "account.json") if isinstance(record, EventDraft)]


def test_a_relation_says_what_the_other_is_to_the_contact() -> None:
    related = some(
        "relationship",
        item("r1", type="uncle", contact_is="ada", of_contact="bob"),
        item("r2", type="nephew", contact_is="bob", of_contact="ada"),
    )
    found = contacts(export(some("contact", person("ada", "Ada Example"), person("bob", "Bob Placeholder")), related))
    (relation,) = found["Ada Example"].relations
    assert relation == RelationDraft("uncle", "Bob Placeholder", uid="urn:uuid:bob", inverse="nephew")
    (back,) = found["Bob Placeholder"].relations
    assert back == RelationDraft("nephew", "Ada Example", uid="urn:uuid:ada", inverse="uncle")


def test_who_is_only_a_relation_is_no_contact_and_what_is_known_of_them_stays() -> None:
    birth = {"date": "2015-03-04T00:00:00.000000Z", "is_age_based": False, "is_year_unknown": False}
    people = some(
        "contact", person("ada", "Ada Example"), person("kid", "Cecil Example", is_partial=True, birthdate=birth)
    )
    related = some("relationship", item("r", type="child", contact_is="ada", of_contact="kid"))
    (ada,) = contacts(export(people, related)).values()
    assert ada.relations == (RelationDraft("child", "Cecil Example"),)
    assert ada.notes == "Cecil Example (child): born 2015-03-04"


def test_a_partial_contact_of_whom_something_is_written_is_a_contact() -> None:
    kid = person("kid", "Cecil Example", some("note", item("n", body="likes frogs")), is_partial=True)
    related = some("relationship", item("r", type="child", contact_is="ada", of_contact="kid"))
    found = contacts(export(some("contact", person("ada", "Ada Example"), kid), related))
    assert found["Cecil Example"].notes == "2026-05-04: likes frogs"
    assert found["Ada Example"].relations[0].uid == "urn:uuid:kid"


def test_nobody_is_lost_who_is_partial_and_of_nobody() -> None:
    assert list(contacts(export(some("contact", person("kid", "Cecil Example", is_partial=True))))) == ["Cecil Example"]


@pytest.mark.parametrize(
    ("date", "age", "yearless", "occasion", "field"),
    [
        ("1985-12-10", False, False, OccasionDraft("birthday", 12, 10, 1985), None),
        ("2026-12-10T00:00:00Z", False, True, OccasionDraft("birthday", 12, 10), None),
        ("1985-01-01T00:00:00.000000Z", True, False, None, ("born", "about 1985")),
        (None, False, False, None, None),
        ("no date", False, False, None, None),
    ],
)
def test_birthdays(date: object, age: bool, yearless: bool, occasion: object, field: object) -> None:
    birth = {"date": date, "is_age_based": age, "is_year_unknown": yearless}
    (ada,) = contacts(export(some("contact", person("ada", "Ada Example", birthdate=birth)))).values()
    assert ada.occasions == ((occasion,) if occasion else ())
    assert ada.fields == ((field,) if field else ())


def test_the_reminder_that_monica_made_of_a_birthday_is_no_second_one() -> None:
    birth = {"date": "1985-12-10", "is_age_based": False, "is_year_unknown": False}
    by_monica = item(
        "r1", title="Wish", initial_date="2020-12-10", frequency_type="year", frequency_number=1, delible=False
    )
    own = item("r2", title="Toast", initial_date="2020-12-10", frequency_type="year", frequency_number=1, delible=True)
    ada = person("ada", "Ada Example", some("reminder", by_monica, own), birthdate=birth)
    (found,) = contacts(export(some("contact", ada))).values()
    assert found.occasions == (OccasionDraft("birthday", 12, 10, 1985), OccasionDraft("Toast", 12, 10))
    assert found.notes == ""


@pytest.mark.parametrize(
    ("kind", "value", "point"),
    [
        ({"name": "E-Mail", "type": "email"}, "ada@example.org", PointDraft("email", "ada@example.org", "e-mail")),
        ({"name": "Phone", "type": "phone"}, "+1 212 555 0101", PointDraft("phone", "+1 212 555 0101")),
        ({"name": "LinkedIn"}, "ada-example", PointDraft("linkedin", "ada-example")),
        ({"name": "微信"}, "ada_wx", PointDraft("wechat", "ada_wx")),
        ({"name": "Website"}, "https://example.org", PointDraft("url", "https://example.org", "website")),
    ],
)
def test_contact_fields(kind: dict[str, str], value: str, point: PointDraft) -> None:
    ada = person("ada", "Ada Example", some("contact_field", item("f", data=value, type="t")))
    (found,) = contacts(export(some("contact", ada), contact_field_types=[item("t", **kind)])).values()
    assert found.points == (point,)


@pytest.mark.parametrize("name", ["Home", "summer house", "", "a, b"])
def test_the_parts_of_an_address_are_those_of_its_line(name: str) -> None:
    place = item("a", name=name, street="1 Sample Street; back, left", city="Placeholder Town", country="GB")
    (ada,) = contacts(export(some("contact", person("ada", "Ada Example", some("address", place))))).values()
    (kept,) = ada.properties
    prop = Property(kept.name, kept.value, header_of(f"ADR;{kept.params}"), 0, old=False)
    assert point_of(prop, "" if kept.params else name) == ada.points[0]


@pytest.mark.parametrize(
    ("told", "days"), [({}, None), ({"is_dead": True}, None), ({"stay_in_touch_frequency": 0}, None)]
)
def test_how_often_to_be_in_touch(told: dict[str, object], days: int | None) -> None:
    text = export(some("contact", person("ada", "Ada Example", **{"stay_in_touch_frequency": 14, **told})))
    assert contacts(text)["Ada Example"].cadence_days == (14 if not told else days)


@pytest.mark.parametrize(
    ("called_at", "precision"), [("2026-10-01T00:00:00.000000Z", "day"), ("2026-10-01T14:30:00.000000Z", "minute")]
)
def test_a_midnight_is_a_day(called_at: str, precision: str) -> None:
    call = item("c", called_at=called_at, content="x", contact_called=False)
    (event,) = events(export(some("contact", person("ada", "Ada Example", some("call", call)))))
    assert (event.interaction.moment.precision, event.interaction.moment.on.isoformat()) == (precision, "2026-10-01")
    assert (event.interaction.direction, event.identity) == ("out", "monica:c")


def test_a_long_call_is_kept_whole() -> None:
    said = "We spoke of engines and looms, and of who is to pay for the next one, if there is ever to be a next one."
    call = item("c", called_at="2026-10-01", content=said)
    (event,) = events(export(some("contact", person("ada", "Ada Example", some("call", call)))))
    assert (event.interaction.body, event.interaction.summary[-1]) == (said, "…")


@pytest.mark.parametrize("called_at", [None, "soon", "2126-10-01", "1826-10-01"])
def test_what_is_of_no_day_that_was_is_told(called_at: str | None) -> None:
    text = export(some("contact", person("ada", "Ada Example", some("call", item("c", called_at=called_at)))))
    assert [problem.where for problem in problems(records(monica, text))] == ["call with Ada Example"]


def test_calls_without_an_identity_are_told_apart() -> None:
    told = [{"properties": {"called_at": "2026-10-01", "content": content}} for content in ("a", "b", "a")]
    found = events(export(some("contact", person("ada", "Ada Example", some("call", *told)))))
    assert len({event.identity for event in found}) == 2


def with_photo(data: bytes, written: str = "") -> str:
    picture = item(
        "p", original_filename="ada.jpg", mime_type="image/jpeg", dataUrl=written or DATA_URL + b64encode(data).decode()
    )
    return export(some("contact", person("ada", "Ada Example", some("photo", "p"))), some("photo", picture))


@FEW
@given(st.binary(max_size=50) | st.integers(0, 600_000).map(lambda size: bytes(range(256)) * (size // 256)))
def test_files_are_decoded_from_where_they_stand(data: bytes) -> None:
    (ada,) = contacts(with_photo(data)).values()
    # An empty file is one that Monica had lost.
    assert [b"".join(file.read()) for file in ada.files] == ([data] if data else [])


@FEW
@given(st.integers(261_000, 263_000))
def test_a_file_on_the_edge_of_a_piece(place: int) -> None:
    text = '{"a":"' + "x" * place + '","dataUrl": "' + DATA_URL + 'aGVsbG8=","b":1}'
    embedded = Embedded(BytesIO(text.encode()))
    embedded.seek(0)
    seen = b"".join(iter(lambda: embedded.read(65536), b"")).decode()
    assert seen == text.replace("aGVsbG8=", f"@{text.index('aGVs')}+8")


def test_what_is_no_base64_is_told_as_missing() -> None:
    found = records(monica, with_photo(b"", "https://example.org/ada.jpg"))
    assert [problem.message for problem in problems(found)] == [
        "the file 'ada.jpg' is not in the export, and was left out"
    ]


def test_memory_stays_flat_with_large_files() -> None:
    data = with_photo(b"x" * 15_000_000).encode()
    tracemalloc.start()
    try:
        found = list(monica.read(BytesIO(data), "account.json", Reading(now=NOW)))
        assert isinstance(found[0], ContactDraft)
        assert len(found[0].files) == 1
        assert tracemalloc.get_traced_memory()[1] < len(data) + 5_000_000
    finally:
        tracemalloc.stop()


def test_pictures_of_nobody_are_counted() -> None:
    picture = item("p", original_filename="a.jpg", dataUrl=f"{DATA_URL}aGVsbG8=")
    found = records(monica, export(some("contact", person("ada", "Ada Example")), some("photo", picture)))
    assert [record.message for record in found if isinstance(record, Notice)] == [
        "photos and documents left out, because they are of no contact: 1"
    ]


def test_a_file_that_is_cut_gives_what_stands_before_it() -> None:
    text = export(some("contact", person("ada", "Ada Example"), person("bob", "Bob Placeholder")))
    found = records(monica, text[: text.index("Placeholder")])
    assert [record.name for record in found if isinstance(record, ContactDraft)] == ["Ada Example"]
    assert "cut" in problems(found)[0].message


@pytest.mark.parametrize(
    ("text", "said"),
    [(SQL, "as SQL"), (export().replace("1.0-preview", "2.0-preview"), "another Monica")],
)
def test_other_exports_of_monica_are_known_and_refused(text: str, said: str) -> None:
    assert monica.recognises(Head(text.encode()))
    with pytest.raises(InputError, match=said):
        records(monica, text)


def test_other_json_is_not_taken() -> None:
    assert not monica.recognises(Head(b'{"version": "1.0", "account": {}}'))
    assert not monica.recognises(Head(b"# ************ my notes"))


@FEW
@given(broken_samples("monica"))
def test_no_bytes_break_it(data: bytes) -> None:
    is_read(monica, data)


# What a value may be instead of what Monica writes.
ODD = st.sampled_from(
    [None, True, 7, -1.5, "", "x\0", [], [None], [[]], {}, {"a": []}, {"properties": 3}, "2026-10-01"]
)


@FEW
@given(st.data())
def test_no_value_breaks_it(data: st.DataObject) -> None:
    whole = json.loads(SAMPLES[0].read_text(encoding="utf-8"))
    for _ in range(data.draw(st.integers(1, 6))):
        parent, key = data.draw(st.sampled_from(_places(whole["account"])))
        parent[key] = data.draw(ODD)
    is_read(monica, json.dumps(whole).encode())


def _places(value: Any) -> list[tuple[Any, Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in inner for place in ((value, key), *_places(item))]


def test_who_is_only_related_is_known_at_once_in_a_large_account() -> None:
    people = {f"{number}": Known("Ada Example", partial=True) for number in range(6000)}
    account = Account(people=people, related={f"of {uuid}": {uuid: "friend"} for uuid in people})
    began = process_time()
    assert all(map(account.is_only_related, people))
    assert process_time() - began < 0.5


@pytest.mark.parametrize(
    ("told", "at", "said"),
    [
        ({"status": "offered", "date": "2025-12-24"}, "2025-12-24", "A book (20; for Bob Placeholder)"),
        ({"status": "received", "date": "2025-12-24T00:00:00Z"}, "2025-12-24", "A book (20; for Bob Placeholder)"),
        ({"status": "idea"}, "2026-05-04", "A book (idea; 20; for Bob Placeholder)"),
        # What is yet to be given.
        ({"status": "idea", "date": "2026-12-24"}, "2026-05-04", "A book (idea; 2026-12-24; 20; for Bob Placeholder)"),
        ({"date": "soon"}, "2026-05-04", "A book (20; for Bob Placeholder)"),
    ],
)
def test_a_gift_is_a_note_of_its_day(told: dict[str, Any], at: str, said: str) -> None:
    gift = item("g1", name="A book", amount="20", recipient="bob", comment="on bees", **told)
    text = export(some("contact", person("ada", "Ada Example", some("gift", gift)), person("bob", "Bob Placeholder")))
    (event,) = events(text)
    directions = {"offered": "out", "received": "in"}
    note = event.interaction
    assert (note.channel, note.kind, note.direction) == ("note", "gift", directions.get(told.get("status", ""), ""))
    assert (note.moment.on.isoformat(), note.moment.precision) == (at, "day")
    assert (note.summary, note.body, event.identity) == (said, "on bees", "monica:g1")
    assert [person.handle for person in event.others] == ["urn:uuid:ada"]
    assert contacts(text)["Ada Example"].notes == ""


@pytest.mark.parametrize(
    ("told", "direction", "said"),
    [
        ({"amount": "12.50", "currency": {"iso": "EUR"}, "in_debt": True}, "in", "12.50 EUR"),
        ({"amount": 5, "status": "complete", "in_debt": False, "reason": "lunch"}, "out", "5 (complete)"),
        ({}, "out", "(no amount)"),
    ],
)
def test_a_debt_is_a_note_of_who_owes(told: dict[str, Any], direction: str, said: str) -> None:
    (event,) = events(export(some("contact", person("ada", "Ada Example", some("debt", item("d1", **told))))))
    note = event.interaction
    assert (note.channel, note.kind, note.direction, note.summary) == ("note", "debt", direction, said)
    assert (note.moment.on.isoformat(), note.body) == ("2026-05-04", told.get("reason", ""))


def test_what_says_no_day_at_all_is_of_today() -> None:
    gift = {"uuid": "g1", "properties": {"name": "A book"}}
    (event,) = events(export(some("contact", person("ada", "Ada Example", some("gift", gift)))))
    assert event.interaction.moment.on == NOW.date()


def follow_ups(kind: str, **told: object) -> list[tuple[str, str, Repeat | None]]:
    """Text, day and rhythm of what a task or reminder becomes; where it becomes nothing, it stands in the notes."""
    text = export(some("contact", person("ada", "Ada Example", some(kind, item("t1", **told)))))
    found = [event.follow_up for event in events(text) if event.follow_up is not None]
    notes = contacts(text)["Ada Example"].notes
    assert bool(found) != bool(notes)
    return [(draft.text, draft.due_on.isoformat(), draft.every) for draft in found]


def test_an_open_task_is_a_follow_up_since_it_was_written_down() -> None:
    told = {"title": "Return the umbrella", "description": "the blue one"}
    assert follow_ups("task", **told) == [("Return the umbrella: the blue one", "2026-05-04", None)]
    assert follow_ups("task", **told, completed=True, completed_at="2026-05-05") == []
    assert follow_ups("task", description="without a title") == []


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"frequency_type": "one_time", "initial_date": "2026-12-01"}, ("2026-12-01", None)),
        ({"frequency_type": "week", "frequency_number": 2, "initial_date": "2026-12-01"}, ("2026-12-01", (2, "week"))),
        # NOW is a day in November 2026: the next day of the rule is the one that counts.
        ({"frequency_type": "month", "initial_date": "2024-12-30"}, ("2026-11-30", (1, "month"))),
        ({"frequency_type": "year", "frequency_number": 3, "initial_date": "2024-12-30"}, ("2027-12-30", (3, "year"))),
        ({"frequency_type": "one_time", "initial_date": "2026-11-01"}, None),
        ({"frequency_type": "month", "initial_date": "2026-12-01", "inactive": True}, None),
        ({"frequency_type": "month", "initial_date": "0001-01-01"}, None),
        ({"frequency_type": "month", "frequency_number": 0, "initial_date": "2026-12-01"}, None),
        ({"frequency_type": "month", "frequency_number": True, "initial_date": "2026-12-01"}, None),
        ({"frequency_type": "year", "frequency_number": 101, "initial_date": "2026-12-01"}, None),
        ({"frequency_type": "fortnight", "initial_date": "2026-12-01"}, None),
        ({"frequency_type": "month", "initial_date": "soon"}, None),
        # That is an occasion, and what is written about it a remark.
        ({"frequency_type": "year", "initial_date": "2024-12-30", "description": "of the first deck"}, None),
    ],
)
def test_a_reminder_that_is_still_to_come_is_a_follow_up(
    told: dict[str, Any], found: tuple[str, tuple[int, str] | None] | None
) -> None:
    due = [("Ask for the deck", *found)] if found else []
    assert follow_ups("reminder", title="Ask for the deck", **told) == due


def test_a_follow_up_has_the_same_identity_in_each_export() -> None:
    task = some("task", {"uuid": "t1", "properties": {"title": "Return the umbrella"}})
    (first,) = events(export(some("contact", person("ada", "Ada Example", task))))
    (again,) = events(export(some("contact", person("ada", "Ada Sampleton", task))))
    assert first.follow_up is not None
    assert again.follow_up is not None
    assert (first.identity, first.follow_up.uid) == (again.identity, again.follow_up.uid)
    assert first.follow_up.due_on == NOW.date()
