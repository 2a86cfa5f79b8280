"""The hours of a week: a row for each day from Monday on, a column for each hour."""

from collections.abc import Iterator, Sequence

from relkeeper.render.pictures import legends
from relkeeper.render.pictures.elements import Drawing, box, group, path, words
from relkeeper.rules.day_words import WEEKDAYS
from relkeeper.rules.plurals import counted
from relkeeper.rules.statistics.peaks import peak
from relkeeper.rules.statistics.shading import Shades

_DAYS = [day[:3] for day in WEEKDAYS]
_LEFT, _TOP, _WIDE, _HIGH = 36, 18, 28, 17


def drawn(counts: Sequence[Sequence[int]]) -> Drawing:
    """Seven rows of 24 counts, Monday and midnight first, shaded by how large they are."""
    shades = Shades(count for row in counts for count in row)
    right, foot = _LEFT + 24 * _WIDE, _TOP + 7 * _HIGH
    body = "".join(
        (
            group("quiet", (*_days(), *_hours())),
            *_cells(counts, shades),
            legends.shades(shades, right, foot + 14),
        )
    )
    return Drawing(right, foot + 20, "Entries by weekday and hour", _summary(counts), body)


def _days() -> Iterator[str]:
    for day, name in enumerate(_DAYS):
        yield words(name, 0, _TOP + day * _HIGH + 12)


def _hours() -> Iterator[str]:
    for hour in range(0, 24, 3):
        yield words(f"{hour:02}:00", _LEFT + hour * _WIDE, 11)


def _cells(counts: Sequence[Sequence[int]], shades: Shades) -> Iterator[str]:
    cells: dict[int, list[str]] = {shade: [] for shade in range(5)}
    for day, row in enumerate(counts):
        for hour, count in enumerate(row):
            cell = box(_LEFT + hour * _WIDE + 1, _TOP + day * _HIGH + 1, _WIDE - 4, _HIGH - 4)
            cells[shades.of(count)].append(path(cell, f"{_DAYS[day]} {hour:02}:00: {count:,}"))
    for shade, drawn_cells in cells.items():
        yield group(f"s{shade}", drawn_cells)


def _summary(counts: Sequence[Sequence[int]]) -> str:
    total = sum(map(sum, counts))
    if not total:
        return "No entries with a time of day."
    said = f"{counted(total, 'entry', 'entries')} with a time of day"
    most = peak({(day, hour): count for day, row in enumerate(counts) for hour, count in enumerate(row)})
    if most is None:
        return f"{said}."
    day, hour = most
    return f"{said}; the most on {_DAYS[day]} at {hour:02}:00: {counts[day][hour]:,}."
