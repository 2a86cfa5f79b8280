"""Statistics as a terminal shows them, part by part."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from relkeeper.render.charts import people, shaded
from relkeeper.render.charts.bars import segments, sparkline
from relkeeper.render.charts.fitting import counts, percent
from relkeeper.render.views.statistics import headline, month_name
from relkeeper.reports.statistics import Statistics
from relkeeper.rules.statistics.peaks import peak
from relkeeper.rules.statistics.spans import Span, heatmaps
from relkeeper.rules.texts.untrusted import line

_WIDEST = 120
_MOST_MONTHS = 36
_NARROWEST = 40
# Channels in the order of their use; what is used less is one of others.
_FILLS = (
    ("█", "blue"), ("▓", "green"), ("▒", "yellow"), ("░", "magenta"), ("▚", "cyan"), ("=", "red"), ("-", ""),
)  # fmt: skip
_OTHERS = "others"


def drawn(stats: Statistics, today: date, screen: int) -> Iterator[Text]:
    """The charts for a screen of so many cells."""
    width = min(max(screen, _NARROWEST), _WIDEST)
    yield Text(line(headline(stats, today)), style="bold")
    if not stats.entries:
        return
    for heading, chart in (
        ("Days", _calendar(stats, width)),
        ("Months and channels" if len(stats.months) <= _MOST_MONTHS else "Years and channels", _months(stats, width)),
        ("Hours of the week", _hours(stats, width)),
        ("People", () if stats.contact else people.shares(stats, width)),
        ("New contacts", _new_contacts(stats)),
        ("Longest silences", people.silences(stats, today, width)),
        ("Who reaches out", people.balance(stats, width)),
    ):
        lines = list(chart)
        if lines:
            yield Text(f"\n{heading}", style="bold")
            yield from lines


def _calendar(stats: Statistics, width: int) -> Iterator[Text]:
    by_day = {date.fromisoformat(day.on): day.entries for day in stats.days}
    shown = Span(date.fromisoformat(stats.since), date.fromisoformat(stats.until))
    yield from shaded.calendars(by_day, list(heatmaps(shown)), width)


def _months(stats: Statistics, width: int) -> Iterator[Text]:
    names = [row.channel for row in stats.channels]
    told = names if len(names) <= len(_FILLS) else names[: len(_FILLS) - 1]
    rows = _by_time(stats)
    totals = counts(channels.total() for channels in rows.values())
    most = max(channels.total() for channels in rows.values())
    for (when, channels), total in zip(rows.items(), totals, strict=True):
        made = Text(f"{when}  {total}  ")
        values = [channels[name] for name in told]
        values.append(channels.total() - sum(values))
        for (sign, style), cells in zip(_FILLS, segments(values, most, width - len(made) - 1), strict=False):
            made.append(sign * cells, style=style)
        yield made
    yield from _legend(stats, told, width)


def _by_time(stats: Statistics) -> dict[str, Counter[str]]:
    """The channels of each month; of years where there are many months."""
    rows: dict[str, Counter[str]] = {}
    for row in stats.months:
        when = month_name(row.month) if len(stats.months) <= _MOST_MONTHS else row.month[:4]
        rows.setdefault(when, Counter()).update(row.channels)
    return rows


def _legend(stats: Statistics, told: list[str], width: int) -> Iterator[Text]:
    """What the parts of the bars stand for, in as many lines as it takes."""
    shares = [(row.channel, row.share) for row in stats.channels[: len(told)]]
    if len(told) < len(stats.channels):
        shares.append((_OTHERS, 1 - sum(share for _, share in shares)))
    made = Text()
    for (sign, style), (name, share) in zip(_FILLS, shares, strict=False):
        said = f" {line(name)} {percent(share).strip()}   "
        if made and made.cell_len + cell_len(said) > width:
            yield made
            made = Text()
        made.append(sign, style=style)
        made.append(said)
    yield made


def _hours(stats: Statistics, width: int) -> Iterator[Text]:
    if stats.without_time < stats.entries:
        yield from shaded.hours(stats.weekday_hours, width)
    if stats.without_time:
        yield Text(f"    {stats.without_time:,} of {stats.entries:,} without a time of day", style="dim")


def _new_contacts(stats: Statistics) -> Iterator[Text]:
    added = {row.month: row.contacts for row in stats.new_contacts}
    if any(added.values()):
        most = peak(added)
        made = Text()
        made.append(sparkline(list(added.values()), 24), style="green")
        made.append(f"  {sum(added.values()):,} in all")
        made.append("" if most is None else f", most in {month_name(most)} ({added[most]:,})")
        yield made
