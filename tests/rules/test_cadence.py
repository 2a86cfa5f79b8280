import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkeeper.errors import UsageError
from relkeeper.rules import cadence

CADENCES = {
    "14d": 14,
    "2w": 14,
    "2 weeks": 14,
    "two weeks": 14,
    "Every 2 Weeks": 14,
    "each week": 7,
    "every other week": 14,
    "every week": 7,
    "week": 7,
    "weekly": 7,
    "fortnightly": 14,
    "every fortnight": 14,
    "1m": 30,
    "a month": 30,
    "every month": 30,
    "monthly": 30,
    "2m": 61,
    "3m": 91,
    "3 months": 91,
    "quarterly": 91,
    "every quarter": 91,
    "half a year": 183,
    "12m": 365,
    "1y": 365,
    "yearly": 365,
    "annually": 365,
    "2y": 730,
    "4 years": 1461,
    "100y": 36525,
    "daily": 1,
    "every day": 1,
    "10天": 10,
    "每天": 1,
    "每10天": 10,
    "每周": 7,
    "每週": 7,
    "每星期": 7,
    "每个星期": 7,
    "两周": 14,
    "每两周": 14,
    "每 2 周": 14,
    "每月": 30,
    "每个月": 30,
    "三个月": 91,
    "每三个月": 91,
    "每季度": 91,
    "每个季度": 91,
    "半个月": 15,
    "半年": 183,
    "每半年": 183,
    "每年": 365,
}

REFUSED = [
    "", "0", "14", "0d", "-3d", "1.5w", "half a week", "36526d", "101y", "2h", "45min", "every", "每", "foo",
    "every every week", "2 weeks 3 days", "三月", "一个半月", "twice a week", "9" * 5000 + "d", "\ud800", "\x00",
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), CADENCES.items())
def test_parse(text: str, days: int) -> None:
    assert cadence.parse(text) == days


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_cadence_is_answered_with_examples(text: str) -> None:
    with pytest.raises(UsageError, match="is no cadence; 1 day to 100 years is expected, such as 10d, 2w") as refused:
        cadence.parse(text)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("biweekly", "every 2 weeks or twice a week; write 2w"),
        ("Bimonthly", "every 2 months or twice a month; write 2m"),
        ("biannually", "every 2 years or twice a year; write 2y"),
    ],
)
def test_what_may_mean_two_cadences_is_refused_with_both(text: str, readings: str) -> None:
    with pytest.raises(UsageError, match=f"'{text.lower()}' may mean {readings}"):
        cadence.parse(text)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "day"), (2, "2 days"), (7, "week"), (10, "10 days"), (14, "2 weeks"), (30, "month"), (61, "2 months"),
        (84, "12 weeks"), (91, "3 months"), (365, "year"), (426, "14 months"), (730, "2 years"), (36525, "100 years"),
    ],
)  # fmt: skip
def test_describe(days: int, words: str) -> None:
    assert cadence.describe(days) == words


@pytest.mark.parametrize(("count", "words"), [(0, "0 weeks"), (1, "week"), (2, "2 weeks")])
def test_only_one_of_a_unit_goes_without_its_number(count: int, words: str) -> None:
    assert cadence.counted(count, "week") == words


def test_every_cadence_is_understood_as_it_is_described() -> None:
    for days in range(1, cadence.LONGEST + 1):
        assert cadence.parse(cadence.describe(days)) == days
        assert cadence.parse(f"every {cadence.describe(days)}") == days


@given(st.text(st.characters(exclude_categories=()), max_size=30) | st.text("0123456789dwmy 每周个月半年", max_size=12))
@settings(deadline=None)
def test_any_text_is_understood_or_refused(text: str) -> None:
    with suppress(UsageError):
        assert 1 <= cadence.parse(text) <= cadence.LONGEST


def test_the_reading_path_loads_no_date_arithmetic() -> None:
    code = (
        "import sys, relkeeper.rules.cadence; print({'dateutil', 'relkeeper.rules.dates'} & set(sys.modules) or 'none')"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "none\n"
