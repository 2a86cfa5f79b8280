"""What to know of somebody before getting in touch, in words."""

from collections.abc import Iterator
from datetime import date

from relkeeper.reports.briefings import Briefing
from relkeeper.rules import notes
from relkeeper.rules.channels import UNSAID
from relkeeper.rules.day_words import short


def lines(known: Briefing, today: date) -> list[str]:
    """When last and what was said, what they like, and what passed between you; what is not known has no line."""
    parts = (_last(known, today), "; ".join(_tastes(known)), "; ".join(_passed(known, today)))
    return [words for words in parts if words]


def _last(known: Briefing, today: date) -> str:
    """`last 26 Oct (call): she sends the deck`; that nobody was in touch yet, where there is nothing to say."""
    if known.last_contact_on is None:
        return "never contacted"
    channel = "" if known.last_channel in {UNSAID, None} else f" ({known.last_channel})"
    words = f": {known.last_words}" if known.last_words else ""
    return f"last {_on(known.last_contact_on, today)}{channel}{words}"


def _tastes(known: Briefing) -> Iterator[str]:
    """`likes jazz, tea`, `dislikes smoke`, `food: no nuts`, `wish: a kite`."""
    for label, texts in (
        ("likes", known.likes),
        ("dislikes", known.dislikes),
        ("food:", known.food),
        ("wish:", known.wishes),
    ):
        if texts:
            yield f"{label} {', '.join(texts)}"


def _passed(known: Briefing, today: date) -> Iterator[str]:
    """`gift, given 24 Dec 2025: a scarf`, `debt, they owe since 3 Nov: 20 euros`."""
    if known.last_gift and known.last_gift_on:
        gift = notes.describe("gift", known.last_gift_direction or "")
        yield f"{gift} {_on(known.last_gift_on, today)}: {known.last_gift}"
    for text, on, direction in known.debts:
        yield f"{notes.describe('debt', direction or '')} since {_on(on, today)}: {text}"


def _on(day: str, today: date) -> str:
    return short(date.fromisoformat(day), today)
