"""What the sections of the page have in common."""

from urllib.parse import quote

from relkeeper.render.page.markup import Child, Markup, element
from relkeeper.rules.channels import UNSAID


def section(name: str, heading: str, count: str, *children: Child) -> Markup:
    """A section that links lead to by its name."""
    head = element("h2", heading, " ", element("span", count, class_="count") if count else None, id=f"{name}-heading")
    return element("section", head, *children, id=name, aria_labelledby=f"{name}-heading")


def to_person(contact_id: int, name: str) -> Markup:
    """The name as a link to what the page says of that person."""
    return element("a", name, href=f"#person-{contact_id}")


def nothing(words: str) -> Markup:
    """What is said where a section has nothing in it."""
    return element("p", words, class_="nothing")


def last_words(channel: str | None, words: str | None) -> Markup | None:
    """How and what was said last; None where nothing is told of it."""
    said = None if channel == UNSAID else channel
    if not words and not said:
        return None
    by = element("span", said, class_="channel") if said else None
    return element("span", by, " " if by and words else None, words or None, class_="words")


def mail_link(typed: str, address: str) -> Markup:
    """An address as it was typed, with a link to the `address` it is normalised to: to mail, whatever stands in it."""
    return element("a", typed, href=f"mailto:{quote(address, safe='@')}")


def phone_link(typed: str, number: str) -> Markup:
    """A number as it was typed; a link where the `number` it is normalised to is an international one (RFC 3966)."""
    digits = number.removeprefix("+")
    is_global = number.startswith("+") and digits.isascii() and digits.isdigit()
    return element("a", typed, href=f"tel:{number}") if is_global else element("span", typed)
