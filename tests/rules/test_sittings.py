"""When messages are one entry, and what it says."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules import sittings

HOUR = 3600
# Of the clock of a file, which has no zone.
_FIRST, _LAST = datetime.fromisoformat("1970-01-01"), datetime.fromisoformat("2100-01-01")
MOMENTS = st.datetimes(_FIRST, _LAST).map(lambda at: at.replace(microsecond=0))


@given(MOMENTS)
def test_seconds_are_counted_there_and_back(at: datetime) -> None:
    assert sittings.at_second(sittings.seconds(at)) == at
    assert sittings.day(sittings.seconds(at)) == at.date().isoformat()
    assert sittings.line(sittings.seconds(at), "Ada", "hi") == f"{at:%H:%M} Ada: hi"


@pytest.mark.parametrize(
    ("at", "belongs"),
    [
        (0, True),
        (10 * HOUR, True),
        (14 * HOUR, True),
        (14 * HOUR + 1, False),
        (-4 * HOUR, True),
        (-4 * HOUR - 1, False),
    ],
)
def test_a_sitting_ends_after_some_hours_of_silence(at: int, belongs: bool) -> None:
    assert sittings.belongs(at, began=0, ended=10 * HOUR, gap=4 * HOUR) is belongs


def test_no_sitting_is_longer_than_a_day() -> None:
    assert sittings.belongs(24 * HOUR, began=0, ended=23 * HOUR, gap=4 * HOUR)
    assert not sittings.belongs(24 * HOUR + 1, began=0, ended=24 * HOUR, gap=4 * HOUR)


def test_the_digests_of_messages_never_change() -> None:
    """They are in the books of people: another one would double every chat that is imported again."""
    at = sittings.seconds(datetime.fromisoformat("2026-10-02 21:03:11"))
    assert sittings.digest(at, "在吗？", 0) == "ee614f7ccdcc2f99"
    assert sittings.digest(at, "在吗？", 1) == "e79e7b6146f059ed"


def test_what_a_group_is_known_by_never_changes() -> None:
    """It is in the books of people: another one would make a second group of each that is imported again."""
    assert sittings.group("tea club") == "f45c0401bf63099e"


@given(
    st.lists(
        st.tuples(st.integers(0, 2**27).map(lambda minute: minute * 60), st.text(max_size=20), st.integers(0, 3)),
        unique=True,
        max_size=30,
    )
)
def test_digests_tell_messages_apart_and_are_read_back(messages: list[tuple[int, str, int]]) -> None:
    digests = [sittings.digest(*message) for message in messages]
    assert len(set(digests)) == len(digests)
    assert list(sittings.digests("".join(digests))) == digests


@pytest.mark.parametrize(
    ("texts", "summary"),
    [
        (["在吗？"], "在吗？"),
        (["hi", "how are you"], "hi / how are you"),
        (["[图片]", "<Media omitted>", "look at this\nand that"], "look at this"),
        (["[图片]", "[表情] [表情]"], "[图片]"),
        (["", "  "], "…"),
        (["", "  ", "hi"], "hi"),
        ([], "…"),
        (
            ["first line that is long enough to say what it was about", "second"],
            "first line that is long enough to say what it was about",
        ),
    ],
)
def test_the_summary_is_the_first_that_was_said(texts: list[str], summary: str) -> None:
    assert sittings.summary(texts) == summary


def test_a_summary_that_is_long_enough_reads_no_further() -> None:
    assert sittings.summary(["x" * 20, "y" * 20, "hi"]) == f"{'x' * 20} / {'y' * 20} / hi"
    assert sittings.summary(["x" * 20, "y" * 21, "hi"]) == f"{'x' * 20} / {'y' * 21}"


def test_a_summary_is_cut_at_80_characters() -> None:
    assert sittings.summary(["x" * 80]) == "x" * 80
    assert sittings.summary(["x" * 81]) == sittings.summary(["x" * 200]) == "x" * 79 + "…"
    assert sittings.summary([f"{'x' * 78} and more"]) == "x" * 78 + "…"


@given(st.lists(st.text() | st.text("ab ", min_size=30, max_size=120)))
def test_a_summary_is_one_short_line_and_never_empty(texts: list[str]) -> None:
    said = sittings.summary(texts)
    assert said.strip()
    assert len(said) <= 80
    assert "\n" not in said


def test_what_the_service_says_has_no_speaker() -> None:
    at = int(timedelta(hours=21, minutes=3).total_seconds())
    assert sittings.line(at, "", "recalled a message") == "21:03 — recalled a message"
