"""Wall clocks that are set forward and back, and the zone that counts."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Self
from zoneinfo import ZoneInfo

import pytest

from relkeeper.errors import DateError
from relkeeper.rules import dates
from relkeeper.rules.dates import Side


def _now(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "text", "expected"),
    [
        ("Asia/Shanghai", "2026-07-01 12:00", "2026-07-01T12:00:00+08:00"),
        ("Asia/Shanghai", "1990-07-01 12:00", "1990-07-01T12:00:00+09:00"),
        ("Europe/Berlin", "2026-03-29 01:59", "2026-03-29T01:59:00+01:00"),
        ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25T03:00:00+01:00"),
        ("America/Sao_Paulo", "2018-11-04 00:30", "2018-11-04T01:30:00-02:00"),
        ("America/Sao_Paulo", "2018-02-17 23:30", "2018-02-17T23:30:00-02:00"),
        ("Pacific/Apia", "2011-12-29 23:59", "2011-12-29T23:59:00-10:00"),
        ("Pacific/Apia", "2011-12-31 00:00", "2011-12-31T00:00:00+14:00"),
    ],
)
def test_a_wall_time_gets_the_offset_in_force(zone: str, text: str, expected: str) -> None:
    assert dates.parse(text, _now("2026-11-22T14:20", zone)).at.isoformat() == expected


def test_an_hour_ago_is_an_hour_of_the_sun_not_of_the_wall_clock() -> None:
    in_summer_time = dates.parse("2 hours ago", _now("2026-10-25T03:10", "Europe/Berlin"))
    in_winter_time = dates.parse("2 hours ago", _now("2026-03-29T03:10", "Europe/Berlin"))
    assert in_summer_time.at.isoformat() == "2026-10-25T02:10:00+02:00"
    assert in_winter_time.at.isoformat() == "2026-03-29T00:10:00+01:00"


def test_the_second_pass_of_an_hour_is_after_the_first() -> None:
    second_pass = _now("2026-10-25T02:10", "Europe/Berlin").replace(fold=1)
    assert dates.parse("02:30", second_pass).at.isoformat() == "2026-10-25T02:30:00+02:00"
    assert dates.parse("now", second_pass).at.isoformat() == "2026-10-25T02:10:00+01:00"


def test_a_day_that_the_zone_skipped_is_refused() -> None:
    now = _now("2012-01-02T10:00", "Pacific/Apia")
    with pytest.raises(DateError, match="the local calendar skipped 2011-12-30"):
        dates.parse("3 days ago", now)
    assert dates.parse_date("4 days ago", now, Side.PAST).isoformat() == "2011-12-29"


def test_a_moment_can_be_compared_where_the_clock_is_set_back() -> None:
    now = _now("2026-11-22T14:20", "Europe/Berlin")
    first = dates.parse("2026-10-25 02:50", now).at
    assert first < dates.localize(datetime(2026, 10, 25, 1, 10, tzinfo=UTC), now)


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="only POSIX lets a process change its zone")
@pytest.mark.usefixtures("new_york")
def test_a_fixed_offset_stands_for_the_zone_of_the_system() -> None:
    winter = datetime(2026, 11, 22, 14, 20, tzinfo=timezone(timedelta(hours=-5)))
    assert dates.parse("2026-07-01 12:00", winter).at.isoformat() == "2026-07-01T12:00:00-04:00"
    assert dates.parse("2026-03-08 02:30", winter).at.isoformat() == "2026-03-08T03:30:00-04:00"
    assert dates.parse("2026-11-01 01:30", winter).at.isoformat() == "2026-11-01T01:30:00-04:00"
    assert dates.parse("now", winter).at.isoformat() == "2026-11-22T14:20:00-05:00"


class Windows(datetime):
    """A time of a platform that knows no zone rules before 1970."""

    def astimezone(self, tz: tzinfo | None = None) -> Self:
        if self.tzinfo is None:
            raise OSError(22, "Invalid argument")
        return super().astimezone(tz)


def test_where_the_system_knows_no_rules_the_present_offset_is_taken() -> None:
    now = datetime(2026, 11, 22, 14, 20, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert dates.localize(Windows(1950, 7, 1, 12), now).isoformat() == "1950-07-01T12:00:00+05:30"
