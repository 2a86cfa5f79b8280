from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkeeper.errors import UsageError
from relkeeper.rules import durations

DURATIONS = {
    "45m": 45,
    "45 min": 45,
    "45 Minutes": 45,
    "90": 90,
    "９０": 90,
    "1h": 60,
    "2 hours": 120,
    "two hours": 120,
    "an hour": 60,
    "half an hour": 30,
    "1h30": 90,
    "1h5": 65,
    "1h30m": 90,
    "1 h 30 min": 90,
    "1 hour and 30 minutes": 90,
    "1 hour, 5 minutes": 65,
    "1:30": 90,
    "0:05": 5,
    "1.5h": 90,
    "1,5 h": 90,
    "0.75 hours": 45,
    "1.25h": 75,
    "1 day": 1440,
    "168h": 10080,
    "半小时": 30,
    "半个小时": 30,
    "一个半小时": 90,
    "两个小时半": 150,
    "1小时30分": 90,
    "1 小时 30 分钟": 90,
    "两小时": 120,
    "兩個鐘頭": 120,
    "45分钟": 45,
    "四十五分钟": 45,
    "三刻钟": 45,
    "1.5小时": 90,
}

REFUSED = [
    "", "0", "0m", "0:00", "0h0", "-5", "-5m", "10081", "169h", "8 days", "1 week", "1 month", "half a year", "1:60",
    "1h60", "1h90m", "1:5", "1:30:00", "h", "m", "foo", "1.5", "1.5m", "1.33h", "1.0001h", "1h1h", "30m1h", "半天",
    "9" * 5000, "\ud800", "\x00", "1h 30 foo", "foo h 30",
]  # fmt: skip


@pytest.mark.parametrize(("text", "minutes"), DURATIONS.items())
def test_parse(text: str, minutes: int) -> None:
    assert durations.parse(text) == minutes


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_duration_is_answered_with_examples(text: str) -> None:
    with pytest.raises(
        UsageError, match="is no duration; 1 minute to 7 days is expected, such as 45m, 1h30"
    ) as refused:
        durations.parse(text)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("minutes", "words"), [(1, "1 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (1440, "24 h")]
)
def test_describe(minutes: int, words: str) -> None:
    assert durations.describe(minutes) == words


@given(st.integers(1, durations.LONGEST))
@settings(deadline=None)
def test_what_is_described_is_understood(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    ways = (durations.describe(minutes), f"{minutes}", f"{minutes}m", f"{hours}:{rest:02}", f"{hours}h{rest}m")
    assert {durations.parse(way) for way in ways} == {minutes}


@given(st.text(st.characters(exclude_categories=()), max_size=30) | st.text("0123456789.:hm 小时半分个", max_size=12))
@settings(deadline=None)
def test_any_text_is_understood_or_refused(text: str) -> None:
    with suppress(UsageError):
        assert 1 <= durations.parse(text) <= durations.LONGEST
