"""Who is overdue, and what comes up."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from relkeeper.render.page.markup import Markup, element
from relkeeper.render.page.parts import last_words, nothing, section, to_person
from relkeeper.render.views.agenda import occasion, past
from relkeeper.render.words import every, last_contact, lateness
from relkeeper.reports.agenda import AgendaRow
from relkeeper.reports.overdue import OverdueRow
from relkeeper.rules.day_words import describe


def overdue(rows: Sequence[OverdueRow], today: date) -> Markup:
    """Most urgent first."""
    if not rows:
        return section("overdue", "Overdue", "", nothing("Nobody is overdue."))
    items = element("ul", (_late(row, today) for row in rows), class_="due")
    return section("overdue", "Overdue", str(len(rows)), items)


def _late(row: OverdueRow, today: date) -> Markup:
    rhythm = every(row.cadence_days, row.cadence_from, row.cadence_tag)
    said = last_words(row.last_channel, row.last_outcome or row.last_summary)
    return element(
        "li",
        element("span", to_person(row.id, row.name), class_="who"),
        element("span", lateness(row.days_overdue), class_="when late"),
        element("span", rhythm, class_="rhythm"),
        element("span", last_contact(row.last_contact_on, today, row.added_on), class_="last"),
        said,
    )


def agenda(rows: Sequence[AgendaRow], today: date, days: int) -> Markup:
    """Day by day; what is late and no contact to be made comes first."""
    heading = "Today" if days == 0 else "Today and tomorrow" if days == 1 else f"The next {days} days"
    if not rows:
        return section("agenda", heading, "", nothing("Nothing comes up."))
    grouped = groupby(rows, lambda row: _day(row, today))
    return section("agenda", heading, str(len(rows)), (_group(day, list(things), today) for day, things in grouped))


def _day(row: AgendaRow, today: date) -> str:
    if row.days < 0:
        return "Late"
    words = describe(date.fromisoformat(row.on), today)
    return words[0].upper() + words[1:]


def _group(day: str, rows: Sequence[AgendaRow], today: date) -> Markup:
    items = element("ul", (_thing(row, today) for row in rows), class_="things")
    return element("div", element("h3", day), items, class_="day late" if day == "Late" else "day")


def _thing(row: AgendaRow, today: date) -> Markup:
    kind = {"occasion": "day", "follow-up": "promise"}.get(row.what, "contact")
    return element(
        "li",
        element("span", to_person(row.contact.id, row.contact.name), class_="who"),
        _what(row, today),
        data_kind=kind,
    )


def _what(row: AgendaRow, today: date) -> Markup:
    if row.what == "follow-up":
        words, late = row.text, lateness(-row.days) if row.days < 0 else None
        return element("span", words, element("span", late, class_="when late") if late else None, class_="what")
    if row.what == "occasion":
        return element("span", past(row, today) if row.days < 0 else occasion(row), class_="what")
    return element("span", "get in touch, ", every(row.cadence_days), class_="what")
