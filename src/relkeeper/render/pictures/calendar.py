"""Days as a calendar: a column for each week, which begins on Monday, and a row for each day of the week."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from relkeeper.render.pictures import legends
from relkeeper.render.pictures.elements import Drawing, box, group, path, words
from relkeeper.render.pictures.lettering import width
from relkeeper.rules.day_words import MONTHS
from relkeeper.rules.plurals import counted
from relkeeper.rules.statistics.peaks import peak
from relkeeper.rules.statistics.shading import Shades

_STEP, _CELL = 13, 9
_LEFT, _TOP = 30, 31
_WEEK = timedelta(weeks=1)


def drawn(days: Mapping[date, int], first: date, last: date) -> Drawing:
    """The days from `first` to `last`, shaded by how many entries each has."""
    weeks = (last - _monday(first)).days // 7 + 1
    shades = Shades(days.values())
    right, foot = max(_LEFT + weeks * _STEP, 240), _TOP + 7 * _STEP
    body = "".join(
        (
            group("quiet", (*_weekdays(), *_months(first, last))),
            *_cells(days, first, last, shades),
            legends.shades(shades, right, foot + 12),
        )
    )
    return Drawing(right, foot + 18, "Days with entries", _summary(days, first, last), body)


def year_before(last: date) -> date:
    """The Monday of the week 52 weeks before that of `last`: a year, and as much as a picture has room for."""
    return _monday(last) - 52 * _WEEK


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _corner(day: date, first: date) -> tuple[int, int]:
    return _LEFT + (day - _monday(first)).days // 7 * _STEP + 1, _TOP + day.weekday() * _STEP + 1


def _cells(days: Mapping[date, int], first: date, last: date, shades: Shades) -> Iterator[str]:
    by_shade: dict[int, list[str]] = {shade: [] for shade in range(1, 5)}
    empty = []
    for day in (first + timedelta(days=place) for place in range((last - first).days + 1)):
        cell = box(*_corner(day, first), _CELL, _CELL)
        count = days.get(day, 0)
        if count:
            by_shade[shades.of(count)].append(path(cell, f"{day}: {count:,}"))
        else:
            empty.append(cell)
    if empty:
        yield path("".join(empty), "nothing", class_="s0")
    for shade, cells in by_shade.items():
        yield group(f"s{shade}", cells)


def _weekdays() -> Iterator[str]:
    for weekday, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")):
        yield words(name, 0, _TOP + weekday * _STEP + 10)


def _months(first: date, last: date) -> Iterator[str]:
    """Each month above the week of its first day, and the years above the first month and each January."""
    free, year = 0.0, 0
    for start in _firsts(first, last):
        x = _corner(start, first)[0] - 1
        if start.year != year and x >= free:
            free, year = x + width(str(start.year)), start.year
            yield words(str(year), x, 11)
        yield words(MONTHS[start.month - 1][:3], x, 24)


def _firsts(first: date, last: date) -> Iterator[date]:
    """The first day of each month from `first` to `last`."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = (date(month // 12, month % 12 + 1, 1) for month in months)
    return (day for day in days if day >= first)


def _summary(days: Mapping[date, int], first: date, last: date) -> str:
    within = {day: count for day, count in days.items() if count and first <= day <= last}
    if not within:
        return f"No entries from {first} to {last}."
    entries = counted(sum(within.values()), "entry", "entries")
    said = f"{entries} on {counted(len(within), 'day')} from {first} to {last}"
    most = peak(within)
    return f"{said}." if most is None else f"{said}; the most on {most}: {within[most]:,}."
