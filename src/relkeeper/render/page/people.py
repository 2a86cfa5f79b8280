"""Everybody, with what was said last and how the year went, and the field that finds them."""

from collections.abc import Sequence
from datetime import date

from relkeeper.render.page.finding import found_by
from relkeeper.render.page.markup import Markup, between, element
from relkeeper.render.page.parts import last_words, mail_link, nothing, phone_link, section
from relkeeper.render.pictures import sparkline
from relkeeper.render.words import every, last_contact, lateness
from relkeeper.reports.page import PersonRow

_HEADS = ("Name", "Class", "Last contact", "12 months", "Due")


def people(rows: Sequence[PersonRow], today: date) -> Markup:
    """In the order of their names; all of them are shown where no script runs."""
    if not rows:
        return section("people", "People", "", nothing("There is nobody in the book."))
    heads = element("div", (element("span", head) for head in _HEADS), class_="heads", aria_hidden="true")
    listed = element("ul", (_person(row, today) for row in rows), class_="persons")
    return section("people", "People", str(len(rows)), _filter(), heads, listed, _nobody())


def _filter() -> Markup:
    """Hidden until the script shows it: without one it would do nothing."""
    label = element("label", "Find people", for_="find")
    field = element(
        "input",
        type="search",
        id="find",
        autocomplete="off",
        spellcheck="false",
        placeholder="name, tag, number, topic",
        aria_describedby="shown",
    )
    count = element("p", id="shown", role="status", class_="count")
    return element("div", label, field, count, id="filter", class_="filter", role="search", hidden=True)


def _nobody() -> Markup:
    return element("p", "Nobody is found by that.", id="nobody", class_="nothing", hidden=True)


def _person(row: PersonRow, today: date) -> Markup:
    contact = row.contact
    return element(
        "li",
        element("div", _name(row), class_="name"),
        _class(row.contact_class),
        element("div", _last(row, today), class_="last"),
        element("div", _year(row), class_="spark"),
        _due(contact.days_overdue, contact.due_on, contact.cadence_days, today),
        id=f"person-{contact.id}",
        class_="person",
        data_find=found_by(row),
    )


def _name(row: PersonRow) -> Markup:
    contact = row.contact
    about = " · ".join(filter(None, (contact.title, contact.organization)))
    tags = element("ul", (element("li", tag) for tag in contact.tags), class_="tags", aria_label="Tags")
    points = [*map(mail_link, contact.emails, row.emails), *map(phone_link, contact.phones, row.phones)]
    return element(
        "div",
        element("h3", contact.name),
        element("p", about, class_="about") if about else None,
        tags if contact.tags else None,
        element("p", "knows about ", ", ".join(row.topics), class_="topics") if row.topics else None,
        element("p", between(" ", points), class_="points") if points else None,
    )


def _class(letter: str | None) -> Markup:
    if letter is None:
        return element("div", class_="class")
    badge = element("span", element("span", "Class ", class_="unseen"), letter, class_=f"badge class-{letter.lower()}")
    return element("div", badge, class_="class")


def _last(row: PersonRow, today: date) -> list[str | Markup]:
    when = element("span", last_contact(row.contact.last_contact_on, today), class_="when")
    said = last_words(row.last.channel, row.last.text)
    return [when, said] if said else [when]


def _year(row: PersonRow) -> Markup:
    total = sum(row.months)
    if not total:
        return element("span", "none in 12 months", class_="quiet")
    return element("div", Markup(sparkline(row.months)), element("span", str(total), class_="total"))


def _due(late: int | None, due_on: str | None, cadence: int | None, today: date) -> Markup:
    if late is None or due_on is None:
        return element("div", class_="dueon")
    words = element("span", lateness(late), class_="when late" if late > 0 else "when")
    return element("div", words, element("span", every(cadence), class_="rhythm"), class_="dueon")
