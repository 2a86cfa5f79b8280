"""Months as bars, each divided by channel."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from relkeeper.render.pictures import legends
from relkeeper.render.pictures.elements import Drawing, box, number, path, words
from relkeeper.render.pictures.lettering import width
from relkeeper.render.pictures.scales import ticks
from relkeeper.rules.day_words import MONTHS
from relkeeper.rules.plurals import counted
from relkeeper.rules.statistics.peaks import peak

_WIDTH, _LEFT, _PLOT = 720, 36, 120
_WIDEST = 56
_SERIES = 5
OTHER = "other"

# The first day of each month, with its entries by channel.
Months = Sequence[tuple[date, Mapping[str, int]]]


class _Plot(NamedTuple):
    step: float
    bar: float
    top: int
    base: float

    def x(self, place: int) -> float:
        return _LEFT + place * self.step

    def length(self, count: float) -> float:
        return count / self.top * _PLOT


def drawn(
    months: Months,
    title: str = "Entries by month",
    thing: tuple[str, str] = ("entry", "entries"),
) -> Drawing:
    """A bar for each month, divided by channel; those beyond the first five are `other`."""
    names = _channels(months)
    totals = [sum(channels.values()) for _, channels in months]
    scale = ticks(max(totals, default=0))
    step = min((_WIDTH - _LEFT) / max(len(months), 1), _WIDEST)
    top = 28 if len(names) > 1 else 14
    plot = _Plot(step, max(step * 0.72, 1), scale[-1], top + _PLOT)
    body = "".join(
        (
            legends.series(_counted(months, names), _WIDTH) if len(names) > 1 else "",
            *_grid(scale, plot),
            *_bars(months, names, plot),
            *(_totals(totals, plot) if step >= max((width(f"{total:,}") for total in totals), default=0) else ()),
            *_labels([month for month, _ in months], plot),
        )
    )
    return Drawing(_WIDTH, plot.base + 30, title, _summary(months, totals, thing), body)


def _channels(months: Months) -> list[str]:
    """The channels that have a colour of their own, the most used first, and `other` for the rest."""
    used: Counter[str] = Counter()
    for _, channels in months:
        used.update(channels)
    names = sorted((name for name in used if used[name]), key=lambda name: (-used[name], name))
    return names if len(names) <= _SERIES + 1 else [*(name for name in names[:_SERIES] if name != OTHER), OTHER]


def _parts(channels: Mapping[str, int], names: Sequence[str]) -> list[int]:
    """The entries of each name; `other` has those that no name has."""
    parts = [channels.get(name, 0) for name in names]
    if OTHER in names:
        parts[names.index(OTHER)] += sum(channels.values()) - sum(parts)
    return parts


def _counted(months: Months, names: Sequence[str]) -> dict[str, int]:
    parts = [_parts(channels, names) for _, channels in months]
    return {name: sum(part[place] for part in parts) for place, name in enumerate(names)}


def _grid(scale: Sequence[int], plot: _Plot) -> Iterator[str]:
    places = [plot.base - plot.length(value) for value in scale]
    yield path("".join(f"M{_LEFT} {number(y)}H{_WIDTH}" for y in places), class_="grid")
    for value, y in zip(scale, places, strict=True):
        yield words(f"{value:,}", _LEFT - 6, y + 4, class_="quiet end")


def _bars(months: Months, names: Sequence[str], plot: _Plot) -> Iterator[str]:
    inset = (plot.step - plot.bar) / 2
    for place, (month, channels) in enumerate(months):
        foot = plot.base
        for series, count in enumerate(_parts(channels, names)):
            if count:
                foot -= plot.length(count)
                bar = box(plot.x(place) + inset, foot, plot.bar, plot.length(count))
                yield path(bar, f"{month:%Y-%m}, {names[series]}: {count:,}", class_=f"c{series}")


def _totals(totals: Sequence[int], plot: _Plot) -> Iterator[str]:
    for place, total in enumerate(totals):
        if total:
            yield words(
                f"{total:,}", plot.x(place) + plot.step / 2, plot.base - plot.length(total) - 4, class_="middle"
            )


def _labels(months: Sequence[date], plot: _Plot) -> Iterator[str]:
    """The months where there is room for their names, and the years below where they begin."""
    free, years_free = 0.0, 0.0
    for place, month in enumerate(months):
        x = plot.x(place) + plot.step / 2
        if plot.step >= 24 and x >= free:
            free = x + 24
            yield words(MONTHS[month.month - 1][:3], x, plot.base + 13, class_="quiet middle")
        if (month.month == 1 or place == 0) and x >= years_free:
            years_free = x + 36
            yield words(str(month.year), x, plot.base + 26, class_="quiet middle")


def _summary(months: Months, totals: Sequence[int], thing: tuple[str, str]) -> str:
    if not any(totals):
        return f"No {thing[1]}."
    said = f"{counted(sum(totals), *thing)} from {months[0][0]:%Y-%m} to {months[-1][0]:%Y-%m}"
    most = peak(dict(enumerate(totals)))
    return f"{said}." if most is None else f"{said}; the most in {months[most][0]:%Y-%m}: {totals[most]:,}."
