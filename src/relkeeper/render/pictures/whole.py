"""All of `stats` as one picture, a file of its own."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from relkeeper.render.pictures import (
    balance,
    calendar,
    month_bars,
    palette,
    people_bars,
    silences,
    weekday_hours,
)
from relkeeper.render.pictures.elements import Drawing, element, picture, shown, words
from relkeeper.render.pictures.lettering import cut
from relkeeper.rules.plurals import counted

if TYPE_CHECKING:
    from relkeeper.reports.statistics import Statistics

_MARGIN = 28
_WIDTH = 728
_MOST = 15


def drawn(stats: "Statistics") -> str:
    """Each chart below its heading, those left out that have nothing to show."""
    y, pieces = 64.0, [_line(_title(stats), 38, 20, "title"), words(_figures(stats), _MARGIN, 58)]
    for chart in _charts(stats):
        pieces.append(_line(chart.title, y + 34, 14, "heading"))
        pieces.append(_line(chart.summary, y + 50, 11, "quiet"))
        pieces.append(element("g", chart.body, transform=f"translate({_MARGIN} {y + 62:g})"))
        y += 62 + chart.height
    whole = Drawing(_WIDTH + 2 * _MARGIN, y + _MARGIN, _title(stats), _figures(stats), "".join(pieces))
    ground = element("rect", width="100%", height="100%", class_="ground")
    return picture(whole, element("style", palette.for_file()), ground)


def _line(text: str, base: float, size: float, class_: str) -> str:
    """A line across the picture, cut where a name in it is too long."""
    return words(cut(shown(text), _WIDTH, size), _MARGIN, base, class_=class_)


def _title(stats: "Statistics") -> str:
    return f"{stats.since} to {stats.until}{f', with {stats.contact.name}' if stats.contact else ''}"


def _figures(stats: "Statistics") -> str:
    people = "" if stats.contact else f" with {counted(stats.contacts, 'person', 'people')}"
    return f"{counted(stats.entries, 'entry', 'entries')}{people} on {counted(len(stats.days), 'day')}"


def _charts(stats: "Statistics") -> Iterator[Drawing]:
    months = [(date.fromisoformat(f"{row.month}-01"), row.channels) for row in stats.months]
    yield month_bars.drawn(months)
    yield calendar.drawn(_days(stats), _first(stats), date.fromisoformat(stats.until))
    if any(map(any, stats.weekday_hours)):
        yield weekday_hours.drawn(stats.weekday_hours)
    if stats.people and not stats.contact:
        yield people_bars.drawn(_shares(stats), stats.vital_few)
    if stats.balance.people:
        yield balance.drawn(_sides(stats), _of_all(stats), stats.balance.unknown)
    if stats.silences:
        yield silences.drawn(_silences(stats))
    if any(row.contacts for row in stats.new_contacts):
        yield _new_contacts(stats)


def _first(stats: "Statistics") -> date:
    """A calendar shows a year: of a longer span the last."""
    until = date.fromisoformat(stats.until)
    return max(date.fromisoformat(stats.since), calendar.year_before(until))


def _days(stats: "Statistics") -> dict[date, int]:
    first = _first(stats)
    return {day: row.entries for row in stats.days if (day := date.fromisoformat(row.on)) >= first}


def _shares(stats: "Statistics") -> list[people_bars.Share]:
    return [people_bars.Share(row.contact.name, row.entries, row.share, row.cumulative) for row in stats.people[:_MOST]]


def _sides(stats: "Statistics") -> list[balance.Sides]:
    return [balance.Sides(row.contact.name, row.outgoing, row.incoming) for row in stats.balance.people[:_MOST]]


def _of_all(stats: "Statistics") -> balance.Sides:
    they = stats.contact.name if stats.contact else "they"
    return balance.Sides(they, stats.balance.outgoing, stats.balance.incoming)


def _silences(stats: "Statistics") -> list[silences.Silence]:
    return [
        silences.Silence(
            row.contact.name,
            row.days,
            date.fromisoformat(row.from_on),
            None if row.going_on else date.fromisoformat(row.until_on),
        )
        for row in stats.silences[:_MOST]
    ]


def _new_contacts(stats: "Statistics") -> Drawing:
    months = [(date.fromisoformat(f"{row.month}-01"), {"new": row.contacts}) for row in stats.new_contacts]
    return month_bars.drawn(months, "New contacts by month", ("contact", "contacts"))
