import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.render.pictures import balance, month_bars, people_bars, silences, sparkline, weekday_hours
from relkeeper.render.pictures.balance import Sides
from relkeeper.render.pictures.elements import picture
from relkeeper.render.pictures.lettering import width
from relkeeper.render.pictures.people_bars import Share
from relkeeper.render.pictures.scales import ticks
from relkeeper.render.pictures.silences import Silence
from tests.render.pictures.reading import classes, summary, texts, told

CHANNELS = ("call", "meeting", "email", "message", "qq", "wechat", "letter", "other")
MONTHS = st.lists(st.dictionaries(st.sampled_from(CHANNELS), st.integers(0, 1000)), min_size=1, max_size=30).map(
    lambda rows: [(date(2024 + place // 12, place % 12 + 1, 1), row) for place, row in enumerate(rows)]
)


@given(MONTHS)
def test_all_entries_of_a_month_are_in_its_bar(months: list[tuple[date, dict[str, int]]]) -> None:
    said = [line for line in told(picture(month_bars.drawn(months))) if line.startswith("20")]
    for month, channels in months:
        of_month = [line for line in said if line.startswith(f"{month:%Y-%m}, ")]
        assert sum(int(line.rpartition(" ")[2].replace(",", "")) for line in of_month) == sum(channels.values())
        assert len(of_month) <= 6


def test_the_most_used_channels_have_a_colour_and_the_rest_share_one() -> None:
    channels = {name: place for place, name in enumerate(CHANNELS[:7], start=1)}
    said = texts(picture(month_bars.drawn([(date(2026, 11, 1), channels)])))
    assert said[:6] == ["letter 7", "wechat 6", "qq 5", "message 4", "email 3", "other 3"]


def test_long_names_of_channels_are_cut_so_that_all_fit() -> None:
    channels = {f"{name} of the Example Society": 1000 for name in "ABCDEF"}
    drawn = picture(month_bars.drawn([(date(2026, 11, 1), channels)]))
    starts = [float(x) for x in re.findall(r'<text x="([0-9.]+)" y="10"', drawn)]
    assert len(starts) == 6
    assert starts[-1] + width("A of the…") < 720
    assert "A of the Example Society" in told(drawn)


def test_bars_have_their_totals_and_months_their_years() -> None:
    months = [(date(2025, 12, 1), {"call": 2}), (date(2026, 1, 1), {"call": 30})]
    drawn = picture(month_bars.drawn(months))
    assert texts(drawn) == ["0", "10", "20", "30", "2", "30", "Dec", "2025", "Jan", "2026"]
    assert summary(drawn) == "32 entries from 2025-12 to 2026-01; the most in 2026-01: 30."


def test_months_and_hours_that_are_equal_are_no_peak() -> None:
    months = [(date(2026, month, 1), {"call": 2}) for month in (1, 2)]
    assert summary(picture(month_bars.drawn(months))) == "4 entries from 2026-01 to 2026-02."
    hours = [[0] * 24 for _ in range(7)]
    hours[0][9] = hours[6][9] = 1
    assert summary(picture(weekday_hours.drawn(hours))) == "2 entries with a time of day."


def test_ten_years_of_months_are_labelled_by_years() -> None:
    months = [(date(2016 + place // 12, place % 12 + 1, 1), {"call": 1}) for place in range(120)]
    said = texts(picture(month_bars.drawn(months)))
    assert "Jan" not in said
    assert [text for text in said if text.startswith("20")] == [str(year) for year in range(2016, 2026)]


@given(st.integers(0, 10**7))
def test_an_axis_is_whole_round_numbers_that_hold_all(most: int) -> None:
    scale = ticks(most)
    assert scale[0] == 0
    assert scale[-1] >= most
    assert 2 <= len(scale) <= 6
    assert len({high - low for low, high in pairwise(scale)}) == 1


def test_hours_are_told_by_their_day() -> None:
    counts = [[0] * 24 for _ in range(7)]
    counts[5][22] = 3
    drawn = picture(weekday_hours.drawn(counts))
    assert "Sat 22:00: 3" in told(drawn)
    assert summary(drawn) == "3 entries with a time of day; the most on Sat at 22:00: 3."
    assert summary(picture(weekday_hours.drawn([[0] * 24] * 7))) == "No entries with a time of day."


def test_people_have_their_entries_and_the_share_up_to_them() -> None:
    people = [Share("Ada Example", 1200, 0.8, 0.8), Share("样张三", 300, 0.2, 1.0)]
    drawn = picture(people_bars.drawn(people, 1))
    assert [text for text in texts(drawn) if text in ("1,200", "300", "80%", "100%")].count("80%") == 2
    assert {"Ada Example: 1,200, 80.0%", "up to 样张三: 100.0%"} <= set(told(drawn))
    assert summary(drawn) == "1 person makes 80% of the entries; Ada Example has 80%."


def test_the_vital_few_stand_out() -> None:
    people = [Share("Ada Example", 4, 0.8, 0.8), Share("样张三", 1, 0.2, 1.0)]
    assert {"c0", "c5"} <= classes(picture(people_bars.drawn(people, 1)))
    assert "c5" not in classes(picture(people_bars.drawn(people, 2)))


def test_a_long_name_is_cut_and_told_in_full() -> None:
    name = "Grace Sampleton von und zu Beispielhausen am Musterfluss"
    drawn = picture(people_bars.drawn([Share(name, 1, 1.0, 1.0)], 1))
    assert name not in texts(drawn)
    assert next(text for text in texts(drawn) if text.startswith("Grace")).endswith("…")
    assert name in told(drawn)


def test_heads_keep_apart_even_in_a_font_half_as_wide_again() -> None:
    drawn = picture(people_bars.drawn([Share("Ada Example", 1, 1.0, 1.0)], 1))
    heads = re.findall(r'<text x="([0-9.]+)" y="14" class="\w+ ?(middle|end|)">([^<]+)<', drawn)
    ends = sorted(extent(float(x), side, 1.5 * width(text)) for x, side, text in heads)
    assert len(ends) == 7
    assert all(left[1] < right[0] for left, right in pairwise(ends)), ends


def extent(x: float, side: str, wide: float) -> tuple[float, float]:
    begin = x - {"middle": wide / 2, "end": wide}.get(side, 0)
    return begin, begin + wide


def test_who_reaches_out_stands_on_two_sides() -> None:
    drawn = picture(balance.drawn([Sides("Ada Example", 3, 1)], Sides("they", 3, 1), 1))
    assert texts(drawn) == ["you", "they", "Ada Example", "3", "1"]
    assert {"you to Ada Example: 3", "Ada Example to you: 1"} <= set(told(drawn))
    assert summary(drawn) == "You reached out 3 times, they 1 time; of 1 entry it is not known."


def test_a_silence_that_goes_on_says_so() -> None:
    rows = [
        Silence("Ada Example", 31, date(2026, 1, 1), date(2026, 2, 1)),
        Silence("样张三", 1, date(2026, 11, 20), None),
    ]
    drawn = picture(silences.drawn(rows))
    assert {"31 days", "1 day", "2026-01-01 to 2026-02-01", "since 2026-11-20, going on"} <= set(texts(drawn))
    assert summary(drawn) == (
        "The longest: Ada Example, 31 days from 2026-01-01 on; those in orange are still going on."
    )
    assert {"c1", "c5"} <= classes(drawn)


def test_silences_of_one_colour_need_no_word_about_it() -> None:
    ended, going_on = (Silence("Ada Example", 31, date(2026, 1, 1), until) for until in (date(2026, 2, 1), None))
    assert "orange" not in summary(picture(silences.drawn([ended]))) + summary(picture(silences.drawn([going_on])))


@pytest.mark.parametrize("values", [[], [0], [0] * 12, [10**6, 1]])
def test_a_sparkline_says_its_values(values: list[int]) -> None:
    assert told(sparkline(values)) == [", ".join(map(str, values)) or "nothing"]


def test_a_sparkline_of_a_year_is_small() -> None:
    assert len(sparkline([12345, 2222, 3333, 401, 5, 61, 7, 8, 9, 1023, 11, 127]).encode()) < 600
