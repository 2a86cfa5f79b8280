"""Where the time went, in words and numbers: a line for each, the kind of thing first; charts on a terminal."""

from collections.abc import Iterator
from datetime import date

from relkeeper.render.view import Drawing
from relkeeper.reports.statistics import Balance, SilenceRow, Statistics
from relkeeper.rules.day_words import MONTHS, WEEKDAYS, short
from relkeeper.rules.plurals import counted
from relkeeper.rules.texts.untrusted import line


def headline(stats: Statistics, today: date) -> str:
    """`22 Nov 2025 to 21 Nov: 1,234 entries with 56 people`."""
    with_whom = f"with {stats.contact.name}" if stats.contact else ""
    if not stats.entries:
        return f"No entries {with_whom or 'at all'} from {_day(stats.since, today)} to {_day(stats.until, today)}."
    people = with_whom or f"with {counted(stats.contacts, 'person', 'people')}"
    days = counted(len(stats.days), "day", "days")
    entries = counted(stats.entries, "entry", "entries")
    return f"{_day(stats.since, today)} to {_day(stats.until, today)}: {entries} {people}, on {days}"


def vital_few(stats: Statistics) -> str:
    """Who make up most of it."""
    verb = "makes" if stats.vital_few == 1 else "make"
    return f"{stats.vital_few:,} of {counted(stats.contacts, 'person', 'people')} {verb} 80 % of it"


def span_of(silence: SilenceRow, today: date) -> str:
    """`3 Mar to 5 Jul`, `since 3 Mar, going on`."""
    if silence.going_on:
        return f"since {_day(silence.from_on, today)}, going on"
    return f"{_day(silence.from_on, today)} to {_day(silence.until_on, today)}"


def reached_out(balance: Balance) -> str:
    """How often each side did."""
    return f"you {balance.outgoing:,}, they {balance.incoming:,}, unsaid {balance.unknown:,}"


def month_name(month: str) -> str:
    """`Nov 2025` of `2025-11`."""
    return f"{MONTHS[int(month[5:]) - 1][:3]} {month[:4]}"


def _day(on: str, today: date) -> str:
    return short(date.fromisoformat(on), today)


def _lines(stats: Statistics, today: date) -> Iterator[str]:
    yield line(headline(stats, today))
    if stats.entries:
        for cells in _cells(stats):
            yield "\t".join(line(str(cell)) for cell in cells)


def _cells(stats: Statistics) -> Iterator[tuple[object, ...]]:
    for month in stats.months:
        yield "month", month.month, month.total, *(f"{name} {count}" for name, count in month.channels.items())
    for channel in stats.channels:
        yield "channel", channel.channel, channel.entries, _percent(channel.share)
    for day in stats.days:
        yield "day", day.on, day.entries
    for name, counts in zip(WEEKDAYS, stats.weekday_hours, strict=True):
        yield from (("hour", name, f"{hour:02}:00", count) for hour, count in enumerate(counts) if count)
    yield "without a time of day", stats.without_time
    if not stats.contact:
        yield "vital few", vital_few(stats)
        for person in stats.people:
            yield "person", person.contact.name, person.entries, _percent(person.share), _percent(person.cumulative)
    yield from (("new contacts", added.month, added.contacts) for added in stats.new_contacts)
    for silence in stats.silences:
        ended = "today, going on" if silence.going_on else silence.until_on
        yield "silence", silence.contact.name, f"{silence.days} days", silence.from_on, ended
    yield "reached out", reached_out(stats.balance)
    for sides in stats.balance.people:
        yield "reached out", sides.contact.name, f"you {sides.outgoing}", f"they {sides.incoming}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


VIEW = Drawing(lines=_lines, charts="relkeeper.render.charts.statistics")
