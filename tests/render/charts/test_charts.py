"""Charts in cells."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from relkeeper.render.charts.bars import bar, segments, sparkline
from relkeeper.render.charts.fitting import names, percent
from relkeeper.render.charts.shaded import calendars, hours
from relkeeper.rules.statistics.spans import Span, heatmaps

COUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=30)


def test_bars_are_as_long_as_they_should_be() -> None:
    assert bar(1, 4) == "████"
    assert bar(0.5, 3) == "█▌"
    assert bar(0.0001, 4) == "▏"
    assert bar(0, 4) == ""


@given(COUNTS, st.integers(4, 80))
def test_the_parts_of_a_bar_are_together_as_long_as_the_whole(values: list[int], width: int) -> None:
    most = sum(values) + 7
    cells = segments(values, most, width)
    assert min(cells) >= 0
    assert sum(cells) == round(width * sum(values) / most)


def test_a_sparkline_tells_none_from_few_and_adds_up_what_does_not_fit() -> None:
    assert sparkline([0, 1, 8], 5) == "·▁█"
    assert sparkline([4, 4, 0, 0, 1, 0], 3) == "█·▁"
    assert sparkline([], 5) == ""


@given(COUNTS, st.integers(1, 40))
def test_a_sparkline_fits(values: list[int], width: int) -> None:
    assert len(sparkline(values, width)) <= width


def test_names_are_as_wide_as_each_other_in_cells() -> None:
    shown = names(["Ada Example", "样张三", "诸葛样张非常长的名字"], 11)
    assert {name.cell_len for name in shown} == {11}
    assert shown[2].plain.rstrip().endswith("…")


def test_a_small_share_is_told_to_be_there() -> None:
    assert [percent(share) for share in (0, 0.0001, 0.294, 1)] == ["  0 %", "< 1 %", " 29 %", "100 %"]
    assert len({len(percent(share / 1000)) for share in range(1001)}) == 1


def drawn(since: date, until: date, counts: dict[date, int], width: int) -> list[str]:
    return [row.plain for row in calendars(counts, list(heatmaps(Span(since, until))), width)]


def test_a_calendar_has_weekdays_down_and_weeks_across() -> None:
    rows = drawn(date(2026, 10, 31), date(2026, 11, 11), {date(2026, 11, 3): 1, date(2026, 11, 8): 9}, 80)
    assert [row.rstrip() for row in rows[:8]] == [
        "    Nov",
        "Mon   · ·",
        "Tue   ░░·",
        "Wed   · ·",
        "Thu   ·",
        "Fri   ·",
        "Sat · ·",
        "Sun · ██",
    ]


def test_a_year_fits_into_80_cells_and_is_twice_as_wide_in_120() -> None:
    for width, size in ((80, 1), (120, 2)):
        rows = drawn(date(2025, 11, 22), date(2026, 11, 21), {}, width)
        assert {cell_len(row) for row in rows[1:8]} == {4 + 53 * size}
        assert rows[0].split() == ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]


def test_where_a_year_does_not_fit_its_end_is_shown() -> None:
    rows = drawn(date(2025, 11, 22), date(2026, 11, 21), {date(2026, 11, 21): 1}, 40)
    assert {cell_len(row) for row in rows[1:8]} == {40}
    assert rows[6].endswith("░") or rows[6].endswith("█")


def test_several_years_stand_below_each_other_in_shades_that_mean_the_same() -> None:
    few, many = date(2024, 6, 3), date(2025, 6, 2)
    rows = drawn(date(2024, 1, 1), date(2025, 12, 31), {few: 1, many: 100}, 80)
    assert [row for row in rows if row.isdigit()] == ["2024", "2025"]
    assert sum(row.startswith("    ·") for row in rows) == 1
    mondays = [row for row in rows if row.startswith("Mon")]
    assert set(mondays[0]) & set("░▒▓█") != set(mondays[1]) & set("░▒▓█")


def test_hours_fit_and_say_when_a_column_is() -> None:
    grid = [[0] * 24 for _ in range(7)]
    grid[6][23] = 3
    for width, size in ((80, 3), (120, 4), (30, 1)):
        rows = [row.plain for row in hours(grid, width)]
        assert {len(row) for row in rows[1:8]} == {4 + 24 * size}
        assert rows[7][-1] in "░▒▓█"
        assert rows[0].index("12") == 4 + 12 * size
