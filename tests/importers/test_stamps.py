"""Moments and lengths as programs store them."""

from datetime import datetime, timedelta, timezone

import pytest

from relkeeper.importers.stamps import call, from_clock, from_epoch, from_iso, misdated, zone_between


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (1740823200, "2025-03-01 10:00:00"),
        ("1740823200", "2025-03-01 10:00:00"),
        (1740823200.9, "2025-03-01 10:00:00"),
        (1740823200999, "2025-03-01 10:00:00"),
        (-1, "1969-12-31 23:59:59"),
        ("x", None),
        ("", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**30, None),
        ("9" * 5000, None),
    ],
)
def test_seconds_since_1970(written: object, read: str | None) -> None:
    at = from_epoch(written)
    assert (at and at.isoformat(" ")) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-03-01T10:00:00.9+08:00", "2025-03-01 02:00:00"),
        ("2025-03-01T10:00:00Z", "2025-03-01 10:00:00"),
        ("2025-03-01T10:00:00", None),
        ("0001-01-01T00:00:00+08:00", None),
        (7, None),
    ],
)
def test_iso_with_an_offset(written: object, read: str | None) -> None:
    stamp = from_iso(written)
    assert (stamp and stamp[0].isoformat(" ")) == read


def test_a_wall_clock_has_no_offset() -> None:
    clock = from_clock("2025-03-01 10:00:00.5")
    assert clock is not None
    assert clock.isoformat() == "2025-03-01T10:00:00"
    assert from_clock("2025-03-01T10:00:00+08:00") is None
    assert from_clock("yesterday") is None


def test_the_zone_between_a_clock_and_utc() -> None:
    utc = datetime.fromisoformat("2025-03-01T02:00:00")
    assert zone_between(utc + timedelta(hours=8), utc) == timezone(timedelta(hours=8))
    assert zone_between(utc + timedelta(hours=15), utc) is None
    assert zone_between(utc + timedelta(minutes=7), utc) is None
    assert zone_between(None, utc) is None


def test_calls() -> None:
    assert [call(332), call(3905.0), call(0, "missed"), call(None), call(True), call("5")] == [
        "[call, 5:32]",
        "[call, 1:05:05]",
        "[call, missed]",
        "[call]",
        "[call]",
        "[call]",
    ]


def test_why_a_message_is_left_out() -> None:
    assert "no time" in misdated("a", "line 1", None).message
    assert "2030-01-01 00:00:00" in misdated("a", "line 1", datetime.fromisoformat("2030-01-01")).message
