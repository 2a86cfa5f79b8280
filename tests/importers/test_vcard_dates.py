"""Dates on a card, in all the ways they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import OccasionDraft
from relkeeper.importers.encoding import TextCodec
from relkeeper.importers.vcard.lines import ContentLine
from relkeeper.importers.vcard.properties import property_of
from relkeeper.rules.vcard.content_lines import Property
from relkeeper.rules.vcard.dates import Day, is_no_date_by_intent, kind_of, occasion_of, read_day


def prop(raw: str) -> Property:
    found = property_of(ContentLine(1, raw.encode()), "3.0", TextCodec("utf-8"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1965-11-23", Day(11, 23, 1965)),
        ("1965-1-3", Day(1, 3, 1965)),
        ("19651123", Day(11, 23, 1965)),
        ("1987-09-27T08:30:00-06:00", Day(9, 27, 1987)),
        ("19531015T231000Z", Day(10, 15, 1953)),
        ("2009-08-08 00:00:00", Day(8, 8, 2009)),
        ("20090808T1430-0500", Day(8, 8, 2009)),
        ("--0415", Day(4, 15)),
        ("--04-15", Day(4, 15)),
        ("--0229", Day(2, 29)),
        ("1604-04-14", Day(4, 14)),
        ("0000-04-14", Day(4, 14)),
        ("1990/1/2", Day(1, 2, 1990)),
        ("1990.01.02", Day(1, 2, 1990)),
        ("1990年1月2日", Day(1, 2, 1990)),
        ("１９９０年１月２日", Day(1, 2, 1990)),
        ("3月18日", Day(3, 18)),
        ("Tue, 22 Dec 2009", Day(12, 22, 2009)),
        ("22 December 2009 00:00", Day(12, 22, 2009)),
        ("Dec 22, 2009", Day(12, 22, 2009)),
        (" 1965-11-23 ", Day(11, 23, 1965)),
    ],
)
def test_days(text: str, day: Day) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "circa 1800", "02-10", "206-12-15", "19723101", "1965-02-29", "--0230", "--1301", "0000-00-00", "1985",
     "1985-04", "---15", "3/4/1990", "22 Foo 2009", "1965-11-2x", "12345678901", "1990/1.2"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert read_day(text) is None


@given(st.dates())
def test_a_date_is_itself_in_both_iso_forms(day: object) -> None:
    text = str(day)
    year = int(text[:4]) if int(text[:4]) != 1604 else None
    expected = Day(int(text[5:7]), int(text[8:]), year)
    assert read_day(text) == read_day(text.replace("-", "")) == expected


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text: str) -> None:
    read_day(text)


def test_the_year_a_parameter_takes_away() -> None:
    assert occasion_of(prop("BDAY;X-APPLE-OMIT-YEAR=1700:1700-04-14"), "birthday") == OccasionDraft("birthday", 4, 14)
    assert occasion_of(prop("BDAY;X-APPLE-OMIT-YEAR=1700:1990-04-14"), "birthday") == OccasionDraft(
        "birthday", 4, 14, 1990
    )


@pytest.mark.parametrize(
    ("text", "month", "day", "year", "leap"),
    [
        ("007800310318", 3, 18, 2014, False),
        ("007800010101", 1, 1, 1984, False),
        ("007700600101", 1, 1, 1983, False),
        ("0078003706L04", 6, 4, 2020, True),
        ("--0815", 8, 15, None, False),
        ("--04L08", 4, 8, None, True),
        ("0078000702L30", 2, 30, 1990, True),
        ("0078-0815", 8, 15, None, False),
    ],
)
def test_the_chinese_calendar_of_apple(text: str, month: int, day: int, year: int | None, leap: bool) -> None:
    expected = OccasionDraft("birthday", month, day, year, "chinese", leap)
    assert occasion_of(prop(f"X-ALTBDAY;CALSCALE=chinese:{text}"), "birthday") == expected


@pytest.mark.parametrize(
    "raw",
    ["X-ALTBDAY;CALSCALE=chinese:007800311318", "X-ALTBDAY;CALSCALE=chinese:007800310331",
     "X-ALTBDAY;CALSCALE=chinese:1990", "X-ALTBDAY;CALSCALE=hebrew:--0815", "BDAY;CALSCALE=islamic:19900101"],
)  # fmt: skip
def test_days_of_other_calendars_are_no_days_here(raw: str) -> None:
    assert occasion_of(prop(raw), "birthday") is None
    assert is_no_date_by_intent(prop(raw))


@pytest.mark.parametrize("raw", ["BDAY;VALUE=text:long ago", "BDAY:1985", "BDAY:1985-04", "BDAY:--04", "BDAY:---15",
                                 "BDAY:0000-00-00"])  # fmt: skip
def test_what_does_not_mean_to_be_a_day(raw: str) -> None:
    assert is_no_date_by_intent(prop(raw))


@pytest.mark.parametrize("raw", ["BDAY:02-10", "BDAY:206-12-15", "BDAY:19723101", "BDAY:long ago"])
def test_what_means_to_be_a_day_and_is_none(raw: str) -> None:
    assert not is_no_date_by_intent(prop(raw))


def test_kinds() -> None:
    names = ["BDAY", "X-ALTBDAY", "ANNIVERSARY", "X-MS-ANNIVERSARY", "X-ABDATE", "DEATHDATE"]
    assert [kind_of(name) for name in names] == ["birthday", "birthday", "anniversary", "anniversary", "", None]
