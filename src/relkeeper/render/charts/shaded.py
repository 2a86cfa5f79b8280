"""Cells in five shades: a calendar, and weekdays by hours."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.text import Text

from relkeeper.rules.day_words import MONTHS, WEEKDAYS
from relkeeper.rules.statistics.shading import Shades

_SHADES = "·░▒▓█"
_LABEL = 4
_DAYS = [day[:3] for day in WEEKDAYS]


Weeks = Sequence[Sequence[date | None]]


def calendars(counts: Mapping[date, int], shown: Sequence[Weeks], width: int) -> Iterator[Text]:
    """Weeks across and days from Monday down, in shades that mean the same in each of several years."""
    shades = Shades(counts.values())
    for weeks in shown:
        if len(shown) > 1:
            yield Text(str(next(day.year for day in weeks[0] if day)), style="bold")
        yield from _calendar(counts, weeks, width, shades)
    yield from _legend(shades)


def _calendar(counts: Mapping[date, int], weeks: Weeks, width: int, shades: Shades) -> Iterator[Text]:
    """The earliest weeks are left out where all do not fit."""
    size = 2 if _LABEL + 2 * len(weeks) <= width else 1
    shown = weeks[-max((width - _LABEL) // size, 1) :]
    yield Text(" " * _LABEL + _month_names(shown, size), style="dim")
    for weekday, name in enumerate(_DAYS):
        row = Text()
        row.append(name.ljust(_LABEL), style="dim")
        for week in shown:
            day = week[weekday]
            _shade(row, None if day is None else shades.of(counts.get(day, 0)), size)
        yield row


def _month_names(weeks: Weeks, size: int) -> str:
    """The name of each month over the week in which it begins; of the one that is cut off only where there is room."""
    begins = {place: day for place, week in enumerate(weeks) for day in week if day and day.day == 1}
    first = next(day for day in weeks[0] if day)
    if min(begins, default=len(weeks)) * size > _LABEL:
        begins[0] = first
    said = ""
    for place, day in sorted(begins.items()):
        if (len(weeks) - place) * size >= len(name := MONTHS[day.month - 1][:3]):
            said = said.ljust(place * size) + name
    return said


def hours(grid: Sequence[Sequence[int]], width: int) -> Iterator[Text]:
    """Weekdays down and the 24 hours across."""
    shades = Shades(count for row in grid for count in row)
    size = next((size for size in (4, 3, 2) if _LABEL + 24 * size <= width), 1)
    step = 3 if size > 1 else 6
    labels = "".join(str(hour).ljust(step * size) for hour in range(0, 24, step))
    yield Text(" " * _LABEL + labels.rstrip(), style="dim")
    for name, counts in zip(_DAYS, grid, strict=True):
        row = Text()
        row.append(name.ljust(_LABEL), style="dim")
        for count in counts:
            _shade(row, shades.of(count), size)
        yield row
    yield from _legend(shades)


def _shade(row: Text, shade: int | None, size: int) -> None:
    if shade is None:
        row.append(" " * size)
    elif shade:
        row.append(_SHADES[shade] * size, style="green")
    else:
        row.append(_SHADES[0].ljust(size), style="dim")


def _legend(shades: Shades) -> Iterator[Text]:
    """What the shades stand for."""
    made = Text(f"{' ' * _LABEL}{_SHADES[0]} none")
    for sign, counts in zip(_SHADES[1:], shades.named(), strict=True):
        made.append("  ")
        made.append(sign, style="green")
        made.append(f" {counts}")
    yield made
