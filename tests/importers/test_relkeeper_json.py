"""The reader of relkeeper's own format: every value is looked at before it is taken."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import Notice, Problem
from relkeeper.errors import InputError
from relkeeper.importers import Reading, Record, recognised
from relkeeper.importers.head import Head
from relkeeper.importers.own_records import ContentPiece, ContentRecord
from relkeeper.importers.relkeeper_json import read
from tests.test_own_format import ADA, HELLO, NOTE, TEA, document

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
WHOLE: dict[str, list[Any]] = {
    "tags": [{"name": "friends", "cadence_days": 30}],
    "contacts": [ADA],
    "distinct": [{"uid": ADA["uid"], "other_uid": NOTE["uid"]}],
    "interactions": [TEA],
    "dismissed_messages": [{"uid": None, "chat": "qq/1", "taken": "0" * 16}],
    "dismissed_events": [{"digest": "0" * 64}],
    "attachments": [NOTE],
    "contents": [HELLO],
}


def records(text: str) -> list[Record]:
    return list(read(BytesIO(text.encode("utf-8", "surrogatepass")), "b.json", Reading(now=NOW)))


@pytest.mark.parametrize(
    ("section", "record"),
    [
        ("tags", {"name": " "}),
        ("tags", {"name": "x", "cadence_days": 0}),
        ("contacts", 7),
        ("contacts", ADA | {"name": " "}),
        ("contacts", ADA | {"name": None}),
        ("contacts", ADA | {"uid": "1"}),
        ("contacts", ADA | {"uid": None}),
        ("contacts", ADA | {"added_on": "2026-02-30"}),
        ("contacts", ADA | {"created_at": "2026-02-03T00:00:00"}),
        ("contacts", ADA | {"created_at": "0001-01-01T00:00:00+10:00"}),
        ("contacts", ADA | {"archived": 1}),
        ("contacts", ADA | {"cadence_from": "own", "cadence_days": 10**6}),
        ("contacts", ADA | {"occasions": [{"kind": "birthday", "month": 13, "day": 1, "calendar": "gregorian"}]}),
        ("contacts", ADA | {"occasions": [{"kind": "birthday", "month": 2, "day": 31, "calendar": "gregorian"}]}),
        (
            "contacts",
            ADA | {"occasions": [{"kind": "a", "month": 2, "day": 29, "year": 2025, "calendar": "gregorian"}]},
        ),
        ("contacts", ADA | {"occasions": [{"kind": "a", "month": 2, "day": 3, "calendar": "gregorian", "leap": True}]}),
        ("contacts", ADA | {"occasions": [{"kind": "a", "month": 2, "day": 31, "calendar": "chinese", "leap": True}]}),
        ("contacts", ADA | {"relations": [{"kind": "friend", "name": "Ada", "uid": ADA["uid"]}]}),
        ("contacts", ADA | {"id": 7, "relations": [{"kind": "friend", "name": "Ada", "contact": {"id": 7}}]}),
        ("contacts", ADA | {"contact_points": [{"kind": "Phone", "value": "1"}]}),
        ("contacts", ADA | {"contact_points": {"kind": "phone"}}),
        ("contacts", ADA | {"taken_cards": ["x"]}),
        ("contacts", ADA | {"fields": [{"name": "", "value": "x"}]}),
        ("interactions", TEA | {"at": "2027-11-01T09:30:00+01:00"}),
        ("interactions", TEA | {"at": "2026-11-01T09:30:00"}),
        ("interactions", TEA | {"at": "2026-11-01T09:30:00+01:00:30"}),
        ("interactions", TEA | {"uid": None}),
        ("interactions", TEA | {"summary": ""}),
        ("interactions", TEA | {"direction": "up"}),
        ("interactions", TEA | {"duration_minutes": 0}),
        ("interactions", TEA | {"duration_minutes": 2**63 - 1 + 0.5}),
        ("interactions", TEA | {"sitting": {"chat": "qq", "ended_at": TEA["at"], "taken": "00"}}),
        ("interactions", TEA | {"taken_events": ["00"]}),
        ("attachments", NOTE | {"sha256": "00"}),
        ("attachments", NOTE | {"name": ""}),
    ],
)
def test_a_bad_record_is_a_problem_with_its_place(section: str, record: Any) -> None:
    (problem,) = records(document(**{section: [record]}))
    assert isinstance(problem, Problem)
    assert problem.where == f"{section}[0]"
    assert problem.message.endswith("; the record was left out")


@pytest.mark.parametrize("piece", ["bG8", 7, None, "bG8=x", "\ufffd"])
def test_bytes_that_are_no_base64_are_told_when_they_are_over(piece: Any) -> None:
    found = records(document(contents=[HELLO | {"data": ["aGVs", piece, "bG8="]}]))
    assert found[:-1] == [ContentPiece("contents[0]", b"hel")]
    assert isinstance(found[-1], ContentRecord)
    assert found[-1].problem == "data is no base64"


def test_a_value_is_clean() -> None:
    (found,) = records(document(contacts=[ADA | {"name": "A\0da", "notes": "x"}]))
    assert found.draft.name == "Ada"  # type: ignore[union-attr]


def test_the_example_of_the_documentation_is_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "own-json.md").read_text()
    example = page[page.index("```json") + 7 :].partition("```")[0]
    assert not [found for found in records(example) if isinstance(found, Problem | Notice)]


def test_it_is_recognised_by_how_it_begins() -> None:
    assert recognised(Head(document().encode()), "b.json").NAME == "relkeeper"
    with pytest.raises(InputError):
        recognised(Head(b'{"note": "format relkeeper", "contacts": []}'), "b.json")


@pytest.mark.parametrize("version", [0, 3, "2", None, 1.5, True])
def test_a_version_that_is_not_known_is_refused(version: object) -> None:
    with pytest.raises(InputError):
        records(json.dumps({"format": "relkeeper", "version": version}))


values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text()
    | st.sampled_from(["2026-11-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "0" * 64]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(st.data())
def test_whatever_stands_in_a_record_it_is_read_or_told(data: st.DataObject) -> None:
    section = data.draw(st.sampled_from(sorted(WHOLE)))
    record = dict(WHOLE[section][0])
    record[data.draw(st.sampled_from([*sorted(record), "occasions", "fields", "sitting", "relations"]))] = data.draw(
        values
    )
    found = records(document(**(WHOLE | {section: [record]})))
    assert all(each.where for each in found if not isinstance(each, Notice))  # type: ignore[union-attr]


@given(st.integers(0, 2000))
def test_wherever_it_is_cut_what_came_before_is_read(place: int) -> None:
    whole = document(**WHOLE)
    assert all(found in records(whole) or isinstance(found, Problem | Notice) for found in records(whole[:place]))
