"""The table for a spreadsheet."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft
from relkeeper.exporters import csv_file
from tests.exporters.rows import contact, export

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cells(draft: ContactDraft) -> dict[str, str]:
    text = csv_file.text(export(contact(draft)))
    (row,) = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))
    return row


def test_a_row_has_what_the_contact_has() -> None:
    row = cells(
        ContactDraft(
            "Ada Example",
            given_name="Ada",
            notes='tea, "strong"\nno milk',
            points=(PointDraft("email", "a@example.org"), PointDraft("email", "b@example.org"), PointDraft("qq", "12")),
            tags=("friends", "数学"),
            fields=(("coffee", "flat white"),),
            occasions=(OccasionDraft("birthday", 12, 10, 1985),),
            timezone="Europe/Paris",
            topics=("tax law", "围棋"),
        )
    )
    assert row["timezone"] == "Europe/Paris"
    assert row["name"] == "Ada Example"
    assert row["emails"] == "a@example.org\nb@example.org"
    assert row["handles"] == "qq:12"
    assert row["tags"] == "friends\n数学"
    assert row["topics"] == "tax law\n围棋"
    assert row["notes"] == 'tea, "strong"\nno milk'
    assert row["fields"] == "coffee: flat white"
    assert row["birthday"] == "1985-12-10"
    assert (row["last_contact_on"], row["due_on"], row["days_overdue"]) == ("2026-11-01", "2026-11-15", "-3")


def test_the_file_is_as_spreadsheets_want_it() -> None:
    text = csv_file.text(export(contact(ContactDraft("张三"))))
    assert text.encode().startswith(b"\xef\xbb\xbfname,given_name,family_name,")
    assert text.count("\r\n") == text.count("\n") == 2


@pytest.mark.parametrize("beginning", [*FORMULA, " =", '"=', "\x00=", "\u3000＝"])
def test_a_formula_is_text(beginning: str) -> None:
    hostile = f"{beginning}cmd|' /C calc'!A0"
    row = cells(ContactDraft(hostile, organization=hostile, notes=hostile, tags=(hostile,), aliases=("a", hostile)))
    for name in ("name", "organization", "notes", "tags"):
        assert not row[name].lstrip(' "\u3000').startswith(FORMULA)
    assert not any(line.lstrip(' "\u3000').startswith(FORMULA) for line in row["aliases"].splitlines())


def test_a_phone_number_in_international_form_stands_behind_an_apostrophe() -> None:
    points = (PointDraft("phone", "+1 212 555 0101"), PointDraft("phone", "+1 212 555 0102"))
    assert cells(ContactDraft("Ada", points=points))["phones"] == "'+1 212 555 0101\n'+1 212 555 0102"


@given(st.text(min_size=1))
def test_no_cell_is_a_formula_and_no_row_is_broken(text: str) -> None:
    row = cells(ContactDraft(text, notes=text, fields=((text, text),)))
    assert None not in row
    assert not any(value.startswith(FORMULA) for name, value in row.items() if name != "days_overdue")
