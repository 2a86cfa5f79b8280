"""The book as one HTML page, to be read in a browser, on a phone and on paper."""

from datetime import date, datetime

from relkeeper.render.page.due import agenda, overdue
from relkeeper.render.page.frame import framed
from relkeeper.render.page.markup import Markup, element
from relkeeper.render.page.people import people
from relkeeper.render.page.relations import relations
from relkeeper.render.page.year import year
from relkeeper.reports.page import Page
from relkeeper.rules.day_words import MONTHS, WEEKDAYS
from relkeeper.rules.plurals import counted

_SECTIONS = {
    "overdue": "Overdue", "agenda": "Agenda", "year": "The year", "people": "People", "relations": "Relations",
}  # fmt: skip


def document(page: Page) -> str:
    """The page; whatever the book says is text in it."""
    now = datetime.fromisoformat(page.now)
    today = now.date()
    main = element(
        "main",
        overdue(page.overdue, today),
        agenda(page.agenda, today, page.days),
        year(page.year, date.fromisoformat(page.first), date.fromisoformat(page.last)),
        people(page.people, today),
        relations(page.ties, page.people),
        id="main",
    )
    day = f"{WEEKDAYS[today.weekday()]}, {today.day} {MONTHS[today.month - 1]} {today.year}"
    return framed(f"Your people, {day}", _header(page, day), main, _footer(page, now))


def _header(page: Page, day: str) -> Markup:
    links = (element("li", element("a", words, href=f"#{name}")) for name, words in _SECTIONS.items())
    return element(
        "header",
        element("a", "Skip to the content", href="#main", class_="skip"),
        element("p", day, class_="date"),
        element("h1", "Your people"),
        element("p", _summary(page), class_="summary"),
        element("nav", element("ul", links), aria_label="Sections"),
    )


def _summary(page: Page) -> str:
    late, coming = len(page.overdue), len(page.agenda)
    people = counted(len(page.people), "person", "people")
    return f"{people}, {late or 'nobody'} overdue, {coming or 'nothing'} coming up."


def _footer(page: Page, now: datetime) -> Markup:
    private = (
        "What is private stands on it, too."
        if page.revealed
        else "What is marked private is not on it, nor are archived people."
    )
    return element(
        "footer",
        element("details", element("summary", "How classes are given"), *map(_line, page.class_rule.splitlines())),
        element("p", "This page holds what is known of people: keep it to yourself. ", private),
        element("p", f"As of {now:%Y-%m-%d %H:%M}, written by relkeeper."),
    )


def _line(words: str) -> Markup:
    return element("p", words)
