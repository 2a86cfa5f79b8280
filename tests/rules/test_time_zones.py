"""Time zones as people name them, and what time it is there."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import UsageError
from relkeeper.rules import time_zones
from relkeeper.rules.points import phones

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
PLACES = sorted(name for name in available_timezones() if "/" in name)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"), ("europe/paris", "Europe/Paris"), (" PARIS ", "Europe/Paris"),
        ("new york", "America/New_York"), ("new_york", "America/New_York"), ("北京", "Asia/Shanghai"),
        ("上海", "Asia/Shanghai"), ("san francisco", "America/Los_Angeles"), ("singapore", "Asia/Singapore"),
        ("istanbul", "Europe/Istanbul"), ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("louisville", "America/Kentucky/Louisville"), ("utc", "UTC"), ("none", ""), ("", ""), ("无", ""),
    ],
)  # fmt: skip
def test_a_zone_by_its_name_or_a_city(typed: str, zone: str) -> None:
    assert time_zones.parse(typed) == zone


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("europ/paris", "did you mean Europe/Paris"),
        ("shangahi", "did you mean Asia/Shanghai"),
        ("nicosia", "may be Asia/Nicosia or Europe/Nicosia"),
        ("xyzzy", "for example Europe/Paris or Asia/Shanghai"),
        ("../../etc/passwd", "there is no time zone"),
        ("/usr/share/zoneinfo/UTC", "there is no time zone"),
        ("localtime", "there is no time zone"),
        # By POSIX it is eight hours behind; by what people mean, ahead.
        ("GMT+8", "there is no time zone"),
    ],
)
def test_what_is_no_zone_is_refused_with_what_is(typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        time_zones.parse(typed)


@given(st.sampled_from(PLACES), st.sampled_from([str, str.lower, str.upper]))
def test_every_place_is_understood_by_its_name_in_any_case(zone: str, cased: type[str]) -> None:
    assert time_zones.parse(cased(zone)) == zone


def test_every_city_of_ours_is_in_a_zone_that_exists() -> None:
    zones = {zone for zones in time_zones._known().values() for zone in zones}
    assert zones <= available_timezones()
    assert not zones & {"localtime", "Factory"}


@pytest.mark.parametrize(
    ("numbers", "zone"),
    [
        (["+33 1 42 68 53 00"], "Europe/Paris"),
        (["+1 212 555 0123"], "America/New_York"),
        (["+49 30 123456", "+49 30 654321 ext. 5"], "Europe/Berlin"),
        (["+49 30 123456", "no number"], "Europe/Berlin"),
        (["+49 30 123456", "+33 1 42 68 53 00"], ""),
        (["+1 800 555 0199"], ""),
        (["+7 916 123 45 67"], ""),
        (["+33 1"], ""),
        (["030 123456"], ""),
        ([], ""),
    ],
)
def test_the_zone_of_phones_where_there_is_but_one(numbers: list[str], zone: str) -> None:
    assert phones.time_zone(numbers, None) == zone


def test_a_number_without_country_code_is_in_the_users_country() -> None:
    assert phones.time_zone(["030 123456"], "DE") == "Europe/Berlin"


@pytest.mark.parametrize(
    ("zone", "elsewhere"),
    [("America/New_York", True), ("Europe/London", True), ("Africa/Abidjan", False), ("UTC", False), ("", False)],
)
def test_another_clock_in_either_half_of_the_year_is_elsewhere(zone: str, *, elsewhere: bool) -> None:
    """The user of the tests is in UTC, where London is in winter."""
    assert time_zones.is_elsewhere(zone, NOW) is elsewhere
    assert time_zones.is_elsewhere(zone, NOW.astimezone(ZoneInfo("UTC"))) is elsewhere


def test_clocks_that_turn_together_are_at_home() -> None:
    assert not time_zones.is_elsewhere("Europe/Berlin", NOW.astimezone(ZoneInfo("Europe/Paris")))


@pytest.mark.parametrize(
    ("zone", "awake"),
    [
        ("Europe/Paris", True),
        ("America/New_York", False),
        ("Asia/Tokyo", True),
        ("Australia/Sydney", False),
        ("", None),
    ],
)
def test_who_is_awake(zone: str, awake: bool | None) -> None:
    """10:00 in UTC is 11:00 in Paris, 05:00 in New York, 19:00 in Tokyo and 21:00 in Sydney."""
    assert time_zones.is_awake(NOW, zone, (9, 21)) is awake


@given(st.sampled_from(PLACES), st.integers(-20 * 525_600, 50 * 525_600), st.integers(-14, 14))
def test_the_time_there_is_the_same_instant(zone: str, minutes: int, hours: int) -> None:
    now = (NOW + timedelta(minutes=minutes)).astimezone(timezone(timedelta(hours=hours)))
    text = time_zones.local_text(now, zone)
    assert text is not None
    assert datetime.fromisoformat(text) == now


@pytest.mark.parametrize("zone", ["", "Moon/Tranquility", "../etc/passwd", "Europe", "\x00"])
def test_a_zone_that_is_not_known_has_no_time(zone: str) -> None:
    assert time_zones.local_text(NOW, zone) is None
    assert time_zones.is_awake(NOW, zone, (0, 24)) is None
    assert not time_zones.is_elsewhere(zone, NOW)


def test_a_clock_says_whether_it_shows_another_time() -> None:
    assert time_zones.clock(NOW, "Asia/Tokyo") == ("2026-11-21T19:00+09:00", True)
    assert time_zones.clock(NOW, "Europe/London") == ("2026-11-21T10:00+00:00", False)
    assert time_zones.clock(NOW, "") == time_zones.clock(NOW, "Moon/Tranquility") == (None, False)


@pytest.mark.parametrize("text", ["UTC+8", "utc-5", "GMT +8"])
def test_for_an_offset_no_place_is_proposed(text: str) -> None:
    with pytest.raises(UsageError, match="is expected") as refused:
        time_zones.parse(text)
    assert "did you mean" not in str(refused.value)
