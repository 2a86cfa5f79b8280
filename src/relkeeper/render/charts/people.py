"""People in lines: shares, silences, and who reaches out."""

from collections.abc import Iterator
from datetime import date

from rich.text import Text

from relkeeper.render.charts.bars import bar, sparkline
from relkeeper.render.charts.fitting import counts, names, percent
from relkeeper.render.views.statistics import reached_out, span_of, vital_few
from relkeeper.reports.statistics import Statistics
from relkeeper.rules.statistics.sharing import MOST

_MOST_PEOPLE = 15
_MOST_SILENCES = 8
_MOST_SIDES = 10
_MONTHS = 13
_ROOMY = 60
_LEAST_BAR = 6


def shares(stats: Statistics, width: int) -> Iterator[Text]:
    """Each one's months, entries, share and the cumulated share, with a line where that reaches 80 %."""
    people = stats.people[:_MOST_PEOPLE]
    shown = names((row.contact.name for row in people), width // 4)
    numbers = counts(row.entries for row in people)
    most = max((row.share for row in people), default=0)
    lines = [sparkline(row.months, _MONTHS) for row in people]
    crossed = False
    if people:
        yield Text(f"Entries, share, share with those above{', months' if width >= _ROOMY else ''}", style="dim")
    for row, name, months, number in zip(people, shown, lines, numbers, strict=True):
        made = name + Text(f"  {number}  {percent(row.share)}  ")
        made.append(f"{percent(row.cumulative)} together  ", style="dim")
        if width >= _ROOMY:
            made.append(f"{months}  ", style="green")
        yield _with_bar(made, row.share / most, width, "blue")
        if not crossed and row.cumulative >= MOST:
            crossed = True
            yield Text("── 80 % ──", style="yellow")
    yield Text(vital_few(stats), style="bold")


def silences(stats: Statistics, today: date, width: int) -> Iterator[Text]:
    """Each as a bar of its days; one that goes on says so."""
    rows = stats.silences[:_MOST_SILENCES]
    shown = names((row.contact.name for row in rows), width // 4)
    numbers = counts(row.days for row in rows)
    spans = [span_of(row, today) for row in rows]
    widest = max(map(len, spans), default=0)
    most = max((row.days for row in rows), default=0)
    for row, name, number, span in zip(rows, shown, numbers, spans, strict=True):
        made = name + Text(f"  {number} days  {span.ljust(widest)}  ")
        yield _with_bar(made, row.days / most, width, "yellow" if row.going_on else "blue")


def _with_bar(made: Text, part: float, width: int, style: str) -> Text:
    """A line with a bar in what is left of it, if that is worth one."""
    if (room := width - made.cell_len - 1) >= _LEAST_BAR:
        made.append(bar(part, room), style=style)
    made.rstrip()
    return made


def balance(stats: Statistics, width: int) -> Iterator[Text]:
    """What you began to the left, what they began to the right."""
    whole = stats.balance
    if not whole.incoming + whole.outgoing:
        return
    yield Text(reached_out(whole))
    rows = whole.people[:_MOST_SIDES]
    shown = names((row.contact.name for row in rows), width // 4)
    most = max((max(row.incoming, row.outgoing) for row in rows), default=0)
    ours, theirs = counts(row.outgoing for row in rows), counts(row.incoming for row in rows)
    for row, name, out, into in zip(rows, shown, ours, theirs, strict=True):
        length = max((width - name.cell_len - len(out) - len(into) - 6) // 2, 4)
        left, right = (round(length * count / most) for count in (row.outgoing, row.incoming))
        made = name + Text(f"  {out} ")
        made.append(("█" * left).rjust(length), style="blue")
        made.append("│", style="dim")
        made.append(("█" * right).ljust(length), style="magenta")
        made.append(f" {into}")
        yield made
