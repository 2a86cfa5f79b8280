"""Invented values that every kind of picture is drawn of, and the pictures: `python -m tests.render.pictures.samples`
writes them anew to tests/data/pictures, where one looks at them."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from relkeeper.render.pictures import heatmap, relations_graph, sparkline, statistics_svg
from relkeeper.reports.interactions import Named
from relkeeper.reports.statistics import (
    Balance,
    MonthRow,
    NewRow,
    PersonBalance,
    PersonRow,
    SilenceRow,
    Statistics,
)
from relkeeper.reports.statistics import DayRow as Day

DATA = Path(__file__).parents[2] / "data" / "pictures"
HOSTILE = '"><script>alert(1)</script>'
FIRST, LAST = date(2025, 11, 17), date(2026, 11, 21)
DAYS = {FIRST + timedelta(days=place): place * 7 % 11 for place in range(0, 370, 2)}
NAMES = {
    1: "Ada Example",
    2: "Tom Example",
    3: "样张三",
    4: HOSTILE,
    5: "مثال علي",
    6: "Grace Sampleton von und zu Beispielhausen",
    7: "Nobody's Relative",
}
EDGES = [(1, 2, "spouse"), (2, 1, "spouse"), (1, 3, "friend"), (3, 4, 'a "kind" & more'), (5, 6, "colleague")]
_MONTHS = ("2026-09", "2026-10", "2026-11")


def _people() -> tuple[PersonRow, ...]:
    counts = (40, 25, 15, 9, 6, 5)
    return tuple(
        PersonRow(Named(number, NAMES[number]), count, count / 100, sum(counts[:number]) / 100, (count, 0, 0))
        for number, count in enumerate(counts, start=1)
    )


STATISTICS = Statistics(
    since="2026-09-01",
    until="2026-11-21",
    contact=None,
    entries=100,
    contacts=6,
    months=(
        MonthRow("2026-09", 40, {"call": 30, "wechat": 10}),
        MonthRow("2026-10", 0, {}),
        MonthRow("2026-11", 60, {"call": 20, "meeting": 25, "email": 5, "qq": 4, "letter": 3, "video": 2, "sms": 1}),
    ),
    channels=(),
    days=(Day("2026-09-01", 40), Day("2026-11-07", 1), Day("2026-11-20", 59)),
    weekday_hours=tuple(tuple(day * hour % 13 for hour in range(24)) for day in range(7)),
    without_time=9,
    people=_people(),
    vital_few=3,
    new_contacts=tuple(NewRow(month, count) for month, count in zip(_MONTHS, (2, 0, 1), strict=True)),
    silences=(
        SilenceRow(Named(1, NAMES[1]), 120, "2026-05-10", "2026-09-07", going_on=False),
        SilenceRow(Named(3, NAMES[3]), 1, "2026-11-20", "2026-11-21", going_on=True),
    ),
    balance=Balance(20, 30, 1, (PersonBalance(Named(1, NAMES[1]), 20, 0), PersonBalance(Named(4, NAMES[4]), 0, 30))),
)
NOTHING = Statistics(
    since="2026-11-01",
    until="2026-11-21",
    contact=None,
    entries=0,
    contacts=0,
    months=(MonthRow("2026-11", 0, {}),),
    channels=(),
    days=(),
    weekday_hours=((0,) * 24,) * 7,
    without_time=0,
    people=(),
    vital_few=0,
    new_contacts=(NewRow("2026-11", 0),),
    silences=(),
    balance=Balance(0, 0, 0, ()),
)

PICTURES: dict[str, Callable[[], str]] = {
    "heatmap": lambda: heatmap(DAYS, FIRST, LAST),
    "heatmap-empty": lambda: heatmap({}, LAST, LAST),
    "sparkline": lambda: sparkline([3, 0, 1, 12, 4, 5, 6, 0, 0, 2, 1, 8]),
    "relations": lambda: relations_graph(NAMES, EDGES),
    "relations-empty": lambda: relations_graph(NAMES, []),
    "statistics": lambda: statistics_svg(STATISTICS),
    "statistics-empty": lambda: statistics_svg(NOTHING),
}

if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    for name, drawn in PICTURES.items():
        (DATA / f"{name}.svg").write_text(drawn() + "\n", encoding="utf-8")
