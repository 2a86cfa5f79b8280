"""The digest as plain lines, for cron and shells."""

from collections.abc import Iterator, Sequence
from datetime import date

from relkeeper.render.digest import Item, are_several, counted, more, sections
from relkeeper.reports.agenda import AgendaRow, pressing


def title(rows: Sequence[AgendaRow]) -> str:
    """`relkeeper: 3 late, 1 today`: how much there is, and of whom nothing, since others see subjects."""
    return f"relkeeper: {counted(rows)}"


def lines(rows: Sequence[AgendaRow], today: date, limit: int | None = None) -> Iterator[str]:
    """One line for each of the `limit` things that may wait least, and one that says how many more there are.

    A section has its heading where there are several, shown or not: `12 days late` alone needs none.
    """
    headed = are_several(rows)
    for number, (heading, items) in enumerate(sections(pressing(rows, limit), today)):
        if headed:
            yield from ([""] if number else [])
            yield f"{heading}:"
        yield from map(_line, items)
    if limit is not None and len(rows) > limit:
        yield more(len(rows) - limit)


def _line(item: Item) -> str:
    """`Ada Example: get in touch, 12 days late; last 26 Oct (call): she sends the deck; likes jazz`."""
    return f"{item.name}: {item.what}; {item.briefing}" if item.briefing else f"{item.name}: {item.what}"
